import { FnCol, Op, VarCol, opStride, type FileFacts } from '../facts';
import { typeText } from './declarations';
import type { Hit } from './summary';
import type { Site, Trail } from './value';

type Spot = Pick<Site, 'fn' | 'start' | 'end'>;

/** One handler of a `try`: its rows, without the clause itself. */
interface Handler {
  variable: number;
  from: number;
  to: number;
}

/** Types that every thrown error is one of. */
const everything = new Set(['', 'Exception', 'BaseException', 'Throwable']);
/** Calls that show the error being handled without naming it. */
const showsCurrent = /(?:^|\.)(?:exception|print_exc|format_exc|exc_info|captureException|capture_exception)$/;

/**
 * True for an error that a handler around the throw, or around the call it comes out of, catches and lets go of: nothing in the handler reads,
 * shows or throws it again, so its message surfaces nowhere.
 */
export function isSwallowed({ site, label }: Hit): boolean {
  const { trail } = label;
  const thrown = nameThrown(trail);
  return letsGo(site, thrown) || ((trail.fn !== site.fn || trail.start !== site.start) && letsGo(trail, thrown));
}

/** True where a call stands in a `try` that lets go of what is thrown further in. */
export function isCaughtAt(site: Site, thrown: Trail): boolean {
  return letsGo(site, nameThrown(thrown));
}

const nameThrown = ({ text }: Trail): string => lastName(text === 'assert' ? 'AssertionError' : text);

const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1).trim();

function letsGo(spot: Spot, thrown: string): boolean {
  const { facts } = spot.fn.file;
  for (const at of triesAround(facts, spot)) {
    const handler = handlersOf(facts, at).find(({ variable }) => catches(facts, variable, thrown));
    if (handler) return isQuiet(facts, handler);
  }
  return false;
}

const column = (facts: FileFacts, op: number, at: number): number => facts.ops[op * opStride + at] ?? -1;

const opens = new Set<number>([Op.If, Op.Loop, Op.Switch, Op.Try]);

/** Rows of the `try` blocks whose tried part holds a call, innermost first. */
function triesAround(facts: FileFacts, { fn, start, end }: Spot): number[] {
  const row = fn.index * FnCol.stride;
  const open: { op: number; tried: boolean }[] = [];
  for (let op = facts.functions[row + FnCol.opStart] ?? 0; op < (facts.functions[row + FnCol.opEnd] ?? 0); op++) {
    const code = column(facts, op, 0);
    const pool = column(facts, op, 3);
    if (opens.has(code)) open.push({ op, tried: code === Op.Try });
    else if (code === Op.End) open.pop();
    else if (code === Op.Catch || code === Op.Finally) open.splice(-1, 1, { op: open.at(-1)?.op ?? op, tried: false });
    else if ((code === Op.Call || code === Op.New) && facts.pool[pool] === start && facts.pool[pool + 1] === end) return open.filter((o) => o.tried).map((o) => o.op).reverse();
  }
  return [];
}

function handlersOf(facts: FileFacts, tried: number): Handler[] {
  const handlers: Handler[] = [];
  let depth = 0;
  for (let op = tried + 1; op * opStride < facts.ops.length; op++) {
    const code = column(facts, op, 0);
    if (opens.has(code)) depth++;
    else if (code === Op.End && depth-- === 0) return closed(handlers, op);
    else if (depth === 0 && (code === Op.Catch || code === Op.Finally)) {
      closed(handlers, op);
      if (code === Op.Finally) return handlers;
      handlers.push({ variable: column(facts, op, 2), from: op + 1, to: -1 });
    }
  }
  return handlers;
}

function closed(handlers: Handler[], op: number): Handler[] {
  const last = handlers.at(-1);
  if (last?.to === -1) last.to = op;
  return handlers;
}

function catches(facts: FileFacts, variable: number, thrown: string): boolean {
  const expression = variable < 0 ? -1 : (facts.variables[variable * VarCol.stride + VarCol.type] ?? -1);
  const types = typeText(facts, expression).split('|').map(lastName);
  return types.some((type) => everything.has(type) || type === thrown);
}

function isQuiet(facts: FileFacts, { variable, from, to }: Handler): boolean {
  for (let op = from; op < to; op++) {
    const code = column(facts, op, 0);
    if (code === Op.Throw || code === Op.Lambda) return false;
    if (code === Op.Ref && column(facts, op, 2) === variable) return false;
    if ((code === Op.Call || code === Op.New) && shows(facts, op)) return false;
  }
  return true;
}

/** True for a call that shows the error at hand, by its name or by being asked to (`exc_info=True`). */
function shows(facts: FileFacts, op: number): boolean {
  const { pool, strings } = facts;
  const first = column(facts, op, 3);
  if (showsCurrent.test(strings[pool[first + 2] ?? -1] ?? '')) return true;
  for (let i = 0; i < column(facts, op, 4); i++) if (strings[pool[first + 3 + i * 5 + 1] ?? -1] === 'exc_info') return true;
  return false;
}
