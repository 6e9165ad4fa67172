import { FnCol, FunctionFlag, VarCol, VarKind } from '../facts';
import { Evaluation, flagsOf, type Recorder } from './evaluate';
import { isExtension } from './extensions';
import { implementations } from './implementations';
import type { Knowledge } from './knowledge';
import type { NotPersonal } from './naming';
import type { FileNode, FunctionNode, Program, TypeNode } from './program';
import type { Query } from './queries';
import type { ClientBase, LibraryConfig, Summary } from './summary';
import { membersOf, sameMembers, supersOf, type Member } from './types';
import { Guard, callable, change, join, plain, type GuardName, type Value } from './value';
import { summaryText, valueText } from './print';

/** What the team adds to the rules for the flow. */
export interface FlowPolicy {
  notPersonal: NotPersonal | null;
  /** `path#symbol` → grade. */
  safeguards: ReadonlyMap<string, GuardName>;
}

const nothing: Summary = {
  result: plain, edges: [], mutations: [], opens: [], hits: [], weak: [], moduleWrites: new Map(), seen: [], urls: [], configs: [], clients: [], calls: { resolved: 0, unresolved: 0, examples: [] }, data: [], cut: false,
};

/** Answers the questions of evaluations over a program, each once. */
export interface Solver {
  summary(fn: FunctionNode): Summary;
  /** Evaluates one function again with every value told; nothing is remembered. */
  record(fn: FunctionNode, recorder: Recorder): void;
  setPolicy(policy: FlowPolicy): void;
  /** Redaction that code anywhere puts in force for a library or a named instance. */
  configs(): readonly LibraryConfig[];
  /** What declared clients are connected to, anywhere. */
  clients(): readonly ClientBase[];
}

const noValues: ReadonlyMap<number, Value> = new Map();
const noMembers: ReadonlyMap<string, Member> = new Map();
const makes = FunctionFlag.Constructor | FunctionFlag.FieldInit;
const sameFunctions = (a: readonly FunctionNode[], b: readonly FunctionNode[]): boolean => a.length === b.length && a.every((fn, i) => fn === b[i]);

/** Runs an evaluation; code nested deeper than the stack of this machine is cut and reported, never thrown. */
function evaluated<V>(run: () => V, cut: V): V {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return cut;
    throw error;
  }
}

/** Makes a solver. Answers follow the program: ask again after a change. */
export function createSolver(program: Program, initial: FlowPolicy): Solver {
  const { queries } = program;
  const policy = queries.input<FlowPolicy>(initial);
  const summaries = new Map<FunctionNode, Query<Summary>>();
  const moduleValues = new Map<FileNode, Query<ReadonlyMap<number, Value>>>();
  const variables = new Map<FileNode, Map<string, Query<Value>>>();
  const memberQueries = new Map<TypeNode, Query<ReadonlyMap<string, Member>>>();
  const fields = new Map<TypeNode, Map<string, Query<Value | null>>>();
  const methodsNamed = byName((file) => [...file.methods.values()].flat());
  const extensionsNamed = byName((file) => (file.language.extensionFunctions === true ? file.functions.filter(isExtension) : []));

  const k: Knowledge = {
    program,
    policy: initial.notPersonal,
    summary,
    signature: (fn) => { queries.ask(fn.signature); },
    body: (fn) => { queries.ask(fn.body); },
    moduleVariable,
    members,
    field,
    methodsNamed,
    extensionsNamed,
    implementations: (node, method) => implementations(program, node, method, methodsNamed),
    safeguardOf(fn) {
      const { safeguards } = queries.ask(policy);
      if (safeguards.size === 0) return 0;
      const grade = safeguards.get(`${fn.file.path}#${fn.key}`);
      return grade ? Guard[grade] : 0;
    },
  };

  function summary(fn: FunctionNode): Summary {
    let query = summaries.get(fn);
    if (!query) {
      query = queries.query<Summary>(() => {
        queries.ask(fn.body);
        queries.ask(policy);
        if (program.files.get(fn.file.path) !== fn.file || fn.file.functions[fn.index] !== fn) return nothing;
        return evaluated(() => new Evaluation(k, fn).run(), { ...nothing, cut: true });
      }, (a, b) => a === b || summaryText(a) === summaryText(b), nothing, (a, b) => a === b || summaryText(a, false) === summaryText(b, false));
      summaries.set(fn, query);
    }
    return queries.ask(query);
  }

  function moduleScope(file: FileNode): ReadonlyMap<number, Value> {
    let query = moduleValues.get(file);
    if (!query) {
      query = queries.query<ReadonlyMap<number, Value>>(() => {
        const [body] = file.functions;
        if (!body || program.files.get(file.path) !== file) return new Map<number, Value>();
        queries.ask(body.body);
        queries.ask(policy);
        return evaluated(() => new Evaluation(k, body, true).runModule(), new Map<number, Value>());
      }, () => false, noValues);
      moduleValues.set(file, query);
    }
    return queries.ask(query);
  }

  /** Asked by name: a variable keeps its answer when others move around it. */
  function moduleVariable(file: FileNode, name: string): Value {
    let ofFile = variables.get(file);
    if (!ofFile) variables.set(file, (ofFile = new Map<string, Query<Value>>()));
    let query = ofFile.get(name);
    if (!query) {
      query = queries.query<Value>(() => {
        const index = program.declarationsOf(file).variables.get(name);
        if (index === undefined || program.files.get(file.path) !== file) return plain;
        return readModuleVariable(file, index);
      }, (a, b) => a === b || valueText(a) === valueText(b), plain, (a, b) => a === b || valueText(a, 0, false) === valueText(b, 0, false));
      ofFile.set(name, query);
    }
    return queries.ask(query);
  }

  function readModuleVariable(file: FileNode, variable: number): Value {
    const { facts } = file;
    const row = variable * VarCol.stride;
    if (facts.variables[row + VarCol.kind] === VarKind.Function && (facts.variables[row + VarCol.assigned] ?? 0) === 0) {
      const fn = file.functions[facts.variables[row + VarCol.ref] ?? -1];
      if (fn) return callable(fn, null);
    }
    let value = moduleScope(file).get(variable) ?? plain;
    const name = program.variableName(file, variable);
    for (const index of file.index.outerAssigns.get(variable) ?? []) {
      let fn = file.functions[index];
      while (fn && !fn.alone) fn = file.functions[facts.functions[fn.index * FnCol.stride + FnCol.ownerFn] ?? -1];
      const written = fn && fn.index !== 0 ? summary(fn).moduleWrites.get(name) : undefined;
      // What a function writes in terms of its own parameters is not known out here.
      if (written) value = value === plain || value.constant === null ? change(written, (v) => { v.inputs = []; v.exact = null; }) : join(value, change(written, (v) => { v.inputs = []; v.exact = null; }));
    }
    return value.inputs.length > 0 ? change(value, (v) => { v.inputs = []; v.exact = null; }) : value;
  }

  function members(node: TypeNode): ReadonlyMap<string, Member> {
    let query = memberQueries.get(node);
    if (!query) {
      query = queries.query<ReadonlyMap<string, Member>>(() => membersOf(program, node), sameMembers, noMembers);
      memberQueries.set(node, query);
    }
    return queries.ask(query);
  }

  function field(node: TypeNode, name: string): Value | null {
    let ofType = fields.get(node);
    if (!ofType) fields.set(node, (ofType = new Map<string, Query<Value | null>>()));
    let query = ofType.get(name);
    if (!query) {
      query = queries.query<Value | null>(() => readField(node, name, 0), (a, b) => (a === null || b === null || a === b ? a === b : valueText(a) === valueText(b)), null);
      ofType.set(name, query);
    }
    return queries.ask(query);
  }

  /** Methods that may store a field: those that make the instance, and those whose text stores that name. */
  function storing(node: TypeNode, name: string): readonly FunctionNode[] {
    return program.memo<readonly FunctionNode[]>(node, 'stores', name, () => {
      const stores = program.memo<ReadonlyMap<string, readonly FunctionNode[]>>(node, 'all stores', '', () => storesOf(node), new Map(), () => false);
      return stores.get(name) ?? stores.get('') ?? [];
    }, [], sameFunctions);
  }

  /** Methods that may store a field, by its name; under '' those that make the instance, which may store any. */
  function storesOf(node: TypeNode): ReadonlyMap<string, readonly FunctionNode[]> {
    program.declarationsOf(node.file);
    const methods = node.file.methods.get(node.index) ?? [];
    for (const fn of methods) queries.ask(fn.body);
    const makers = new Set(methods.filter((fn) => flagsOf(fn) & makes));
    const found = new Map<string, readonly FunctionNode[]>([['', [...makers]]]);
    for (const method of methods) {
      for (const name of node.file.index.receiverStores.get(method.index) ?? []) {
        if (!found.has(name)) found.set(name, methods.filter((fn) => makers.has(fn) || node.file.index.receiverStores.get(fn.index)?.has(name)));
      }
    }
    return found;
  }

  function readField(node: TypeNode, name: string, depth: number): Value | null {
    let value: Value | null = null;
    for (const fn of storing(node, name)) {
      const isMaker = flagsOf(fn) & makes;
      for (const m of summary(fn).mutations) {
        if (m.root !== -1 || m.path.length !== 1 || m.path[0] !== name || m.value === null) continue;
        // What is made empty is filled elsewhere: the blank says nothing of what stands there later.
        if ((m.value.constant === '' || m.value.constant === null) && m.value.labels.length === 0) continue;
        const written: Value = change(m.value, (v) => { v.inputs = []; v.exact = null; });
        if (!isMaker && written.functions.length === 0 && !written.instance && written.labels.length === 0 && !written.type && !written.object?.element?.labels.length) continue;
        value = value === null ? written : join(value, written);
      }
    }
    if (value === null && depth < 8) for (const parent of supersOf(program, node).project) value ??= readField(parent, name, depth + 1);
    return value;
  }

  /** Some of the functions of every file, by name: asked for one name at a time, so that an edit concerns who asked for a name it changes. */
  function byName(functionsOf: (file: FileNode) => Iterable<FunctionNode>): (name: string) => readonly FunctionNode[] {
    const index = queries.query<ReadonlyMap<string, readonly FunctionNode[]>>(() => {
      const found = new Map<string, FunctionNode[]>();
      for (const path of program.paths()) {
        const file = program.files.get(path);
        if (!file) continue;
        program.declarationsOf(file);
        for (const fn of functionsOf(file)) {
          const name = file.facts.strings[file.facts.functions[fn.index * FnCol.stride + FnCol.name] ?? -1] ?? '';
          const list = found.get(name);
          if (list) list.push(fn);
          else found.set(name, [fn]);
        }
      }
      return found;
    }, () => false, new Map());
    const names = new Map<string, Query<readonly FunctionNode[]>>();
    return (name) => {
      let query = names.get(name);
      if (!query) names.set(name, (query = queries.query<readonly FunctionNode[]>(() => queries.ask(index).get(name) ?? [], sameFunctions, [])));
      return queries.ask(query);
    };
  }

  const allClients = queries.query<readonly ClientBase[]>(() => {
    const found: ClientBase[] = [];
    for (const path of program.paths()) {
      const file = program.files.get(path);
      if (!file) continue;
      program.declarationsOf(file);
      if (file.connects) for (const fn of file.functions) if (fn.alone) found.push(...summary(fn).clients);
    }
    return found;
  }, (a, b) => JSON.stringify(a) === JSON.stringify(b), []);

  const allConfigs = queries.query<readonly LibraryConfig[]>(() => {
    const found: LibraryConfig[] = [];
    for (const path of program.paths()) {
      const file = program.files.get(path);
      if (!file) continue;
      program.declarationsOf(file);
      if (!file.configures) continue;
      for (const fn of file.functions) if (fn.alone) found.push(...summary(fn).configs);
    }
    return found;
  }, (a, b) => JSON.stringify(a) === JSON.stringify(b), []);

  return {
    summary,
    configs: () => queries.ask(allConfigs),
    clients: () => queries.ask(allClients),
    record(fn, recorder) {
      new Evaluation(k, fn, false, recorder).run();
    },
    setPolicy(next) {
      k.policy = next.notPersonal;
      queries.set(policy, next);
    },
  };
}
