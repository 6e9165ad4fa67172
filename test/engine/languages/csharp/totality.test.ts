import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assertWellFormed } from '../../../support/lowering';
import { lowering } from './golden';

const folder = join(__dirname, '../../../fixtures/csharp');

const hostile: readonly [string, string][] = [
  ['nothing', ''],
  ['a byte order mark', '\uFEFFclass A {}\n'],
  ['one quote', 'class A { string a = "'],
  ['an unfinished raw text', 'class A { string a = """\n'],
  ['an unfinished hole', 'class A { string a = $"x {'],
  ['only an attribute', '[Route("/")]\n'],
  ['a class without body', 'class A :\n'],
  ['a class without name', 'class { int a; }\n'],
  ['names of Object.prototype', 'class constructor { object __proto__ = toString; hasOwnProperty valueOf() { return constructor; } }\n'],
  ['Windows line ends', 'class A {\r\n  string F(User user) {\r\n    return user.Email;\r\n  }\r\n}\r\n'],
  ['astral characters', 'class Ä { string n = "😀" + ä; }\n'],
  ['a conflict left in', 'class A {\n<<<<<<< HEAD\n  int a;\n=======\n  int b;\n>>>>>>> other\n}\n'],
  ['statements at the top', 'using X;\nvar a = this;\nConsole.WriteLine(a);\nreturn base;\nint F() => 1;\n'],
  ['unfinished members', 'class A { int a = ; void b( { if ( } ; c. ; d(); new ; x => ; switch (a) { case } } get; }\n'],
  ['keywords alone', 'class A { object F() => this; object G() { return this; } object H => base; void I() { F(this); this.x = this; x = base; lock (this) { } foreach (var a in this) { } throw; } }\n'],
  ['parts left out', '#if A\nclass A {\n#else\nclass B {\n#endif\n  void F() {\n#if X\n    a();\n#elif Y\n    b();\n#endif\n  }\n}\n'],
  ['patterns that are off', 'class A { object F(object o) => o switch { => 1, { : var x } => x, [..] => 2, (var a, ) => a, _ }; }\n'],
  ['queries that are off', 'class A { object F() => from in x join y on select; object G() => from a in b group a by into c select d; }\n'],
  ['formats that are off', 'class A { string F() { return string.Format("{0} {5} {", a) + string.Format() + string.Concat() + $"{}{:x}{{"; } }\n'],
  ['tuples that are off', 'class A { void F() { var (a, ) = b; (a, (b, _)) = c; (var d, e.F, g[0]) = h; () = i; } }\n'],
  ['outs without names', 'class A { void F() { G(out var, out , out _, ref, out (var a, b), x: out var c); } void G(out int, ref this, params) { } }\n'],
  ['initialisers that are off', 'class A { object F() => new { = 1, a.b, c = }; object G() => new X { { }, [] = 1, A = { B = { 1 } }, }; X h = new() { new() }; }\n'],
];

describe('csharp lowering holds on any text', () => {
  for (const [title, source] of hostile) {
    it(title, async () => assertWellFormed((await lowering())(source), title));
  }

  it('deep nesting and long chains', async () => {
    const lower = await lowering();
    const within = (text: string): string => `class A { object F() { ${text} } }\n`;
    const deep = [
      within(`return ${'('.repeat(3000)}1${')'.repeat(3000)};`), within(`return ${Array(5000).fill('a').join(' + ')};`), within(`return "s" + ${Array(5000).fill('a').join(' + ')};`),
      within(`return ${Array(5000).fill('a').join(' || ')};`), within(`return ${'!'.repeat(5000)}a;`), within(`return a${'.b'.repeat(5000)};`), within(`return a${'.b()'.repeat(3000)};`),
      within(`return ${'x => '.repeat(2000)}1;`), within(`${'List<'.repeat(2000)}A${'>'.repeat(2000)} a = b;`), within(`${'if (a) {'.repeat(2000)}${'}'.repeat(2000)}`),
      within(`${'if (a) b(); else '.repeat(2000)} c();`), `${'class A { '.repeat(500)}${'}'.repeat(500)}`, within(`return ${'new A { B = '.repeat(1000)}1${' }'.repeat(1000)};`), within(`return ${'a?.'.repeat(2000)}b;`), within(`return ${'a ?? '.repeat(3000)}b;`), within(`return a is ${'not '.repeat(2000)}null;`), within(`return a switch { ${'1 => 2, '.repeat(1500)} };`), within(`${'a = '.repeat(3000)}1;`),
    ];
    for (const source of deep) assertWellFormed(lower(source), source.slice(0, 60));
  }).timeout(60_000);

  it('every prefix of real sources', async () => {
    const lower = await lowering();
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.cs')).slice(0, 5)) {
      const source = (await readFile(join(folder, name), 'utf8')).slice(0, 1500);
      for (let length = 0; length <= source.length; length += length < 200 ? 1 : 5) assertWellFormed(lower(source.slice(0, length)), `${name} to ${length}`);
      for (let cut = 0; cut + 40 < source.length; cut += 23) assertWellFormed(lower(source.slice(0, cut) + source.slice(cut + 7 + (cut % 31))), `${name} without ${cut}`);
    }
  }).timeout(120_000);
});
