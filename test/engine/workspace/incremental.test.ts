import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createWorkspace, emptyPolicy, type Policy, type Workspace } from '../../../src/engine/workspace';
import { factsOf as allFacts } from '../../support/workspace';
import { shippedRules as compiledRules } from '../../support/rules';

type Texts = Map<string, string>;

async function factsOf(path: string, text: string): Promise<ArrayBuffer> {
  const [input] = await allFacts({ [path]: text });
  assert.ok(input);
  return input.facts;
}

/** A small application whose parts depend on each other in every way an edit can touch: types, masks, wrappers, fields, re-exports, recursion. */
const base: Record<string, string[]> = {
  'src/model.ts': [
    'export interface User { id: string; email: string; plan: string }',
    'export interface User { id: string; contact: string; plan: string }',
    'export interface User { id: string; plan: string }\nexport enum Plan { Free = "free" }',
  ],
  'src/mask.ts': [
    'export const hide = (text: string): string => `***${text.slice(-2)}`;',
    'export const hide = (text: string): string => text.trim();',
    'export function hide(text: string): string {\n  return "";\n}',
  ],
  'src/log.ts': [
    'import pino from "pino";\nexport const logger = pino({ redact: ["email"] });\nexport function audit(message: string): void { logger.info(message); }',
    'import pino from "pino";\nexport const logger = pino();\nexport function audit(message: string): void { logger.info(message); }',
    'import pino from "pino";\nexport const logger = pino();\nexport function audit(message: string): void { void message; }',
  ],
  'src/index.ts': ['export * from "./log";\nexport { hide } from "./mask";', 'export { hide } from "./mask";\nexport { audit } from "./log";', 'export { audit, logger } from "./log";'],
  'src/service.ts': [
    'import { audit, hide, logger } from "./index";\nimport type { User } from "./model";\nexport class Service {\n  private last: string;\n  constructor(user: User) { this.last = user.email; }\n'
      + '  show(): void { audit(this.last); }\n}\nexport function run(user: User): void {\n  audit(hide(user.email));\n  logger.info({ email: user.email });\n  logger.info(user);\n  audit(describe(user, 2));\n}\n'
      + 'function describe(user: User, depth: number): string { return depth > 0 ? again(user, depth - 1) : user.email; }\nfunction again(user: User, depth: number): string { return describe(user, depth); }\n',
    'import { audit } from "./log";\nimport type { User } from "./model";\nexport function run(user: User): void {\n  const contact = user.email;\n\n  audit(contact);\n  throw new Error(`no ${contact}`);\n}\n',
    'import { hide } from "./mask";\nimport { run as other } from "./other";\nexport function run(user: { email: string }): void {\n  console.log(hide(user.email));\n  other(user.email);\n}\n',
  ],
  'src/other.ts': ['export function run(value: string): void { console.warn(value); }', 'export function run(value: string): number { return value.length; }', ''],
};
const paths = Object.keys(base);
const policies: Policy[] = [emptyPolicy, { ...emptyPolicy, notPersonal: [{ name: 'email', where: 'src/service.ts', reason: 'a test of the policy' }] }, { ...emptyPolicy, dataTypes: [{ id: 'plan-name', names: ['plan'], tier: 2 }] }];

type Step = { kind: 'text'; path: number; version: number } | { kind: 'remove'; path: number } | { kind: 'rename'; path: number } | { kind: 'policy'; policy: number } | { kind: 'ask'; path: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('text' as const), path: fc.nat(paths.length - 1), version: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), path: fc.nat(paths.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), path: fc.nat(paths.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('policy' as const), policy: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('ask' as const), path: fc.nat(paths.length - 1) }) },
);

async function scratch(texts: Texts, policy: Policy): Promise<Workspace> {
  const fresh = createWorkspace(await compiledRules());
  fresh.apply({ policy });
  for (const path of [...texts.keys()].sort()) fresh.apply({ files: [{ path, facts: await factsOf(path, texts.get(path) ?? '') }] });
  return fresh;
}

describe('incremental analysis', () => {
  it('equals analysis from scratch after any sequence of edits, removals, renames and policies', async function () {
    this.timeout(120_000);
    const catalogue = await compiledRules();
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const texts: Texts = new Map(paths.map((path) => [path, base[path]?.[0] ?? '']));
      const workspace = createWorkspace(catalogue);
      let policy = emptyPolicy;
      for (const [path, text] of texts) workspace.apply({ files: [{ path, facts: await factsOf(path, text) }] });
      workspace.findings();
      for (const s of steps) {
        switch (s.kind) {
          case 'text': {
            const path = paths[s.path] ?? '';
            const text = base[path]?.[s.version] ?? '';
            texts.set(path, text);
            workspace.apply({ files: [{ path, facts: await factsOf(path, text) }] });
            break;
          }
          case 'remove': {
            const path = paths[s.path] ?? '';
            texts.delete(path);
            workspace.apply({ removed: [path] });
            break;
          }
          case 'rename': {
            const path = paths[s.path] ?? '';
            const text = texts.get(path);
            if (text === undefined) break;
            const moved = path.replace('src/', 'src/moved-');
            texts.delete(path);
            texts.set(moved, text);
            workspace.apply({ removed: [path], files: [{ path: moved, facts: await factsOf(moved, text) }] });
            break;
          }
          case 'policy':
            policy = policies[s.policy] ?? emptyPolicy;
            workspace.apply({ policy });
            break;
          case 'ask':
            workspace.findings(paths[s.path]);
            break;
        }
      }
      const fresh = await scratch(texts, policy);
      assert.deepEqual(workspace.findings(), fresh.findings());
      assert.deepEqual(workspace.inventory(), fresh.inventory());
    }), { numRuns: 60, seed: 20261121 });
  });

  it('takes a question about another state back', async () => {
    const workspace = await scratch(new Map(paths.map((path) => [path, base[path]?.[0] ?? ''])), emptyPolicy);
    const before = workspace.findings();
    assert.ok(before.length > 0);
    const changed = await factsOf('src/service.ts', 'export const nothing = 1;');
    assert.equal(workspace.whatIf([{ path: 'src/service.ts', facts: changed }], (w) => w.findings('src/service.ts').length), 0);
    assert.deepEqual(workspace.findings(), before);
  });

  it('finds the same whether a file is asked for first or everything is brought up to date in slices', async () => {
    const texts: Texts = new Map(paths.map((path) => [path, base[path]?.[0] ?? '']));
    const whole = (await scratch(texts, emptyPolicy)).findings();
    for (const path of paths) {
      const asked = await scratch(texts, emptyPolicy);
      asked.findings(path);
      while (!asked.advance(1));
      assert.deepEqual(asked.findings(), whole, path);
    }
  });
});
