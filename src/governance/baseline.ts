import type { Finding, FindingState } from '../model/finding';
import type { Problem } from '../model/problem';
import { endOfLine, fileProblem, findMergeMarker, lineStarts, rangeBetween, sortedUnique } from './text';
import type { Read } from './text';
import { printScalar } from './yaml-print';

/** One finding that was there when the baseline was kept. */
export interface BaselineEntry {
  fingerprint: string;
  /** Hash of the lines it stood on; empty when it was not known. */
  lineHash: string;
  classId: string;
  file: string;
}

/** The findings a team started from. It is no acceptance: figures count them as open. */
export interface Baseline {
  commit: string;
  /** Version of the rules that found them. */
  rules: string;
  /** One per finding, sorted; equal prints in several files or places are several entries. */
  entries: BaselineEntry[];
  /**
   * First 8 hex digits of the content hash of every file that was analysed. With them a finding that appears only because rules improved is
   * told from one that came with new code, without asking the version control.
   */
  contents: ReadonlySet<string>;
}

/** What the analysis knows now, for comparing with the baseline. */
export interface BaselineContext {
  rules: string;
  /** Content hash (hex) of a file as it is now; undefined when it was not analysed. */
  contentHash: (file: string) => string | undefined;
}

/** Findings with their state, and the entries no finding answers to any more. */
export interface BaselineResult {
  findings: Finding[];
  cleared: BaselineEntry[];
  /** Entries that a finding answers to, with its file. */
  taken: ReadonlyMap<BaselineEntry, string>;
}

/** The text of `privacy/baseline.yml` for the findings of today. Same findings, same text. */
export function writeBaseline(findings: readonly Finding[], about: { commit: string; rules: string; contentHashes: Iterable<string> }): string {
  const lines = findings.map((finding) => [finding.fingerprint, finding.lineHash ?? '-', finding.classId, finding.file].join(' ')).sort();
  const buckets = new Map<string, string[]>();
  for (const hash of sortedUnique([...about.contentHashes].map((content) => content.slice(0, 8)))) {
    const bucket = hash.slice(0, 2);
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), hash]);
  }
  const list = (key: string, values: readonly string[]): string[] => (values.length === 0 ? [`${key}: []`] : [`${key}:`, ...values]);
  return [
    '# Findings that were there when the team started: known, not accepted. Kept by Privacy Shipmate; one line each: fingerprint, line, class, file.',
    'version: 1',
    `commit: ${printScalar(about.commit)}`,
    `rules: ${printScalar(about.rules)}`,
    ...list('findings', lines.map((line) => `  - ${quoted(line)}`)),
    '# Contents that were analysed then, so that findings of better rules are told from findings of new code.',
    ...list('contents', [...buckets.values()].map((hashes) => `  - ${quoted(hashes.join(' '))}`)),
    '',
  ].join('\n');
}

/** A line is written plain where YAML reads it as the same text. */
function quoted(line: string): string {
  return /^[A-Za-z0-9 ./_@+-]*$/.test(line) && /[a-z]/i.test(line) && / /.test(line) ? line : JSON.stringify(line);
}

/**
 * Reads `privacy/baseline.yml` line by line, in the form it is written: no person edits it, and it can be long. Lines that are none are left out with a problem.
 */
export function readBaseline(file: string, text: string): Read<Baseline | undefined> {
  const problems: Problem[] = [];
  const starts = lineStarts(text);
  const fail = (start: number, end: number, message: string, level: Problem['level'] = 'error'): void => void problems.push(fileProblem(file, rangeBetween(starts, start, end), message, level));
  const marker = findMergeMarker(text);
  if (marker !== undefined) {
    fail(marker, endOfLine(text, marker), 'A merge was left open here. Settle it, or keep the baseline anew.');
    return { value: undefined, problems };
  }
  const baseline = { commit: '', rules: '', entries: [] as BaselineEntry[], contents: new Set<string>() };
  let key = '';
  for (const start of starts) {
    const line = text.slice(start, endOfLine(text, start));
    if (/^\s*(?:#|$)/.test(line)) continue;
    const top = /^([a-z]+): ?(.*)$/.exec(line);
    if (top) {
      key = top[1] ?? '';
      if (key === 'commit' || key === 'rules') baseline[key] = unquoted(top[2] ?? '');
      continue;
    }
    const item = unquoted(/^ *- (.*)$/.exec(line)?.[1] ?? '');
    const entry = key === 'findings' ? /^([0-9a-f]{16}) ([0-9a-f]+|-) ([a-z0-9-]+) (.+)$/.exec(item) : null;
    if (entry) baseline.entries.push({ fingerprint: entry[1] ?? '', lineHash: entry[2] === '-' ? '' : (entry[2] ?? ''), classId: entry[3] ?? '', file: entry[4] ?? '' });
    else if (key === 'contents' && /^[0-9a-f ]+$/.test(item)) for (const hash of item.split(' ')) baseline.contents.add(hash);
    else if (problems.length < 5) fail(start, start + line.length, 'This line is no entry of a baseline (fingerprint, line, class, file) and was left out.', 'warning');
  }
  if (key !== '') return { value: baseline, problems };
  if (problems.length === 0) fail(0, 0, 'This baseline is empty. "Keep Today\'s Findings as Baseline" writes it anew.');
  return { value: undefined, problems };
}

/** A text as it was before it was quoted. */
function unquoted(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('"')) return trimmed;
  try {
    const value: unknown = JSON.parse(trimmed);
    return typeof value === 'string' ? value : trimmed;
  } catch {
    return trimmed;
  }
}

/**
 * Findings with their state against a baseline. They are matched as a set, each entry once and only while its line says the same:
 * same print and file; then same print in the nearest path; then, for a renamed function, same class, file and line.
 * Of the rest, newly seen is what other rules find in code that was there already: the rules differ and every file the finding runs through has a content of then.
 * Everything else is new. What people agreed on stays agreed.
 */
export function applyBaseline(findings: readonly Finding[], baseline: Baseline, context: BaselineContext): BaselineResult {
  const open = new Set(baseline.entries);
  const unmatched = new Set(findings);
  const known = new Set<Finding>();
  const taken = new Map<BaselineEntry, string>();
  const match = (keyOf: (item: Finding | BaselineEntry) => string, fits: (finding: Finding, entry: BaselineEntry) => boolean): void => {
    const byKey = new Map<string, BaselineEntry[]>();
    for (const entry of open) {
      const list = byKey.get(keyOf(entry));
      if (list) list.push(entry);
      else byKey.set(keyOf(entry), [entry]);
    }
    for (const finding of unmatched) {
      const list = byKey.get(keyOf(finding)) ?? [];
      const nearest = nearestOf(list, finding, fits);
      if (!nearest) continue;
      list.splice(list.indexOf(nearest), 1);
      open.delete(nearest);
      unmatched.delete(finding);
      known.add(finding);
      taken.set(nearest, finding.file);
    }
  };
  const place = (item: Finding | BaselineEntry): string => `${item.classId} ${item.fingerprint} ${item.file}`;
  match((item) => `${place(item)} ${item.lineHash ?? ''}`, () => true);
  match(place, sameLine);
  // A changed line stays with its own file: only entries whose finding is no longer there can have moved.
  const changed = new Set([...unmatched].map(place));
  match((item) => `${item.classId} ${item.fingerprint}`, (finding, entry) => sameLine(finding, entry) && !changed.has(place(entry)));
  match((item) => `${item.classId} ${item.file} ${item.lineHash ?? ''}`, (finding, entry) => (finding.lineHash ?? '') !== '' && sameLine(finding, entry));
  const state = (finding: Finding): FindingState => {
    if (finding.state === 'agreed') return 'agreed';
    if (known.has(finding)) return 'known';
    return baseline.rules !== context.rules && wasThere(finding, baseline, context) ? 'newly-seen' : 'new';
  };
  return { findings: findings.map((finding) => ({ ...finding, state: state(finding) })), cleared: [...open], taken };
}

/** Short hash of the lines a finding stands on, from the start of its place to the end of its argument, white space collapsed. */
export function lineHashOf(finding: Pick<Finding, 'range' | 'argument'>, lines: readonly string[]): string {
  const last = Math.max(finding.range.end.line, finding.argument?.end.line ?? 0);
  return hashText(lines.slice(finding.range.start.line, last + 1).join(' ').replace(/\s+/g, ' ').trim());
}

function sameLine(finding: Finding, entry: BaselineEntry): boolean {
  return entry.lineHash === '' || finding.lineHash === undefined || entry.lineHash === finding.lineHash;
}

/** True when every file the finding runs through has a content that was analysed for the baseline. */
function wasThere(finding: Finding, baseline: Baseline, context: BaselineContext): boolean {
  const files = new Set([finding.file, ...finding.flows.flatMap((flow) => flow.steps.map((step) => step.file))]);
  return [...files].every((file) => {
    const hash = context.contentHash(file);
    return hash !== undefined && baseline.contents.has(hash.slice(0, 8));
  });
}

/** The fitting entry with the nearest path among the first 50 that fit. */
function nearestOf(list: readonly BaselineEntry[], finding: Finding, fits: (finding: Finding, entry: BaselineEntry) => boolean): BaselineEntry | undefined {
  let best: BaselineEntry | undefined;
  let score = -1;
  let seen = 0;
  for (const entry of list) {
    if (!fits(finding, entry)) continue;
    const shared = sharedFolders(entry.file, finding.file);
    if (shared > score) {
      best = entry;
      score = shared;
    }
    if (++seen === 50) break;
  }
  return best;
}

/** How near two paths are: their common folders from the end and from the start. */
function sharedFolders(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  const shorter = Math.min(left.length, right.length);
  let front = 0;
  while (front < shorter && left[front] === right[front]) front++;
  let back = 0;
  while (back < shorter - front && left.at(-1 - back) === right.at(-1 - back)) back++;
  return front + back;
}

/** FNV-1a over UTF-16 code units in two lanes, 12 hex digits: it tells lines apart and protects nothing. */
function hashText(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x9dc5811c;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193) >>> 0;
    high = Math.imul(high ^ (code + at), 0x01000193) >>> 0;
  }
  return (low.toString(16).padStart(8, '0') + high.toString(16).padStart(8, '0')).slice(0, 12);
}
