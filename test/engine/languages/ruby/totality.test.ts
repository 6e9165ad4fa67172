import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assertWellFormed } from '../../../support/lowering';
import { lowering } from './golden';

const folder = join(__dirname, '../../../fixtures/ruby');

const hostile: readonly [string, string][] = [
  ['nothing', ''],
  ['a byte order mark', '\uFEFFclass A; end\n'],
  ['one quote', 'a = "'],
  ['an unfinished hole', 'puts "a #{b'],
  ['a heredoc without end', 'a = <<~X\n  b #{c}\n'],
  ['two heredocs on a line', 'f(<<~A, <<~B)\n  a #{x}\nA\n  b\nB\n'],
  ['a class without name', 'class\nend\n'],
  ['a class in a class without end', 'class A\n  class B < C\n    def d('],
  ['names of Object.prototype', 'class Constructor\n  def constructor = __proto__\n  def toString; hasOwnProperty; end\nend\nconstructor(valueOf)\n'],
  ['Windows line ends', 'class A\r\n  def f(user)\r\n    user.email\r\n  end\r\nend\r\n'],
  ['astral characters', 'ä = "😀#{ö}"\n'],
  ['a conflict left in', 'class A\n<<<<<<< HEAD\n  def a; end\n=======\n  def b; end\n>>>>>>> other\nend\n'],
  ['jumps that lead nowhere', 'break\nnext\nreturn 1\nyield 2\nsuper\nretry\nredo\n'],
  ['formats that are off', 'format("%s %5$s %<x>s %", a)\nformat\n"%s" % []\n"%{a}" % {}\n'],
  ['patterns that are off', 'case a\nin {x: [1, *, {y:}] => z} | nil if w then 1\nin ^b then 2\nend\na => {b:\n'],
  ['structs that are off', 'A = Struct.new\nB = Struct.new(:a) do\n  def b = a\nend\nclass C < Struct.new(:x, keyword_init: true); end\nStruct.new("D")\nData.define\n'],
  ['text behind the end', 'a = 1\n__END__\nclass { ( "\n'],
  ['assignments to anything', 'a.b, c[1], *d, (e, f), @g, @@h, $i, J = k\nself.x ||= 1\na&.b = 2\nA::B = 3\n'],
];

describe('ruby lowering holds on any text', () => {
  for (const [title, source] of hostile) {
    it(title, async () => assertWellFormed((await lowering())(source), title));
  }

  it('deep nesting and long chains', async () => {
    const lower = await lowering();
    const deep = [
      `${'('.repeat(3000)}1${')'.repeat(3000)}`, Array(5000).fill('a').join(' + '), `"s" + ${Array(5000).fill('a').join(' + ')}`, Array(5000).fill('a').join(' || '), `${'!'.repeat(5000)}a`,
      `a${'.b'.repeat(5000)}`, `a${'.b()'.repeat(3000)}`, `${'-> { '.repeat(1500)}1${' }'.repeat(1500)}`, `${'if a\n'.repeat(2000)}${'end\n'.repeat(2000)}`, `if a\n${'elsif b\n c\n'.repeat(2000)}end`,
      `${'class A\n'.repeat(500)}${'end\n'.repeat(500)}`, `${'def a\n'.repeat(500)}${'end\n'.repeat(500)}`, `${'a = '.repeat(3000)}1`, `${'['.repeat(3000)}${']'.repeat(3000)}`, `${'a { '.repeat(1500)}${'}'.repeat(1500)}`,
      `${'"#{'.repeat(1500)}x${'}"'.repeat(1500)}`,
    ];
    for (const source of deep) assertWellFormed(lower(source), source.slice(0, 60));
  }).timeout(60_000);

  it('every prefix of real sources', async () => {
    const lower = await lowering();
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.rb')).slice(0, 6)) {
      const source = (await readFile(join(folder, name), 'utf8')).slice(0, 1500);
      for (let length = 0; length <= source.length; length += length < 200 ? 1 : 5) assertWellFormed(lower(source.slice(0, length)), `${name} to ${length}`);
    }
  }).timeout(120_000);

  it('real sources with parts cut out', async () => {
    const lower = await lowering();
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.rb'))) {
      const source = await readFile(join(folder, name), 'utf8');
      for (let i = 0; i < 25; i++) {
        const at = random(source.length);
        assertWellFormed(lower(source.slice(0, at) + '}]end)"'.slice(0, random(7)) + source.slice(at + random(60))), `${name} cut at ${at}`);
      }
    }
  }).timeout(120_000);
});
