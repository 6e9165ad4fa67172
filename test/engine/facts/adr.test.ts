import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { decodeFacts } from '../../../src/engine/facts';
import { printFacts } from '../../../src/engine/facts/print';
import { language as javascript } from '../../../src/engine/languages/javascript';
import type { Lower } from '../../../src/engine/languages/language';
import { language as python } from '../../../src/engine/languages/python';
import { language as typescript } from '../../../src/engine/languages/typescript';
import { createSyntax, type Syntax } from '../../../src/engine/syntax';
import { constructsOf, samplesOf, type Sample } from './adr';
import { readWasm } from '../../support/rules';

/** By language of a code block: grammar, its wasm, and the lowering. */
const grammars = {
  ts: { id: 'typescript', wasm: 'typescript/typescript.wasm', language: typescript },
  tsx: { id: 'tsx', wasm: 'typescript/tsx.wasm', language: typescript },
  js: { id: 'javascript', wasm: 'javascript/javascript.wasm', language: javascript },
  python: { id: 'python', wasm: 'python/python.wasm', language: python },
};
type Fence = keyof typeof grammars;
const isLowered = (fence: string): fence is Fence => fence in grammars;

const languages = ['TypeScript', 'JavaScript', 'Python', 'Java', 'Kotlin', 'Go', 'C#', 'Ruby', 'PHP'];
const fences = ['ts', 'js', 'python', 'java', 'kotlin', 'go', 'csharp', 'ruby', 'php'];
const markdown = readFileSync('docs/decisions/0001-facts.md', 'utf8');
const samples = samplesOf(markdown);

describe('the facts of ADR 0001', () => {
  let syntax: Syntax;
  const lowerings = new Map<Fence, Lower>();

  before(async () => {
    syntax = await createSyntax(readWasm);
  });

  async function factsOf(fence: Fence, code: string): Promise<string> {
    const { id, wasm, language } = grammars[fence];
    const grammar = await syntax.load(id, wasm);
    const lower = lowerings.get(fence) ?? language.prepare(grammar);
    lowerings.set(fence, lower);
    const facts = decodeFacts(lower(syntax.parse(id, code), code, `sample.${fence}`));
    assert.ok(facts, 'the lowering gave no facts');
    return printFacts(facts);
  }

  for (const sample of samples) {
    const { fence } = sample;
    if (isLowered(fence)) it(`line ${sample.line}: ${fence} prints as shown`, async () => {
      assert.equal(await factsOf(fence, sample.code), sample.facts);
    });
    else it(`line ${sample.line}: ${fence} numbers its registers in order and uses those above`, () => {
      assert.deepEqual(registerProblems(sample), []);
    });
  }

  it('shows 14 constructs, each with a sample or a word for every language', () => {
    const constructs = constructsOf(markdown);
    assert.equal(constructs.length, 14);
    const missing = constructs.flatMap(({ title, text }) =>
      languages.filter((name, i) => !text.includes(`\`\`\`${fences[i] ?? ''}\n`) && !text.includes(name)).map((name) => `${title}: ${name}`));
    assert.deepEqual(missing, []);
  });
});

/** What is wrong in facts that no lowering prints yet: a register out of order, or used where no line above gives it. */
function registerProblems({ facts, line }: Sample): string[] {
  const problems: string[] = [];
  let next = 0;
  for (const text of facts.split('\n')) {
    if (/^\s*fn[# ]/.test(text)) {
      next = 0;
      continue;
    }
    const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
    const gives = /^\s*r(\d+) = /.exec(bare);
    if (gives && Number(gives[1]) === 0) next = 0;
    if (gives && Number(gives[1]) !== next) problems.push(`line ${line}: ${text.trim()} comes where r${next} is next`);
    for (const [, used] of bare.slice(gives ? gives[0].length : 0).matchAll(/\br(\d+)\b/g)) {
      if (Number(used) >= next) problems.push(`line ${line}: ${text.trim()} uses r${used ?? ''} before it is given`);
    }
    if (gives) next++;
  }
  return problems;
}
