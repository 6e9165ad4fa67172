import type { Finding, FindingState } from '../model/finding';
import { fileProblem, rangeBetween, sortedUnique } from './text';
import type { Read } from './text';
import { printScalar } from './yaml-print';
import { child, items, rangeOf, readYaml, rootMap, textOf } from './yaml-source';

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

/** Reads `privacy/baseline.yml`; lines that are none are left out with a problem. */
export function readBaseline(file: string, text: string): Read<Baseline | undefined> {
  const { source, problems } = readYaml(file, text);
  const root = source ? rootMap(source) : undefined;
  if (!source || !root) {
    if (problems.length === 0) problems.push(fileProblem(file, rangeBetween([0], 0, 0), 'This baseline is empty. "Keep Today\'s Findings as Baseline" writes it anew.', 'error'));
    return { value: undefined, problems };
  }
  const list = items(source, child(source, root, 'findings'));
  const entries = list.flatMap((node): BaselineEntry[] => {
    const parts = /^([0-9a-f]{16}) ([0-9a-f]+|-) ([a-z0-9-]+) (.+)$/.exec(textOf(node) ?? '');
    if (parts) return [{ fingerprint: parts[1] ?? '', lineHash: parts[2] === '-' ? '' : (parts[2] ?? ''), classId: parts[3] ?? '', file: parts[4] ?? '' }];
    problems.push(fileProblem(file, rangeOf(source, node), 'This line is no entry of a baseline (fingerprint, line, class, file) and was left out.'));
    return [];
  });
  const contents = items(source, child(source, root, 'contents')).flatMap((node) => (textOf(node) ?? '').split(' ').filter((hash) => /^[0-9a-f]{8}$/.test(hash)));
  return {
    value: { commit: textOf(child(source, root, 'commit')) ?? '', rules: textOf(child(source, root, 'rules')) ?? '', entries, contents: new Set(contents) },
    problems,
  };
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
  const match = (keyOf: (item: Finding | BaselineEntry) => string, fits: (finding: Finding, entry: BaselineEntry) => boolean): void => {
    const byKey = new Map<string, BaselineEntry[]>();
    for (const entry of open) {
      const list = byKey.get(keyOf(entry));
      if (list) list.push(entry);
      else byKey.set(keyOf(entry), [entry]);
    }
    for (const finding of unmatched) {
      const candidates = byKey.get(keyOf(finding))?.filter((entry) => open.has(entry) && fits(finding, entry)) ?? [];
      const [first] = candidates;
      if (!first) continue;
      const nearest = candidates.reduce((best, entry) => (sharedFolders(entry.file, finding.file) > sharedFolders(best.file, finding.file) ? entry : best), first);
      open.delete(nearest);
      unmatched.delete(finding);
      known.add(finding);
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
  return { findings: findings.map((finding) => ({ ...finding, state: state(finding) })), cleared: [...open] };
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
