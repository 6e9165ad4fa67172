import assert from 'node:assert/strict';
import { languages } from '../../src/engine/languages/registry';
import { createWorkspace } from '../../src/engine/workspace';
import { createCodeTools } from '../../src/project/code-tools';
import { controlContext, mostTried, withControls } from '../../src/project/controls';
import { readWasm, shippedRules } from '../support/rules';

const sources = `export interface Guest { id: string; email: string }

export function arrive(guest: Guest): void {
  console.log(\`arrived: \${guest.email}\`);
}
`;

describe('controls of a run', () => {
  it('are tried out for the findings that weigh most, and named untried for the rest', async () => {
    const catalogue = await shippedRules();
    const tools = createCodeTools(catalogue.languages, languages, readWasm);
    const workspace = createWorkspace(catalogue);
    await tools.load(['a.ts']);
    const facts = tools.lower('a.ts', sources);
    assert.ok(facts);
    workspace.apply({ files: [{ path: 'a.ts', facts }] });
    const context = await controlContext({ catalogue, tools, workspace, textOf: () => sources });
    const [finding] = workspace.findings();
    assert.ok(finding);

    const many = [...Array.from({ length: mostTried }, () => ({ ...finding })), { ...finding, severity: 'critical' as const }, { ...finding, state: 'known' as const }];
    let told = 0;
    const { findings, untried } = withControls(context, many, (done) => { told = done; });
    assert.deepEqual([findings.length, untried, told], [mostTried + 2, 2, mostTried + 2]);
    const tried = findings.map(({ controls }) => controls[0]?.verified);
    assert.deepEqual([tried[0], tried[mostTried - 2], tried[mostTried - 1], tried[mostTried], tried[mostTried + 1]], [true, true, false, true, false]);
    assert.deepEqual(new Set(findings.map(({ controls }) => controls[0]?.phrase)), new Set(['with `guest.id` instead']));
    assert.ok(findings.filter(({ controls }) => controls[0]?.verified === false).every(({ controls }) => controls.length === 1 && controls[0]?.edits === undefined));
  });
});
