import type { Finding } from '../model/finding';
import type { Location, Range } from '../model/place';
import type { Problem } from '../model/problem';
import { isDate } from './team-file';

/** `shipmate-ignore CLASS[, CLASS] [until YYYY-MM-DD] -- REASON` */
export interface IgnoreDirective {
  kind: 'ignore';
  classes: string[];
  until?: string;
  reason: string;
  location: Location;
}

/** `shipmate-control CONTROL[, CONTROL] [-- NOTE]` */
export interface ControlDirective {
  kind: 'control';
  controls: string[];
  note: string;
  location: Location;
}

export type Directive = IgnoreDirective | ControlDirective;

/** Names a directive may use, from the compiled rules. */
export interface KnownNames {
  classes: ReadonlySet<string>;
  controls: ReadonlySet<string>;
}

/** A directive with the code it speaks of: its own line, or the statement or declaration that follows. */
export interface PlacedDirective {
  directive: Directive;
  target: Range;
}

const minReason = 10;
const leaders = /^(?:\/\/+!?|#+!?|\/\*+!?|<!--|--|\{\/\*|;+|\*)\s*/;

/**
 * Reads a comment that begins with a directive.
 * @param comment the comment as written, with its marks.
 * @param today ISO date, UTC: an ignore whose day has passed no longer counts.
 * @returns the directive if it counts, and what is wrong with it; both absent for other comments.
 */
export function readDirective(comment: string, location: Location, known: KnownNames, today: string): { value?: Directive; problems: Problem[] } {
  const body = bodyOf(comment);
  const match = /^shipmate-(ignore|control)(?![\w-])\s*:?\s*(.*)$/.exec(body);
  if (!match) return { problems: [] };
  const problems: Problem[] = [];
  const problem = (message: string): void => void problems.push({ id: 'ignore-problem', file: location.file, range: location.range, message, level: 'warning' });
  const [head, reason] = splitReason(match[2] ?? '');
  return match[1] === 'ignore' ? readIgnore(head, reason, location, known.classes, today, problem, problems) : readControl(head, reason, location, known.controls, problem, problems);
}

function readIgnore(head: string, reason: string, location: Location, known: ReadonlySet<string>, today: string, problem: (message: string) => void, problems: Problem[]): { value?: Directive; problems: Problem[] } {
  const dated = /^(.*?)\s*\buntil\s+(\S+)$/.exec(head);
  const until = dated?.[2];
  const classes = namesIn(dated?.[1] ?? head, known, 'finding class', problem);
  if (until !== undefined && !isDate(until)) problem(`"${until}" is no date. The form is: until 2027-02-19.`);
  else if (until !== undefined && until < today) problem(`This ignore ended on ${until}, so its findings are back. A later date or the control settles it.`);
  if (reason.length < minReason) problem(`An ignore gives its reason behind "--", at least ${minReason} characters: shipmate-ignore ${classes[0] ?? 'pii-in-logs'} -- why this can ship.`);
  const counts = classes.length > 0 && reason.length >= minReason && (until === undefined || (isDate(until) && until >= today));
  return counts ? { value: { kind: 'ignore', classes, reason, location, ...(until === undefined ? {} : { until }) }, problems } : { problems };
}

function readControl(head: string, note: string, location: Location, known: ReadonlySet<string>, problem: (message: string) => void, problems: Problem[]): { value?: Directive; problems: Problem[] } {
  const controls = namesIn(head, known, 'control', problem);
  return controls.length > 0 ? { value: { kind: 'control', controls, note, location }, problems } : { problems };
}

/** The known names of a list with commas; each other one is told with the nearest known name. */
function namesIn(text: string, known: ReadonlySet<string>, what: string, problem: (message: string) => void): string[] {
  const names = text.split(',').map((name) => name.trim()).filter((name) => name !== '');
  if (names.length === 0) problem(`A ${what} is named here, such as ${[...known][0] ?? 'pii-in-logs'}.`);
  return [...new Set(names)].filter((name) => {
    if (known.has(name)) return true;
    if (name === '*' || name === 'all') problem(`Each ${what} is named here; "${name}" stands for none.`);
    else problem(`"${name.slice(0, 60)}" is no ${what}.${nearest(name.slice(0, 60), known)}`);
    return false;
  });
}

/** The text of a comment without its marks, on one line; a directive has its say in the first 2000 characters. */
function bodyOf(comment: string): string {
  return comment
    .slice(0, 2000)
    .trimEnd()
    .replace(/(?:\*+\/\}?|-->)$/, '')
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim().replace(leaders, ''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function splitReason(text: string): [head: string, reason: string] {
  const at = / -- |^-- | --$/.exec(text);
  return at ? [text.slice(0, at.index).trim(), text.slice(at.index + at[0].length).trim()] : [text.trim(), ''];
}

function nearest(name: string, known: ReadonlySet<string>): string {
  const scored = [...known].map((candidate) => [distance(name, candidate), candidate] as const).sort((a, b) => a[0] - b[0]);
  const [best] = scored;
  return best && best[0] <= Math.max(2, Math.floor(name.length / 3)) ? ` The nearest is "${best[1]}".` : '';
}

/** Edits (insert, delete, replace) between two short names. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
 * Findings with the ignores that speak of them. From tier 3 on the finding stays, waiting for a decision.
 * @returns the findings in their order, and a problem for each class an ignore names without need.
 */
export function applyIgnores(findings: readonly Finding[], directives: readonly PlacedDirective[]): { findings: Finding[]; problems: Problem[] } {
  const byFile = new Map<string, { ignore: IgnoreDirective; target: Range; used: Set<string> }[]>();
  for (const { directive, target } of directives) {
    if (directive.kind !== 'ignore') continue;
    const list = byFile.get(directive.location.file) ?? [];
    list.push({ ignore: directive, target, used: new Set() });
    byFile.set(directive.location.file, list);
  }
  const applied = findings.map((finding): Finding => {
    const hits = (byFile.get(finding.file) ?? []).filter(({ ignore, target }) => ignore.classes.includes(finding.classId) && touches(target, finding.range));
    for (const hit of hits) hit.used.add(finding.classId);
    const [first] = hits;
    if (!first) return finding;
    const { reason, until, location } = first.ignore;
    return { ...finding, ignore: { reason, location, waiting: finding.tier >= 3, ...(until === undefined ? {} : { until }) } };
  });
  const problems = [...byFile.values()].flat().flatMap(({ ignore, used }) =>
    ignore.classes.filter((name) => !used.has(name)).map((name): Problem => ({
      id: 'ignore-problem', file: ignore.location.file, range: ignore.location.range, level: 'information', message: `No ${name} is found here, so this ignore can go.`,
    })),
  );
  return { findings: applied, problems };
}

/**
 * The comment "Ignore with reason…" writes on a line of its own above the code.
 * @param leader how a line comment begins in the language: `//` or `#`.
 * @returns the comment, or why the reason is not enough.
 */
export function ignoreComment(classes: readonly string[], reason: string, leader: string, until?: string): { text?: string; problem?: string } {
  const plain = reason.replace(/\s+/g, ' ').replace(/\*\/|-->/g, '').trim();
  if (plain.length < minReason) return { problem: `A reason has at least ${minReason} characters.` };
  return { text: `${leader} shipmate-ignore ${classes.join(', ')}${until === undefined ? '' : ` until ${until}`} -- ${plain}` };
}

function touches(target: Range, place: Range): boolean {
  return place.start.line <= target.end.line && place.end.line >= target.start.line;
}
