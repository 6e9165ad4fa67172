// A process that gives a workspace privacy files: decisions, and with `--models` an assessment, a threat model and a team file drawn from its code. They are
// written anew each time; `0` decisions takes them away.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { languages } from '../src/engine/languages/registry';
import { createWorkspace, type FileInput } from '../src/engine/workspace';
import { piaStub } from '../src/governance/assessments/stub';
import { newOtm } from '../src/governance/threat-models/otm-model';
import { defaultTeamFile } from '../src/governance/team-file';
import { policyOf, teamFilePath, threatModelPath } from '../src/project/artefacts';
import { createLowering } from '../src/project/lowering';
import { piaFacts } from '../src/project/pia-facts';
import { writeDecisions } from './corpus/decisions';
import { catalogue, readWasm, sourcesOf } from './product';

async function main(folder: string, count: number, withModels: boolean): Promise<void> {
  rmSync(join(folder, 'privacy'), { recursive: true, force: true });
  const lowering = createLowering(catalogue.languages, languages, readWasm);
  const files: FileInput[] = [];
  for (const { path, text } of await sourcesOf(folder)) {
    const facts = await lowering.lower(path, text);
    if (facts) files.push({ path, facts });
  }
  const workspace = createWorkspace(catalogue);
  workspace.apply({ files, policy: policyOf(defaultTeamFile(teamFilePath)) });
  const findings = workspace.findings();
  if (count > 0) writeDecisions(folder, findings, count);
  if (withModels) {
    const inventory = workspace.inventory();
    const facts = piaFacts(catalogue, { inventory, coverage: workspace.coverage(), findings }, ['**'], '2026-11-21');
    const rules = new Map(catalogue.findings.map((rule) => [rule.id, rule]));
    const stubs = findings.map(({ classId, dataTypes, file }) => ({ classId, classTitle: classId, linddun: rules.get(classId)?.references.linddun ?? [], cwe: [], dataTypes, file }));
    write(folder, 'privacy/pia/PIA-001-bench.md', piaStub(facts, { id: 'PIA-001', title: 'Bench' }));
    write(folder, threatModelPath, newOtm({ file: threatModelPath, project: 'Bench', stubs, inventory }).text);
    write(folder, teamFilePath, 'version: 1\nroles: {owner: "@lead"}\nrecipients: [{id: sentry, data: [email]}]\nai_tools: [{id: openai, data: []}]\n');
  }
  console.log(JSON.stringify({ findings: findings.length }));
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const [folder = '.', count, models] = process.argv.slice(2);
void main(folder, Number(count), models === '--models');
