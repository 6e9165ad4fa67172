// Precision and recall per finding class, language and kind of flow over the annotated fixtures, compared with bench/accuracy.json.
// `--write` keeps today's figures; without it a figure that fell, or a class that went, gives exit code 1. `--json` prints the figures alone.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allFixtures } from '../test/support/all-fixtures';
import { compare, type Pair } from '../test/support/carets';
import { root } from '../test/support/rules';
import { workspaceOf } from '../test/support/workspace';

/** Counts of one class in one language, and what follows from them. */
interface Figures {
  /** Findings with the class, place and data types that were labelled. */
  right: number;
  /** Findings with nothing labelled, or with other data types or another place. */
  wrong: number;
  /** Labels without such a finding, known misses included. */
  missed: number;
  /** Right findings whose place ends elsewhere than labelled. */
  otherExtent: number;
  precision: number;
  recall: number;
}

/** By class or kind of flow, then by language. */
type Accuracy = Record<string, Record<string, Figures>>;

/** The kind a label tells, or else the one of the flow that was found; a miss without either belongs to no kind. */
function kindOf({ expected, found }: Pair): string | undefined {
  if (expected?.kind) return expected.kind;
  const steps = found?.flows[0]?.steps ?? [];
  if (steps.length === 0) return undefined;
  if (steps.some(({ kind, file }) => kind === 'call' || file !== found?.file)) return 'inter-procedural';
  return steps.length > 2 ? 'local' : 'direct';
}

const kept = join(root, 'bench/accuracy.json');

/** What a finding rests on where calls resolve by a guess: findings that need neither guess are told beside, for comparison. */
const rungs = { 5: 'rung 5, receiver name', 6: 'rung 6, only method of that name' } as const;

function rungsOf({ found }: Pair): string[] {
  if (!found) return [];
  return found.guessed.length === 0 ? ['rungs 1 to 4'] : found.guessed.map((rung) => rungs[rung]);
}

/** Labels and findings over all fixtures, counted; `all` sums up classes and languages. */
async function measure(): Promise<{ accuracy: Accuracy; guesses: Accuracy }> {
  const counts: Accuracy = {};
  const guesses: Accuracy = {};
  for (const { language, fixtures } of allFixtures()) {
    for (const fixture of fixtures) {
      const workspace = await workspaceOf(fixture.files);
      for (const pair of compare(fixture, workspace.findings())) {
        const classId = pair.expected?.classId ?? pair.found?.classId ?? '';
        const kind = kindOf(pair);
        for (const second of ['all', language]) {
          for (const first of ['all', classId, ...(kind ? [`kind: ${kind}`] : [])]) count(((counts[first] ??= {})[second] ??= noFigures()), pair);
          for (const rung of rungsOf(pair)) count(((guesses[rung] ??= {})[second] ??= noFigures()), pair);
        }
      }
    }
  }
  return { accuracy: inOrder(counts), guesses: inOrder(guesses) };
}

/** Counts with what follows from them, in order of names. */
function inOrder(counts: Accuracy): Accuracy {
  for (const figures of Object.values(counts).flatMap((each) => Object.values(each))) {
    figures.precision = share(figures.right, figures.right + figures.wrong);
    figures.recall = share(figures.right, figures.right + figures.missed);
  }
  return sorted(Object.fromEntries(Object.entries(counts).map(([name, languages]) => [name, sorted(languages)])));
}

function noFigures(): Figures {
  return { right: 0, wrong: 0, missed: 0, otherExtent: 0, precision: 1, recall: 1 };
}

function count(figures: Figures, { expected, found, differences }: Pair): void {
  const labelled = expected !== undefined && expected.expectation !== 'known-noise';
  const isRight = labelled && found !== undefined && !differences.some(({ kind }) => kind === 'wrong-data' || kind === 'wrong-place');
  if (isRight) figures.right++;
  else if (found) figures.wrong++;
  if (labelled && !isRight) figures.missed++;
  if (isRight && differences.some(({ kind }) => kind === 'wrong-extent')) figures.otherExtent++;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : Math.round((part / whole) * 10_000) / 10_000;
}

function sorted<T>(entries: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What fell since the figures that are kept, as sentences. */
function fallen(before: Accuracy, now: Accuracy): string[] {
  return Object.entries(before).flatMap(([classId, languages]) => Object.entries(languages).flatMap(([language, old]) => {
    const today = now[classId]?.[language];
    if (!today) return [`${classId}, ${language}: nothing is labelled any more`];
    return (['precision', 'recall'] as const).filter((figure) => today[figure] < old[figure]).map((figure) => `${classId}, ${language}: ${figure} fell from ${old[figure]} to ${today[figure]}`);
  }));
}

function table(accuracy: Accuracy): string {
  const rows = Object.entries(accuracy).flatMap(([classId, languages]) => Object.entries(languages).map(([language, { right, wrong, missed, precision, recall }]) =>
    [classId, language, ...[right, wrong, missed].map(String), ...[precision, recall].map((figure) => figure.toFixed(3))]));
  return aligned([['class', 'language', 'right', 'wrong', 'missed', 'precision', 'recall'], ...rows]);
}

/** Rows in columns: names to the left, figures to the right. */
function aligned(all: readonly string[][]): string {
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all.map((row) => row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')).join('\n');
}

/** How many findings rest on a guess, and how many of those are right. */
function guessTable(guesses: Accuracy): string {
  const found = (languages: Accuracy[string] | undefined, language: string): number => (languages?.[language]?.right ?? 0) + (languages?.[language]?.wrong ?? 0);
  const total = (language: string): number => Object.values(guesses).reduce((sum, languages) => sum + found(languages, language), 0);
  const rows = Object.entries(guesses).flatMap(([rung, languages]) => Object.entries(languages).map(([language, { right, wrong, precision }]) =>
    [rung, language, String(right), String(wrong), precision.toFixed(3), share(right + wrong, total(language)).toFixed(3)]));
  return aligned([['findings rest on', 'language', 'right', 'wrong', 'precision', 'share'], ...rows]);
}

async function main(args: readonly string[]): Promise<void> {
  const { accuracy, guesses } = await measure();
  const text = JSON.stringify(accuracy, null, 2) + '\n';
  if (args.includes('--json')) process.stdout.write(text);
  else console.log(`${table(accuracy)}\n\n${guessTable(guesses)}`);
  if (args.includes('--write')) {
    writeFileSync(kept, text);
    return;
  }
  const before = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Accuracy) : {};
  const worse = fallen(before, accuracy);
  for (const line of worse) console.error(line);
  if (worse.length > 0) process.exitCode = 1;
}

void main(process.argv.slice(2));
