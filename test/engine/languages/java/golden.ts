import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeFacts, type FileFacts } from '../../../../src/engine/facts';
import { printFacts } from '../../../../src/engine/facts/print';
import { language } from '../../../../src/engine/languages/java';
import { createSyntax } from '../../../../src/engine/syntax';

const root = join(__dirname, '../../../..');

async function prepare(): Promise<(source: string, path?: string) => FileFacts> {
  const syntax = await createSyntax((name) => readFile(join(root, name === 'web-tree-sitter.wasm' ? 'node_modules/web-tree-sitter' : 'grammars', name)));
  const lower = language.prepare(await syntax.load('java', 'java/java.wasm'));
  return (source, path = 'App.java') => {
    const facts = decodeFacts(lower(syntax.parse('java', source), source, path));
    assert.ok(facts, 'the facts can be read back');
    return facts;
  };
}

let prepared: ReturnType<typeof prepare> | undefined;

/** The lowering of Java sources; the grammar is loaded once. */
export function lowering(): ReturnType<typeof prepare> {
  prepared ??= prepare();
  return prepared;
}

/** Text without its common indentation and outer blank lines. */
function dedent(text: string): string {
  const lines = text.split('\n');
  const depth = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(depth).trimEnd()).join('\n').trim();
}

/** A test: the source gives these printed facts. Lines of exports are compared only where some are expected. */
export function golden(title: string, source: string, expected: string): void {
  it(title, async () => {
    const lower = await lowering();
    const wanted = dedent(expected);
    const printed = printFacts(lower(`${dedent(source)}\n`)).trim().split('\n');
    const shown = /^export /m.test(wanted) ? printed : printed.filter((line) => !line.startsWith('export '));
    assert.equal(shown.join('\n'), wanted);
  });
}

/** A test: the statements of a method with these parameters give these operations, inner functions included. */
export function body(title: string, parameters: string, source: string, expected: string): void {
  it(title, async () => {
    const lower = await lowering();
    const printed = printFacts(lower(`class Desk {\n  Object run(${parameters}) {\n${source}\n  }\n}\n`)).trim().split('\n');
    const from = printed.findIndex((line) => line.startsWith('fn Desk.run'));
    assert.equal(dedent(printed.slice(from + 1).join('\n')), dedent(expected));
  });
}
