import { completenessProblems } from '../../governance/assessments/completeness';
import { readDocument } from '../../governance/assessments/document';
import type { Decision, Finding, FindingDecision, Problem, Range } from '../../model';
import { counted, decisionText } from '../../report/report';
import type { Folder } from '../folder';
import type { DecisionItem, GovernanceOverview, ListedPlace, ProblemItem } from '../protocol';
import type { Session } from '../session';
import { pathOfTarget } from './diagnostics';

const top: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Everything the governance view shows, of all folders: decisions by what they ask for, then the files people keep, then what is wrong in them. */
export async function governanceOverview(session: Session): Promise<GovernanceOverview> {
  const parts = await Promise.all(session.folders().map((folder) => ofFolder(folder, session.today())));
  const all = <T>(pick: (part: GovernanceOverview) => T[]): T[] => parts.flatMap(pick);
  return {
    waiting: all(({ waiting }) => waiting), due: all(({ due }) => due), agreed: all(({ agreed }) => agreed),
    threatModels: all(({ threatModels }) => threatModels), assessments: all(({ assessments }) => assessments), problems: all(({ problems }) => problems),
  };
}

async function ofFolder(folder: Folder, today: string): Promise<GovernanceOverview> {
  const decided = decidedFindings(folder);
  const waiting = decided.filter(({ shown }) => shown.outgrown === undefined && isWaiting(shown));
  const due = decided.filter(({ shown }) => isDue(shown, today));
  const agreed = decided.filter(({ shown }) => shown.state === 'agreed' && shown.outgrown === undefined);
  const grouped = new Set([...waiting, ...due, ...agreed].map(({ decision }) => decision.file));
  return {
    waiting: byDay(waiting).map((entry) => decisionItem(folder, entry, entry.decision.ranges.signOffs, decisionText(entry.shown))),
    due: byDay(due).map((entry) => decisionItem(folder, entry, entry.shown.state === 'expired' ? entry.decision.ranges.until : entry.decision.ranges.due, dueText(entry.shown))),
    agreed: byDay(agreed).map((entry) => decisionItem(folder, entry, entry.decision.ranges.until, agreedText(entry.shown))),
    threatModels: threatModels(folder),
    assessments: await assessments(folder, today),
    problems: folder.governanceProblems().filter((problem) => !isSaidAbove(problem, grouped)).map((problem) => problemItem(folder, problem)),
  };
}

interface Decided {
  finding: Finding;
  decision: Decision;
  shown: FindingDecision;
}

function decidedFindings(folder: Folder): Decided[] {
  const files = new Map(folder.artefacts().decisions.map((decision) => [decision.file, decision]));
  return folder.all().flatMap((finding): Decided[] => {
    const decision = finding.decision && files.get(finding.decision.file);
    return finding.decision && decision ? [{ finding, decision, shown: finding.decision }] : [];
  });
}

/** What was handed on waits as well: the accountable owner has not answered. */
function isWaiting({ state, kind }: FindingDecision): boolean {
  return state === 'requested' || (state === 'working' && kind === 'escalate');
}

/** Past its day, ended, or no longer enough for what the code does. */
function isDue({ state, due, outgrown }: FindingDecision, today: string): boolean {
  return state === 'expired' || (state !== 'closed' && outgrown !== undefined) || (due !== undefined && due < today && ['working', 'requested', 'rejected'].includes(state));
}

function dueText(shown: FindingDecision): string {
  if (shown.state === 'expired') return `ended on ${shown.until ?? ''}`;
  const { due, ...others } = shown;
  return shown.outgrown === undefined && due !== undefined ? `was due on ${due}, ${decisionText(others)}` : decisionText(shown);
}

function agreedText({ until, kind, reason }: FindingDecision): string {
  return [until === undefined ? kind ?? '' : `until ${until}`, reason ?? ''].filter(Boolean).join(', ');
}

/** The nearest day first; what has no day comes last. */
function byDay(entries: readonly Decided[]): Decided[] {
  const day = ({ shown }: Decided): string => shown.until ?? shown.due ?? '9';
  return [...entries].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a.decision.file < b.decision.file ? -1 : 1));
}

function decisionItem(folder: Folder, { finding, decision }: Decided, range: Range, detail: string): DecisionItem {
  const ref = { uri: folder.addresses.uriOf(finding.file), fingerprint: finding.fingerprint };
  return { uri: folder.addresses.uriOf(decision.file), range, title: finding.fact, detail, finding: ref };
}

function threatModels(folder: Folder): ListedPlace[] {
  const { threatModels: files, model } = folder.artefacts();
  const listed = folder.all().filter(({ ignore }) => !ignore || ignore.waiting);
  return files.map((file) => {
    const threats = model.threats.filter((threat) => threat.file === file).length;
    const linked = listed.filter((finding) => finding.threats.some(({ target }) => pathOfTarget(target) === file)).length;
    return { uri: folder.addresses.uriOf(file), range: top, title: file, detail: `${counted(threats, 'threat')}, ${counted(linked, 'linked finding')}` };
  });
}

async function assessments(folder: Folder, today: string): Promise<ListedPlace[]> {
  return Promise.all(folder.artefacts().model.assessments.map(async ({ file, id, title, status, range }) => {
    const document = readDocument(file, (await folder.read(file)) ?? '');
    const open = document ? completenessProblems(document, today).length : 0;
    return { uri: folder.addresses.uriOf(file), range, title: `${id} · ${title}`, detail: open === 0 ? status : `${status}, ${counted(open, 'open point')}` };
  }));
}

/** What a line above says already: how a decision stands. What is wrong in its file is said nowhere else. */
function isSaidAbove({ file, speaksOf }: Problem, grouped: ReadonlySet<string>): boolean {
  return grouped.has(file) && speaksOf !== undefined;
}

function problemItem(folder: Folder, { file, range, message, level }: Problem): ProblemItem {
  return { uri: folder.addresses.uriOf(file), range, title: message, detail: `${file}:${range.start.line + 1}`, level };
}
