import type { Evaluation } from './evaluate';
import { nameLabel } from './naming';
import { stateOf } from './objects';
import { parameters } from './parameters';
import type { FunctionNode } from './program';
import type { Scope } from './scope';
import { resolveType, type Type } from './types';
import { trail, type Label, type Site, type Trail, type Value } from './value';

/** A call of a function that is evaluated inside its caller: what was handed to it, and where. */
export interface Handed {
  fn: FunctionNode;
  site: Site;
  given: readonly Value[];
}

/**
 * Where a label is reported that reaches a sink in a function evaluated inside its caller: at the innermost call that hands it on. A function
 * whose parameter tells by its own name or type what it is knows itself.
 */
export function placeOf(e: Evaluation, scope: Scope, site: Site, label: Label): { site: Site; from: Trail } {
  let place = site;
  let from = label.trail;
  const root = rootOf(label.trail);
  for (let i = e.handed.length - 1; i >= 0; i--) {
    const call = e.handed[i];
    if (call?.fn !== place.fn || !brings(e, scope, call, label.type, root)) break;
    from = trail(from, call.site.fn, call.site.start, call.site.end, 'call', `${call.site.callee}(…)`);
    place = call.site;
  }
  return { site: place, from };
}

function rootOf(at: Trail): Trail {
  let root = at;
  while (root.before !== null) root = root.before;
  return root;
}

function brings(e: Evaluation, scope: Scope, { fn, given }: Handed, type: string, root: Trail): boolean {
  const { program, policy } = e.k;
  const list = parameters(fn);
  if (list.some((p) => p.name !== '' && nameLabel(program, fn.file, { name: p.name, role: 'parameter' }, policy, () => root)?.type === type)) return false;
  // What a declared type shows has no place of its own.
  const isShown = root.start === 0 && root.end === 0 && root.fn === fn;
  if (isShown) return given.some((value) => isDeclared(value.type) || (value.type === null && value.name === root.text)) && !list.some((p) => p.type >= 0 && isDeclared(resolveType(program, fn.file, p.type)));
  return given.some((value) => holds(scope, value, root, 0));
}

const isDeclared = (type: Type | null): boolean => type?.kind === 'project' || (type?.kind === 'list' && type.element?.kind === 'project');

function holds(scope: Scope, value: Value, root: Trail, depth: number): boolean {
  if (value.labels.some((l) => rootOf(l.trail) === root)) return true;
  const state = depth < 2 ? stateOf(value, scope) : null;
  if (state === null) return false;
  for (const field of state.fields.values()) if (holds(scope, field, root, depth + 1)) return true;
  return state.element !== null && holds(scope, state.element, root, depth + 1);
}
