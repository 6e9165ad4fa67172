import { FnCol } from '../facts';
import { methodModels, ruleModule, type Model } from '../rules/rule-index';
import type { Call } from './call-arguments';
import type { Evaluation, Frame } from './evaluate';
import { parameters } from './parameters';
import type { FileNode, FunctionNode, TypeNode } from './program';
import { isNamedText, libraryType, projectType, supersOf } from './types';
import type { Instance, LibraryPath } from './value';

/** The models of an ecosystem. */
export type Family = NonNullable<ReturnType<Evaluation['k']['program']['rules']['families']['get']>>;

/** What the rules say of a method of an instance; undefined when nothing. */
export function modelsOf(e: Evaluation, family: Family, instance: Instance, method: string): readonly Model[] | undefined {
  const library = e.k.program.rules.libraries.get(instance.library);
  if (!library) return undefined;
  return methodModels(family, { library, type: instance.type }, instance.path === '' ? method : `${instance.path}.${method}`);
}

/** A ready instance that a module exports, perhaps with fields walked from it: `axios.post`, `openai.chat.completions.create`. */
export function exportedInstance(e: Evaluation, frame: Frame, family: Family, library: LibraryPath, method: string): [readonly Model[] | undefined, Instance | null] {
  const parts = library.path === '' ? [] : library.path.split('.');
  for (let kept = parts.length; kept >= 0; kept--) {
    const type = libraryType(e.k.program, frame.file, library.module, parts.slice(0, kept).join('.'), '');
    if (type?.kind !== 'library') continue;
    const instance: Instance = { library: type.ref.library.id, type: type.ref.type, path: parts.slice(kept).join('.'), config: [], key: '', made: null };
    const models = modelsOf(e, family, instance, method);
    if (models) return [models, instance];
  }
  return [undefined, null];
}

/** A project type that extends a library's base: calls the base answers. */
export function baseInstance(e: Evaluation, frame: { file: FileNode }, node: TypeNode, depth = 0): Instance | null {
  if (depth > 8) return null;
  const family = frame.file.family;
  const supers = supersOf(e.k.program, node);
  for (const library of supers.libraries) {
    const known = family && (library.module === '' ? '' : ruleModule(family, library.module));
    const rules = known === undefined ? undefined : family?.bases.get(known);
    const rule = rules?.get(library.path) ?? rules?.get(library.path.slice(library.path.lastIndexOf('.') + 1));
    if (rule?.rule.instance) return { library: rule.library.id, type: rule.rule.instance, path: '', config: [], key: '', made: null };
    const type = libraryType(e.k.program, node.file, library.module, library.path, '');
    if (type?.kind === 'library') return { library: type.ref.library.id, type: type.ref.type, path: '', config: [], key: '', made: null };
  }
  for (const parent of supers.project) {
    const found = baseInstance(e, frame, parent, depth + 1);
    if (found) return found;
  }
  return null;
}

/** The only method of that name in the workspace, when the name is telling and the arguments fit. */
export function onlyMethod(e: Evaluation, call: Call): FunctionNode | undefined {
  if (call.method.length < 4 || commonMethods.has(call.method.charAt(0).toLowerCase() + call.method.slice(1))) return undefined;
  const found = e.k.methodsNamed(call.method);
  const [only] = found;
  if (found.length !== 1 || !only || parameters(only).length < call.args.positional.length) return undefined;
  // A short name is telling only where every text has been given it: `email.veil`.
  return call.method.length > 4 || isOfTexts(e, only) ? only : undefined;
}

function isOfTexts(e: Evaluation, { file, index }: FunctionNode): boolean {
  const owner = file.types[file.facts.functions[index * FnCol.stride + FnCol.ownerType] ?? -1];
  return owner !== undefined && isNamedText(e.k.program, projectType(owner));
}

/** Method names too many libraries have to mean one of ours. */
const commonMethods = new Set([
  'close', 'connect', 'create', 'delete', 'destroy', 'error', 'execute', 'fetch', 'filter', 'flush', 'format', 'handle', 'index', 'login', 'match', 'notify', 'parse', 'print', 'process', 'publish', 'query', 'read',
  'remove', 'render', 'replace', 'request', 'reset', 'resolve', 'search', 'select', 'serialize', 'setup', 'split', 'start', 'store', 'strip', 'submit', 'update', 'upload', 'validate', 'write', 'track', 'commit', 'append',
  'constructor', 'toString', 'valueOf', 'count', 'items', 'values', 'order', 'limit', 'where', 'status', 'message', 'clone', 'apply', 'forward', 'transform', 'configure', 'register', 'listen', 'emit', 'dispatch', 'invoke',
]);
