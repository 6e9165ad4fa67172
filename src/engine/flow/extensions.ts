import { FnCol, FunctionFlag, ParamCol, ParamFlag } from '../facts';
import { flagsOf, type Evaluation, type Frame } from './evaluate';
import type { FileNode, FunctionNode } from './program';
import { resolveType, supersOf, type Type } from './types';
import type { LibraryPath, Value } from './value';

/** True for a function that is called like a method of the type it is written for: beside the types with a receiver, or static with the receiver as first parameter. */
export function isExtension(fn: FunctionNode): boolean {
  const { functions, params } = fn.file.facts;
  const row = fn.index * FnCol.stride;
  if ((functions[row + FnCol.ownerType] ?? -1) >= 0 && !(flagsOf(fn) & FunctionFlag.Static)) return false;
  return (functions[row + FnCol.paramCount] ?? 0) > 0 && ((params[(functions[row + FnCol.params] ?? -1) * ParamCol.stride + ParamCol.flags] ?? 0) & ParamFlag.Receiver) !== 0;
}

/** Type expression of the receiver a function beside a type is written for; undefined for other functions. */
export function receiverOf(fn: FunctionNode): number | undefined {
  const { functions, params } = fn.file.facts;
  const row = fn.index * FnCol.stride;
  if ((functions[row + FnCol.ownerType] ?? -1) >= 0 || (functions[row + FnCol.paramCount] ?? 0) === 0) return undefined;
  const first = (functions[row + FnCol.params] ?? -1) * ParamCol.stride;
  return (params[first + ParamCol.flags] ?? 0) & ParamFlag.Receiver ? (params[first + ParamCol.type] ?? -1) : undefined;
}

/**
 * The function, or the property, that a name asked of a value stands for where the value's own type does not have it: of those written for
 * other types, the one whose receiver fits best; of equals that of the own package. A value of unknown type takes one that is alone.
 */
export function extension(e: Evaluation, file: FileNode, holder: Value, name: string, isProperty: boolean): FunctionNode | undefined {
  if (file.language.extensionFunctions !== true || name === '' || holder.klass || holder.module) return undefined;
  const found = e.k.extensionsNamed(name).filter((fn) => receiverOf(fn) !== undefined && ((flagsOf(fn) & FunctionFlag.Getter) !== 0) === isProperty);
  let best: FunctionNode | undefined;
  let most = 0;
  for (const fn of found) {
    e.k.signature(fn);
    const score = fit(e, fn, holder, found.length === 1) * 2 + (fn.file.package === file.package ? 1 : 0);
    if (score > Math.max(most, 1)) [best, most] = [fn, score];
  }
  return best;
}

/** The function behind an imported name that is called without a receiver, where it is written for the type of `this`: `val log by logger()`. */
export function extensionOfThis(e: Evaluation, { file, self }: Frame, { module, path }: LibraryPath): FunctionNode | undefined {
  const found = extension(e, file, self, path, false);
  return found?.file.package === `${file.language.family}\0${module}` ? found : undefined;
}

/** How well a receiver fits: 0 not at all, 3 exactly. */
function fit(e: Evaluation, fn: FunctionNode, holder: Value, isAlone: boolean): number {
  const { program } = e.k;
  const wanted = resolveType(program, fn.file, receiverOf(fn) ?? -1);
  if (wanted === null || isOpen(wanted)) return 1;
  const { type } = holder;
  // A box of one instance answers as it: `val log by lazyLogger()`.
  if (type === null || (type.kind === 'list' && holder.instance && wanted.kind === 'library')) {
    if (holder.instance) return wanted.kind === 'library' && wanted.ref.library.id === holder.instance.library && wanted.ref.type === holder.instance.type ? 3 : 0;
    if (holder.library) return 0;
    const isText = typeof holder.constant === 'string' || holder.texts.length > 0;
    return isText ? (/^(?:String|CharSequence)$/.test(wanted.text) ? 3 : 0) : isAlone ? 1 : 0;
  }
  if (type.kind === 'project') return wanted.kind !== 'project' ? 0 : wanted.node === type.node ? 3 : supersOf(program, type.node).project.includes(wanted.node) ? 2 : 0;
  if (type.kind === 'library') return wanted.kind === 'library' && wanted.ref === type.ref ? 3 : 0;
  if (type.kind === 'list') return wanted.kind !== 'list' ? 0 : wanted.element?.kind === 'project' && type.element?.kind === 'project' ? (wanted.element.node === type.element.node ? 3 : 0) : 1;
  if (type.kind === 'map') return wanted.kind === 'map' ? 2 : 0;
  return wanted.kind === 'other' && bare(wanted.text) === bare(type.text) ? 3 : 0;
}

/** A type parameter, or what every value is. */
const isOpen = (type: Type): boolean => type.kind === 'other' && /^(?:[A-Z]\d?|Any|Object|Comparable|CharSequence)\??$/.test(type.text);
const bare = (text: string): string => text.replace(/[?\s]+/g, '');
