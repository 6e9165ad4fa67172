import { Op, opStride } from '../facts';
import type { Call } from './call-arguments';
import type { Evaluation, Frame } from './evaluate';
import { evaluateOperation } from './operations';
import type { Scope } from './scope';
import { plain, type Value } from './value';

/** Operations that only read: giving them their value early changes nothing. */
const reading: ReadonlySet<number> = new Set([Op.Const, Op.Ref, Op.Global, Op.Load]);
/** How far behind a call its list may stand. */
const reach = 8;

/** The value that stands behind the result of a call in a list written around it: `return jsonify(body), 422`. */
export function valueBeside(e: Evaluation, frame: Frame, scope: Scope, call: Call): Value | undefined {
  const { ops, pool } = frame.facts;
  const result = ops[call.op * opStride + 1] ?? -1;
  let list = call.op + 1;
  while (list <= call.op + reach && reading.has(ops[list * opStride] ?? -1)) list++;
  if (ops[list * opStride] !== Op.List) return undefined;
  const first = ops[list * opStride + 2] ?? 0;
  const count = ops[list * opStride + 3] ?? 0;
  const items = Array.from({ length: count }, (_, i) => pool[first + i * 2 + 1] ?? -1);
  const place = items.indexOf(result);
  const register = place < 0 ? undefined : items[place + 1];
  if (register === undefined) return undefined;
  for (let op = call.op + 1; op < list; op++) evaluateOperation(e, frame, op, scope);
  return frame.registers[register] ?? plain;
}
