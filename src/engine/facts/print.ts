import type { FileFacts } from './encoding';
import { AnnotationCol, DirectiveCol, ExportCol, FnCol, ImportCol, MemberCol, ParamCol, TypeCol, TypeExprCol, UnseenCol, VarCol } from './tables';
import { ExportKind, FunctionFlag, ImportFlag, MemberFlag, ParamFlag, Shows, TypeExpr, TypeKind, UnseenReason, VarKind } from './ops';
import { printOperations } from './print-ops';

const lower = (names: Record<string, number>, value: number): string => (Object.keys(names).find((key) => names[key] === value) ?? `?${value}`).toLowerCase();
const flagWords = (flags: Record<string, number>, value: number, only: readonly string[]): string[] => only.filter((name) => (value & (flags[name] ?? 0)) !== 0);

/** What the printers of the parts share: the facts, and how a row of a table is named. */
export interface FactsPrinter {
  facts: FileFacts;
  str: (id: number) => string;
  typeExpr: (id: number) => string;
  /** Name of a variable; unnamed ones are `$index`, a second one of the same name in a function is `name~2`. */
  variable: (id: number) => string;
}

/** The facts of a file as readable text, one line per row, without spans: what `shipmate debug facts` shows and golden tests compare. */
export function printFacts(facts: FileFacts): string {
  const out: string[] = [];
  const printer = printerOf(facts);
  const { str } = printer;
  for (let at = 0; at < facts.imports.length; at += ImportCol.stride) out.push(importLine(printer, at));
  for (let at = 0; at < facts.exports.length; at += ExportCol.stride) out.push(exportLine(printer, at));
  for (let id = 0; id < facts.types.length / TypeCol.stride; id++) printType(printer, id, out);
  printFunction(printer, 0, '', out);
  for (let at = 0; at < facts.directives.length; at += DirectiveCol.stride) {
    const line = (col: number): number => lineOf(facts, facts.directives[at + col] ?? 0);
    out.push(`directive line ${line(DirectiveCol.start)} ${JSON.stringify(str(facts.directives[at] ?? -1))} on ${line(DirectiveCol.targetStart)}-${line(DirectiveCol.targetEnd)}`);
  }
  for (let at = 0; at < facts.unseen.length; at += UnseenCol.stride) {
    const text = str(facts.unseen[at + UnseenCol.text] ?? -1);
    out.push(`unseen ${lower(UnseenReason, facts.unseen[at] ?? -1)}${text ? ` ${text}` : ''} line ${lineOf(facts, facts.unseen[at + UnseenCol.start] ?? 0)}`);
  }
  return out.join('\n') + '\n';
}

function printerOf(facts: FileFacts): FactsPrinter {
  const str = (id: number): string => facts.strings[id] ?? '';
  const labels: string[] = [];
  const seen = new Map<string, number>();
  for (let at = 0, id = 0; at < facts.variables.length; at += VarCol.stride, id++) {
    const name = str(facts.variables[at] ?? -1);
    const key = `${facts.variables[at + VarCol.owner] ?? -1} ${name}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    labels.push(name === '' ? `$${id}` : count > 1 ? `${name}~${count}` : name);
  }
  const printer: FactsPrinter = { facts, str, variable: (id) => labels[id] ?? `?${id}`, typeExpr: (id) => typeExprText(printer, id) };
  return printer;
}

function importLine({ facts, str, variable }: FactsPrinter, at: number): string {
  const name = str(facts.imports[at + ImportCol.name] ?? -1);
  const local = facts.imports[at + ImportCol.variable] ?? -1;
  const flags = flagWords({ type: ImportFlag.TypeOnly, dynamic: ImportFlag.Dynamic }, facts.imports[at + ImportCol.flags] ?? 0, ['type', 'dynamic']);
  const module = JSON.stringify(str(facts.imports[at] ?? -1));
  const words = ['import', ...flags];
  if (local < 0) return [...words, module].join(' ');
  return [...words, `{ ${name}${variable(local) === name ? '' : ` as ${variable(local)}`} } from`, module].join(' ');
}

function exportLine({ facts, str, variable }: FactsPrinter, at: number): string {
  const name = str(facts.exports[at] ?? -1);
  const ref = facts.exports[at + ExportCol.ref] ?? -1;
  const from = JSON.stringify(str(facts.exports[at + ExportCol.module] ?? -1));
  switch (facts.exports[at + ExportCol.kind]) {
    case ExportKind.Variable: return `export ${name} = ${variable(ref)}`;
    case ExportKind.Type: return `export type ${name} = ${str(facts.types[ref * TypeCol.stride] ?? -1)}`;
    case ExportKind.Package: return `package ${name}`.trimEnd();
    case ExportKind.Reexport: return `export ${name} = ${str(facts.exports[at + ExportCol.imported] ?? -1)} from ${from}`;
    default: return `export ${name ? `* as ${name}` : '*'} from ${from}`;
  }
}

function annotationTexts({ facts, str }: FactsPrinter, first: number, count: number): string[] {
  const out: string[] = [];
  for (let i = 0; i < count; i++) {
    const at = (first + i) * AnnotationCol.stride;
    const args: string[] = [];
    const pool = facts.annotations[at + AnnotationCol.args] ?? 0;
    for (let a = 0; a < (facts.annotations[at + AnnotationCol.argCount] ?? 0); a++) {
      const name = facts.pool[pool + a * 3] ?? -1;
      const text = str(facts.pool[pool + a * 3 + 1] ?? -1);
      args.push((name < 0 ? '' : `${str(name)}: `) + (facts.pool[pool + a * 3 + 2] === 0 ? JSON.stringify(text) : text));
    }
    out.push(`@${str(facts.annotations[at] ?? -1)}(${args.join(', ')})`);
  }
  return out;
}

function typeExprText(printer: FactsPrinter, id: number): string {
  const { facts, str } = printer;
  const at = id * TypeExprCol.stride;
  const name = str(facts.typeExprs[at + TypeExprCol.name] ?? -1);
  const first = facts.typeExprs[at + TypeExprCol.args] ?? 0;
  const args = Array.from(facts.pool.subarray(first, first + (facts.typeExprs[at + TypeExprCol.argCount] ?? 0)), (arg) => typeExprText(printer, arg));
  switch (facts.typeExprs[at]) {
    case TypeExpr.List: return `${args[0] ?? ''}[]`;
    case TypeExpr.Union: return `(${args.join(' | ')})`;
    case TypeExpr.Function: return `(${args.slice(0, -1).join(', ')}) => ${args.at(-1) ?? '?'}`;
    case TypeExpr.Literal: return JSON.stringify(name);
    case TypeExpr.Object: {
      const decl = facts.typeExprs[at + TypeExprCol.decl] ?? -1;
      return [...superTexts(printer, decl), membersText(printer, decl)].join(' & ');
    }
    case TypeExpr.Tuple: return `[${args.join(', ')}]`;
    case TypeExpr.Map: return `${name || 'Map'}<${args.join(', ')}>`;
    default: return args.length > 0 ? `${name}<${args.join(', ')}>` : name;
  }
}

function membersText(printer: FactsPrinter, type: number): string {
  const { facts, str } = printer;
  const first = facts.types[type * TypeCol.stride + TypeCol.members] ?? -1;
  const out: string[] = [];
  for (let i = 0; i < (facts.types[type * TypeCol.stride + TypeCol.memberCount] ?? 0); i++) {
    const at = (first + i) * MemberCol.stride;
    const flags = facts.members[at + MemberCol.flags] ?? 0;
    const words = annotationTexts(printer, facts.members[at + MemberCol.annotations] ?? 0, facts.members[at + MemberCol.annotationCount] ?? 0);
    words.push(...flagWords(MemberFlag, flags, ['Static', 'Private', 'Readonly', 'HiddenText', 'HiddenJson']).map((word) => word.toLowerCase()));
    if (flags & MemberFlag.EnumCase) words.push('case');
    if (flags & MemberFlag.Getter) words.push('get');
    const type = facts.members[at + MemberCol.type] ?? -1;
    words.push(`${str(facts.members[at] ?? -1)}${flags & MemberFlag.Method ? '()' : ''}${flags & MemberFlag.Optional ? '?' : ''}${type < 0 ? '' : `: ${printer.typeExpr(type)}`}`);
    out.push(words.join(' '));
  }
  return out.length > 0 ? `{ ${out.join('; ')} }` : '{}';
}

function superTexts({ facts, typeExpr }: FactsPrinter, type: number): string[] {
  const first = facts.types[type * TypeCol.stride + TypeCol.supers] ?? 0;
  return Array.from(facts.pool.subarray(first, first + (facts.types[type * TypeCol.stride + TypeCol.superCount] ?? 0)), (id) => typeExpr(id));
}

function printType(printer: FactsPrinter, id: number, out: string[]): void {
  const { facts, str } = printer;
  const col = (name: keyof typeof TypeCol): number => facts.types[id * TypeCol.stride + TypeCol[name]] ?? -1;
  const qualified = str(col('qualified'));
  const target = col('target');
  if (qualified === '' && col('kind') === TypeKind.Interface) return;
  out.push(...annotationTexts(printer, col('annotations'), col('annotationCount')));
  const supers = superTexts(printer, id);
  const facet = (name: 'text' | 'debug' | 'json'): string => {
    const shows = col(name);
    const word = shows === Shows.AllFields ? 'all' : lower(Shows, shows);
    return `${name}:${shows === Shows.Function ? functionLabel(printer, col(`${name}Fn`)) : word}`;
  };
  const head = `type ${qualified} ${lower(TypeKind, col('kind'))}${supers.length > 0 ? ` extends ${supers.join(', ')}` : ''}`;
  const isAlias = target >= 0 && col('kind') === TypeKind.Alias;
  const made = target >= 0 ? ` = ${printer.typeExpr(target)}` : '';
  out.push(isAlias ? `${head}${made}` : `${head}${made} ${membersText(printer, id)} ${facet('text')} ${facet('debug')} ${facet('json')}`);
}

/** `fn#3 name`, the way operations and headings name a function. */
export function functionLabel({ facts, str }: FactsPrinter, id: number): string {
  const qualified = str(facts.functions[id * FnCol.stride + FnCol.qualified] ?? -1);
  return `fn#${id}${qualified ? ` ${qualified}` : ''}`;
}

function printFunction(printer: FactsPrinter, id: number, indent: string, out: string[]): void {
  const { facts, str } = printer;
  const count = facts.functions.length / FnCol.stride;
  if (id >= count) return;
  const col = (name: keyof typeof FnCol): number => facts.functions[id * FnCol.stride + FnCol[name]] ?? -1;
  const flags = col('flags');
  for (const text of annotationTexts(printer, col('annotations'), col('annotationCount'))) out.push(indent + text);
  const words = flagWords(FunctionFlag, flags, Object.keys(FunctionFlag).filter((name) => name !== 'Lambda' && name !== 'Module')).map((word) => word.toLowerCase());
  const lambda = flags & FunctionFlag.Lambda;
  const qualified = str(col('qualified'));
  const head = flags & FunctionFlag.Module ? 'module' : `fn${lambda || !qualified ? `#${id}` : ''} ${qualified}(${paramTexts(printer, id).join(', ')})`;
  const returns = col('returns');
  out.push(`${indent}${head}${returns < 0 ? '' : ` -> ${printer.typeExpr(returns)}`}${words.length > 0 ? ` [${words.join(' ')}]` : ''}`);
  printOperations(printer, id, `${indent}  `, out);
  for (let inner = id + 1; inner < count; inner++) {
    if (facts.functions[inner * FnCol.stride + FnCol.ownerFn] === id) printFunction(printer, inner, flags & FunctionFlag.Module ? indent : `${indent}  `, out);
  }
}

function paramTexts(printer: FactsPrinter, id: number): string[] {
  const { facts } = printer;
  const first = facts.functions[id * FnCol.stride + FnCol.params] ?? -1;
  const out: string[] = [];
  for (let i = 0; i < (facts.functions[id * FnCol.stride + FnCol.paramCount] ?? 0); i++) {
    const at = (first + i) * ParamCol.stride;
    const flags = facts.params[at + ParamCol.flags] ?? 0;
    const type = facts.params[at + ParamCol.type] ?? -1;
    const words = annotationTexts(printer, facts.params[at + ParamCol.annotations] ?? 0, facts.params[at + ParamCol.annotationCount] ?? 0);
    if (flags & ParamFlag.NamedOnly) words.push('named');
    if (flags & ParamFlag.Receiver) words.push('receiver');
    const sign = flags & ParamFlag.Rest ? '...' : flags & ParamFlag.NamedRest ? '**' : '';
    words.push(`${sign}${printer.variable(facts.params[at + ParamCol.variable] ?? -1)}${flags & ParamFlag.Optional ? '?' : ''}${type < 0 ? '' : `: ${printer.typeExpr(type)}`}`);
    out.push(words.join(' '));
  }
  return out;
}

function lineOf(facts: FileFacts, offset: number): number {
  let low = 0;
  let high = facts.lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((facts.lines[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How a variable is used in a function: `name`, `name (import)`, `name (capture)`. */
export function variableUse(printer: FactsPrinter, id: number, fn: number): string {
  const kind = printer.facts.variables[id * VarCol.stride + VarCol.kind];
  const mark = kind === VarKind.Import ? ' (import)' : printer.facts.variables[id * VarCol.stride + VarCol.owner] === fn ? '' : ' (capture)';
  return printer.variable(id) + mark;
}
