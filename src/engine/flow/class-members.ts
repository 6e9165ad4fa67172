import type { Evaluation } from './evaluate';
import type { FileNode, TypeNode } from './program';
import { baseInstance } from './receivers';
import { supersOf, type Member } from './types';
import { Origin, callable, change, plain, renamed, type Instance, type Value } from './value';

/** What a name read from a class itself gives: a method, a nested type, a field of the class, or what its library's base answers. */
export function staticMember(e: Evaluation, file: FileNode, holder: Value, name: string): Value {
  const node = holder.klass;
  if (!node) return plain;
  const member = e.k.members(node).get(name);
  if (member?.fn) return callable(member.fn, null, name);
  const inner = e.k.program.nestedType(node, name);
  if (inner) return change(plain, (v) => { v.origin = Origin.Literal; v.klass = inner; v.name = name; });
  const value = e.k.field(node, name);
  const answering = walkedBase(e, file, node, name);
  // What the base answers under that name gives instances of the type; a type of its own behind it keeps its own methods.
  if (answering) return change(plain, (v) => { v.origin = Origin.Store; v.instance = answering; v.klass = node; v.name = name; v.type = value?.type?.kind === 'project' ? value.type : null; });
  return value ? renamed(value, name) : change(plain, (v) => { v.origin = member ? Origin.Literal : Origin.External; v.name = name; });
}

/** The library's base of a type with a field walked from it that has methods: `objects` of a model. */
function walkedBase(e: Evaluation, file: FileNode, node: TypeNode, name: string): Instance | null {
  const family = e.k.program.rules.families.get(file.language.family);
  const base = family && baseInstance(e, { file }, node);
  return base && family.prefixesOfMethods.has(`${base.library}#${base.type}.${name}`) ? { ...base, path: name } : null;
}

/** A member as the types above declare it, whatever the type itself puts in its place. */
export function inheritedMember(e: Evaluation, node: TypeNode, name: string): Member | undefined {
  for (const parent of supersOf(e.k.program, node).project) {
    const found = e.k.members(parent).get(name);
    if (found) return found;
  }
  return undefined;
}
