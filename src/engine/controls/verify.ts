import { severities, undeclaredTypes, type Finding } from '../../model';
import type { FileInput, Workspace } from '../workspace';
import { offsetOf, positionOf, viewOf, type Case, type ControlContext } from './context';
import { currentSpan, textOf, type Draft } from './draft';

/** Drafts by path. */
export type Drafts = ReadonlyMap<string, Draft>;

/**
 * Invariant 6: applies drafts in memory and asks what is left. True when they parse without new errors, the finding is gone for all its data
 * types, no other finding appeared in the files on its way, and (`resolves`) no call became unresolved.
 */
export function isVerified(item: Case, drafts: Drafts, resolves = false): boolean {
  const { finding, context } = item;
  const inputs = inputsOf(context, drafts);
  if (!inputs || inputs.length === 0) return false;
  const { workspace } = context;
  const before = look(workspace, finding, drafts.keys());
  const touched = [...drafts.keys()];
  const unresolvedIn = (state: Workspace): number => touched.reduce((sum, path) => sum + state.unresolved(path), 0);
  const unresolved = resolves ? unresolvedIn(workspace) : 0;
  return workspace.whatIf(inputs, (changed) => {
    if (resolves && unresolvedIn(changed) > unresolved) return false;
    return isCleared(context, finding, before, look(changed, finding, drafts.keys()), drafts);
  });
}

/** Data types of the finding that are left at its place in a changed state; undefined when the change cannot be read. */
export function remainingTypes(item: Case, draft: Draft): string[] | undefined {
  const { finding, context } = item;
  const drafts = new Map([[finding.file, draft]]);
  const inputs = inputsOf(context, drafts);
  if (!inputs) return undefined;
  return context.workspace.whatIf(inputs, (changed) => {
    const place = moved(context, finding, drafts);
    return changed.findings(finding.file).filter((other) => place !== undefined && other.classId === finding.classId && isAt(other, place)).flatMap(({ dataTypes }) => dataTypes);
  });
}

function inputsOf(context: ControlContext, drafts: Drafts): FileInput[] | undefined {
  const inputs: FileInput[] = [];
  for (const [path, draft] of drafts) {
    const text = textOf(draft);
    if (text === draft.original) continue;
    const before = viewOf(context, path, draft.original);
    const after = viewOf(context, path, text);
    if (!before || !after || after.code.errors > before.code.errors) return undefined;
    const facts = context.lower(path, text);
    if (!facts) return undefined;
    inputs.push({ path, facts });
  }
  return inputs;
}

/** Findings of the files a finding passes and an edit touches; of all files where the finding is reported from another one. */
function look(workspace: Workspace, finding: Finding, paths: Iterable<string>): Finding[] {
  const touched = new Set([finding.file, ...paths, ...finding.flows.flatMap(({ steps }) => steps.map(({ file }) => file))]);
  if (isReportedFromElsewhere(finding)) return workspace.findings();
  return [...touched].sort().flatMap((path) => workspace.findings(path));
}

/** Literals and options are reported where they stand, which may be another file than the one that uses them. */
const isReportedFromElsewhere = ({ flows }: Finding): boolean => flows.length === 0;

interface Place {
  line: number;
  character: number;
}

const isAt = ({ range }: Finding, { line, character }: Place): boolean => range.start.line === line && range.start.character === character;

/** True where all that is left is data the team file names for the recipient. */
const isAgreed = (finding: Finding): boolean => finding.recipient?.declared !== undefined && undeclaredTypes(finding).length === 0;

/** Where a finding's place stands after the drafts; undefined when it is gone. */
function moved(context: ControlContext, finding: Finding, drafts: Drafts): Place | undefined {
  const draft = drafts.get(finding.file);
  if (!draft) return finding.range.start;
  const start = offsetOf(draft.original, finding.range.start);
  const now = currentSpan(draft, start, start + 1);
  return now && positionOf(textOf(draft), now.start);
}

function isCleared(context: ControlContext, finding: Finding, before: readonly Finding[], after: readonly Finding[], drafts: Drafts): boolean {
  const known = before.map((one) => ({ one, place: moved(context, one, drafts) }));
  const isTarget = (one: Finding): boolean => one.classId === finding.classId && one.file === finding.file && isAt(one, finding.range.start);
  if (!before.some(isTarget)) return false;
  return after.every((left) => {
    const match = known.find(({ one, place }) => one.classId === left.classId && one.file === left.file && place !== undefined && isAt(left, place));
    if (!match || (isTarget(match.one) && (isAgreed(match.one) || !isAgreed(left)))) return false;
    return left.dataTypes.every((type) => match.one.dataTypes.includes(type)) && severities.indexOf(left.severity) >= severities.indexOf(match.one.severity);
  });
}

