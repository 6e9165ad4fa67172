import type { FileNode } from './program';
import { carriesSame, join, joinObjects, openObject, type ObjectState, type Value } from './value';

/** Variables and heap cells of one branch: writes stay here until the branch is joined; reads look outwards. */
export class Scope {
  private variables: Map<number, Value> | null = null;
  private cells: Map<number, ObjectState> | null = null;

  /** Variables are numbers of their file: scopes of other files are looked through. Cells belong to the whole evaluation. */
  constructor(readonly outer: Scope | null, private readonly file: FileNode) {}

  /** A scope inside this one. */
  inner(file = this.file): Scope {
    return new Scope(this, file);
  }

  get(variable: number): Value | undefined {
    let found = this.variables?.get(variable);
    for (let s = this.outer; found === undefined && s !== null; s = s.outer) if (s.file === this.file) found = s.variables?.get(variable);
    return found;
  }

  set(variable: number, value: Value): void {
    (this.variables ??= new Map()).set(variable, value);
  }

  /** Variables that can be read here, the innermost value of each. */
  visible(file = this.file): Map<number, Value> {
    const all = this.outer?.visible(file) ?? new Map<number, Value>();
    if (this.file === file) for (const [variable, value] of this.variables ?? []) all.set(variable, value);
    return all;
  }

  cell(id: number): ObjectState {
    let found = this.cells?.get(id);
    for (let s = this.outer; found === undefined && s !== null; s = s.outer) found = s.cells?.get(id);
    return found ?? openObject;
  }

  /** True when the cell is known here or further out. */
  has(id: number): boolean {
    let found = this.cells?.has(id) === true;
    for (let s = this.outer; !found && s !== null; s = s.outer) found = s.cells?.has(id) === true;
    return found;
  }

  setCell(id: number, state: ObjectState): void {
    (this.cells ??= new Map()).set(id, state);
  }

  /**
   * Joins branches that started in this scope. `all` says that one of them is certainly taken; else the state before stays possible too.
   * Gives true when something that was there before carries other data now: another round of a loop could show more. Cells from `fresh` on are new.
   */
  merge(branches: readonly Scope[], all: boolean, fresh = Infinity): boolean {
    if (branches.length === 0) return false;
    let changed = false;
    for (const v of keysOf(branches, (b) => (b.file === this.file ? b.variables : null))) {
      const before = this.get(v);
      let merged = all ? undefined : before;
      for (const b of branches) {
        const value = (b.file === this.file ? b.variables?.get(v) : undefined) ?? before;
        if (value !== undefined) merged = merged === undefined ? value : join(merged, value);
      }
      if (merged !== undefined && merged !== before) {
        this.set(v, merged);
        if (before !== undefined && !changed) changed = !carriesSame(before, merged);
      }
    }
    for (const c of keysOf(branches, (b) => b.cells)) {
      const before = this.cell(c);
      let merged: ObjectState | null = all ? null : before;
      for (const b of branches) merged = joinObjects(merged, b.cells?.get(c) ?? before);
      if (merged !== null && merged !== before) {
        this.setCell(c, merged);
        if (c < fresh) changed = true;
      }
    }
    return changed;
  }
}

const nothing: readonly number[] = [];

/** What some branches wrote, each once, in the order written. Mostly one of them wrote at all. */
function keysOf(branches: readonly Scope[], mapOf: (branch: Scope) => ReadonlyMap<number, unknown> | null): Iterable<number> {
  let first: ReadonlyMap<number, unknown> | null = null;
  let all: Set<number> | null = null;
  for (const b of branches) {
    const map = mapOf(b);
    if (map === null) continue;
    if (first === null) first = map;
    else {
      all ??= new Set(first.keys());
      for (const key of map.keys()) all.add(key);
    }
  }
  return all ?? first?.keys() ?? nothing;
}
