import { ExportCol, ExportKind, FnCol, ImportCol, ImportFlag, TypeCol, VarCol, type FileFacts } from '../facts';
import type { FileNode, TypeNode } from './program';

/** A module that is opened whole. */
export interface Opened { module: string; name: string }

/** What a file tells others, by name. Rows point into the current facts. */
export interface Declarations {
  exports: ReadonlyMap<string, { kind: number; ref: number; module: string; imported: string }>;
  stars: readonly string[];
  types: ReadonlyMap<string, TypeNode>;
  variables: ReadonlyMap<string, number>;
  imports: readonly { module: string; name: string; variable: number }[];
  /** Imports that bind no name and open all of a module's (`import java.util.*`): names nothing declares are looked up there; `name` ends with "*". */
  opens: readonly Opened[];
  /** Those that are opened in every file of the language. */
  opensEverywhere: readonly Opened[];
  /** Imports by the name they bind. */
  bound: ReadonlyMap<string, { module: string; name: string; variable: number }>;
}

export const emptyDeclarations: Declarations = { exports: new Map(), stars: [], types: new Map(), variables: new Map(), imports: [], opens: [], opensEverywhere: [], bound: new Map() };

/** Reads the declarations of a file off its facts. */
export function readDeclarations(node: FileNode): Declarations {
  const { facts } = node;
  const { strings, exports: rows, imports } = facts;
  const text = (id: number | undefined): string => strings[id ?? -1] ?? '';
  const exports = new Map<string, { kind: number; ref: number; module: string; imported: string }>();
  const stars: string[] = [];
  for (let at = 0; at < rows.length; at += ExportCol.stride) {
    const kind = rows[at + ExportCol.kind] ?? 0;
    const module = text(rows[at + ExportCol.module]);
    if (kind === ExportKind.Star) stars.push(module);
    else if (kind === ExportKind.Package) continue;
    else exports.set(text(rows[at + ExportCol.name]), { kind, ref: rows[at + ExportCol.ref] ?? -1, module, imported: text(rows[at + ExportCol.imported]) });
  }
  const types = new Map<string, TypeNode>();
  for (const type of node.types) {
    if ((facts.types[type.index * TypeCol.stride + TypeCol.owner] ?? -1) === 0 || !types.has(type.name)) types.set(type.name, type);
  }
  const variables = new Map<string, number>();
  for (let at = 0; at < facts.variables.length; at += VarCol.stride) {
    if (facts.variables[at + VarCol.owner] === 0) variables.set(text(facts.variables[at + VarCol.name]), at / VarCol.stride);
  }
  const imported: { module: string; name: string; variable: number; flags: number }[] = [];
  for (let at = 0; at < imports.length; at += ImportCol.stride) {
    imported.push({ module: text(imports[at + ImportCol.module]), name: text(imports[at + ImportCol.name]), variable: imports[at + ImportCol.variable] ?? -1, flags: imports[at + ImportCol.flags] ?? 0 });
  }
  const bound = new Map(imported.filter((i) => i.variable >= 0).map((i) => [text(facts.variables[i.variable * VarCol.stride + VarCol.name]), i] as const));
  bound.delete('');
  const opens = imported.filter((i) => i.name.endsWith('*') && i.variable >= 0 && text(facts.variables[i.variable * VarCol.stride + VarCol.name]) === '');
  const opensEverywhere = opens.filter(({ flags }) => (flags & ImportFlag.Everywhere) !== 0);
  return { exports, stars, types, variables, imports: imported, opens, opensEverywhere, bound };
}

/** A text that is equal exactly when other files would see the same: names, kinds, types with their members, imports, signatures. */
export function describeDeclarations(node: FileNode, declarations: Declarations): string {
  const { facts } = node;
  const parts: string[] = [node.configures ? 'configures' : '', node.connects ? 'connects' : '', node.declares ? 'declares' : '', ...node.packages];
  for (const [name, row] of declarations.exports) parts.push(`e${name}:${String(row.kind)}:${row.module}:${row.imported}`);
  for (const star of declarations.stars) parts.push(`s${star}`);
  for (const i of declarations.imports) parts.push(`i${i.module}:${i.name}:${facts.strings[facts.variables[i.variable * VarCol.stride] ?? -1] ?? ''}`);
  for (const i of declarations.opensEverywhere) parts.push(`o${i.module}:${i.name}`);
  for (const [name, variable] of declarations.variables) parts.push(`v${name}:${String(facts.variables[variable * VarCol.stride + VarCol.kind])}`);
  for (const fn of node.functions) parts.push(`f${fn.key}:${String(facts.functions[fn.index * FnCol.stride + FnCol.paramCount])}:${String(facts.functions[fn.index * FnCol.stride + FnCol.ownerType])}`);
  for (const type of node.types) parts.push(`t${type.key}:${typeShape(facts, type.index)}`);
  return parts.join('\n');
}

function typeShape(facts: FileFacts, index: number): string {
  const row = index * TypeCol.stride;
  const t = facts.types;
  const members: string[] = [];
  const first = t[row + TypeCol.members] ?? -1;
  for (let i = 0; i < (t[row + TypeCol.memberCount] ?? 0); i++) {
    const m = (first + i) * 8;
    members.push(`${facts.strings[facts.members[m] ?? -1] ?? ''}:${typeText(facts, facts.members[m + 1] ?? -1)}:${String(facts.members[m + 2])}:${annotationText(facts, facts.members[m + 4] ?? -1, facts.members[m + 5] ?? 0)}`);
  }
  const supers: string[] = [];
  for (let i = 0; i < (t[row + TypeCol.superCount] ?? 0); i++) supers.push(typeText(facts, facts.pool[(t[row + TypeCol.supers] ?? 0) + i] ?? -1));
  return `${String(t[row + TypeCol.kind])}${String(t[row + TypeCol.text])}${String(t[row + TypeCol.debug])}${String(t[row + TypeCol.json])}(${supers.join()})[${members.join()}]=${typeText(facts, t[row + TypeCol.target] ?? -1)}${annotationText(facts, t[row + TypeCol.annotations] ?? -1, t[row + TypeCol.annotationCount] ?? 0)}`;
}

/** Annotations as written, with their literal arguments: `@Column(nullable: true)`. */
export function annotationText(facts: FileFacts, first: number, count: number): string {
  let out = '';
  for (let i = 0; i < count; i++) {
    const row = (first + i) * 5;
    const args: string[] = [];
    for (let j = 0; j < (facts.annotations[row + 2] ?? 0); j++) args.push(facts.strings[facts.pool[(facts.annotations[row + 1] ?? 0) + j * 3 + 1] ?? -1] ?? '');
    out += `@${facts.strings[facts.annotations[row] ?? -1] ?? ''}(${args.join()})`;
  }
  return out;
}

/** Type expressions as text by facts: the same few are asked for again and again. */
const typeTexts = new WeakMap<FileFacts, string[]>();

/** A type expression as a person would write it: `Map<string, User[]>`. */
export function typeText(facts: FileFacts, expression: number): string {
  if (expression < 0) return '';
  let texts = typeTexts.get(facts);
  if (!texts) typeTexts.set(facts, (texts = []));
  return (texts[expression] ??= writeType(facts, expression, 0));
}

function writeType(facts: FileFacts, expression: number, depth: number): string {
  if (expression < 0 || depth > 4) return '';
  const row = expression * 5;
  const name = facts.strings[facts.typeExprs[row + 1] ?? -1] ?? '';
  const args: string[] = [];
  for (let i = 0; i < (facts.typeExprs[row + 3] ?? 0); i++) args.push(writeType(facts, facts.pool[(facts.typeExprs[row + 2] ?? 0) + i] ?? -1, depth + 1));
  switch (facts.typeExprs[row]) {
    case 1: return `${args[0] ?? ''}[]`;
    case 2: return args.join(' | ');
    case 3: return '() => void';
    case 4: return JSON.stringify(name);
    case 5: return `{${String(facts.typeExprs[row + 4])}}`;
    case 6: return `[${args.join(', ')}]`;
    default: return args.length > 0 ? `${name}<${args.join(', ')}>` : name;
  }
}
