import assert from 'node:assert/strict';
import { decodeFacts, type FileFacts } from '../../../../src/engine/facts';
import { printFacts } from '../../../../src/engine/facts/print';
import type { Lower } from '../../../../src/engine/languages/language';
import { languageFor } from '../../../../src/engine/languages/registry';
import { createSyntax, type Syntax } from '../../../../src/engine/syntax';
import { readWasm } from '../../../support/rules';

const wasm = { typescript: 'typescript/typescript.wasm', tsx: 'typescript/tsx.wasm', javascript: 'javascript/javascript.wasm' };
export type GrammarId = keyof typeof wasm;

let started: Promise<Syntax> | undefined;
const lowerings = new Map<GrammarId, Promise<(text: string) => ArrayBuffer>>();

/** A function that parses and lowers texts of a grammar. */
export function lowering(id: GrammarId): Promise<(text: string) => ArrayBuffer> {
  let ready = lowerings.get(id);
  if (!ready) lowerings.set(id, (ready = prepare(id)));
  return ready;
}

async function prepare(id: GrammarId): Promise<(text: string) => ArrayBuffer> {
  started ??= createSyntax(readWasm);
  const syntax = await started;
  const language = languageFor(id);
  assert.ok(language);
  const lower: Lower = language.prepare(await syntax.load(id, wasm[id]));
  return (text) => lower(syntax.parse(id, text), text, `sample.${id}`);
}

/** The facts of a text. */
export async function factsOf(id: GrammarId, text: string): Promise<FileFacts> {
  const facts = decodeFacts((await lowering(id))(text));
  assert.ok(facts, 'the lowering gave no facts');
  return facts;
}

/** Asserts that a text prints as the expected lines; both may be indented by a common margin. */
export async function prints(id: GrammarId, text: string, expected: string): Promise<void> {
  assert.equal(printFacts(await factsOf(id, dedent(text))), dedent(expected));
}

function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').replace(/\n?[ ]*$/, '\n').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(margin)).join('\n');
}
