import type { Finding } from '../../src/model';
import type { ExpectedFinding, ExpectedStep, Fixture } from './fixture';

/**
 * How findings and annotations differ. `wrong-extent`: the place begins where it should and ends elsewhere on the line. `promote`: a known miss is
 * found, or known noise is silent, so the mark in the fixture can go.
 */
export type DifferenceKind = 'missing' | 'noisy' | 'wrong-extent' | 'wrong-place' | 'wrong-data' | 'wrong-step' | 'promote';

export interface Difference {
  kind: DifferenceKind;
  classId: string;
  file: string;
  /** Line of the file, from 0. */
  line: number;
  text: string;
}

/** An annotation with the finding it met, if it met one, or a finding without annotation. */
export interface Pair {
  expected?: ExpectedFinding;
  found?: Finding;
  differences: Difference[];
}

/** Sets findings beside the annotations of a fixture: each annotation takes the nearest finding of its class on its line, the rest are noisy. */
export function compare(fixture: Fixture, findings: readonly Finding[]): Pair[] {
  const open = new Set(findings);
  const met = new Map<ExpectedFinding, Finding>();
  for (const closeness of [3, 2, 1]) {
    for (const expected of fixture.expected.filter((each) => !met.has(each))) {
      const found = [...open].find((finding) => nearness(fixture, expected, finding) >= closeness);
      if (!found) continue;
      open.delete(found);
      met.set(expected, found);
    }
  }
  const pairs = fixture.expected.map((expected): Pair => {
    const found = met.get(expected);
    return { expected, ...(found ? { found } : {}), differences: differences(fixture, expected, found) };
  });
  const noisy = [...open].map((found): Pair => ({
    found, differences: [{ kind: 'noisy', classId: found.classId, file: found.file, line: found.range.start.line, text: `${found.callee}: ${said(found.dataTypes)}` }],
  }));
  return [...pairs, ...noisy];
}

/** 3 the same span, 2 the same start, 1 the same line and overlapping, 0 something else. */
function nearness(fixture: Fixture, expected: ExpectedFinding, finding: Finding): number {
  if (finding.classId !== expected.classId || finding.file !== expected.file || finding.range.start.line !== expected.line) return 0;
  // A known miss of these data stays one while only other data are reported there.
  if (expected.expectation === 'known-miss' && finding.dataTypes.join() !== expected.dataTypes.join()) return 0;
  const start = finding.range.start.character;
  const end = endOn(fixture, finding);
  if (start === expected.start) return expected.end === undefined || end === expected.end ? 3 : 2;
  return start < (expected.end ?? expected.start + 1) && end > expected.start ? 1 : 0;
}

/** Where a place ends on the line it begins on: carets cannot follow it further. */
function endOn(fixture: Fixture, { file, range }: Pick<Finding, 'file' | 'range'>): number {
  return range.end.line === range.start.line ? range.end.character : (lineOf(fixture, file, range.start.line)?.length ?? range.end.character);
}

function differences(fixture: Fixture, expected: ExpectedFinding, found: Finding | undefined): Difference[] {
  const { classId, file, line, expectation } = expected;
  const tell = (kind: DifferenceKind, text: string): Difference => ({ kind, classId, file, line, text });
  if (expectation === 'known-miss') return found ? [tell('promote', 'this known miss is found: take the "?" away')] : [];
  if (!found) return expectation === 'known-noise' ? [tell('promote', 'this known noise is silent: take the mark away')] : [tell('missing', said(expected.dataTypes))];
  const result: Difference[] = [];
  const closeness = nearness(fixture, expected, found);
  // A mark of known noise cannot reach columns under the comment sign: the line tells enough.
  if (closeness < 3 && expectation !== 'known-noise') result.push(tell(closeness === 2 ? 'wrong-extent' : 'wrong-place', `the place is "${spanText(fixture, found)}"`));
  if (found.dataTypes.join() !== expected.dataTypes.join()) result.push(tell('wrong-data', `expected ${said(expected.dataTypes)}, got ${said(found.dataTypes)}`));
  for (const step of expected.steps.filter((each) => !passes(found, each))) {
    result.push({ ...tell('wrong-step', `no ${step.kind} here; the flow has ${stepsOf(found)}`), file: step.file, line: step.line });
  }
  return result;
}

function passes(finding: Finding, step: ExpectedStep): boolean {
  return finding.flows.some((flow) => (step.dataType === undefined || flow.dataType === step.dataType) && flow.steps.some(({ kind, file, range }) =>
    kind === step.kind && file === step.file && range.start.line === step.line && range.start.character === step.start && range.end.character === step.end));
}

function stepsOf(finding: Finding): string {
  const all = finding.flows.map(({ dataType, steps }) => `${dataType}: ${steps.map(({ kind, file, range, text }) => `${kind} ${file}:${range.start.line + 1}:${range.start.character + 1} ${text}`).join(' > ')}`);
  return all.length === 0 ? 'no steps' : all.join('; ');
}

function spanText(fixture: Fixture, finding: Finding): string {
  return (lineOf(fixture, finding.file, finding.range.start.line) ?? '').slice(finding.range.start.character, endOn(fixture, finding));
}

function lineOf(fixture: Fixture, file: string, line: number): string | undefined {
  return fixture.files[file]?.split('\n')[line];
}

function said(dataTypes: readonly string[]): string {
  return dataTypes.length === 0 ? 'no data type' : dataTypes.join(', ');
}

/** The differences for a person: kind, place in the fixture, code line, what differs. */
export function describeDifferences(fixture: Fixture, pairs: readonly Pair[]): string {
  return pairs.flatMap(({ differences: list }) => list).map(({ kind, classId, file, line, text }) =>
    `${kind.toUpperCase()} ${classId} at ${fixture.name}:${(fixture.offsets[file] ?? 0) + line + 1} (${file})\n    ${(lineOf(fixture, file, line) ?? '').trim()}\n    ${text}`,
  ).join('\n');
}
