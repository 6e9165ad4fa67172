import { UnseenReason, VarKind } from '../../facts';
import { after, bind, child, childOfKind, declare, endAt, kindAt, ownBinding, startAt, textAt, type Context } from './context';
import { hoistImport } from './imports';
import { Kind } from './kinds';
import { keyText } from './assignments';
import { patternNames, requiredModule } from './references';

/** One pass over the nodes: which `var` belongs to which function, where assignments and functions stand, what was not readable. */
export function survey(c: Context): void {
  const { kinds, words, count } = c;
  const owners: number[] = [0];
  const ends: number[] = [count];
  const ownVar = (node: number): void => {
    while (node >= (ends.at(-1) ?? count)) {
      ends.pop();
      owners.pop();
    }
    const owner = owners.at(-1) ?? 0;
    const list = c.vars.get(owner);
    if (list) list.push(node);
    else c.vars.set(owner, [node]);
  };
  for (let node = 0; node < count; node++) {
    switch (kinds[(words[node * 4] ?? 0) & 0xffff]) {
      case Kind.Function: case Kind.Arrow: case Kind.FunctionDeclaration: case Kind.Method: case Kind.StaticBlock:
        while (node >= (ends.at(-1) ?? count)) {
          ends.pop();
          owners.pop();
        }
        owners.push(node);
        ends.push(after(c, node));
        c.functions.push(node);
        break;
      case Kind.Class: c.functions.push(node); break;
      case Kind.Assignment: case Kind.Augmented: c.assignments.push(node); break;
      case Kind.Var: ownVar(node); break;
      case Kind.ForIn: {
        const left = child(c, node, c.fields.left);
        if (left >= 0 && /\bvar\s*$/.test(c.source.slice(startAt(c, node), startAt(c, left)))) ownVar(node);
        break;
      }
      case Kind.Error: c.b.unseen(UnseenReason.Syntax, '', startAt(c, node), endAt(c, node)); break;
    }
  }
}

/** Declares the `var` names of a function, static block or program. */
export function hoistVars(c: Context, owner: number): void {
  for (const node of c.vars.get(owner) ?? []) {
    if (kindAt(c, node) === Kind.Var) declareAll(c, node);
    else for (const name of patternNames(c, child(c, node, c.fields.left))) declare(c, name);
  }
}

/** Declares the names of a declaration; `const x = require('m')` binds imports. */
export function declareAll(c: Context, declaration: number): void {
  for (let at = declaration + 1, end = after(c, declaration); at < end; at = after(c, at)) {
    if (kindAt(c, at) !== Kind.Declarator) continue;
    const name = child(c, at, c.fields.name);
    if (bindRequired(c, at, name)) c.boundImports.add(at);
    else for (const target of patternNames(c, name)) declare(c, target);
  }
}

function bindRequired(c: Context, declarator: number, name: number): boolean {
  if (name < 0) return false;
  const value = child(c, declarator, c.fields.value);
  if (value < 0) return false;
  const kind = kindAt(c, value);
  if (kind !== Kind.Call && kind !== Kind.Await && kind !== Kind.Member) return false;
  const required = requiredModule(c, kind === Kind.Member ? child(c, value, c.fields.object) : value);
  if (!required) return false;
  const flags = required.dynamic ? 2 : 0;
  if (kindAt(c, name) === Kind.Identifier) {
    const property = kind === Kind.Member ? child(c, value, c.fields.property) : -1;
    bindImport(c, name, required.module, property < 0 ? '*' : textAt(c, property), flags);
    return true;
  }
  if (kind === Kind.Member || kindAt(c, name) !== Kind.ObjectPattern) return false;
  const parts: [name: number, imported: string][] = [];
  for (let at = name + 1, end = after(c, name); at < end; at = after(c, at)) {
    const part = kindAt(c, at);
    if (part === Kind.ShorthandPattern) parts.push([at, textAt(c, at)]);
    else if (part === Kind.PairPattern) {
      const key = child(c, at, c.fields.key);
      const local = child(c, at, c.fields.value);
      const imported = key < 0 ? undefined : keyText(c, key);
      if (imported === undefined || local < 0 || kindAt(c, local) !== Kind.Identifier) return false;
      parts.push([local, imported]);
    } else if (part !== Kind.Comment) return false;
  }
  for (const [local, imported] of parts) bindImport(c, local, required.module, imported, flags);
  return parts.length > 0;
}

/** Declares an import and binds its local name in the current scope. */
export function bindImport(c: Context, local: number, module: string, name: string, flags: number): void {
  bind(c, textAt(c, local), c.b.importName(module, name, textAt(c, local), flags, startAt(c, local), endAt(c, local)));
}

/** Declares what the statements of a block declare: lexical names, functions, classes, enums, namespaces, imports. */
export function hoistBlock(c: Context, block: number): void {
  for (let at = block + 1, end = after(c, block); at < end; at = after(c, at)) hoistStatement(c, at);
}

function hoistStatement(c: Context, node: number): void {
  switch (kindAt(c, node)) {
    case Kind.Lexical: declareAll(c, node); break;
    case Kind.FunctionDeclaration: case Kind.FunctionSignature: declareName(c, node, VarKind.Function); break;
    case Kind.ClassDeclaration: case Kind.Enum: declareName(c, node, VarKind.Type); break;
    case Kind.Namespace: declareName(c, node, VarKind.Local); break;
    case Kind.ImportStatement: hoistImport(c, node); break;
    case Kind.ImportAlias: {
      const name = childOfKind(c, node, Kind.Identifier);
      if (name >= 0) declare(c, name);
      break;
    }
    case Kind.ExpressionStatement: {
      const namespace = childOfKind(c, node, Kind.Namespace);
      if (namespace >= 0) declareName(c, namespace, VarKind.Local);
      break;
    }
    case Kind.ExportStatement: case Kind.Ambient: case Kind.Error: case Kind.Labeled:
      hoistBlock(c, node);
      break;
  }
}

function declareName(c: Context, node: number, kind: number): void {
  const name = child(c, node, c.fields.name);
  if (name < 0) return;
  if (kindAt(c, name) === Kind.String) return;
  const first = namespaceRoot(c, name);
  if (ownBinding(c, textAt(c, first)) === undefined) declare(c, first, kind);
}

/** First identifier of a dotted namespace name. */
export function namespaceRoot(c: Context, name: number): number {
  let at = name;
  for (let object = child(c, at, c.fields.object); object >= 0; object = child(c, at, c.fields.object)) at = object;
  return at;
}
