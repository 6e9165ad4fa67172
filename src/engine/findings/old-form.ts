import { Arg, Derived, FnCol, ImportCol, Op, Piece, VarCol, opStride } from '../facts';
import { ruleModule, type Model, type RuleIndex } from '../rules/rule-index';
import type { Hit } from '../flow/summary';
import type { Site } from '../flow/value';

/** Operations of one function by what they define and use. */
interface Body {
  site: Pick<Site, 'fn' | 'start' | 'end'>;
  rules: RuleIndex;
  from: number;
  to: number;
  /** Operation that writes a register. */
  definitions: ReadonlyMap<number, number>;
}

/**
 * True for a fast hash that stores nothing in its own form: its result goes into a KDF, or it only checks an older form of a stored password beside
 * one, so that it goes nowhere but into comparisons and stands on another branch than a call of a KDF in the same function.
 */
export function isOldFormCheck(rules: RuleIndex, { site, label }: Hit): boolean {
  // Called with the password from elsewhere, the hash itself stands where its flow ends.
  for (let at: Hit['label']['trail'] | null = label.trail; at !== null; at = at.before) {
    if (at.kind === 'sink' && isOldFormAt(bodyOf(rules, at))) return true;
  }
  return isOldFormAt(bodyOf(rules, site));
}

function isOldFormAt(body: Body): boolean {
  const hash = callAt(body);
  if (hash < 0) return false;
  const fate = fateOf(body, hash);
  if (fate === null || (fate.comparisons === 0 && fate.stretched === 0)) return false;
  if (fate.stretched > 0) return true;
  const kdf = operations(body).filter((op) => isCall(body, op) && modelsOf(body, op).some(({ call }) => call.safeguard?.grade === 'password-kdf'));
  return kdf.some((op) => areApart(body, hash, op));
}

function bodyOf(rules: RuleIndex, site: Body['site']): Body {
  const { functions, ops } = site.fn.file.facts;
  const row = site.fn.index * FnCol.stride;
  const body = { site, rules, from: functions[row + FnCol.opStart] ?? 0, to: functions[row + FnCol.opEnd] ?? 0, definitions: new Map<number, number>() };
  for (const op of operations(body)) {
    const register = ops[op * opStride + 1] ?? -1;
    if (register >= 0) body.definitions.set(register, op);
  }
  return body;
}

const operations = ({ from, to }: Pick<Body, 'from' | 'to'>): number[] => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

const column = ({ site }: Body, op: number, at: number): number => site.fn.file.facts.ops[op * opStride + at] ?? -1;

const isCall = (body: Body, op: number): boolean => column(body, op, 0) === Op.Call;

function callAt(body: Body): number {
  const { pool } = body.site.fn.file.facts;
  return operations(body).find((op) => isCall(body, op) && pool[column(body, op, 3)] === body.site.start && pool[column(body, op, 3) + 1] === body.site.end) ?? -1;
}

/** Models of a call of an imported name, or of a field of it. */
function modelsOf(body: Body, op: number): readonly Model[] {
  const { file } = body.site.fn;
  const { imports, strings } = file.facts;
  const path: string[] = [];
  let at = body.definitions.get(column(body, op, 2));
  while (at !== undefined && column(body, at, 0) === Op.Load) {
    path.unshift(strings[column(body, at, 3)] ?? '');
    at = body.definitions.get(column(body, at, 2));
  }
  if (at === undefined || column(body, at, 0) !== Op.Ref) return [];
  const family = file.family;
  for (let row = 0; row < imports.length; row += ImportCol.stride) {
    if (imports[row + ImportCol.variable] !== column(body, at, 2)) continue;
    const name = strings[imports[row + ImportCol.name] ?? -1] ?? '';
    const module = family && ruleModule(family, strings[imports[row + ImportCol.module] ?? -1] ?? '');
    const whole = name === '' || name === '*' || name === 'default' ? path : [name, ...path];
    return (module === undefined ? undefined : family?.exports.get(module)?.get(whole.join('.'))) ?? [];
  }
  return [];
}

/** True when one of two operations stands on a branch the other one is not on, or is left before the other one. */
function areApart(body: Body, one: number, other: number): boolean {
  const open: { isCondition: boolean; from: number; part: number }[] = [];
  const branches = new Map<number, string[]>();
  for (const op of operations(body)) {
    switch (column(body, op, 0)) {
      case Op.If: open.push({ isCondition: true, from: op, part: 0 }); break;
      case Op.Loop: case Op.Switch: case Op.Try: open.push({ isCondition: false, from: op, part: 0 }); break;
      case Op.Else: (open.at(-1) ?? { part: 0 }).part++; break;
      case Op.End: open.pop(); break;
      default: if (op === one || op === other) branches.set(op, open.filter(({ isCondition }) => isCondition).map(({ from, part }) => `${String(from)}.${String(part)}`));
    }
  }
  const first = branches.get(one) ?? [];
  const second = branches.get(other) ?? [];
  return first.some((branch) => !second.includes(branch)) || second.some((branch) => !first.includes(branch));
}

/** How often a call's result is compared, and given to a KDF; null when it goes anywhere else. */
function fateOf(body: Body, call: number): { comparisons: number; stretched: number } | null {
  const { pool, variables } = body.site.fn.file.facts;
  const registers = new Set([column(body, call, 1)]);
  const names = new Set<number>();
  let comparisons = 0;
  let stretched = 0;
  for (const op of operations(body).filter((at) => at > call)) {
    const [code, dst, a, b, c] = [0, 1, 2, 3, 4].map((at) => column(body, op, at)) as [number, number, number, number, number];
    switch (code) {
      case Op.Ref:
        if (names.has(a)) registers.add(dst);
        continue;
      case Op.Load:
        if (registers.has(a)) registers.add(dst);
        continue;
      case Op.Assign:
        if (!registers.has(b)) continue;
        if (variables[a * VarCol.stride + VarCol.owner] !== body.site.fn.index) return null;
        names.add(a);
        continue;
      case Op.Derive:
        if (c === Derived.Compare && rowsOf(pool, a, b).some((register) => registers.has(register))) comparisons++;
        continue;
      case Op.Call: {
        const given = Array.from({ length: c }, (_, at) => b + 3 + at * 5).filter((at) => registers.has(pool[at + 2] ?? -1));
        if (given.length > 0) {
          // What a library gives back nothing of was compared there.
          const models = modelsOf(body, op);
          if (models.length > 0 && models.every(stretches)) {
            stretched++;
            continue;
          }
          if (models.length === 0 || !models.every(({ call: rule }) => rule.returns === 'clean' && !rule.sink && !rule.store) || given.some((at) => pool[at] !== Arg.Positional)) return null;
          comparisons++;
        } else if (registers.has(a)) registers.add(dst);
        continue;
      }
      case Op.If: case Op.Else: case Op.End: case Op.Const: case Op.Global: case Op.This: continue;
      // A function made here may keep it in a way that is not seen.
      case Op.Lambda:
        if (names.size > 0) return null;
        continue;
      default: if (uses(body, op).some((register) => registers.has(register))) return null;
    }
  }
  return { comparisons, stretched };
}

/** A password KDF, or any call of a library that holds nothing else: what it is given is no longer fast to guess. */
const stretches = ({ library, call }: Model): boolean =>
  isKdf(call) || (library.calls.some(isKdf) && !library.calls.some((rule) => rule.sink?.some(({ to }) => to === 'fast-hash')));

const isKdf = (rule: Model['call']): boolean => rule.safeguard?.grade === 'password-kdf';

const rowsOf = (pool: Int32Array, first: number, count: number): number[] => Array.from(pool.subarray(first, first + Math.max(0, count)));

/** Registers an operation of another kind may read. */
function uses(body: Body, op: number): number[] {
  const { pool } = body.site.fn.file.facts;
  const [code, a, b, c] = [0, 2, 3, 4].map((at) => column(body, op, at)) as [number, number, number, number];
  switch (code) {
    case Op.Record: return Array.from({ length: b }, (_, at) => [pool[a + at * 6 + 2] ?? -1, pool[a + at * 6 + 3] ?? -1]).flat();
    case Op.List: return Array.from({ length: b }, (_, at) => pool[a + at * 2 + 1] ?? -1);
    case Op.Text: return Array.from({ length: b }, (_, at) => a + at * 3).filter((at) => pool[at] === Piece.Hole).map((at) => pool[at + 1] ?? -1);
    case Op.Choose: return rowsOf(pool, a, b);
    case Op.New: return [a, ...Array.from({ length: c }, (_, at) => pool[b + 3 + at * 5 + 2] ?? -1)];
    case Op.Store: case Op.Return: case Op.Throw: case Op.Yield: case Op.Await: case Op.Cast: case Op.Iterate: return code === Op.Store ? [a, c] : [a];
    case Op.StoreAt: case Op.StoreElement: return [a, b, c];
    default: return [a];
  }
}
