import { FunctionFlag, MemberFlag, ParamFlag, VarKind, type AnnotationFact, type MemberFact, type ParamFact } from '../../facts';
import { after, bind, child, children, declare, endAt, enterScope, expression, kindAt, leaveScope, only, qualify, startAt, statement, textAt, typeOf, type Context } from './context';
import { annotationsOf } from './decorators';
import { docBefore, docOfParameter, type Doc } from './docs';
import { hoistBlock, hoistVars } from './hoist';
import { Kind } from './kinds';
import { assignTo, withDefault } from './assignments';
import { classExpression } from './classes';
import { patternNames, unnamed } from './references';

/** What a function is besides its node. */
export interface FunctionShape {
  name: string;
  flags: number;
  nameNode?: number;
  ownerType?: number;
  annotations?: AnnotationFact[];
  /** Name that the function expression itself binds inside its body. */
  selfName?: number;
  /** The members that a constructor adds to. */
  members?: Map<string, MemberFact>;
}

/** Lowers a function with parameters and body and gives its index. */
export function lowerFunction(c: Context, node: number, shape: FunctionShape): number {
  const { b, fields } = c;
  const doc = docBefore(c, node) ?? docBefore(c, c.documented);
  c.documented = -1;
  const declared = typeOf(c, child(c, node, fields.return_type));
  const returns = declared < 0 && doc ? doc.returns : declared;
  const qualified = qualify(c, shape.name);
  const fn = b.beginFunction({
    name: shape.name, qualified, flags: shape.flags, start: startAt(c, node), end: endAt(c, node), returns,
    ownerType: shape.ownerType, annotations: shape.annotations,
    nameStart: shape.nameNode === undefined ? undefined : startAt(c, shape.nameNode), nameEnd: shape.nameNode === undefined ? undefined : endAt(c, shape.nameNode),
  });
  const { qualified: outerName, targets, openConstructor, namespaceExports } = c;
  const scope = enterScope(c);
  c.qualified = qualified;
  c.targets = [];
  c.namespaceExports = undefined;
  const isArrow = kindAt(c, node) === Kind.Arrow;
  if (shape.members) c.openConstructor = { members: shape.members, parameterTypes: new Map() };
  else if (!isArrow) c.openConstructor = undefined;
  if (shape.selfName !== undefined) b.bindVariable(declare(c, shape.selfName, VarKind.Function), { ref: fn });
  lowerParameters(c, node, doc);
  hoistVars(c, node);
  const body = child(c, node, fields.body);
  if (body >= 0) {
    if (kindAt(c, body) === Kind.Block) {
      hoistBlock(c, body);
      for (let at = body + 1, end = after(c, body); at < end; at = after(c, at)) statement(c, at);
    } else b.return(expression(c, body), startAt(c, body), endAt(c, body));
  }
  leaveScope(c, scope);
  c.qualified = outerName;
  c.targets = targets;
  c.openConstructor = openConstructor;
  c.namespaceExports = namespaceExports;
  b.endFunction();
  return fn;
}

function lowerParameters(c: Context, node: number, doc: Doc | undefined): void {
  const list = child(c, node, c.fields.parameters);
  const single = child(c, node, c.fields.parameter);
  const rows: ParamFact[] = [];
  const prologue: (() => void)[] = [];
  if (single >= 0) rows.push(parameter(c, single, prologue, doc, 0));
  if (list >= 0) {
    for (let at = list + 1, end = after(c, list); at < end; at = after(c, at)) {
      const kind = kindAt(c, at);
      if (kind !== Kind.Comment && kind !== Kind.Error && kind !== Kind.Decorator) rows.push(parameter(c, at, prologue, doc, rows.length));
    }
  }
  if (rows.length > 0) c.b.params(rows);
  for (const step of prologue) step();
}

const accessibility = /\b(?:public|private|protected|readonly)\b/;

/** One parameter; what it takes apart, defaults and stores on the receiver follows in the prologue, after all parameters are declared. */
function parameter(c: Context, node: number, prologue: (() => void)[], doc: Doc | undefined, place: number): ParamFact {
  const kind = kindAt(c, node);
  const wrapped = kind === Kind.RequiredParameter || kind === Kind.OptionalParameter;
  let pattern = wrapped ? child(c, node, c.fields.pattern) : node;
  const written = wrapped ? typeOf(c, child(c, node, c.fields.type)) : -1;
  let fallback = wrapped ? child(c, node, c.fields.value) : -1;
  const annotations = wrapped ? annotationsOf(c, children(c, node)) : undefined;
  let flags = kind === Kind.OptionalParameter ? ParamFlag.Optional : 0;
  if (pattern >= 0 && kindAt(c, pattern) === Kind.RestPattern) {
    flags |= ParamFlag.Rest;
    pattern = only(c, pattern);
  }
  if (pattern >= 0 && kindAt(c, pattern) === Kind.AssignmentPattern) {
    fallback = child(c, pattern, c.fields.right);
    pattern = child(c, pattern, c.fields.left);
  }
  if (fallback >= 0) flags |= ParamFlag.Optional;
  const at = pattern < 0 ? node : pattern;
  const start = startAt(c, at);
  const end = endAt(c, at);
  const patternKind = kindAt(c, at);
  if (patternKind === Kind.This) flags |= ParamFlag.Receiver;
  const isName = patternKind === Kind.Identifier;
  const name = isName || patternKind === Kind.This ? textAt(c, at) : '';
  const type = written < 0 ? docOfParameter(c, doc, name, place) : written;
  const variable = name === '' ? unnamed(c, VarKind.Parameter, start, end) : c.b.variable(name, VarKind.Parameter, start, end);
  if (isName) bind(c, name, variable);
  if (type >= 0) c.b.bindVariable(variable, { type });
  if (patternKind === Kind.ObjectPattern || patternKind === Kind.ArrayPattern) {
    for (const target of patternNames(c, at)) declare(c, target);
  }
  if (fallback >= 0) prologue.push(() => {
    c.b.assign(variable, withDefault(c, at, fallback, c.b.ref(variable, start, end)), false, start, end);
  });
  if (name === '' && pattern >= 0) prologue.push(() => {
    assignTo(c, at, c.b.ref(variable, start, end), true);
  });
  const open = c.openConstructor;
  if (open) {
    if (type >= 0) open.parameterTypes.set(variable, type);
    if (wrapped && isName && startAt(c, node) < start && accessibility.test(c.source.slice(lastDecoratorEnd(c, node), start))) {
      const modifiers = c.source.slice(lastDecoratorEnd(c, node), start);
      open.members.set(name, { name, type, flags: (modifiers.includes('private') ? MemberFlag.Private : 0) | (modifiers.includes('readonly') ? MemberFlag.Readonly : 0), annotations, start, end });
      prologue.push(() => {
        c.b.store(c.b.self(start, end), name, c.b.ref(variable, start, end), start, end);
      });
    }
  }
  return { name, variable, type, flags, annotations, start: startAt(c, node), end: endAt(c, node) };
}

function lastDecoratorEnd(c: Context, node: number): number {
  let position = startAt(c, node);
  for (let at = node + 1, end = after(c, node); at < end; at = after(c, at)) if (kindAt(c, at) === Kind.Decorator) position = endAt(c, at);
  return position;
}

const asyncWord = /^(?:static\s+)?async\b/;

/** Value of a function expression, arrow function or object method, named after what it is assigned to. */
export function lambdaValue(c: Context, node: number, name: string): number {
  const own = child(c, node, c.fields.name);
  const isExpression = kindAt(c, node) === Kind.Function;
  let flags: number = FunctionFlag.Lambda;
  if (asyncWord.test(c.source.slice(startAt(c, node), startAt(c, node) + 20))) flags |= FunctionFlag.Async;
  if (isExpression && isGenerator(c, node)) flags |= FunctionFlag.Generator;
  const fn = lowerFunction(c, node, {
    name: own >= 0 && isExpression ? textAt(c, own) : name, flags, nameNode: own >= 0 ? own : undefined, selfName: own >= 0 && isExpression ? own : undefined,
  });
  c.lastLambda = fn;
  return c.b.lambda(fn, startAt(c, node), endAt(c, node));
}

export const lambdaRule = (c: Context, node: number): number => lambdaValue(c, node, '');

/** True when a star stands before the parameters. */
export function isGenerator(c: Context, node: number): boolean {
  const parameters = child(c, node, c.fields.parameters);
  const limit = parameters < 0 ? startAt(c, node) : startAt(c, parameters);
  return c.source.slice(startAt(c, node), limit).includes('*');
}

/** A value; functions and classes take the name of what holds them. */
export function namedValue(c: Context, node: number, name: string): number {
  if (node >= 0) {
    const kind = kindAt(c, node);
    if (kind === Kind.Arrow || kind === Kind.Function) return lambdaValue(c, node, name);
    if (kind === Kind.Class) return classExpression(c, node, name);
  }
  return expression(c, node);
}

/** A function declaration or signature of a block; its variable was hoisted. */
export function functionStatement(c: Context, node: number): void {
  const nameNode = child(c, node, c.fields.name);
  const isSignature = kindAt(c, node) === Kind.FunctionSignature;
  let flags = isSignature ? FunctionFlag.Abstract : 0;
  if (c.source.startsWith('async', startAt(c, node))) flags |= FunctionFlag.Async;
  if (!isSignature && isGenerator(c, node)) flags |= FunctionFlag.Generator;
  const fn = lowerFunction(c, node, { name: nameNode < 0 ? '' : textAt(c, nameNode), flags, nameNode: nameNode < 0 ? undefined : nameNode });
  const variable = nameNode < 0 ? undefined : c.bindings.get(textAt(c, nameNode));
  if (variable === undefined) return;
  c.b.functionVariable(fn, variable);
  c.b.bindVariable(variable, { kind: VarKind.Function, ref: fn });
}

/** Function flags of the words before a method name. */
export function methodFlags(modifiers: string): number {
  if (modifiers === '') return 0;
  let flags = 0;
  for (const word of modifiers.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, ' ').match(/\w+|\*/g) ?? []) {
    if (word === 'static') flags |= FunctionFlag.Static;
    else if (word === 'async') flags |= FunctionFlag.Async;
    else if (word === 'get') flags |= FunctionFlag.Getter;
    else if (word === 'set') flags |= FunctionFlag.Setter;
    else if (word === '*') flags |= FunctionFlag.Generator;
    else if (word === 'override') flags |= FunctionFlag.Override;
    else if (word === 'abstract') flags |= FunctionFlag.Abstract;
  }
  return flags;
}
