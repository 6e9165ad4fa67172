import { Arg, FnCol, FunctionFlag, Op, VarCol, opStride, type FileFacts } from '../facts';

/** What one pass over the operations of a file tells, so that evaluation never searches. */
export interface FileIndex {
  /** Per operation: If → Else or End; Else, Catch, Finally, Case, Loop, Switch, Try → the next part or End of the same block. */
  jumps: Int32Array;
  /** Per function: names stored on its receiver. */
  receiverStores: ReadonlyMap<number, ReadonlySet<string>>;
  /** Per variable: functions other than its owner that assign it, each once. */
  outerAssigns: ReadonlyMap<number, readonly number[]>;
  /** Functions handed to a call where they are written: they are evaluated there. */
  arguments: ReadonlySet<number>;
  /** Per function: variables of enclosing functions it reads, those of nested functions included. */
  captures: readonly (ReadonlySet<number> | undefined)[];
}

/** Indexes the operations of a file. Time and space are linear in their number. */
export function indexFile(facts: FileFacts): FileIndex {
  const { ops, pool, functions, variables, strings } = facts;
  const jumps = new Int32Array(ops.length / opStride).fill(-1);
  const receiverStores = new Map<number, Set<string>>();
  const outerAssigns = new Map<number, number[]>();
  const args = new Set<number>();
  const count = functions.length / FnCol.stride;
  const captures = new Array<Set<number> | undefined>(count).fill(undefined);
  const capture = (fn: number, variable: number): void => { (captures[fn] ??= new Set<number>()).add(variable); };

  const lambdas = new Map<number, number>();
  const receivers = new Set<number>();
  for (let fn = 0; fn < count; fn++) {
    const row = fn * FnCol.stride;
    const from = functions[row + FnCol.opStart] ?? 0;
    const to = functions[row + FnCol.opEnd] ?? 0;
    const open: number[] = [];
    lambdas.clear();
    receivers.clear();
    for (let op = from; op < to; op++) {
      const at = op * opStride;
      const dst = ops[at + 1] ?? -1;
      const a = ops[at + 2] ?? -1;
      switch (ops[at]) {
        case Op.If: case Op.Loop: case Op.Switch: case Op.Try:
          open.push(op);
          break;
        case Op.Else: case Op.Case: case Op.Catch: case Op.Finally: {
          const before = open.pop();
          if (before !== undefined) jumps[before] = op;
          open.push(op);
          break;
        }
        case Op.End: {
          const before = open.pop();
          if (before !== undefined) jumps[before] = op;
          break;
        }
        case Op.This:
          receivers.add(dst);
          break;
        case Op.Lambda:
          lambdas.set(dst, a);
          break;
        case Op.Ref:
          if (variables[a * VarCol.stride + VarCol.owner] !== fn) capture(fn, a);
          break;
        case Op.Assign:
          if (variables[a * VarCol.stride + VarCol.owner] !== fn) {
            capture(fn, a);
            const assigning = outerAssigns.get(a);
            if (!assigning) outerAssigns.set(a, [fn]);
            else if (assigning.at(-1) !== fn) assigning.push(fn);
          }
          break;
        case Op.Store:
          if (receivers.has(a)) {
            const names = receiverStores.get(fn) ?? new Set<string>();
            names.add(strings[ops[at + 3] ?? -1] ?? '');
            receiverStores.set(fn, names);
          }
          break;
        case Op.Call: case Op.New: {
          const start = (ops[at + 3] ?? 0) + 3;
          const n = ops[at + 4] ?? 0;
          for (let i = 0; i < n; i++) {
            const kind = pool[start + i * 5];
            const lambda = lambdas.get(pool[start + i * 5 + 2] ?? -1);
            if (lambda !== undefined && (kind === Arg.Positional || kind === Arg.Named || kind === Arg.Block)) args.add(lambda);
          }
          break;
        }
      }
    }
    // Blocks that a budget cut off end with their function.
    for (const op of open) jumps[op] = to;
  }
  // Inner functions come after their owner in the table, so a pass from the back hands captures outwards.
  for (let fn = count - 1; fn > 0; fn--) {
    const owner = functions[fn * FnCol.stride + FnCol.ownerFn] ?? -1;
    for (const v of captures[fn] ?? []) if (variables[v * VarCol.stride + VarCol.owner] !== owner) capture(owner, v);
  }
  return { jumps, receiverStores, outerAssigns, arguments: args, captures };
}

/** True for functions that are evaluated on their own and summarised; the others are evaluated inside the function that holds them. */
export function standsAlone(facts: FileFacts, index: FileIndex, fn: number): boolean {
  const row = fn * FnCol.stride;
  const flags = facts.functions[row + FnCol.flags] ?? 0;
  if (flags & FunctionFlag.Module) return true;
  if ((facts.functions[row + FnCol.ownerType] ?? -1) >= 0 && !(flags & FunctionFlag.Lambda)) return true;
  const owner = facts.functions[row + FnCol.ownerFn] ?? -1;
  if (owner > 0) return false;
  return !index.arguments.has(fn);
}
