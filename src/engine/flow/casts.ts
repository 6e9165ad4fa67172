import { Shows, TypeCol, TypeKind } from '../facts';
import type { Evaluation, Frame } from './evaluate';
import { stateOf } from './objects';
import type { Program, TypeNode } from './program';
import type { Scope } from './scope';
import { inherits, isNamedText, resolveType, type Type } from './types';
import { Origin, change, clean, objectState, type Value } from './value';

/** A value where it is known to be, or is asked for as, another type. */
export function castTo(e: Evaluation, frame: Frame, scope: Scope, from: Value, expression: number): Value {
  const type = resolveType(e.k.program, frame.file, expression);
  // A text that had a name and a form of its own is plain from here on.
  const isPlain = type?.kind === 'other' && isNamedText(e.k.program, from.type);
  // What is declared to give a library's own object gives that, whatever type it is asked for: `loggerOf<Orders>()`.
  const isLibrarys = type?.kind === 'project' && from.type?.kind === 'library';
  // An error of a call nobody knows says what went wrong there, not what was given; unless it is made of what was given.
  if (type?.text === 'error' && from.site?.error === true && !/wrap|new|err/i.test(from.site.callee)) return clean(Origin.External);
  if (type !== null && isMadeAs(e.k.program, from, type)) return from;
  if (isLibrarys || (!isPlain && (type === null || type.kind === 'other'))) return from;
  const typed = change(from, (v) => { v.type = type; });
  return type.kind === 'project' && isWhole(type.node) ? narrowed(e, scope, typed, type.node) : typed;
}

/** An object that was made here keeps its own type under that of a type above: `Outcome<Lead> outcome = new Done<>(lead)`. */
export function isMadeAs(program: Program, { type, origin, cells }: Value, declared: Type): boolean {
  return type?.kind === 'project' && declared.kind === 'project' && type.node !== declared.node && origin === Origin.Literal && cells.length === 1 && inherits(program, type.node, declared.node);
}

/** True for types whose objects have the declared fields and no others: records and data classes have no types below. */
function isWhole(node: TypeNode): boolean {
  const row = node.index * TypeCol.stride;
  const { types } = node.file.facts;
  return types[row + TypeCol.kind] === TypeKind.Record || (types[row + TypeCol.kind] === TypeKind.Class && types[row + TypeCol.text] === Shows.AllFields);
}

/** Of the objects a value may be, those that have fields the type has not are others: `is Failed` among results of which one holds a customer. */
function narrowed(e: Evaluation, scope: Scope, value: Value, node: TypeNode): Value {
  const members = e.k.members(node);
  const isOwn = (name: string): boolean => name === '...' || members.has(name);
  const cells = value.cells.filter((id) => [...scope.cell(id).fields.keys()].every(isOwn));
  const state = value.cells.length === 0 ? value.object : null;
  if (cells.length === value.cells.length && (state === null || [...state.fields.keys()].every(isOwn))) return value;
  return change(value, (v) => {
    v.cells = cells;
    v.object = state && objectState(new Map([...state.fields].filter(([name]) => isOwn(name))), state.element, state.removed, state.closed, state.keyed);
  });
}

/** A value that is not of a type: what only objects of that type have stands in another of the objects it may be. */
export function withoutOwn(e: Evaluation, scope: Scope, value: Value, node: TypeNode): Value {
  const state = stateOf(value, scope);
  if (state === null || value.type?.kind !== 'project' || !isWhole(node)) return value;
  const [own, kept] = [e.k.members(node), e.k.members(value.type.node)];
  const left = [...state.fields].filter(([name]) => !own.has(name) || kept.has(name));
  if (left.length === state.fields.size) return value;
  return change(value, (v) => {
    v.cells = [];
    v.object = objectState(new Map(left), state.element, state.removed, state.closed, state.keyed);
  });
}
