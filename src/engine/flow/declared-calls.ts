import { AnnotationCol, FnCol, FunctionFlag, ParamCol, TypeCol, type FileFacts } from '../facts';
import type { Model } from '../rules/rule-index';
import { ruleModule } from '../rules/rule-index';
import type { Argument, Call } from './call-arguments';
import { flagsOf, type Evaluation } from './evaluate';
import { parameters } from './parameters';
import type { FunctionNode, TypeNode } from './program';
import { modelsOf, type Family } from './receivers';
import { libraryName } from './types';
import { Origin, change, plain, type Instance, type Value } from './value';

/** A method without a body whose annotations, or those of its type, say what calling it does. */
export interface Declared {
  fn: FunctionNode;
  models: readonly Model[];
  /** Names of the annotations that say it. */
  by: readonly string[];
  /** What the receiver is, where that and no annotation says it. */
  instance: Instance | null;
}

/** What a call of a method of the receiver is by annotations, or by what made the receiver; undefined for methods the code gives a body alone. */
export function declaredCall(e: Evaluation, family: Family, call: Call): Declared | undefined {
  const type = call.receiver?.type;
  if (type?.kind !== 'project') return undefined;
  const [only] = call.callee.functions;
  const instance = call.receiver?.instance;
  if (instance && only && flagsOf(only.fn) & FunctionFlag.Abstract) {
    const models = modelsOf(e, family, instance, '*');
    if (models) return { fn: only.fn, models, by: [], instance };
  }
  if (!type.node.file.declares) return undefined;
  return e.k.program.memo<Declared | undefined>(type.node, 'declared', call.method, () => find(e, family, type.node, call.method), undefined, same);
}

const same = (a: Declared | undefined, b: Declared | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.fn === b.fn && a.by.join() === b.by.join() && a.models.length === b.models.length && a.models.every((m, i) => m === b.models[i]));

function find(e: Evaluation, family: Family, node: TypeNode, method: string): Declared | undefined {
  const member = e.k.members(node).get(method);
  const fn = member?.fn;
  if (!fn || !(flagsOf(fn) & FunctionFlag.Abstract)) return undefined;
  e.k.signature(fn);
  const { facts } = fn.file;
  const models: Model[] = [];
  const by: string[] = [];
  const ask = (name: string, suffix: string): void => {
    const { module, path } = libraryName(e.k.program, fn.file, name);
    const known = module === '' ? '' : ruleModule(family, module);
    const found = known === undefined ? undefined : family.declared.get(known)?.get(`@${path.slice(path.lastIndexOf('.') + 1)}${suffix}`);
    if (!found) return;
    by.push(name);
    for (const model of found) if (!models.includes(model)) models.push(model);
  };
  for (const row of rowsOf(facts, fn)) ask(facts.strings[facts.annotations[row] ?? -1] ?? '', '');
  for (const p of parameterRows(fn)) for (const row of p) ask(facts.strings[facts.annotations[row] ?? -1] ?? '', '');
  for (const row of typeRows(fn)) ask(facts.strings[facts.annotations[row] ?? -1] ?? '', '.*');
  return models.length === 0 ? undefined : { fn, models, by, instance: null };
}

function rows(first: number, count: number): number[] {
  return Array.from({ length: first < 0 ? 0 : count }, (_, i) => (first + i) * AnnotationCol.stride);
}

function rowsOf(facts: FileFacts, fn: FunctionNode): number[] {
  const at = fn.index * FnCol.stride;
  return rows(facts.functions[at + FnCol.annotations] ?? -1, facts.functions[at + FnCol.annotationCount] ?? 0);
}

function typeRows(fn: FunctionNode): number[] {
  const { types, functions } = fn.file.facts;
  const at = (functions[fn.index * FnCol.stride + FnCol.ownerType] ?? -1) * TypeCol.stride;
  return at < 0 ? [] : rows(types[at + TypeCol.annotations] ?? -1, types[at + TypeCol.annotationCount] ?? 0);
}

/** Annotation rows of each parameter. */
function parameterRows(fn: FunctionNode): number[][] {
  const { functions, params } = fn.file.facts;
  const at = fn.index * FnCol.stride;
  return Array.from({ length: functions[at + FnCol.paramCount] ?? 0 }, (_, i) => {
    const p = ((functions[at + FnCol.params] ?? 0) + i) * ParamCol.stride;
    return rows(params[p + ParamCol.annotations] ?? -1, params[p + ParamCol.annotationCount] ?? 0);
  });
}

/** Arguments by the annotation of their parameter, or (without a name) what an annotation of the method holds under the first key. */
export function declaredParts(call: Call, name: string, rest: readonly string[]): { value: Value; argument: Argument | null; path: string[] }[] {
  const { declared } = call;
  if (!declared) return [];
  if (name !== '') return annotatedArguments(declared, call, name).map((a) => ({ value: a.value, argument: a, path: [] }));
  const address = annotationAddress(declared, rest[0] ?? '0');
  return address ? [{ value: address, argument: null, path: [] }] : [];
}

/** Arguments for the parameters with an annotation of that name, or for those without any (`none`). */
function annotatedArguments(declared: Declared, call: Call, name: string): Argument[] {
  const { fn } = declared;
  const { strings, annotations } = fn.file.facts;
  const marks = parameterRows(fn).map((list) => list.map((row) => lastName(strings[annotations[row] ?? -1] ?? '')));
  return parameters(fn).flatMap((p) => {
    const marked = marks[p.index] ?? [];
    if (name === 'none' ? marked.length > 0 : !marked.includes(name)) return [];
    const given = call.args.named.get(p.name) ?? call.args.positional[p.index];
    return given ? [given] : [];
  });
}

/** An address that the annotations which declare the method hold under a key; `0` is the one without a key. Null when it is not written down there. */
function annotationAddress({ fn, by }: Declared, key: string): Value | null {
  const { strings, annotations, pool } = fn.file.facts;
  for (const row of [...rowsOf(fn.file.facts, fn), ...typeRows(fn)]) {
    if (!by.includes(strings[annotations[row] ?? -1] ?? '')) continue;
    for (let i = 0; i < (annotations[row + AnnotationCol.argCount] ?? 0); i++) {
      const at = (annotations[row + AnnotationCol.args] ?? 0) + i * 3;
      const name = strings[pool[at] ?? -1] ?? (i === 0 ? '0' : '');
      const text = strings[pool[at + 1] ?? -1] ?? '';
      // A name of a constant stands there as it is written.
      if (name === key && text.includes('/')) return change(plain, (v) => { v.origin = Origin.Literal; v.constant = text; v.texts = [{ pieces: [text], at: null }]; });
    }
  }
  return null;
}

const lastName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
