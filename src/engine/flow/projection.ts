import { TypeCol } from '../facts';
import type { CallModel, Selector } from '../rules/catalogue';
import type { Call } from './call-arguments';
import { inputWithout } from './carried';
import { annotationText } from './declarations';
import type { Evaluation } from './evaluate';
import { listOf, stateOf } from './objects';
import type { TypeNode } from './program';
import type { Scope } from './scope';
import { select } from './selectors';
import { namesIn } from './stores';
import { change, noFields, noNames, objectState, type Value } from './value';

/** Keeps or drops the fields whose names a list there holds. */
export function projected(e: Evaluation, scope: Scope, call: Call, rule: NonNullable<CallModel['projects']>, value: Value): Value {
  const names = (selector: Selector | undefined): string[] | null => {
    const found = selector === undefined ? [] : select(e, scope, call, selector, value);
    const listed = found.flatMap((s) => (typeof s.value.constant === 'string' ? s.value.constant.split(/\s*,\s*|\s+/) : namesIn(e, scope, s.value).flatMap((name) => (/^\w+(?:\s*,\s*\w+)+$/.test(name) ? name.split(/\s*,\s*/) : [name]))));
    return found.length === 0 || listed.length === 0 ? null : listed;
  };
  const annotated = annotatedNames(e, rule, value);
  const groups = names(rule.groups);
  const chosen = names(rule.keep) ?? (groups === null ? annotated.keep : inGroups(e, rule.keepAnnotated ?? '', groups, value));
  // `-password` takes a field away from what is kept, `+password` adds one to it: without other names all the rest is.
  const plain = chosen?.filter((name) => !/^[-+]/.test(name)) ?? [];
  const keep = chosen !== null && plain.length === 0 ? null : chosen && plain;
  const drop = [...(names(rule.drop) ?? []), ...(chosen ?? []).flatMap((name) => (name.startsWith('-') ? [name.slice(1)] : [])), ...annotated.drop];
  if (keep === null && drop.length === 0) return value;
  if (value.type?.kind === 'list' && value.type.element?.kind === 'project' && stateOf(value, scope) === null) {
    const { element } = value.type;
    return change(value, (v) => { v.type = { kind: 'list', element: { ...element, keep: keep ?? element.keep, drop: [...element.drop, ...drop] }, text: value.type?.text ?? '' }; });
  }
  const listed = stateOf(value, scope);
  if (listed?.element && listed.fields.size === 0 && listed.element.type?.kind === 'project') return listOf(projected(e, scope, call, rule, listed.element));
  const state = stateOf(value, scope);
  const element = state?.fields.size === 0 ? state.element : null;
  // Of a list of a declared type the elements have those fields. A name that is no column may bring any: `select("users.*")`.
  if (element?.type?.kind === 'project' && keep?.every((name) => /^\w+$/.test(name)) !== false) {
    const of = element.type;
    const one = change(element, (v) => { v.type = { ...of, keep: keep ?? of.keep, drop: [...of.drop, ...drop] }; });
    return change(value, (v) => { v.cells = []; v.object = objectState(noFields, one, noNames, false); });
  }
  const kept = state && new Map([...state.fields].filter(([name]) => (keep === null || keep.includes(name)) && !drop.includes(name)));
  const type = value.type?.kind === 'project' ? { ...value.type, keep: keep ?? value.type.keep, drop: [...value.type.drop, ...drop] } : value.type;
  return change(value, (v) => { v.cells = []; v.exact = null; v.inputs = type?.kind === 'project' ? [] : keep === null ? value.inputs.map((input) => inputWithout(input, drop)) : value.inputs; v.object = state && kept ? objectState(kept, state.element, new Set([...state.removed, ...drop]), state.closed || keep !== null, state.keyed) : null; v.type = type; });
}

/** What annotations of a declared type say of its members: those to leave out, or of a type that hides all the ones to keep. */
function annotatedNames(e: Evaluation, { dropAnnotated, keepAnnotated }: NonNullable<CallModel['projects']>, value: Value): { keep: string[] | null; drop: string[] } {
  const type = value.type?.kind === 'list' ? value.type.element : value.type;
  if (dropAnnotated === undefined || type?.kind !== 'project') return { keep: null, drop: [] };
  const members = [...e.k.members(type.node).values()];
  const under = (annotation: string): string[] => members.filter((m) => m.annotations.some((a) => a.startsWith(`@${annotation}(`))).map((m) => m.name);
  return annotationsOf(e, type.node).includes(`@${dropAnnotated}(`) && keepAnnotated !== undefined ? { keep: under(keepAnnotated), drop: [] } : { keep: null, drop: under(dropAnnotated) };
}

/** Members that an annotation puts into one of some groups; null for what has no type here. */
function inGroups(e: Evaluation, annotation: string, groups: readonly string[], value: Value): string[] | null {
  const type = value.type?.kind === 'list' ? value.type.element : value.type;
  if (type?.kind !== 'project') return null;
  const listed = (text: string): readonly string[] => (text.startsWith(`@${annotation}(`) || text.includes(`.${annotation}(`) ? text.slice(text.indexOf('(') + 1, -1).split(',') : []);
  return [...e.k.members(type.node).values()].filter((m) => m.annotations.some((a) => listed(a).some((name) => groups.includes(name)))).map((m) => m.name);
}

function annotationsOf(e: Evaluation, node: TypeNode): string {
  e.k.program.declarationsOf(node.file);
  const { facts } = node.file;
  const row = node.index * TypeCol.stride;
  return annotationText(facts, facts.types[row + TypeCol.annotations] ?? -1, facts.types[row + TypeCol.annotationCount] ?? 0);
}
