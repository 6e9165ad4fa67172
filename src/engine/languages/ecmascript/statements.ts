import { Derived, Literal, Op, VarKind } from '../../facts';
import { after, child, childOfKind, children, declare, endAt, enterScope, expression, kindAt, leaveScope, only, startAt, statement, textAt, typeOf, unwrap, type Context } from './context';
import { assignTo, nameOfTarget } from './assignments';
import { docBefore } from './docs';
import { namedValue } from './functions';
import { declareAll, hoistBlock } from './hoist';
import { Kind } from './kinds';
import { condition, effect } from './operators';
import { patternNames, unnamed } from './references';
import { declareShape } from './shapes';

/** `{ … }`: a scope of its own. */
export function blockStatement(c: Context, node: number): void {
  const scope = enterScope(c);
  hoistBlock(c, node);
  for (let at = node + 1, end = after(c, node); at < end; at = after(c, at)) statement(c, at);
  leaveScope(c, scope);
}

export function expressionStatement(c: Context, node: number): void {
  const inner = only(c, node);
  if (inner >= 0 && kindAt(c, inner) === Kind.Namespace) statement(c, inner);
  else {
    c.documented = c.docs.has(startAt(c, node)) ? node : -1;
    effect(c, inner);
    c.documented = -1;
  }
}

export function declarationStatement(c: Context, node: number): void {
  // `export` stands between the comment and its declaration.
  const documented = c.docs.has(startAt(c, node)) ? node : c.documented;
  for (let at = node + 1, end = after(c, node); at < end; at = after(c, at)) if (kindAt(c, at) === Kind.Declarator) declarator(c, at, documented);
}

function declarator(c: Context, node: number, documented: number): void {
  if (c.boundImports.has(node)) return;
  const name = child(c, node, c.fields.name);
  const value = child(c, node, c.fields.value);
  if (name < 0) return;
  const written = typeOf(c, child(c, node, c.fields.type));
  const type = written < 0 ? (docBefore(c, documented)?.type ?? -1) : written;
  const variable = kindAt(c, name) === Kind.Identifier ? c.bindings.get(textAt(c, name)) : undefined;
  if (type >= 0 && variable !== undefined) c.b.bindVariable(variable, { type });
  if (value < 0) return;
  if (variable !== undefined && c.qualified === '') declareShape(c, textAt(c, name), value, startAt(c, name), endAt(c, name));
  c.documented = documented;
  const made = namedValue(c, value, nameOfTarget(c, name));
  c.documented = -1;
  const kind = kindAt(c, value);
  if (variable !== undefined && (kind === Kind.Arrow || kind === Kind.Function)) c.b.functionVariable(c.lastLambda, variable);
  if (type >= 0 && variable === undefined) assignTo(c, name, c.b.cast(made, type, startAt(c, value), endAt(c, value)), true);
  else if (variable !== undefined) c.b.assign(variable, made, true, startAt(c, node), endAt(c, node));
  else assignTo(c, name, made, true);
}

export function ifStatement(c: Context, node: number): void {
  const test = condition(c, child(c, node, c.fields.condition));
  c.b.control(Op.If, startAt(c, node), endAt(c, node), test.value, test.negated ? 1 : 0);
  statement(c, child(c, node, c.fields.consequence));
  const otherwise = child(c, node, c.fields.alternative);
  if (otherwise >= 0) {
    c.b.control(Op.Else, startAt(c, otherwise), startAt(c, otherwise));
    statement(c, kindAt(c, otherwise) === Kind.ElseClause ? only(c, otherwise) : otherwise);
  }
  c.b.control(Op.End, endAt(c, node), endAt(c, node));
}

function openTarget(c: Context): void {
  c.targets.push(c.pendingLabel);
  c.pendingLabel = '';
}

export function whileStatement(c: Context, node: number): void {
  openTarget(c);
  c.b.control(Op.Loop, startAt(c, node), endAt(c, node));
  condition(c, child(c, node, c.fields.condition));
  statement(c, child(c, node, c.fields.body));
  closeTarget(c, node);
}

export function doStatement(c: Context, node: number): void {
  openTarget(c);
  c.b.control(Op.Loop, startAt(c, node), endAt(c, node));
  statement(c, child(c, node, c.fields.body));
  condition(c, child(c, node, c.fields.condition));
  closeTarget(c, node);
}

function closeTarget(c: Context, node: number): void {
  c.b.control(Op.End, endAt(c, node), endAt(c, node));
  c.targets.pop();
}

export function forStatement(c: Context, node: number): void {
  const scope = enterScope(c);
  const initializer = child(c, node, c.fields.initializer);
  if (initializer >= 0 && kindAt(c, initializer) === Kind.Lexical) declareAll(c, initializer);
  statement(c, initializer);
  openTarget(c);
  c.b.control(Op.Loop, startAt(c, node), endAt(c, node));
  const test = child(c, node, c.fields.condition);
  if (test >= 0 && c.rules.expressions[(c.words[test * 4] ?? 0) & 0xffff] !== undefined) condition(c, test);
  else if (test >= 0 && only(c, test) >= 0) condition(c, only(c, test));
  statement(c, child(c, node, c.fields.body));
  effect(c, child(c, node, c.fields.increment));
  closeTarget(c, node);
  leaveScope(c, scope);
}

/** for-of takes elements; for-in takes names, which are no data. */
export function forInStatement(c: Context, node: number): void {
  const left = child(c, node, c.fields.left);
  const right = child(c, node, c.fields.right);
  const body = child(c, node, c.fields.body);
  const start = startAt(c, node);
  const head = left < 0 ? '' : c.source.slice(start, startAt(c, left));
  const source = expression(c, right);
  const scope = enterScope(c);
  const declares = /\b(?:const|let|var|using)\s*$/.test(head);
  if (declares && !/\bvar\s*$/.test(head)) for (const name of patternNames(c, left)) declare(c, name);
  openTarget(c);
  c.b.control(Op.Loop, start, endAt(c, node));
  const isIn = left >= 0 && right >= 0 && /\bin\s*\(?\s*$/.test(c.source.slice(endAt(c, left), startAt(c, right)));
  const at = left < 0 ? node : left;
  let element = isIn ? c.b.derive(Derived.Test, [source], startAt(c, at), endAt(c, at)) : c.b.iterate(source, startAt(c, at), endAt(c, at));
  if (/^for\s+await\b/.test(head)) element = c.b.await(element, startAt(c, at), endAt(c, at));
  assignTo(c, left, element, declares);
  statement(c, body);
  closeTarget(c, node);
  leaveScope(c, scope);
}

export function switchStatement(c: Context, node: number): void {
  const value = child(c, node, c.fields.value);
  const subject = expression(c, value < 0 ? value : unwrap(c, value));
  openTarget(c);
  c.b.control(Op.Switch, startAt(c, node), endAt(c, node), subject);
  const scope = enterScope(c);
  const body = child(c, node, c.fields.body);
  const cases = body < 0 ? [] : children(c, body);
  for (const item of cases) hoistBlock(c, item);
  for (const item of cases) {
    c.b.control(Op.Case, startAt(c, item), endAt(c, item), kindAt(c, item) === Kind.SwitchDefault ? 1 : 0);
    const test = child(c, item, c.fields.value);
    if (test >= 0 && after(c, test) > test + 1 && kindAt(c, test) !== Kind.String) expression(c, test);
    for (const inner of children(c, item)) if (inner !== test) statement(c, inner);
  }
  leaveScope(c, scope);
  closeTarget(c, node);
}

export function tryStatement(c: Context, node: number): void {
  c.b.control(Op.Try, startAt(c, node), endAt(c, node));
  statement(c, child(c, node, c.fields.body));
  const handler = child(c, node, c.fields.handler);
  if (handler >= 0) catchClause(c, handler);
  const finalizer = child(c, node, c.fields.finalizer);
  if (finalizer >= 0) {
    c.b.control(Op.Finally, startAt(c, finalizer), endAt(c, finalizer));
    statement(c, child(c, finalizer, c.fields.body));
  }
  c.b.control(Op.End, endAt(c, node), endAt(c, node));
}

function catchClause(c: Context, handler: number): void {
  const scope = enterScope(c);
  const parameter = child(c, handler, c.fields.parameter);
  let variable = -1;
  if (parameter >= 0) {
    const isName = kindAt(c, parameter) === Kind.Identifier;
    variable = isName ? declare(c, parameter, VarKind.Caught) : unnamed(c, VarKind.Caught, startAt(c, parameter), endAt(c, parameter));
    const type = typeOf(c, child(c, handler, c.fields.type));
    if (type >= 0) c.b.bindVariable(variable, { type });
    if (!isName) for (const name of patternNames(c, parameter)) declare(c, name);
  }
  c.b.control(Op.Catch, startAt(c, handler), endAt(c, handler), variable);
  if (parameter >= 0 && kindAt(c, parameter) !== Kind.Identifier) assignTo(c, parameter, c.b.ref(variable, startAt(c, parameter), endAt(c, parameter)), true);
  statement(c, child(c, handler, c.fields.body));
  leaveScope(c, scope);
}

export function returnStatement(c: Context, node: number): void {
  const value = only(c, node);
  c.b.return(value < 0 ? -1 : expression(c, value), startAt(c, node), endAt(c, node));
}

export function throwStatement(c: Context, node: number): void {
  const value = only(c, node);
  c.b.throw(value < 0 ? -1 : expression(c, value), startAt(c, node), endAt(c, node));
}

export function withStatement(c: Context, node: number): void {
  expression(c, child(c, node, c.fields.object));
  statement(c, child(c, node, c.fields.body));
}

/** A labelled block that is no loop runs once: a switch with a default case, which `break` leaves. */
export function labeledStatement(c: Context, node: number): void {
  const label = child(c, node, c.fields.label);
  const body = child(c, node, c.fields.body);
  const kind = body < 0 ? Kind.Other : kindAt(c, body);
  c.pendingLabel = label < 0 ? '' : textAt(c, label);
  if (kind === Kind.Loop || kind === Kind.ForIn || kind === Kind.SwitchStatement) {
    statement(c, body);
    return;
  }
  openTarget(c);
  c.b.control(Op.Switch, startAt(c, node), endAt(c, node), c.b.constant(Literal.True, 'true', startAt(c, node), startAt(c, node)));
  c.b.control(Op.Case, startAt(c, node), endAt(c, node), 1);
  statement(c, body);
  closeTarget(c, node);
}

/** How many enclosing loops and switches a labelled jump leaves besides the innermost; -1 without label. */
function outerTarget(c: Context, node: number): number {
  const label = child(c, node, c.fields.label);
  if (label < 0) return -1;
  const at = c.targets.lastIndexOf(textAt(c, label));
  return at < 0 ? -1 : c.targets.length - 1 - at;
}

export const breakStatement = (c: Context, node: number): void => {
  c.b.control(Op.Break, startAt(c, node), endAt(c, node), outerTarget(c, node));
};
export const continueStatement = (c: Context, node: number): void => {
  c.b.control(Op.Continue, startAt(c, node), endAt(c, node), outerTarget(c, node));
};
export const nothing = (): void => undefined;

/** `declare …`: what it holds. */
export function ambientStatement(c: Context, node: number): void {
  const block = childOfKind(c, node, Kind.Block);
  if (block >= 0) blockStatement(c, block);
  else for (const inner of children(c, node)) if (c.rules.statements[(c.words[inner * 4] ?? 0) & 0xffff]) statement(c, inner);
}
