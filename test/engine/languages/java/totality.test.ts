import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assertWellFormed } from '../../../support/lowering';
import { lowering } from './golden';

const folder = join(__dirname, '../../../fixtures/java');

const hostile: readonly [string, string][] = [
  ['nothing', ''],
  ['a byte order mark', '\uFEFFclass A {}\n'],
  ['one quote', 'class A { String a = "'],
  ['an unfinished text block', 'class A { String a = """\n'],
  ['only an annotation', '@Path("/")\n'],
  ['a class without body', 'class A extends\n'],
  ['a class without name', 'class { int a; }\n'],
  ['names of Object.prototype', 'class constructor { Object __proto__ = toString; hasOwnProperty valueOf() { return constructor; } }\n'],
  ['Windows line ends', 'class A {\r\n  String f(User user) {\r\n    return user.email;\r\n  }\r\n}\r\n'],
  ['astral characters', 'class Ä { String n = "😀" + ä; }\n'],
  ['a conflict left in', 'class A {\n<<<<<<< HEAD\n  int a;\n=======\n  int b;\n>>>>>>> other\n}\n'],
  ['no class around', 'void main() { System.out.println("x"); }\nint a = 1;\n'],
  ['unfinished members', 'class A { int a = ; void b( { if ( } ; c. ; d(); new ; x -> ; switch (a) { case } }\n'],
  ['an interface of annotations', '@interface A { String value() default "x"; int[] b() default {1, 2}; }\n'],
  ['a module', 'module a.b { requires java.base; exports a.b; }\n'],
  ['labels that are not there', 'class A { void f() { break x; continue y; } }\n'],
  ['formats that are off', 'class A { String f() { return String.format("%s %5$s %<s %", a) + String.format() + "x".formatted() + MessageFormat.format("{9}"); } }\n'],
];

describe('java lowering holds on any text', () => {
  for (const [title, source] of hostile) {
    it(title, async () => assertWellFormed((await lowering())(source), title));
  }

  it('deep nesting and long chains', async () => {
    const lower = await lowering();
    const within = (text: string): string => `class A { Object f() { ${text} } }\n`;
    const deep = [
      within(`return ${'('.repeat(3000)}1${')'.repeat(3000)};`), within(`return ${Array(5000).fill('a').join(' + ')};`), within(`return "s" + ${Array(5000).fill('a').join(' + ')};`),
      within(`return ${Array(5000).fill('a').join(' || ')};`), within(`return ${'!'.repeat(5000)}a;`), within(`return a${'.b'.repeat(5000)};`), within(`return a${'.b()'.repeat(3000)};`),
      within(`return ${'x -> '.repeat(2000)}1;`), within(`${'List<'.repeat(2000)}A${'>'.repeat(2000)} a = b;`), within(`${'if (a) {'.repeat(2000)}${'}'.repeat(2000)}`),
      within(`${'if (a) b(); else '.repeat(2000)} c();`), `${'class A { '.repeat(500)}${'}'.repeat(500)}`, within(`${'new A() { void f() { '.repeat(300)}${'} }'.repeat(300)};`), within(`${'a = '.repeat(3000)}1;`),
    ];
    for (const source of deep) assertWellFormed(lower(source), source.slice(0, 60));
  }).timeout(60_000);

  it('every prefix of real sources', async () => {
    const lower = await lowering();
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.java')).slice(0, 5)) {
      const source = (await readFile(join(folder, name), 'utf8')).slice(0, 1500);
      for (let length = 0; length <= source.length; length += length < 200 ? 1 : 5) assertWellFormed(lower(source.slice(0, length)), `${name} to ${length}`);
    }
  }).timeout(120_000);
});
