import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FnCol, Op, opStride, type FileFacts } from '../../../../src/engine/facts';
import { lowering } from './golden';

const folder = join(__dirname, '../../../fixtures/go');

/** What every consumer relies on: blocks are closed, registers are written before they are read. */
function assertWellFormed(facts: FileFacts, label: string): void {
  for (let fn = 0; fn < facts.functions.length; fn += FnCol.stride) {
    const registers = facts.functions[fn + FnCol.registers] ?? 0;
    let depth = 0;
    let written = -1;
    for (let op = facts.functions[fn + FnCol.opStart] ?? 0; op < (facts.functions[fn + FnCol.opEnd] ?? 0); op++) {
      const [code = -1, target = -1, a = -1, b = -1] = facts.ops.subarray(op * opStride, op * opStride + 4);
      if (code === Op.If || code === Op.Loop || code === Op.Switch || code === Op.Try) depth++;
      if (code === Op.End) depth--;
      assert.ok(depth >= 0, `${label}: a block is closed twice`);
      if (code === Op.Load || code === Op.Store || code === Op.Call || code === Op.If) assert.ok(a >= 0 && a <= written, `${label}: operation ${code} reads register ${a}`);
      if (code === Op.Assign) assert.ok(a >= 0 && b >= 0 && b <= written, `${label}: an assignment reads register ${b}`);
      if (target >= 0) {
        assert.equal(target, written + 1, `${label}: registers are numbered in order`);
        written = target;
      }
    }
    assert.equal(depth, 0, `${label}: blocks left open`);
    assert.equal(written + 1, registers, `${label}: registers`);
  }
}

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
