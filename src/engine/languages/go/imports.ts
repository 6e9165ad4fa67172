import { children, end, field, kind, span, start, text } from '../nodes';
import { lookup, type Context } from './context';
import { Kind } from './kinds';
import { literalText } from './literals';

/** Declares the imports of a declaration: whole packages under their name, `.` opens one, `_` binds nothing. */
export function declareImports(c: Context, declaration: number): void {
  for (const one of children(c, declaration)) {
    if (kind(c, one) === Kind.ImportList) for (const spec of children(c, one)) declareImport(c, spec);
    else declareImport(c, one);
  }
}

function declareImport(c: Context, spec: number): void {
  if (kind(c, spec) !== Kind.ImportSpec) return;
  const module = literalText(c, field(c, spec, c.field.path));
  if (module === undefined || module === '') return;
  const nameNode = field(c, spec, c.field.name);
  const k = nameNode < 0 ? Kind.Other : kind(c, nameNode);
  if (k === Kind.Blank) c.builder.importOnly(module, ...span(c, spec));
  else if (k === Kind.Dot) c.builder.importName(module, '*', '', 0, ...span(c, spec));
  else {
    const local = nameNode < 0 ? packageName(c, module) : text(c, nameNode);
    const variable = c.builder.importName(module, '*', local, 0, start(c, spec), end(c, spec));
    c.modules.set(variable, module);
    if (!c.scope.names.has(local)) c.scope.names.set(local, variable);
  }
}

/** The name a package most likely has: of what its path may mean, the first that the file uses. */
function packageName(c: Context, module: string): string {
  const parts = module.split('/');
  if (parts.length > 1 && /^v\d+$/.test(parts.at(-1) ?? '')) parts.pop();
  const last = (parts.at(-1) ?? module).replace(/\.v\d+$/, '');
  const words = last.split(/[-.]/).filter((word) => word !== 'go' && word !== '');
  const meant = [last, last.replace(/^go-?/, ''), last.replace(/-?go$/, ''), words.join(''), words.join('_'), ...words.reverse(), parts.at(-2) ?? ''];
  return meant.find((name) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && new RegExp(`(?<![\\w.])${name}\\.`).test(c.source)) ?? words[0] ?? last;
}

/** Module a selector's operand stands for when it names an import, or ''. */
function moduleOf(c: Context, operand: number): string {
  if (operand < 0 || kind(c, operand) !== Kind.Identifier) return '';
  return c.modules.get(lookup(c, text(c, operand))) ?? '';
}

/** Module and name of `fmt.Sprintf`, or undefined for other expressions. */
export function importedCall(c: Context, callee: number): { module: string; name: string } | undefined {
  if (callee < 0 || kind(c, callee) !== Kind.Selector) return undefined;
  const module = moduleOf(c, field(c, callee, c.field.operand));
  return module === '' ? undefined : { module, name: text(c, field(c, callee, c.field.field)) };
}
