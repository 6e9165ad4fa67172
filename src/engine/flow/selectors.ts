import type { Selector } from '../rules/catalogue';
import { step } from './apply';
import { typesGiven, type Argument, type Call } from './call-arguments';
import { declaredParts } from './declared-calls';
import type { Evaluation } from './evaluate';
import { elementOf } from './load';
import type { Scope } from './scope';
import { shapeNamed } from './types';
import { Origin, change, clean, type Value } from './value';

/** A selected value with the argument it came from and the keys walked inside it. */
export interface Selected {
  value: Value;
  argument: Argument | null;
  path: string[];
}

/** Values a selector names in a call; see Selector for the grammar. YAML reads a bare argument index as a number. */
export function select(e: Evaluation, scope: Scope, call: Call, written: Selector | number, result: Value | null): Selected[] {
  const { head, rest, isRange, place } = partsOf(written);
  if (head === 'shape' && rest[0] !== undefined && /^(?:receiver|\d+)$/.test(rest[0])) return shapes(e, call, select(e, scope, call, rest.join('.'), result));
  if (head === 'type' && rest[0] !== undefined && /^\d$/.test(rest[0])) return instanceGiven(e, call, Number(rest[0]), rest[1]);
  let found: Selected[];
  if (isRange) found = call.args.positional.slice(place ?? 0).map((a) => ({ value: a.value, argument: a, path: [] }));
  else if (place !== null) found = one(call.args.positional.at(place));
  else if (head === 'receiver' || head === 'self') found = call.receiver ? [{ value: call.receiver, argument: null, path: [] }] : [];
  else if (head === 'result') found = result ? [{ value: result, argument: null, path: [] }] : [];
  else if (head === 'callee') found = [{ value: call.callee, argument: null, path: [] }];
  else if (head.startsWith('@')) found = declaredParts(call, head.slice(1), rest);
  else if (head === '**') found = [...call.args.named.entries(), ...call.args.namedSpread.map((a) => ['', a] as const)].map(([name, a]) => ({ value: a.value, argument: a, path: name ? [name] : [] }));
  else found = one(call.args.named.get(head)).concat(call.args.named.has(head) ? [] : call.args.namedSpread.map((a) => ({ value: step(e, scope, a.value, head), argument: a, path: [] })));
  if (head !== '@') for (const name of rest) {
    found = found.map((s) => ({ ...s, value: name === '*' ? elementOf(e, s.value, scope) : step(e, scope, s.value, name), path: [...s.path, name] }));
  }
  return found;
}

/** A selector taken apart. */
interface Parts {
  head: string;
  rest: readonly string[];
  /** All arguments from a place on: `2..`. */
  isRange: boolean;
  /** Place among the positional arguments, from the end where negative. */
  place: number | null;
}

/** Selectors are few and each is asked for with every call it speaks of. */
const known = new Map<Selector | number, Parts>();

function partsOf(written: Selector | number): Parts {
  let parts = known.get(written);
  if (!parts) known.set(written, (parts = takeApart(String(written))));
  return parts;
}

function takeApart(selector: string): Parts {
  if (/^\d+\.\.$/.test(selector)) return { head: selector, rest: [], isRange: true, place: Number.parseInt(selector, 10) };
  const [head = '', ...rest] = selector.split('.');
  return { head, rest, isRange: false, place: /^-?\d+$/.test(head) ? Number(head) : null };
}

/** Instances of what schemas and tables describe, by the names they are called here. */
function shapes(e: Evaluation, call: Call, of: readonly Selected[]): Selected[] {
  return of.flatMap((s) => {
    const type = shapeNamed(e.k.program, call.site.fn.file, s.value.name);
    return type ? [{ ...s, value: change(clean(Origin.Store), (v) => { v.type = type; v.name = s.value.name; }) }] : [];
  });
}

/** An instance of a type the call was given, or of a member of it. */
function instanceGiven(e: Evaluation, call: Call, place: number, member: string | undefined): Selected[] {
  const given = typesGiven(e, call)[place] ?? null;
  const type = member === undefined ? given : given?.kind === 'project' ? (e.k.members(given.node).get(member)?.type ?? null) : null;
  return type === null || type.kind === 'other' ? [] : [{ value: change(clean(Origin.External), (v) => { v.type = type; }), argument: null, path: [] }];
}

const one = (a: Argument | undefined): Selected[] => (a ? [{ value: a.value, argument: a, path: [] }] : []);
