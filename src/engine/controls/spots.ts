import type { Flow } from '../../model';
import { draftOf, replaceIn, type Draft } from './draft';
import { spanOf, type Case } from './context';
import { remainingTypes } from './verify';

/** An expression that carries data to the reporting place, and can be edited. Offsets of the text before any edit. */
export interface Spot {
  start: number;
  end: number;
  /** As written, for titles. */
  text: string;
  /** Data types it carries, as far as the flows tell. */
  types: string[];
  /** The source in this file it stands for: `user.email` for `contact`. */
  source?: { start: number; end: number };
}

const mostLeaves = 16;

/** Sets of places to edit, likeliest first; each set covers all flows of the finding. */
export function spotSets(item: Case): Spot[][] {
  const { finding, call, code } = item;
  const sets: Spot[][] = [];
  const add = (spots: (Spot | undefined)[]): void => {
    const found = spots.filter((spot) => spot !== undefined);
    if (found.length === 0 || found.length < spots.length) return;
    const merged = mergeSpots(found);
    if (!sets.some((set) => JSON.stringify(set) === JSON.stringify(merged))) sets.push(merged);
  };
  const inCall = finding.flows.map((flow) => inside(item, flow));
  const composed = finding.flows.map((flow, at) => inCall[at] ?? composing(item, flow));
  add(composed);
  add(finding.flows.map((flow, at) => inCall[at] ?? byName(item, flow)));
  add(finding.flows.map((flow, at) => composed[at] ?? byName(item, flow)));
  if (call >= 0 && sets.length === 0) {
    const leaves = item.edits.leaves(code, call);
    const [only] = leaves;
    if (only !== undefined && leaves.length === 1) add([{ ...leafAt(item, only), types: finding.dataTypes }]);
  }
  return sets;
}

/** The places a trial finds, when what the flows say did not lead to an edit. */
export function trialSpots(item: Case): Spot[] {
  return item.call < 0 ? [] : byTrial(item).filter((spot) => spot !== undefined);
}

function mergeSpots(spots: readonly Spot[]): Spot[] {
  const merged: Spot[] = [];
  for (const spot of spots) {
    const known = merged.find(({ start, end }) => start === spot.start && end === spot.end);
    if (known) known.types = [...new Set([...known.types, ...spot.types])];
    else merged.push({ ...spot });
  }
  return merged.sort((a, b) => a.start - b.start);
}

function sourceOf(item: Case, flow: Flow): Spot | undefined {
  const [source] = flow.steps;
  if (source?.file !== item.finding.file) return undefined;
  const span = spanOf(item.text, source.range);
  return span.end > span.start && !/^(?:[a-zA-Z]{0,2}['"`]|[{[(])/.test(item.text.slice(span.start, span.end)) ? { ...span, text: item.text.slice(span.start, span.end), types: [flow.dataType] } : undefined;
}

/** The source, where it stands in the reported call itself. */
function inside(item: Case, flow: Flow): Spot | undefined {
  const { call, code } = item;
  const spot = sourceOf(item, flow);
  return spot && call >= 0 && spot.start >= code.start(call) && spot.end <= code.end(call) && item.edits.holders(code, spot.start, spot.end).length > 0 ? spot : undefined;
}

/** The source elsewhere in the file, where a text or object is put together from it. */
function composing(item: Case, flow: Flow): Spot | undefined {
  const spot = sourceOf(item, flow);
  return spot && item.edits.holders(item.code, spot.start, spot.end).some(({ holder, call }) => holder !== 'argument' || call < 0) ? spot : undefined;
}

/** The variable of the call that was bound to the source. */
function byName(item: Case, flow: Flow): Spot | undefined {
  const { code, call, edits } = item;
  const source = sourceOf(item, flow);
  if (!source || call < 0) return undefined;
  const names = edits.boundNames(code, source.start, source.end);
  const leaves = edits.leaves(code, call).map((node) => leafAt(item, node)).filter(({ text }) => names.includes(/^[\w$]+/.exec(text)?.[0] ?? ''));
  const [leaf] = leaves;
  // Several names of one definition: which of them carries the data is not known by name.
  return leaf === undefined || new Set(leaves.map((one) => one.text)).size > 1 ? undefined : { ...leaf, types: [flow.dataType], source: { start: source.start, end: source.end } };
}

/** Where a leaf stands, and how it is written. */
function leafAt({ code, edits, text }: Case, node: number): { start: number; end: number; text: string } {
  const span = edits.leafSpan?.(code, node) ?? { start: code.start(node), end: code.end(node) };
  return { ...span, text: text.slice(span.start, span.end) };
}

/** Takes the leaves of the call out one by one and looks which of them carry the data. */
function byTrial(item: Case): (Spot | undefined)[] {
  const { code, call, edits, text } = item;
  const all = edits.leaves(code, call).slice(0, mostLeaves);
  const argument = item.finding.argument && spanOf(text, item.finding.argument);
  const within = argument ? all.filter((node) => code.start(node) >= argument.start && code.end(node) <= argument.end) : [];
  const without = (left: readonly number[]): Draft =>
    replaceIn(draftOf(text), left.flatMap((node) => {
      const { start, end } = leafAt(item, node);
      const span = { start, end };
      const [holder] = edits.holders(code, span.start, span.end);
      return holder && holder.holder === 'property' && holder.slot === holder.node ? (edits.replace(code, holder, '(0)') ?? []) : [{ ...span, text: '(0)' }];
    }));
  const isClear = (left: readonly number[]): boolean => {
    const rest = remainingTypes(item, without(left));
    return rest !== undefined && !rest.some((type) => item.finding.dataTypes.includes(type));
  };
  // What stands beside the argument may only decide whether the call counts.
  let carriers = within.length > 0 && isClear(within) ? within : all;
  if (carriers.length === 0 || (carriers === all && !isClear(all))) return [undefined];
  for (const leaf of carriers) {
    const rest = carriers.filter((other) => other !== leaf);
    if (rest.length > 0 && isClear(rest)) carriers = rest;
  }
  return carriers.map((node) => ({ ...leafAt(item, node), types: carriers.length === 1 ? item.finding.dataTypes : [] }));
}
