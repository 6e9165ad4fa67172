import type { DecisionChange } from '../../governance/register/change';
import { actorsOf, planIntent } from '../../governance/register/intent';
import { detailsProblem, settleDispute } from '../../governance/register/settle';
import { grades } from '../../governance/team-file';
import { applyTextEdits } from '../../governance/text';
import { disputeGrounds, severities, type Decision, type FileEdits, type Finding, type Intent, type SettleDetails } from '../../model';
import { lineOrigins } from '../../platform/node/git';
import { teamFilePath } from '../../project/artefacts';
import { contextOf, decisionEdit, planLink } from '../../project/decide';
import { counted, decisionText } from '../../report/report';
import { analyse, type Analysis } from '../analyse';
import { analysisOptions, choice, dateOf, parse } from '../arguments';
import type { Console } from '../console';
import { scopeOf } from '../root';
import { UserError } from '../user-error';
import { writeBelow } from '../write-below';

const actions = ['list', 'show', 'accept', 'dispute', 'escalate', 'mitigate', 'investigate', 'approve', 'reject', 'close', 'link'] as const;
type Action = (typeof actions)[number];

const options = {
  ...analysisOptions, as: { type: 'string' }, until: { type: 'string' }, reason: { type: 'string' }, ground: { type: 'string' }, severity: { type: 'string' }, due: { type: 'string' },
  control: { type: 'string', multiple: true }, note: { type: 'string' }, to: { type: 'string' }, 'advice-not-followed': { type: 'string' }, name: { type: 'string' }, function: { type: 'string' }, grade: { type: 'string' },
} as const;

type Values = ReturnType<typeof parse<typeof options>>['values'];

/**
 * `shipmate decide ACTION FINDING`: writes what people decide about a finding into its file under privacy/decisions. A finding is named by its
 * fingerprint (8 or more digits), its place `FILE:LINE`, or its decision file. Without an action it lists the decisions.
 */
export async function decide(args: readonly string[], console: Console): Promise<number> {
  const { values, positionals } = parse('decide', args, options);
  const [word, target] = positionals;
  const action = actions.find((known) => known === (word ?? 'list'));
  if (action === undefined) throw new UserError(`${word ?? ''} is nothing that can be decided`, `Take one of: ${actions.join(', ')}.`);
  const date = dateOf(values.date);
  const scope = scopeOf([], process.cwd());
  const analysis = await analyse({ scope, date, useCache: values['no-cache'] !== true }, console);
  if (action === 'list') return list(analysis, console);
  if (target === undefined) throw new UserError(`${action} needs a finding`, 'Name it by FILE:LINE, by 8 or more digits of its fingerprint, or by its decision file.');
  if (action === 'show') return show(analysis, target, console);
  if (values.as === undefined) throw new UserError('Nobody is named who decides', 'Say it with --as, a role or handle: --as @payments-lead.');

  const { finding, decision } = find(analysis, target);
  if (action === 'link') return link(analysis, { finding, decision }, values.to, values.as, date, console);
  const context = contextOf(analysis.artefacts, finding, decision, date);
  const intent = intentOf(action, values);
  const details = intent.kind === 'approve' ? intent.settle ?? {} : {};
  const unfit = detailsProblem(details, (path) => analysis.workspace.files().includes(path));
  if (unfit !== undefined) throw new UserError('Nothing was written', unfit);
  const planned = planIntent(intent, actorsOf(values.as, analysis.artefacts.team), decision, context);
  if ('problem' in planned) throw new UserError('Nothing was written', planned.problem);
  const edit = await writeChange(analysis, { finding, decision }, planned.change, date);
  const { state, missing, notes } = planned.standing;
  const next = state === 'agreed' ? 'It counts.' : missing.length > 0 ? `To come: ${missing.join('; ')}.` : '';
  console.out([`${edit.file} ${edit.create === true ? 'written' : 'updated'}: ${planned.change.did}.`, next, ...notes].filter(Boolean).join(' ') + '\n');
  if (state === 'agreed' && decision) await settle(analysis, decision, finding, details, console);
  return 0;
}

interface About {
  finding: Finding | undefined;
  decision: Decision | undefined;
}

async function writeChange(analysis: Analysis, about: About, change: DecisionChange, date: string): Promise<FileEdits> {
  const edit = await decisionEdit(analysis.files, analysis.artefacts, about, change, date);
  if (!edit) throw new UserError('Nothing was written', 'The decision file cannot be read; `shipmate scan` tells what is wrong in it.');
  await write(analysis, edit);
  return edit;
}

/** States which threat or risk a finding belongs to; that decides nothing. */
async function link(analysis: Analysis, about: About, target: string | undefined, as: string, date: string, console: Console): Promise<number> {
  if (target === undefined) throw new UserError('No threat or risk is named', 'Say it with --to: --to privacy/threat-model.otm.yaml#THR-LOG-EMAIL.');
  const planned = planLink(target, actorsOf(as, analysis.artefacts.team)[0]?.by ?? as, about.decision, analysis.artefacts.model);
  if ('problem' in planned) throw new UserError('Nothing was written', planned.problem);
  const edit = await writeChange(analysis, about, planned.change, date);
  console.out(`${edit.file} ${edit.create === true ? 'written' : 'updated'}: ${planned.change.did}.\n`);
  return 0;
}

/** A dispute that was settled becomes a rule of the team file, so that it is not asked again. */
async function settle(analysis: Analysis, decision: Decision, finding: Finding | undefined, details: SettleDetails, console: Console): Promise<void> {
  if (decision.decision?.kind !== 'dispute') return;
  const { edit, problems, said } = settleDispute(teamFilePath, await analysis.files.read(teamFilePath), decision, finding, details);
  if (edit) await write(analysis, edit);
  console.out(`${said}\n`);
  for (const problem of problems) console.note(`${problem.file}:${problem.range.start.line + 1}: ${problem.message}`);
}

function intentOf(action: Exclude<Action, 'list' | 'show' | 'link'>, values: Values): Intent {
  const reason = values.reason ?? values.note ?? '';
  const controls = values.control ?? [];
  const note = values.note ?? values.reason;
  switch (action) {
    case 'accept': return { kind: 'accept', until: values.until ?? '', reason, controls };
    case 'dispute': return { kind: 'dispute', ground: choice('ground', values.ground, disputeGrounds), reason, ...(values.severity === undefined ? {} : { severity: choice('severity', values.severity, severities) }) };
    case 'mitigate': return { kind: 'mitigate', reason, controls, ...(values.due === undefined ? {} : { due: dateOf(values.due) }) };
    case 'escalate': return { kind: 'escalate', reason };
    case 'investigate': return { kind: 'investigate' };
    case 'approve': return { kind: 'approve', ...(note === undefined ? {} : { note }), ...(values['advice-not-followed'] === undefined ? {} : { adviceNotFollowed: values['advice-not-followed'] }), settle: detailsOf(values) };
    case 'reject': return { kind: 'reject', note: note ?? '' };
    case 'close': return { kind: 'close', ...(note === undefined ? {} : { note }) };
  }
}

function detailsOf({ name, function: safeguard, grade }: Values): SettleDetails {
  return {
    ...(name === undefined ? {} : { name }), ...(safeguard === undefined ? {} : { function: safeguard }), ...(grade === undefined ? {} : { grade: choice('grade', grade, grades) }),
  };
}

/** The finding and the decision a person means. A decision whose finding is gone can still be closed. */
function find(analysis: Analysis, target: string): About {
  const { findings, artefacts } = analysis;
  const place = /^(.+):(\d+)(?::\d+)?$/.exec(target);
  const byFile = artefacts.decisions.find(({ file }) => file === target.replace(/^\.\//, ''));
  const print = /^[0-9a-f]{8,16}$/.test(target);
  const found = place
    ? findings.filter(({ file, range }) => file === place[1] && range.start.line + 1 === Number(place[2]))
    : print ? findings.filter(({ fingerprint }) => fingerprint.startsWith(target)) : byFile ? findings.filter(({ decision }) => decision?.file === byFile.file) : [];
  if (found.length > 1) {
    const named = found.map(({ fingerprint, classId, file, range }) => `${fingerprint} ${classId} ${file}:${range.start.line + 1}`).join('\n  ');
    throw new UserError(`${target} names ${counted(found.length, 'finding')}`, `Name one by its fingerprint:\n  ${named}`);
  }
  const [finding] = found;
  const decision = byFile ?? artefacts.decisions.find(({ file, finding: decided }) => (finding ? file === finding.decision?.file : print && decided.fingerprint.startsWith(target)));
  if (!finding && !decision) throw new UserError(`${target} is no finding here`, '`shipmate scan --format json` lists findings with their fingerprints.');
  return { finding, decision };
}

function list(analysis: Analysis, console: Console): number {
  const { decisions } = analysis.artefacts;
  if (decisions.length === 0) console.out('No decision is written yet. `shipmate decide accept FILE:LINE --as @owner --until DATE --reason "…"` writes one.\n');
  const shown = new Map(analysis.findings.flatMap((finding) => (finding.decision ? [[finding.decision.file, finding] as const] : [])));
  for (const { file, status, decision, due, finding } of decisions) {
    const now = shown.get(file);
    const state = now?.decision?.state ?? (status === 'closed' ? 'closed' : 'no finding');
    console.out(`${file}  ${status}  ${decision?.kind ?? '-'}  ${state}${due === undefined ? '' : `  due ${due}`}  ${finding.classId} ${now?.file ?? finding.path}${finding.symbol === '' ? '' : `#${finding.symbol}`}\n`);
  }
  return 0;
}

/** A decision with who signed it, and the commit each signature came with: the name in the file is a claim, the review of that commit the approval. */
async function show(analysis: Analysis, target: string, console: Console): Promise<number> {
  const { decision, finding } = find(analysis, target);
  if (!decision) throw new UserError('Nothing is decided about this finding', '`shipmate decide accept`, `dispute` or `mitigate` begins a decision.');
  const { reason, adviceNotFollowed } = decision.decision ?? {};
  const lines = ((await analysis.files.read(decision.file)) ?? '').split('\n');
  const origins = await lineOrigins(analysis.root, decision.file);
  const from = lines.findIndex((line) => line.startsWith('sign_offs:'));
  const places = lines.flatMap((line, i) => (i >= from && from >= 0 && /^\s*(?:- )?(?:\{)?role:|\brole:/.test(line) ? [i] : []));
  console.out(`${decision.file}: ${finding?.decision ? decisionText(finding.decision) : decision.status}\n`);
  if (reason !== undefined) console.out(`  why: ${reason}\n`);
  if (adviceNotFollowed !== undefined) console.out(`  why the advice of the DPO is not followed: ${adviceNotFollowed}\n`);
  for (const [i, { role, by, on, verdict, note }] of decision.signOffs.entries()) {
    const origin = origins[places[i] ?? -1];
    console.out(`  ${on} ${by} (${role}) ${role === 'dpo' ? (verdict === 'rejected' ? 'advised against it' : 'advised') : verdict}${note === undefined ? '' : `: ${note}`}; ${origin ? `signed in commit ${origin.commit} by ${origin.author}` : 'not committed yet'}\n`);
  }
  for (const { on, by, did } of decision.history) console.out(`  ${on} ${by} ${did}\n`);
  return 0;
}

async function write(analysis: Analysis, { file, create, edits }: FileEdits): Promise<void> {
  const before = create === true ? '' : ((await analysis.files.read(file)) ?? '');
  writeBelow(analysis.root, file, applyTextEdits(before, edits));
}
