import type { Finding, Position, Range } from '../../model';
import { explain as explainName, type Query } from '../classify';
import { FnCol } from '../facts';
import type { FunctionNode } from '../flow/program';
import type { Solver } from '../flow/solve';
import { Origin, guardNames, nameSpeaks, type Value } from '../flow/value';
import type { Judging } from './judge';
import { rangeIn } from './positions';

const originTexts: Record<number, string> = {
  [Origin.Literal]: 'a literal in the code', [Origin.Config]: 'configuration', [Origin.Environment]: 'the environment', [Origin.Text]: 'a fixed text', [Origin.Count]: 'a count or number computed here',
  [Origin.Clock]: 'the clock', [Origin.Random]: 'a random source', [Origin.Test]: 'the outcome of a test', [Origin.Input]: 'a request or other input', [Origin.Store]: 'a store',
  [Origin.Parameter]: 'a parameter', [Origin.External]: 'a call nobody here defines', [Origin.Unknown]: 'a place that is not known',
};

/** Why, or why not, at one place of the code. */
export interface Explanation {
  path: string;
  position: Position;
  /** What the code there is taken for, best first. */
  subjects: { text: string; verdict: string; evidence: string[]; /** The fact that would turn the verdict. */ flip?: string }[];
  /** Findings whose flow touches the place. */
  findings: string[];
}

/** Why, or why not: evaluates the functions around a place again with every value told. */
export function explainAt(judging: Judging, solver: Solver, path: string, position: Position, findings: () => readonly Finding[]): Explanation {
  const file = judging.program.files.get(path);
  const out: Explanation = { path, position, subjects: [], findings: [] };
  if (!file) return out;
  const seen = new Map<string, { value: Value; range: Range }>();
  for (const fn of enclosing(file.functions, position)) {
    solver.record(fn, (where, start, end, value) => {
      if (where.file !== file) return;
      const range = rangeIn(where, start, end);
      if (!contains(range, position) || value.name === '') return;
      const key = `${value.name}\0${String(range.start.line)}:${String(range.start.character)}`;
      const known = seen.get(key);
      if (!known || known.value.labels.length < value.labels.length) seen.set(key, { value, range });
    });
  }
  const best = [...seen.values()].sort((a, b) => size(a.range) - size(b.range)).slice(0, 4);
  for (const { value } of best) out.subjects.push(subjectOf(judging, value));
  out.findings = findings().filter((f) => contains(f.range, position) || f.flows.some((flow) => flow.steps.some((s) => s.file === path && contains(s.range, position)))).map((f) => f.fingerprint);
  return out;
}

function subjectOf(judging: Judging, value: Value): Explanation['subjects'][number] {
  const evidence: string[] = [];
  const { lexicon } = judging.program.classifier;
  for (const label of value.labels) {
    const type = lexicon.types.get(label.type);
    const strength = (['maybe', 'likely', 'certain'] as const)[label.strength];
    evidence.push(`${type?.label ?? label.type}, ${strength}: first known at \`${firstText(label.trail)}\``);
    for (const grade of guardNames(label.guards)) evidence.push(`safeguard on the way: ${grade}`);
  }
  const query: Query = { name: value.name, role: 'field', ...(value.type ? { type: value.type.text } : {}) };
  const named = explainName(judging.program.classifier, query);
  for (const e of named.verdict?.evidence ?? []) evidence.push(`${e.kind}: ${e.text}`);
  for (const e of named.against) evidence.push(`against, ${e.kind}: ${e.text}`);
  evidence.push(`comes from ${originTexts[value.origin] ?? 'somewhere'}`);
  if (!nameSpeaks(value.origin) && value.labels.length === 0) evidence.push('where a value comes from is known here, so its name is not asked');
  const told = value.labels.filter((l) => l.strength > 0).map((l) => lexicon.types.get(l.type)?.label ?? l.type);
  const verdict = told.length > 0 ? told.join(', ') : value.labels.length > 0 ? 'may be personal data; not enough to speak' : 'not taken for personal data';
  const [flip] = named.wouldChange;
  return { text: value.name, verdict, evidence, ...(flip === undefined ? {} : { flip }) };
}

function firstText(trail: Value['labels'][number]['trail']): string {
  let at = trail;
  while (at.before) at = at.before;
  return at.text;
}

function enclosing(functions: readonly FunctionNode[], position: Position): FunctionNode[] {
  return functions.filter((fn) => {
    if (!fn.alone) return false;
    const row = fn.index * FnCol.stride;
    const { functions: table } = fn.file.facts;
    return contains(rangeIn(fn, 0, (table[row + FnCol.end] ?? 0) - (table[row + FnCol.start] ?? 0)), position);
  }).slice(-3);
}

function contains(range: Range, { line, character }: Position): boolean {
  if (line < range.start.line || line > range.end.line) return false;
  if (line === range.start.line && character < range.start.character) return false;
  return !(line === range.end.line && character > range.end.character);
}

const size = (r: Range): number => (r.end.line - r.start.line) * 1000 + r.end.character - r.start.character;
