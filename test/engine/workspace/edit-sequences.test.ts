import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { createWorkspace, type FileInput, type Workspace } from '../../../src/engine/workspace';
import { allFixtures } from '../../support/all-fixtures';
import { edit, edited, type Edit, type Texts } from '../../support/edits';
import { root, shippedRules } from '../../support/rules';
import { factsOf } from '../../support/workspace';

/** Sequences tried per language; SHIPMATE_RUNS and SHIPMATE_SEED make a longer search. */
const runs = Number(process.env.SHIPMATE_RUNS ?? 12);
/** Fixtures that make up one workspace, so that names meet across them. */
const together = 2;

/** Everything a workspace tells, in a form that is equal exactly when it tells the same. */
function told(workspace: Workspace): object {
  const { unseen, calls, analysed } = workspace.coverage();
  return { findings: workspace.findings(), inventory: workspace.inventory(), unseen, calls, analysed };
}

async function checkSequence(first: Texts, start: readonly FileInput[], edits: readonly Edit[]): Promise<void> {
  const rules = await shippedRules();
  let texts = { ...first };
  const files = new Map(start.map((file) => [file.path, file]));
  const workspace = createWorkspace(rules);
  workspace.apply({ files: [...start] });
  workspace.findings();
  for (const [step, one] of edits.entries()) {
    const { changed, removed } = edited(texts, first, one);
    texts = { ...texts, ...changed };
    for (const path of removed) {
      texts = Object.fromEntries(Object.entries(texts).filter(([key]) => key !== path));
      files.delete(path);
    }
    const facts = await factsOf(changed);
    for (const file of facts) files.set(file.path, file);
    workspace.apply({ files: facts, removed });
    // As an editor does: some edits are answered for the file alone, some for nothing before the next one comes.
    const path = Object.keys(changed)[0];
    if (path !== undefined && one.other < 0.6) workspace.findings(path);
    if (one.line < 0.3 && step < edits.length - 1) continue;
    const whole = createWorkspace(rules);
    whole.apply({ files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)) });
    assert.deepEqual(told(workspace), told(whole), `${one.kind} in ${path ?? removed.join()}`);
  }
}

/** Workspaces to start from by language, and an application of its own. */
async function starts(): Promise<{ name: string; first: Texts[] }[]> {
  const clinic = join(root, 'examples/clinic/src');
  const names = (await readdir(clinic, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  const texts = Object.fromEntries(await Promise.all(names.map(async (name) => [name.replace(/\\/g, '/'), await readFile(join(clinic, name), 'utf8')] as const)));
  return [
    ...allFixtures().map(({ language, fixtures }) => ({
      name: language,
      first: fixtures.map((_, at) => Object.fromEntries(Array.from({ length: together }, (_none, i) => fixtures[(at + i * 7) % fixtures.length]).flatMap((fixture) => Object.entries(fixture?.files ?? {})))),
    })),
    { name: 'examples/clinic', first: [texts] },
  ];
}

describe('Sequences of edits give what a scan of the edited files gives', () => {
  for (const name of [...allFixtures().map(({ language }) => language), 'examples/clinic']) {
    it(name, async () => {
      const first = (await starts()).find((one) => one.name === name)?.first;
      assert.ok(first);
      const lowered = new Map<Texts, FileInput[]>();
      await fc.assert(fc.asyncProperty(fc.nat(first.length - 1), fc.array(edit, { minLength: 2, maxLength: 8 }), async (at, edits) => {
        const texts = first[at] ?? {};
        const start = lowered.get(texts) ?? (await factsOf(texts));
        lowered.set(texts, start);
        await checkSequence(texts, start, edits);
      }), { numRuns: runs, seed: Number(process.env.SHIPMATE_SEED ?? 20_261_123) });
    }).timeout(3_600_000);
  }
});
