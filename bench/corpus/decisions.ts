// A register of decisions as people keep it: a file for each, in every state, most of them about findings that are there.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createDecision, decisionPath, type DecisionChange } from '../../src/governance/register/change';
import { defaultTeamFile } from '../../src/governance/team-file';
import { applyTextEdits } from '../../src/governance/text';
import type { Finding } from '../../src/model';
import { decisionsFolder, teamFilePath } from '../../src/project/artefacts';

const kinds: readonly DecisionChange[] = [
  { status: 'decision-approved', decision: { kind: 'accept-until', until: '2027-02-19', reason: 'redaction ships in February', controls: ['redact-at-logger'] }, signOff: { role: 'owner', by: '@lead', verdict: 'approved' }, by: '@dev', did: 'asked to accept until 2027-02-19' },
  { status: 'remediating', decision: { kind: 'mitigate', reason: 'the field goes with the next release', controls: ['drop-field'] }, by: '@dev', did: 'took on drop-field' },
  { status: 'decision-requested', decision: { kind: 'dispute', ground: 'false-positive', reason: 'the mail box of the shop: nobody behind it', controls: [] }, by: '@dev', did: 'disputed it (false-positive)' },
  { status: 'investigating', by: '@dev', did: 'began to look into it' },
  { status: 'closed', decision: { kind: 'mitigate', reason: 'masked where it is written', controls: ['mask-value'] }, by: '@dev', did: 'closed it' },
];

/** Writes `count` decision files into a workspace: one for each finding, the rest about findings of code that is gone. */
export function writeDecisions(folder: string, findings: readonly Finding[], count: number): void {
  const team = { ...defaultTeamFile(teamFilePath), roles: { owner: '@lead' } };
  const taken = new Set<string>();
  mkdirSync(join(folder, decisionsFolder), { recursive: true });
  for (let index = 0; index < count; index++) {
    const finding = findings[index] ?? goneFinding(findings, index);
    const file = decisionPath(decisionsFolder, finding, taken);
    taken.add(file);
    const { edits } = createDecision(file, finding, kinds[index % kinds.length] ?? { by: '@dev', did: 'began to look into it' }, team, '2026-11-21');
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), applyTextEdits('', edits));
  }
}

function goneFinding(findings: readonly Finding[], index: number): Finding {
  const like = findings[index % findings.length];
  if (!like) throw new Error('there is no finding to decide about');
  return { ...like, fingerprint: index.toString(16).padStart(16, 'e'), file: `legacy/part${index % 40}/module${index}.ts` };
}
