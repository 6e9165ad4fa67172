import { FnCol, ExportCol, ExportKind, ImportCol, TypeCol, VarCol, decodeFacts, type FileFacts } from '../facts';
import type { Classifier } from '../classify';
import type { LanguageInfo } from '../rules/catalogue';
import type { RuleIndex } from '../rules/rule-index';
import { indexFile, standsAlone, type FileIndex } from './file-index';
import { moduleStems, resolveModule, type ModuleIndex } from './modules';
import { Queries, type Query } from './queries';

/** A function across edits: the same object as long as its name and place among equals stay. */
export interface FunctionNode {
  readonly file: FileNode;
  /** Qualified name and ordinal among equals: `Orders.placed`, `#2`. */
  readonly key: string;
  /** Row in the current facts. */
  index: number;
  readonly body: Query<number>;
  alone: boolean;
}

/** A type across edits. */
export interface TypeNode {
  readonly file: FileNode;
  readonly key: string;
  readonly name: string;
  index: number;
}

/** What a file tells others, by name. Rows point into the current facts. */
export interface Declarations {
  exports: ReadonlyMap<string, { kind: number; ref: number; module: string; imported: string }>;
  stars: readonly string[];
  types: ReadonlyMap<string, TypeNode>;
  variables: ReadonlyMap<string, number>;
  imports: readonly { module: string; name: string; variable: number }[];
  /** Imports by the name they bind. */
  bound: ReadonlyMap<string, { module: string; name: string; variable: number }>;
}

export interface FileNode {
  readonly path: string;
  readonly language: LanguageInfo;
  facts: FileFacts;
  index: FileIndex;
  functions: FunctionNode[];
  /** It calls something by a name that configures redaction in some library. */
  configures: boolean;
  /** Functions by the type that owns them. */
  methods: ReadonlyMap<number, readonly FunctionNode[]>;
  types: TypeNode[];
  readonly declarations: Query<Declarations>;
  /** Hash of what `declarations` says, to see whether it changed. */
  declared: string;
}

/** Where a name of another module leads. */
export type Target =
  | { kind: 'variable'; file: FileNode; variable: number; name: string }
  | { kind: 'type'; type: TypeNode }
  | { kind: 'module'; file: FileNode }
  | { kind: 'library'; module: string; path: string };

/** All files of a workspace, linked by name. Inputs change through `setFile` and `removeFile`; all else is asked for. */
export class Program {
  readonly queries = new Queries();
  readonly files = new Map<string, FileNode>();
  private readonly present = this.queries.input<ModuleIndex>(moduleStems([]));
  private readonly functionNodes = new Map<string, FunctionNode>();
  private readonly typeNodes = new Map<string, TypeNode>();
  private readonly modules = new Map<string, Query<string | undefined>>();
  private readonly memos = new WeakMap<object, Map<string, Query<unknown>>>();
  private presentStale = false;

  constructor(readonly rules: RuleIndex, readonly classifier: Classifier) {}

  /** Takes the facts of a new or changed file. Gives false for a buffer that is not facts. */
  setFile(path: string, buffer: ArrayBuffer, language: LanguageInfo): boolean {
    const facts = decodeFacts(buffer);
    if (!facts) return false;
    const known = this.files.get(path);
    const node: FileNode = known ?? {
      path, language, facts, index: indexFile(facts), functions: [], configures: false, methods: new Map(), types: [], declarations: this.queries.input<Declarations>(emptyDeclarations), declared: '',
    };
    node.facts = facts;
    if (known) node.index = indexFile(facts);
    else {
      this.files.set(path, node);
      this.presentStale = true;
    }
    const names = this.rules.families.get(language.family)?.configureNames;
    node.configures = names !== undefined && facts.strings.some((s) => names.has(s));
    this.nameFunctions(node);
    this.nameTypes(node);
    const declarations = readDeclarations(node);
    const declared = describe(node, declarations);
    if (declared === node.declared) node.declarations.value = declarations;
    else this.queries.set(node.declarations, declarations);
    node.declared = declared;
    return true;
  }

  removeFile(path: string): void {
    const node = this.files.get(path);
    if (!node) return;
    this.files.delete(path);
    for (const fn of node.functions) this.queries.set(fn.body, fn.body.value + 1);
    this.queries.set(node.declarations, emptyDeclarations);
    for (const key of this.functionNodes.keys()) if (key.startsWith(`${path}\0`)) this.functionNodes.delete(key);
    for (const key of this.typeNodes.keys()) if (key.startsWith(`${path}\0`)) this.typeNodes.delete(key);
    this.presentStale = true;
  }

  private nameFunctions(node: FileNode): void {
    const { facts, index } = node;
    const seen = new Map<string, number>();
    const methods = new Map<number, FunctionNode[]>();
    node.functions = [];
    for (let i = 0; i * FnCol.stride < facts.functions.length; i++) {
      const row = i * FnCol.stride;
      const qualified = facts.strings[facts.functions[row + FnCol.qualified] ?? -1] ?? '';
      const ordinal = seen.get(qualified) ?? 0;
      seen.set(qualified, ordinal + 1);
      const key = ordinal === 0 ? qualified : `${qualified}#${String(ordinal + 1)}`;
      const id = `${node.path}\0${key}`;
      const hash = facts.functions[row + FnCol.hash] ?? 0;
      let fn = this.functionNodes.get(id);
      if (!fn || fn.file !== node) {
        fn = { file: node, key, index: i, body: this.queries.input(hash), alone: false };
        this.functionNodes.set(id, fn);
      } else if (fn.body.value !== hash) this.queries.set(fn.body, hash);
      fn.index = i;
      fn.alone = standsAlone(facts, index, i);
      node.functions.push(fn);
      const owner = facts.functions[row + FnCol.ownerType] ?? -1;
      if (owner >= 0) {
        const list = methods.get(owner);
        if (list) list.push(fn);
        else methods.set(owner, [fn]);
      }
    }
    node.methods = methods;
  }

  private nameTypes(node: FileNode): void {
    const { facts } = node;
    const seen = new Map<string, number>();
    node.types = [];
    for (let i = 0; i * TypeCol.stride < facts.types.length; i++) {
      const row = i * TypeCol.stride;
      const qualified = facts.strings[facts.types[row + TypeCol.qualified] ?? -1] ?? '';
      const ordinal = seen.get(qualified) ?? 0;
      seen.set(qualified, ordinal + 1);
      const key = ordinal === 0 ? qualified : `${qualified}#${String(ordinal + 1)}`;
      const id = `${node.path}\0${key}`;
      let type = this.typeNodes.get(id);
      if (!type || type.file !== node) {
        type = { file: node, key, name: facts.strings[facts.types[row + TypeCol.name] ?? -1] ?? '', index: i };
        this.typeNodes.set(id, type);
      }
      type.index = i;
      node.types.push(type);
    }
  }

  /** Names of the files that are there; a miss that was looked up is asked again when this changes. */
  private stems(): ModuleIndex {
    if (this.presentStale) {
      this.presentStale = false;
      this.queries.set(this.present, moduleStems([...this.files.keys()]));
    }
    return this.queries.ask(this.present);
  }

  /** An answer about a node that rests only on declarations, remembered with what it read. */
  memo<V>(node: TypeNode | FileNode, key: string, compute: () => V, nothing: V): V {
    let answers = this.memos.get(node);
    if (!answers) this.memos.set(node, (answers = new Map<string, Query<unknown>>()));
    let query = answers.get(key) as Query<V> | undefined;
    if (!query) answers.set(key, (query = this.queries.query<V>(compute, () => false, nothing)) as Query<unknown>);
    return this.queries.ask(query);
  }

  /** Paths in order; whoever asks is asked again when files come or go. */
  paths(): readonly string[] {
    return [...this.stems().paths].sort();
  }

  /** Called before anything is asked after a change, so that the set of files is an input like any other. */
  settle(): void {
    this.stems();
  }

  /** The file a module specifier names, or undefined for a library or a miss. */
  moduleFile(from: FileNode, specifier: string): FileNode | undefined {
    const id = `${from.path}\0${specifier}`;
    let query = this.modules.get(id);
    if (!query) {
      query = this.queries.query<string | undefined>(() => resolveModule(this.stems(), from.path, specifier, from.language), Object.is, undefined);
      this.modules.set(id, query);
    }
    const path = this.queries.ask(query);
    return path === undefined ? undefined : this.files.get(path);
  }

  declarationsOf(file: FileNode): Declarations {
    return this.queries.ask(file.declarations);
  }

  /** Follows a name exported by a module through re-exports, at most 16 files far. */
  exported(from: FileNode, module: string, name: string, depth = 0): Target | undefined {
    const file = this.moduleFile(from, module);
    if (!file) {
      // A package of files without a file of its own: `from . import models`.
      const inner = name && name !== '*' && name !== 'default' ? this.moduleFile(from, joinModule(module, name, from.language)) : undefined;
      if (inner) return { kind: 'module', file: inner };
      return { kind: 'library', module, path: name === '*' || name === 'default' ? '' : name };
    }
    if (name === '*') return { kind: 'module', file };
    return this.exportOf(file, name, depth) ?? this.submodule(from, module, name);
  }

  private submodule(from: FileNode, module: string, name: string): Target | undefined {
    const file = this.moduleFile(from, joinModule(module, name, from.language));
    return file ? { kind: 'module', file } : undefined;
  }

  /** An export of a file by name. */
  exportOf(file: FileNode, name: string, depth = 0): Target | undefined {
    if (depth > 16) return undefined;
    const declarations = this.declarationsOf(file);
    const row = declarations.exports.get(name);
    if (row) {
      if (row.kind === ExportKind.Reexport) return this.exported(file, row.module, row.imported, depth + 1);
      if (row.kind === ExportKind.Type) {
        const type = file.types[row.ref];
        return type && { kind: 'type', type };
      }
      return this.variableTarget(file, row.ref, name, depth);
    }
    for (const star of declarations.stars) {
      const inner = this.moduleFile(file, star);
      const found = inner && inner !== file ? this.exportOf(inner, name, depth + 1) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  private variableTarget(file: FileNode, variable: number, name: string, depth: number): Target | undefined {
    const imported = this.importOf(file, variable);
    if (imported) return this.exported(file, imported.module, imported.name, depth + 1);
    const type = this.typeOfVariable(file, variable);
    return type ? { kind: 'type', type } : { kind: 'variable', file, variable, name };
  }

  /** The import a variable stands for, if it is one. */
  importOf(file: FileNode, variable: number): { module: string; name: string } | undefined {
    const { variables, imports, strings } = file.facts;
    const row = variable * VarCol.stride;
    if (variables[row + VarCol.kind] !== 2) return undefined;
    const at = (variables[row + VarCol.ref] ?? -1) * ImportCol.stride;
    if (at < 0) return undefined;
    return { module: strings[imports[at + ImportCol.module] ?? -1] ?? '', name: strings[imports[at + ImportCol.name] ?? -1] ?? '' };
  }

  typeOfVariable(file: FileNode, variable: number): TypeNode | undefined {
    const { variables } = file.facts;
    const row = variable * VarCol.stride;
    return variables[row + VarCol.kind] === 4 ? file.types[variables[row + VarCol.ref] ?? -1] : undefined;
  }

  variableName(file: FileNode, variable: number): string {
    return file.facts.strings[file.facts.variables[variable * VarCol.stride + VarCol.name] ?? -1] ?? '';
  }
}

function joinModule(module: string, name: string, language: LanguageInfo): string {
  if (language.modules.style === 'dotted') return module.endsWith('.') ? module + name : `${module}.${name}`;
  return `${module}/${name}`;
}

const emptyDeclarations: Declarations = { exports: new Map(), stars: [], types: new Map(), variables: new Map(), imports: [], bound: new Map() };

function readDeclarations(node: FileNode): Declarations {
  const { facts } = node;
  const { strings, exports: rows, imports } = facts;
  const text = (id: number | undefined): string => strings[id ?? -1] ?? '';
  const exports = new Map<string, { kind: number; ref: number; module: string; imported: string }>();
  const stars: string[] = [];
  for (let at = 0; at < rows.length; at += ExportCol.stride) {
    const kind = rows[at + ExportCol.kind] ?? 0;
    const module = text(rows[at + ExportCol.module]);
    if (kind === ExportKind.Star) stars.push(module);
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
  const imported: { module: string; name: string; variable: number }[] = [];
  for (let at = 0; at < imports.length; at += ImportCol.stride) {
    imported.push({ module: text(imports[at + ImportCol.module]), name: text(imports[at + ImportCol.name]), variable: imports[at + ImportCol.variable] ?? -1 });
  }
  const bound = new Map(imported.filter((i) => i.variable >= 0).map((i) => [text(facts.variables[i.variable * VarCol.stride + VarCol.name]), i] as const));
  return { exports, stars, types, variables, imports: imported, bound };
}

/** A text that is equal exactly when other files would see the same: names, kinds, types with their members, imports, signatures. */
function describe(node: FileNode, declarations: Declarations): string {
  const { facts } = node;
  const parts: string[] = [node.configures ? 'configures' : ''];
  for (const [name, row] of declarations.exports) parts.push(`e${name}:${String(row.kind)}:${row.module}:${row.imported}`);
  for (const star of declarations.stars) parts.push(`s${star}`);
  for (const i of declarations.imports) parts.push(`i${i.module}:${i.name}:${facts.strings[facts.variables[i.variable * VarCol.stride] ?? -1] ?? ''}`);
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

/** A type expression as a person would write it: `Map<string, User[]>`. */
export function typeText(facts: FileFacts, expression: number, depth = 0): string {
  if (expression < 0 || depth > 4) return '';
  const row = expression * 5;
  const name = facts.strings[facts.typeExprs[row + 1] ?? -1] ?? '';
  const args: string[] = [];
  for (let i = 0; i < (facts.typeExprs[row + 3] ?? 0); i++) args.push(typeText(facts, facts.pool[(facts.typeExprs[row + 2] ?? 0) + i] ?? -1, depth + 1));
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
