import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FnCol, type FileFacts } from '../../../../src/engine/facts';
import { assertWellFormed } from '../../../support/lowering';
import { lowering } from './golden';

const folder = join(__dirname, '../../../fixtures/kotlin');

const hostile: readonly [string, string][] = [
  ['nothing', ''],
  ['a byte order mark', '\uFEFFclass A\n'],
  ['one quote', 'val a = "'],
  ['an unfinished raw string', 'val a = """\n$x ${'],
  ['an unfinished template', 'val a = "${ b.map { "x'],
  ['only an annotation', '@Path("/")\n'],
  ['a class without name', 'class { val a: Int }\n'],
  ['a class without body', 'class A :\n'],
  ['names of Object.prototype', 'class constructor { val __proto__ = toString\n fun hasOwnProperty(valueOf: String) = constructor.valueOf() }\nval x = constructor()\n'],
  ['Windows line ends', 'class A {\r\n  fun f(user: User): String {\r\n    return user.email\r\n  }\r\n}\r\n'],
  ['astral characters', 'class Ä { val n = "😀$ä" }\n'],
  ['a conflict left in', 'class A {\n<<<<<<< HEAD\n  val a = 1\n=======\n  val b = 1\n>>>>>>> other\n}\n'],
  ['statements of a script', 'println("x")\nval a by lazy { 1 }\nif (a > 0) println(a)\n'],
  ['unfinished members', 'class A { val a = ; fun b( { if ( } ; c. ; d() ; when (x) { is } }\n'],
  ['jumps that lead nowhere', 'fun f() { break@x; continue; return@y }\n'],
  ['formats that are off', 'val a = "%s %5$s %<s %".format(b) + String.format() + "x".format()\n'],
  ['accessors alone', 'val a: Int get() = field\nvar b: Int = 1 set(value) { field = value }\n'],
  ['scope functions of nothing', 'fun f() { run { }; with() { }; x.let { }; buildString { }; y?.apply { this } ?: return }\n'],
];

function assertSpans(facts: FileFacts, source: string, label: string): void {
  for (let row = 0; row < facts.functions.length; row += FnCol.stride) {
    const [start = -1, end = -1] = [facts.functions[row + FnCol.start], facts.functions[row + FnCol.end]];
    assert.ok(start >= 0 && start <= end && end <= source.length, `${label}: a function at ${start} to ${end}`);
  }
}

describe('kotlin lowering holds on any text', () => {
  for (const [title, source] of hostile) {
    it(title, async () => {
      const facts = (await lowering())(source);
      assertWellFormed(facts, title);
      assertSpans(facts, source, title);
    });
  }

  it('deep nesting and long chains', async () => {
    const lower = await lowering();
    const within = (text: string): string => `fun f() { ${text} }\n`;
    const deep = [
      within(`return ${'('.repeat(3000)}1${')'.repeat(3000)}`), within(`return ${Array(5000).fill('a').join(' + ')}`), within(`return "s" + ${Array(5000).fill('a').join(' + ')}`),
      within(`return ${Array(5000).fill('a').join(' || ')}`), within(`return ${Array(3000).fill('a').join(' ?: ')}`), within(`return ${'!'.repeat(5000)}a`), within(`return a${'.b'.repeat(5000)}`),
      within(`return a${'.b()'.repeat(3000)}`), within(`return a${'.let { it }'.repeat(1500)}`), within(`${'run { '.repeat(1000)}${'}'.repeat(1000)}`), within(`val a: ${'List<'.repeat(1500)}A${'>'.repeat(1500)} = b`),
      within(`${'if (a) {'.repeat(1500)}${'}'.repeat(1500)}`), within(`${'if (a) b() else '.repeat(1500)} c()`), `${'class A { '.repeat(400)}${'}'.repeat(400)}\n`, within(`val s = ${'"${'.repeat(500)}a${'}"'.repeat(500)}`),
    ];
    for (const source of deep) assertWellFormed(lower(source), source.slice(0, 60));
  }).timeout(60_000);

  it('every prefix of real sources, and sources with a part cut out', async () => {
    const lower = await lowering();
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.kt')).slice(0, 5)) {
      const source = (await readFile(join(folder, name), 'utf8')).slice(0, 1500);
      for (let length = 0; length <= source.length; length += length < 200 ? 1 : 5) assertWellFormed(lower(source.slice(0, length)), `${name} to ${length}`);
      for (let at = 0; at < source.length; at += 37) {
        const cut = source.slice(0, at) + source.slice(at + 1 + (at % 11));
        const facts = lower(cut);
        assertWellFormed(facts, `${name} cut at ${at}`);
        assertSpans(facts, cut, `${name} cut at ${at}`);
      }
    }
  }).timeout(120_000);
});
