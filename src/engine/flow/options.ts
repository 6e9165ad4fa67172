import { FnCol, Op, opStride } from '../facts';
import type { CallModel, Selector } from '../rules/catalogue';
import type { Argument, Call } from './call-arguments';
import type { Evaluation, Frame } from './evaluate';
import { stateOf } from './objects';
import { select } from './selectors';
import { bindUnknown } from './parameters';
import type { FunctionNode } from './program';
import type { Scope } from './scope';
import { Origin, callable, plain, type Label, type Site, type Value } from './value';

type Option = NonNullable<CallModel['options']>[number];

/** Tests an option of a call for a value that weakens protection. */
export function checkOption(e: Evaluation, scope: Scope, call: Call, option: Option): void {
  const found = select(e, scope, call, option.at, null);
  if (option.at === 'callee' && !option.is && option.below === undefined && option.matches === undefined) {
    noteWeak(e, option.finding, call.site, call.site.callee, [], call.guessed);
    return;
  }
  const given = [...found.filter((s) => s.value !== plain), ...(option.result ? methodsAt(e, scope, call, option.at) : [])];
  if (given.length === 0) {
    if (option.missing) noteWeak(e, option.finding, call.site, 'missing', [], call.guessed);
    return;
  }
  for (const { value, argument } of given) {
    const tested = option.result ? constantResult(e, value, scope) : value.constant;
    const weak = (tested !== undefined && option.is?.includes(tested)) === true
      || (option.below !== undefined && typeof tested === 'number' && tested < option.below)
      || (option.matches !== undefined && typeof tested === 'string' && new RegExp(option.matches).test(tested));
    if (!weak) continue;
    const at = optionSite(call, option.at, value, argument, option.finding);
    noteWeak(e, option.finding, at, String(tested), call.args.positional.flatMap((a) => a.value.labels), call.guessed);
  }
}

/** Methods that the type of a given object has under the last name of a selector: `checkServerTrusted` of a class that is handed over. */
function methodsAt(e: Evaluation, scope: Scope, call: Call, at: Selector): { value: Value; argument: Argument | null }[] {
  const selector = at;
  const dot = selector.lastIndexOf('.');
  if (dot < 0) return [];
  return select(e, scope, call, selector.slice(0, dot), null).flatMap(({ value, argument }) => {
    const fn = value.type?.kind === 'project' ? e.k.members(value.type.node).get(selector.slice(dot + 1))?.fn : undefined;
    return fn ? [{ value: callable(fn, value), argument }] : [];
  });
}

/** An option is reported where its key stands: in the object literal, or the named argument; a cost at the call that uses it. */
function optionSite(call: Call, at: Selector, value: Value, argument: Argument | null, finding: string): Call['site'] {
  if (finding === 'weak-password-hash') return call.site;
  if ((at.includes('.') || argument?.register === -1) && value.site) return value.site;
  return argument ? { ...call.site, start: argument.start, end: argument.end, callee: call.site.callee } : call.site;
}

/** Options that weaken protection by a key written anywhere. */
export function checkProperty(e: Evaluation, frame: Frame, scope: Scope, holder: Value, name: string, value: Value, site: Site): void {
  const family = frame.file.family;
  const path = holder.library ? `${holder.library.module ? `${holder.library.module}:` : ''}${holder.library.path ? `${holder.library.path}.` : ''}${name}` : undefined;
  const model = (path === undefined ? undefined : family?.properties.get(path))
    ?? (holder.instance ? family?.properties.get(`${holder.instance.library}#${holder.instance.type}.${name}`) : undefined)
    ?? family?.keys.get(name);
  for (const option of model?.property.options ?? []) {
    const tested = option.result ? constantResult(e, value, scope) : value.constant;
    if (option.unless !== undefined && stateOf(holder, scope)?.fields.get(option.unless)?.constant === true) continue;
    if (tested !== undefined && option.is.includes(tested)) noteWeak(e, option.finding, site, String(tested), []);
  }
}

/** What a function given as an option always returns: a constant, null for nothing, undefined when it depends. */
function constantResult(e: Evaluation, value: Value, scope: Scope): string | number | boolean | null | undefined {
  const fn = value.functions[0];
  if (!fn || value.functions.length !== 1 || mayRefuse(fn.fn)) return undefined;
  const result = fn.fn.alone ? e.k.summary(fn.fn).result : e.inline(fn, scope, (frame, inner) => { bindUnknown(e, frame, inner); });
  if (result.constant !== undefined) return result.constant;
  return result.origin === Origin.Literal && result.object === null && result.cells.length === 0 && result.texts.length === 0 ? null : undefined;
}

const ends = /(?:^|\.)(?:exit|abort|destroy)$/;

/** True for a check that has a way to refuse which is no result: it throws, or ends the process or the connection. */
function mayRefuse({ file, index }: FunctionNode): boolean {
  const { functions, ops, pool, strings } = file.facts;
  const row = index * FnCol.stride;
  for (let op = functions[row + FnCol.opStart] ?? 0; op < (functions[row + FnCol.opEnd] ?? 0); op++) {
    const code = ops[op * opStride];
    if (code === Op.Throw || (code === Op.Call && ends.test(strings[pool[(ops[op * opStride + 3] ?? 0) + 2] ?? -1] ?? ''))) return true;
  }
  return false;
}

/** Notes a weak spot; the first at a place stays. */
export function noteWeak(e: Evaluation, finding: string, site: Site, value: string, labels: readonly Label[], guessed = 0): void {
  const key = `${finding}\0${String(site.fn.index)}\0${site.fn.key}\0${String(site.start)}\0${String(site.end)}`;
  if (!e.weak.has(key)) e.weak.set(key, { finding, site, value, labels, guessed });
}
