import type { Evaluation, Frame } from './evaluate';
import { stateOf } from './objects';
import { parameters } from './parameters';
import type { FunctionNode } from './program';
import type { Scope } from './scope';
import { change, copyOf, objectState, taints, type ObjectState, type Value } from './value';

/** A value without heap cells, as it may leave the function: objects to a depth of three, inner functions with what they captured. */
export function settle(value: Value, scope: Scope, depth = 0): Value {
  let { functions } = value;
  if (functions.some((f) => (f.env === null && !f.fn.alone) || (f.self !== null && f.self.cells.length > 0))) {
    functions = functions.map((f) => ({ fn: f.fn, self: outside(f.self), env: f.env === null && !f.fn.alone && depth < 3 ? capture(f.fn, scope, depth) : f.env }));
  }
  const state = stateOf(value, scope);
  if (state === null) return functions === value.functions ? value : change(value, (v) => { v.functions = functions; });
  if (depth >= 3) return change(value, (v) => { Object.assign(v, taints([value, ...shown(state)])); v.cells = []; v.object = null; v.functions = functions; });
  const fields = new Map<string, Value>();
  for (const [name, field] of state.fields) {
    if (fields.size >= 32) break;
    fields.set(name, settle(field, scope, depth + 1));
  }
  const element = state.element === null ? null : settle(state.element, scope, depth + 1);
  const v = copyOf(value);
  v.cells = [];
  v.functions = functions;
  v.object = objectState(fields, element, state.removed, state.closed, state.keyed);
  return v;
}

/** A receiver as others may hold it: cells are numbers of this evaluation and would mean other objects there. */
function outside(self: Value | null): Value | null {
  return self === null || self.cells.length === 0 ? self : change(self, (v) => { v.cells = []; v.object = null; });
}

function shown(state: ObjectState): Value[] {
  return [...state.fields.values(), ...(state.element ? [state.element] : [])];
}

function capture(fn: FunctionNode, scope: Scope, depth: number): ReadonlyMap<number, Value> {
  const env = new Map<number, Value>();
  for (const v of fn.file.index.captures[fn.index] ?? []) {
    const value = scope.get(v);
    if (value !== undefined && value.functions.every((f) => f.fn !== fn)) env.set(v, settle(value, scope, depth + 2));
  }
  return env;
}

/** Writes to inputs, read off the state at the end. */
export function noteMutations(e: Evaluation, frame: Frame, scope: Scope): void {
  const note = (root: number, value: Value | undefined): void => {
    if (!value || value.cells.length !== 1 || value.exact?.root !== root || value.exact.path.length > 0) return;
    const state = scope.cell(value.cells[0] ?? 0);
    for (const name of state.removed) e.mutations.push({ root, path: [name], value: null, certain: true });
    for (const [name, field] of state.fields) {
      if (field.exact && field.exact.root === root && field.exact.path.length === 1 && field.exact.path[0] === name && field.cells.length === 0) continue;
      e.mutations.push({ root, path: [name], value: settle(field, scope, 1), certain: true });
    }
    if (state.element) e.mutations.push({ root, path: ['*'], value: settle(state.element, scope, 1), certain: false });
  };
  for (const p of parameters(frame.fn)) note(p.index, scope.get(p.variable));
  note(-1, frame.self);
}
