import assert from 'node:assert/strict';
import { FnCol, Op, decodeFacts, opStride, type FileFacts } from '../../src/engine/facts';
import { printFacts } from '../../src/engine/facts/print';
import type { Language } from '../../src/engine/languages/language';
import { createSyntax } from '../../src/engine/syntax';
import { readWasm } from './rules';

/** Turns a source into facts. */
export type LowerSource = (source: string, path?: string) => FileFacts;

/** How the tests of one language lower and compare: the grammar is loaded once, when first asked for. */
export interface LoweringTests {
  lowering: () => Promise<LowerSource>;
  /** A test: the source gives these printed facts. Lines of exports are compared only where some are expected. */
  golden: (title: string, source: string, expected: string) => void;
}

/** The tests of a language whose grammar is `<id>/<id>.wasm`; `usualPath` is the path of sources that have none. */
export function loweringTests(language: Language, usualPath: string): LoweringTests {
  const prepare = async (): Promise<LowerSource> => {
    const syntax = await createSyntax(readWasm);
    const lower = language.prepare(await syntax.load(language.id, `${language.id}/${language.id}.wasm`));
    return (source, path = usualPath) => {
      const facts = decodeFacts(lower(syntax.parse(language.id, source), source, path));
      assert.ok(facts, 'the facts can be read back');
      return facts;
    };
  };
  let prepared: Promise<LowerSource> | undefined;
  const lowering = (): Promise<LowerSource> => (prepared ??= prepare());
  return {
    lowering,
    golden(title, source, expected) {
      it(title, async () => {
        const lower = await lowering();
        const wanted = dedent(expected);
        const printed = printFacts(lower(`${dedent(source)}\n`)).trim().split('\n');
        const shown = /^export /m.test(wanted) ? printed : printed.filter((line) => !line.startsWith('export '));
        assert.equal(shown.join('\n'), wanted);
      });
    },
  };
}

/** Text without its common indentation and outer blank lines. */
export function dedent(text: string): string {
  const lines = text.split('\n');
  const depth = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(depth).trimEnd()).join('\n').trim();
}

/** What every consumer relies on: blocks are closed, registers are written before they are read. */
export function assertWellFormed(facts: FileFacts, label: string): void {
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
