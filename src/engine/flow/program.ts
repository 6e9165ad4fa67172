import { FnCol, ExportKind, ImportCol, TypeCol, VarCol, VarKind, decodeFacts, hashText, type FileFacts } from '../facts';
import type { Classifier } from '../classify';
import type { LanguageInfo } from '../rules/catalogue';
import { ruleModule, type FamilyIndex, type RuleIndex } from '../rules/rule-index';
import { describeDeclarations, emptyDeclarations, readDeclarations, type Declarations } from './declarations';
import { indexFile, standsAlone, type FileIndex } from './file-index';
import { isScoped, joinModule, moduleStems, resolveModule, type ModuleIndex } from './modules';
import { nestFunctions } from './nesting';
import { nearest, noPackageNames, packageKeys, partNames, samePackageNames, type PackageNames } from './packages';
import { OpenedModules } from './opened';
import { enclosedName, findWhole, heldName, isBundled, openedName } from './package-lookups';
import type { Parameter } from './parameters';
import { Queries, type Input, type Query } from './queries';
import { ruleNames, type RuleNames } from './rule-names';
import { surroundingsOf } from './surroundings';
import { sameTarget, type Target } from './target';

export type { Target } from './target';

/** A function across edits: the same object as long as its name and place among equals stay. */
export interface FunctionNode {
  readonly file: FileNode;
  /** Qualified name and ordinal among equals: `Orders.placed`, `#2`. */
  readonly key: string;
  /** Row in the current facts. */
  index: number;
  /** Changes with its text and with what the names in it stand for. */
  readonly body: Input<number>;
  /** Changes with what callers bind to. */
  readonly signature: Input<number>;
  alone: boolean;
  /** Functions written inside it that do not stand alone, at any depth, in the order of the file. */
  inner: readonly FunctionNode[];
  /** Its parameters once they were asked for; null again when its file gets other facts. */
  parameters: readonly Parameter[] | null;
}

/** A type across edits. */
export interface TypeNode {
  readonly file: FileNode;
  readonly key: string;
  readonly name: string;
  index: number;
  readonly memos: Memos;
}

/** Answers that were asked for about a file or a type, by question and name. */
export type Memos = Map<string, Map<string, Query<unknown>>>;

export interface FileNode extends RuleNames {
  readonly path: string;
  readonly language: LanguageInfo;
  /** What the rules say of the ecosystem of its language. */
  readonly family: FamilyIndex | undefined;
  facts: FileFacts;
  index: FileIndex;
  functions: FunctionNode[];
  /** Key of the package whose names it shares, or ''. */
  package: string;
  /** Keys of all packages it adds names to. */
  packages: readonly string[];
  /** Functions by the type that owns them. */
  methods: ReadonlyMap<number, readonly FunctionNode[]>;
  types: TypeNode[];
  readonly declarations: Input<Declarations>;
  /** Functions and types by key, those too that an edit took away: they are the same when they come back. */
  readonly functionsByKey: Map<string, FunctionNode>;
  readonly typesByKey: Map<string, TypeNode>;
  readonly memos: Memos;
  /** What `declarations` says, to see whether an edit changed it; null until the first edit. */
  declared: string | null;
}

/** All files of a workspace, linked by name. Inputs change through `setFile` and `removeFile`; all else is asked for. */
export class Program {
  readonly queries = new Queries();
  readonly files = new Map<string, FileNode>();
  readonly opened = new OpenedModules(this.queries);
  private readonly present = this.queries.input<ModuleIndex>(moduleStems([]));
  /** Of every path ever seen: a file that comes back is the same node, so that what was found out about it under that path stays true or is asked again. */
  private readonly nodes = new Map<string, FileNode>();
  private readonly modules = new Map<string, Query<string | undefined>>();
  private readonly packages = new Map<string, Query<PackageNames>>();
  private presentStale = false;

  constructor(readonly rules: RuleIndex, readonly classifier: Classifier) {}

  /** Takes the facts of a new or changed file. Gives false for a buffer that is not facts. */
  setFile(path: string, buffer: ArrayBuffer, language: LanguageInfo): boolean {
    const facts = decodeFacts(buffer);
    if (!facts) return false;
    const known = this.nodes.get(path);
    const node: FileNode = known ?? {
      path, language, family: this.rules.families.get(language.family), facts, index: indexFile(facts), functions: [], package: '', packages: [], configures: false, connects: false, declares: false, methods: new Map(), types: [],
      declarations: this.queries.input<Declarations>(emptyDeclarations), functionsByKey: new Map(), typesByKey: new Map(), memos: new Map(), declared: null,
    };
    const before = known && this.beforeEdit(known);
    node.facts = facts;
    if (known) node.index = indexFile(facts);
    if (!this.files.has(path)) {
      this.nodes.set(path, node);
      this.files.set(path, node);
      this.presentStale = true;
    }
    const belongsTo = packageKeys(facts, path, language);
    if (node.packages.join('\n') !== belongsTo.join('\n')) {
      node.packages = belongsTo;
      node.package = belongsTo[0] ?? '';
      this.presentStale = true;
    }
    Object.assign(node, ruleNames(facts, node.family));
    this.nameFunctions(node);
    this.nameTypes(node);
    const declarations = readDeclarations(node);
    if (before !== undefined) {
      this.noteBodies(node, (query, value) => { this.queries.set(query, value); });
      node.declared = describeDeclarations(node, declarations);
    }
    if (before !== undefined && node.declared === before) node.declarations.value = declarations;
    else this.queries.set(node.declarations, declarations);
    this.opened.note(path, language, declarations.opensEverywhere);
    return true;
  }

  removeFile(path: string): void {
    const node = this.files.get(path);
    if (!node) return;
    this.files.delete(path);
    for (const fn of node.functions) this.queries.set(fn.body, fn.body.value + 1);
    this.queries.set(node.declarations, emptyDeclarations);
    node.declared = '';
    this.opened.note(path, node.language, []);
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
      let fn = node.functionsByKey.get(key);
      if (!fn) {
        fn = { file: node, key, index: i, body: this.queries.input(0), signature: this.queries.input(0), alone: false, inner: [], parameters: null };
        node.functionsByKey.set(key, fn);
      }
      fn.index = i;
      fn.parameters = null;
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
    nestFunctions(node);
  }

  /** What an edit of a file is compared with. It is taken when the first edit comes: most files of a scan see none. */
  private beforeEdit(node: FileNode): string {
    if (node.declared !== null) return node.declared;
    this.noteBodies(node, (query, value) => { query.value = value; });
    return describeDeclarations(node, node.declarations.value);
  }

  /** Functions whose text or surroundings changed are told by `note`, to be asked again. */
  private noteBodies(node: FileNode, note: (query: Input<number>, value: number) => void): void {
    const { names, signatures } = surroundingsOf(node.facts, { functions: node.functions.map(({ key }) => key), types: node.types.map(({ key }) => key) });
    // The names in a file stand for other things when it moves to another package.
    const place = hashText(node.package);
    node.functions.forEach((fn, i) => {
      const body = ((node.facts.functions[i * FnCol.stride + FnCol.hash] ?? 0) ^ Math.imul(names[i] ?? 0, 31) ^ place) | 0;
      const signature = ((signatures[i] ?? 0) ^ place) | 0;
      if (fn.body.value !== body) note(fn.body, body);
      if (fn.signature.value !== signature) note(fn.signature, signature);
    });
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
      let type = node.typesByKey.get(key);
      if (!type) {
        type = { file: node, key, name: facts.strings[facts.types[row + TypeCol.name] ?? -1] ?? '', index: i, memos: new Map() };
        node.typesByKey.set(key, type);
      }
      type.index = i;
      node.types.push(type);
    }
  }

  /** Names of the files that are there; a miss that was looked up is asked again when this changes. */
  private stems(): ModuleIndex {
    if (this.presentStale) {
      this.presentStale = false;
      this.queries.set(this.present, moduleStems([...this.files.keys()].sort(), (path) => this.files.get(path)?.packages ?? []));
    }
    return this.queries.ask(this.present);
  }

  /** An answer about a node that rests only on declarations, remembered by question and name with what it read. */
  memo<V>(node: TypeNode | FileNode, question: string, name: string, compute: () => V, nothing: V, same: (a: V, b: V) => boolean): V {
    let answers = node.memos.get(question);
    if (!answers) node.memos.set(question, (answers = new Map<string, Query<unknown>>()));
    let query = answers.get(name) as Query<V> | undefined;
    if (!query) answers.set(name, (query = this.queries.query<V>(compute, same, nothing)) as Query<unknown>);
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
      query = this.queries.query<string | undefined>(() => resolveModule(this.stems(), from.path, specifier, from.language, () => from.family !== undefined && ruleModule(from.family, specifier) !== undefined), Object.is, undefined);
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
    if (depth > 0) return this.follow(from, module, name, depth);
    return this.memo<Target | undefined>(from, `import ${module}`, name, () => this.follow(from, module, name, 0), undefined, sameTarget);
  }

  private follow(from: FileNode, module: string, name: string, depth: number): Target | undefined {
    const file = this.moduleFile(from, module);
    if (from.language.modules.style === 'package') return this.followPackage(from, file, module, name);
    if (!file) {
      // A package of files without a file of its own: `from . import models`.
      const inner = name && name !== '*' && name !== 'default' ? this.moduleFile(from, joinModule(module, name, from.language)) : undefined;
      if (inner) return { kind: 'module', file: inner };
      return { kind: 'library', module, path: name === '*' || name === 'default' ? '' : name };
    }
    if (name === '*') return { kind: 'module', file };
    return this.exportOf(file, name, depth) ?? this.submodule(from, module, name) ?? (isScoped(module, from.language) ? { kind: 'library', module, path: name === 'default' ? '' : name } : undefined);
  }

  /** A name of a package; behind a dot stands what a type holds: `Mask.email`. What no file declares is taken for a library's. */
  private followPackage(from: FileNode, file: FileNode | undefined, module: string, name: string): Target | undefined {
    const library: Target = { kind: 'library', module, path: name === '*' ? '' : name };
    if (!file || isBundled(this, from, module, name)) return library;
    if (name === '*') return { kind: 'module', file };
    const [first = '', ...rest] = name.split('.');
    let target = this.nameOf(file, first);
    for (const part of rest) target = target?.kind === 'type' ? this.inType(target.type, part) : undefined;
    return target ?? library;
  }

  /** What a type holds under a name: a type declared in it, else a member. */
  inType(type: TypeNode, name: string): Target {
    const inner = this.nestedType(type, name);
    return inner ? { kind: 'type', type: inner } : { kind: 'member', type, name };
  }

  /** A type declared in another: `Order.Line`. */
  nestedType(type: TypeNode, name: string): TypeNode | undefined {
    return this.memo<TypeNode | undefined>(type, 'nested', name, () => {
      this.declarationsOf(type.file);
      return type.file.types.find(({ key }) => key === `${type.key}.${name}`);
    }, undefined, Object.is);
  }

  /** A name a module tells: its own export, or one of another file of its package. */
  nameOf(file: FileNode, name: string): Target | undefined {
    return this.exportOf(file, name) ?? (file.package === '' ? undefined : this.packageName(file, name));
  }

  /** What a name stands for that no scope of the file declares: one of the package, or of a module that is opened whole. */
  undeclared(file: FileNode, name: string): Target | undefined {
    if (file.package === '') return undefined;
    return this.memo<Target | undefined>(file, 'undeclared', name, () => enclosedName(this, file, name) ?? this.packageName(file, name) ?? openedName(this, file, name) ?? heldName(this, file, name), undefined, sameTarget);
  }

  /** An export of the nearest other file of the package that has it. */
  packageName(file: FileNode, name: string): Target | undefined {
    const path = nearest(file.path, (this.namesOf(file.package).names.get(name) ?? []).filter((p) => p !== file.path));
    const other = path === undefined ? undefined : this.files.get(path);
    return other && this.exportOf(other, name);
  }

  /** The declaration a type row belongs to, and the rows in other files of its folder that add to it (methods of Go). */
  wholeOf(type: TypeNode): readonly TypeNode[] {
    if (type.file.package === '') return [type];
    return this.memo<readonly TypeNode[]>(type, 'whole', '', () => findWhole(this, type), [type], (a, b) => a.length === b.length && a.every((part, i) => part === b[i]));
  }

  /** The names of a package, by its key. */
  namesOf(key: string): PackageNames {
    let query = this.packages.get(key);
    if (!query) this.packages.set(key, (query = this.queries.query<PackageNames>(() => this.readPackage(key), samePackageNames, noPackageNames)));
    return this.queries.ask(query);
  }

  private readPackage(key: string): PackageNames {
    const names = new Map<string, string[]>();
    const parts = new Map<string, string[]>();
    for (const path of this.stems().packages.get(key) ?? []) {
      const file = this.files.get(path);
      if (!file) continue;
      const { exports } = this.declarationsOf(file);
      for (const name of exports.keys()) names.set(name, [...(names.get(name) ?? []), path]);
      for (const name of partNames(file.facts, exports)) parts.set(name, [...(parts.get(name) ?? []), path]);
    }
    return { names, parts };
  }

  private submodule(from: FileNode, module: string, name: string): Target | undefined {
    const file = this.moduleFile(from, joinModule(module, name, from.language));
    return file ? { kind: 'module', file } : undefined;
  }

  /** An export of a file by name. */
  exportOf(file: FileNode, name: string, depth = 0): Target | undefined {
    if (depth > 0) return this.findExport(file, name, depth);
    return this.memo<Target | undefined>(file, 'export', name, () => this.findExport(file, name, 0), undefined, sameTarget);
  }

  private findExport(file: FileNode, name: string, depth: number): Target | undefined {
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
    if (type) return { kind: 'type', type };
    const row = variable * VarCol.stride;
    const fn = file.facts.variables[row + VarCol.kind] === VarKind.Function ? file.functions[file.facts.variables[row + VarCol.ref] ?? -1] : undefined;
    return fn ? { kind: 'function', fn } : { kind: 'variable', file, name: this.variableName(file, variable) };
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
