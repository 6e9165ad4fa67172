import { ExportKind, VarKind } from '../../facts';
import { child, children, endAt, expression, kindAt, only, startAt, textAt, unwrap, type Context } from './context';
import { keyText } from './assignments';
import { namedValue } from './functions';
import { Kind } from './kinds';
import { commonExportName, requiredModule } from './references';
import { declareShape } from './shapes';

/** Declares what the module assigns to `exports.name` and `module.exports`, so that every use of them is a use of a variable. */
export function declareCommonExports(c: Context): void {
  if (!c.source.includes('exports') || c.bindings.has('exports') || c.bindings.has('module')) return;
  for (const node of c.assignments) {
    if (kindAt(c, node) !== Kind.Assignment) continue;
    const left = child(c, node, c.fields.left);
    if (left < 0 || kindAt(c, left) !== Kind.Member) continue;
    const name = commonExportName(c, left);
    if (name === undefined) continue;
    const right = child(c, node, c.fields.right);
    declareExport(c, name, right, startAt(c, left), endAt(c, left));
    if (name === 'default' && right >= 0 && kindAt(c, unwrap(c, right)) === Kind.Object) declareKeys(c, unwrap(c, right));
    const required = name === 'default' ? requiredModule(c, right) : undefined;
    if (required) c.b.exportName('', ExportKind.Star, -1, startAt(c, node), endAt(c, node), required.module);
  }
}

/** A name of the module is exported itself, anything else as a variable of its own. */
function declareExport(c: Context, name: string, value: number, start: number, end: number): void {
  if (c.commonExports.has(name)) return;
  const at = value < 0 ? -1 : unwrap(c, value);
  const kind = at < 0 ? Kind.Other : kindAt(c, at);
  const local = kind === Kind.Identifier || kind === Kind.Shorthand ? c.bindings.get(textAt(c, at)) : undefined;
  const variable = local ?? c.b.variable(name, VarKind.Local, start, end);
  c.commonExports.set(name, variable);
  c.b.exportName(name, ExportKind.Variable, variable, start, end);
}

function declareKeys(c: Context, object: number): void {
  for (const item of children(c, object)) {
    const kind = kindAt(c, item);
    if (kind === Kind.Spread) {
      const required = requiredModule(c, only(c, item));
      if (required) c.b.exportName('', ExportKind.Star, -1, startAt(c, item), endAt(c, item), required.module);
    }
    const key = kind === Kind.Pair ? child(c, item, c.fields.key) : kind === Kind.Method ? child(c, item, c.fields.name) : kind === Kind.Shorthand ? item : -1;
    const name = key < 0 ? undefined : keyText(c, key);
    if (name === undefined || name === 'default') continue;
    declareExport(c, name, kind === Kind.Pair ? child(c, item, c.fields.value) : kind === Kind.Shorthand ? item : -1, startAt(c, key), endAt(c, key));
  }
}

/** `exports.name = value`, `module.exports = value`; gives the register of the value. */
export function assignCommonExport(c: Context, node: number, name: string, right: number): number {
  const start = startAt(c, node);
  const end = endAt(c, node);
  const variable = c.commonExports.get(name);
  const at = right < 0 ? -1 : unwrap(c, right);
  const isName = at >= 0 && kindAt(c, at) === Kind.Identifier;
  if (isName && variable !== undefined && c.bindings.get(textAt(c, at)) === variable) return expression(c, at);
  const value = namedValue(c, right, name === 'default' ? '' : name);
  if (variable === undefined) return value;
  const kind = at < 0 ? Kind.Other : kindAt(c, at);
  if (name === 'default') declareShape(c, name, right, start, end);
  if (kind === Kind.Function || kind === Kind.Arrow) c.b.functionVariable(c.lastLambda, variable);
  c.b.assign(variable, value, true, start, end);
  if (name === 'default' && kind === Kind.Object) assignKeys(c, at, value);
  return value;
}

/** The keys of an exported object are exports of their own. */
function assignKeys(c: Context, object: number, value: number): void {
  for (const item of children(c, object)) {
    const kind = kindAt(c, item);
    const key = kind === Kind.Pair ? child(c, item, c.fields.key) : kind === Kind.Method ? child(c, item, c.fields.name) : kind === Kind.Shorthand ? item : -1;
    const name = key < 0 ? undefined : keyText(c, key);
    const variable = name === undefined || name === 'default' ? undefined : c.commonExports.get(name);
    if (name === undefined || variable === undefined) continue;
    const source = kind === Kind.Pair ? child(c, item, c.fields.value) : item;
    if (source >= 0 && kind !== Kind.Method && c.bindings.get(textAt(c, unwrap(c, source))) === variable) continue;
    c.b.assign(variable, c.b.load(value, name, startAt(c, key), endAt(c, key)), true, startAt(c, item), endAt(c, item));
  }
}
