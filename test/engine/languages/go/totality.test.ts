import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assertWellFormed } from '../../../support/lowering';
import { lowering } from './golden';

const folder = join(__dirname, '../../../fixtures/go');

const hostile: readonly [string, string][] = [
  ['nothing', ''],
  ['a byte order mark', '\uFEFFpackage x\n'],
  ['one quote', '"'],
  ['only a receiver', 'func (s'],
  ['a struct without end', 'package x\ntype A struct {\n B string `json:"'],
  ['a type that is its own', 'package x\ntype A A\ntype B []B\nvar b = B{{{}}}\n'],
  ['names of Object.prototype', 'package x\nvar constructor, __proto__, toString = 1, 2, 3\ntype hasOwnProperty struct{ valueOf int }\n'],
  ['Windows line ends', 'package x\r\nfunc f(user User) string {\r\n\treturn user.Email\r\n}\r\n'],
  ['astral characters', 'package x\nvar n = "😀"\nvar näme = `😀`\n'],
  ['a conflict left in', '<<<<<<< HEAD\npackage x\n=======\npackage y\n>>>>>>> other\n'],
  ['defer at the top and in a literal', 'package x\ndefer f()\nvar g = func() { if a { defer h() }; defer func() { recover() }() }\n'],
];

describe('go lowering holds on any text', () => {
  for (const [title, source] of hostile) {
    it(title, async () => assertWellFormed((await lowering())(source), title));
  }

  it('deep nesting and long chains', async () => {
    const lower = await lowering();
    const body = (text: string): string => `package x\nfunc f() {\n${text}\n}\n`;
    const deep = [
      body(`x := ${'('.repeat(3000)}1${')'.repeat(3000)}`), body(`x := ${'[]int{'.repeat(2000)}`), body(`x := ${Array(5000).fill('a').join(' + ')}`), body(`x := "s" + ${Array(5000).fill('a').join(' + ')}`),
      body(`x := ${Array(5000).fill('a').join(' && ')}`), body(`x := ${'!'.repeat(5000)}a`), body(`x := a${'.b'.repeat(5000)}`), body(`x := a${'()'.repeat(5000)}`), body(`x := ${'func() any { return '.repeat(1000)}1`),
      `package x\nvar v ${'[]'.repeat(3000)}int\n`, body('if a { '.repeat(1500)), body(`if a {} ${'else if b {} '.repeat(3000)}`), body('for { '.repeat(1500)), body('switch a { case b: '.repeat(900)),
    ];
    for (const source of deep) assertWellFormed(lower(source), source.slice(0, 30));
  }).timeout(60_000);

  it('every prefix of real sources', async () => {
    const lower = await lowering();
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.go')).slice(0, 5)) {
      const source = (await readFile(join(folder, name), 'utf8')).slice(0, 1500);
      for (let length = 0; length <= source.length; length += length < 200 ? 1 : 5) assertWellFormed(lower(source.slice(0, length)), `${name} to ${length}`);
    }
  }).timeout(120_000);
});
