import { TypeCol, TypeKind } from '../facts';
import type { FileNode, Program, TypeNode } from './program';
import type { Type } from './types';
import { change, nameSpeaks, type Value } from './value';

type ProjectType = Extract<Type, { kind: 'project' }>;

/** Names that more often stand for a text or a plain value than for an object of a type called so. */
const plainNames = /(?:^|_)(?:message|text|event|line|comment|note|notice|body|title|status|error|response|request|result|query|token|setting|config|option|key|value|tag|log|entry|item|row|data|payload|content|name|label|type|category|version|file|path|url|image|language|country|address|email|phone|role|state|number|code|reason|description|subject|template|change|role|field|watcher|import|attachment)$/;

/** Words before a name that say which one, not what it is. */
const determiners = /^_*(?:(?:current|new|old|existing|other|the|this|target|given|found|created|updated|author|signed_in)_)?/;

/**
 * The type of the workspace that a value is named after, in languages where names are all there is (`names_tell_types`): `current_user` is a `User`.
 * Null where anything better is known of the value, and for names
 * that more often mean a text, unless it is asked for a member.
 */
export function typeByName(program: Program, file: FileNode, value: Value, isAsked = false): ProjectType | null {
  if (file.language.namesTellTypes !== true || value.name === '' || value.name === 'this' || value.name === 'super' || value.type !== null) return null;
  if (value.klass || value.module || value.instance || value.library || value.object || value.cells.length > 0 || value.functions.length > 0 || value.constant !== undefined || value.labels.some((l) => l.strength > 0)) return null;
  if (!nameSpeaks(value.origin) || (!isAsked && plainNames.test(value.name))) return null;
  const node = program.memo<TypeNode | null>(file, 'named', value.name, () => findByName(program, file, value.name), null, Object.is);
  return node && { kind: 'project', node, keep: null, drop: [], text: node.name };
}

function findByName(program: Program, file: FileNode, name: string): TypeNode | null {
  const word = name.replace(determiners, '');
  if (!/^[a-z][a-z0-9_]*$/.test(word)) return null;
  const type = word.replace(/(?:^|_)([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase());
  const own = program.declarationsOf(file).types.get(type);
  const target = own ? undefined : program.undeclared(file, type);
  const node = own ?? (target?.kind === 'type' ? target.type : undefined);
  // What is only mixed into others has no instances of its own.
  return node && node.file.facts.types[node.index * TypeCol.stride + TypeCol.kind] !== TypeKind.Interface ? (program.wholeOf(node)[0] ?? node) : null;
}

/** The value as an instance of the type it is named after, where that has a member of the name; else the value itself. */
export function typedFor(program: Program, file: FileNode, value: Value, has: (node: TypeNode) => boolean): Value {
  const type = typeByName(program, file, value, true);
  return type && has(type.node) ? change(value, (v) => { v.type = type; }) : value;
}
