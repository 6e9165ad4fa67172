import type { Selector } from '../rules/catalogue';
import { step } from './apply';
import type { Argument, Call } from './call-arguments';
import { declaredParts } from './declared-calls';
import type { Evaluation } from './evaluate';
import { elementOf } from './load';
import type { Scope } from './scope';
import type { Value } from './value';

/** A selected value with the argument it came from and the keys walked inside it. */
export interface Selected {
  value: Value;
  argument: Argument | null;
  path: string[];
}

/** Values a selector names in a call; see Selector for the grammar. YAML reads a bare argument index as a number. */
export function select(e: Evaluation, scope: Scope, call: Call, written: Selector | number, result: Value | null): Selected[] {
  const selector = String(written);
  const dot = selector.indexOf('.');
  const isRange = /^\d+\.\.$/.test(selector);
  const head = isRange ? selector : dot < 0 ? selector : selector.slice(0, dot);
  const rest = isRange || dot < 0 ? [] : selector.slice(dot + 1).split('.');
  let found: Selected[];
  if (isRange) found = call.args.positional.slice(Number.parseInt(head, 10)).map((a) => ({ value: a.value, argument: a, path: [] }));
  else if (/^\d+$/.test(head)) found = one(call.args.positional[Number(head)]);
  else if (/^-\d+$/.test(head)) found = one(call.args.positional.at(Number(head)));
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

const one = (a: Argument | undefined): Selected[] => (a ? [{ value: a.value, argument: a, path: [] }] : []);
