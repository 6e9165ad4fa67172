import { ImportFlag } from '../../facts';
import { after, child, childOfKind, children, endAt, kindAt, only, startAt, textAt, type Context } from './context';
import { bindImport } from './hoist';
import { Kind } from './kinds';
import { stringValue } from './literals';

/** Text of a module specifier or of a quoted export name. */
export const nameText = (c: Context, node: number): string => (kindAt(c, node) === Kind.String ? stringValue(c, node) : textAt(c, node));

/** True when `type` stands right after the first word of an import or export statement, as a word of its own. */
export const isTypeOnly = (c: Context, node: number): boolean => /^(?:import|export)\s+type\s*(?:[{*]|\s(?!from\b)[\w$])/.test(c.source.slice(startAt(c, node), startAt(c, node) + 40));

/** Declares the names of an import statement. */
export function hoistImport(c: Context, node: number): void {
  const required = childOfKind(c, node, Kind.ImportRequire);
  const source = child(c, required < 0 ? node : required, c.fields.source);
  if (source < 0) return;
  const module = stringValue(c, source);
  const flags = isTypeOnly(c, node) ? ImportFlag.TypeOnly : 0;
  if (required >= 0) {
    bindImport(c, required + 1, module, '*', flags);
    return;
  }
  const clause = childOfKind(c, node, Kind.ImportClause);
  if (clause < 0) {
    c.b.importOnly(module, startAt(c, node), endAt(c, node));
    return;
  }
  for (const part of children(c, clause)) {
    const kind = kindAt(c, part);
    if (kind === Kind.Identifier) bindImport(c, part, module, 'default', flags);
    else if (kind === Kind.NamespaceImport) {
      const local = only(c, part);
      if (local >= 0) bindImport(c, local, module, '*', flags);
    } else if (kind === Kind.NamedImports) {
      for (const specifier of children(c, part)) if (kindAt(c, specifier) === Kind.ImportSpecifier) importSpecifier(c, specifier, module, flags);
    }
  }
  if (after(c, clause) === clause + 1) c.b.importOnly(module, startAt(c, node), endAt(c, node));
}

function importSpecifier(c: Context, specifier: number, module: string, flags: number): void {
  const name = child(c, specifier, c.fields.name);
  const alias = child(c, specifier, c.fields.alias);
  if (name < 0) return;
  const own = /^type\s+[\w$'"]/.test(c.source.slice(startAt(c, specifier), startAt(c, specifier) + 12)) && startAt(c, name) > startAt(c, specifier) ? ImportFlag.TypeOnly : 0;
  bindImport(c, alias < 0 ? name : alias, module, nameText(c, name), flags | own);
}
