import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assertWellFormed } from '../../../support/lowering';
import { lowering } from './golden';

const folder = join(__dirname, '../../../fixtures/python');

const hostile: readonly [string, string][] = [
  ['nothing', ''],
  ['a byte order mark', '\uFEFFx = 1\n'],
  ['one quote', '"'],
  ['an unfinished hole', 'f"{'],
  ['only a decorator', '@app.route("/")\n'],
  ['a class without body', 'class A(\n'],
  ['names of Object.prototype', 'constructor = __proto__ = toString\nclass hasOwnProperty: valueOf = 1\n'],
  ['Windows line ends', 'def f(user):\r\n    return user.email\r\n'],
  ['astral characters', 'x = "😀"\nnäme = f"{näme} 😀"\n'],
  ['a conflict left in', '<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n'],
  ['Python 2', 'try:\n    print "x" % `y`\nexcept IOError, e:\n    raise E, "m", tb\nexec "x" in d\nx <> 0777L\ndef f((a, b), c): pass\n'],
];

describe('python lowering holds on any text', () => {
  for (const [title, source] of hostile) {
    it(title, async () => assertWellFormed((await lowering())(source), title));
  }

  it('deep nesting and long chains', async () => {
    const lower = await lowering();
    const deep = [
      `x = ${'('.repeat(3000)}1${')'.repeat(3000)}\n`, `x = ${'['.repeat(3000)}\n`, `x = ${Array(5000).fill('a').join(' + ')}\n`, `x = "s" + ${Array(5000).fill('a').join(' + ')}\n`,
      `x = ${Array(5000).fill('a').join(' or ')}\n`, `x = ${'not '.repeat(5000)}a\n`, `x = a${'.b'.repeat(5000)}\n`, `x = a${'()'.repeat(5000)}\n`, `x = ${'lambda: '.repeat(2000)}1\n`,
      `x: ${'list['.repeat(3000)}int${']'.repeat(3000)} = 1\n`, `if a:\n  b\n${'elif c:\n  d\n'.repeat(3000)}`, `${'a = '.repeat(3000)}1\n`,
      Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}if a:\n`).join(''), Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}def f${i}():\n`).join(''),
    ];
    for (const source of deep) assertWellFormed(lower(source), source.slice(0, 30));
  }).timeout(60_000);

  it('every prefix of real sources', async () => {
    const lower = await lowering();
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.py')).slice(0, 5)) {
      const source = (await readFile(join(folder, name), 'utf8')).slice(0, 1500);
      for (let length = 0; length <= source.length; length += length < 200 ? 1 : 5) assertWellFormed(lower(source.slice(0, length)), `${name} to ${length}`);
    }
  }).timeout(120_000);
});
