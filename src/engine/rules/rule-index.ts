import type { BaseModelRule, CallModel, Catalogue, LanguageInfo, Library, LibraryType, PropertyModel } from './catalogue';

/** A model of a call with the library it belongs to. */
export interface Model {
  library: Library;
  call: CallModel;
}

export interface TypeRef {
  library: Library;
  type: string;
}

/** Rules of one language family by what they are looked up with. */
export interface FamilyIndex {
  /** `module` → exported path → models; the default export and the module itself are path "". */
  exports: ReadonlyMap<string, ReadonlyMap<string, readonly Model[]>>;
  /** Global path: `console.log`. */
  globals: ReadonlyMap<string, readonly Model[]>;
  /** `library#Type.method`. */
  methods: ReadonlyMap<string, readonly Model[]>;
  /** `library#Type.a` for every method `library#Type.a.b`: fields worth walking. */
  prefixesOfMethods: ReadonlySet<string>;
  /** `module` → `@Annotation` of a method without a body, or `@Annotation.*` of its type. */
  declared: ReadonlyMap<string, ReadonlyMap<string, readonly Model[]>>;
  /** Names of those annotations. */
  declaredNames: ReadonlySet<string>;
  /** Modules of libraries that make clients for types of the project. */
  connectModules: ReadonlySet<string>;
  /** Method name on any receiver that is not the project's own. */
  anyMethods: ReadonlyMap<string, readonly Model[]>;
  /** `module` → name → the type it exports. */
  types: ReadonlyMap<string, ReadonlyMap<string, TypeRef>>;
  /** Receiver names, folded to lower case, that may be taken for an instance. */
  receivers: ReadonlyMap<string, TypeRef>;
  /** `library#Type.property`, a global path, or `.key` anywhere. */
  properties: ReadonlyMap<string, { library: Library; property: PropertyModel }>;
  /** `module` → base type or annotation → rule. */
  bases: ReadonlyMap<string, ReadonlyMap<string, { library: Library; rule: BaseModelRule }>>;
  /** Base names of libraries without modules. */
  byModule: ReadonlyMap<string, Library>;
  prefixes: readonly { prefix: string; library: Library }[];
  /** Last names of calls that configure redaction beyond the instance they give: `addFilter`, `configure`. */
  configureNames: ReadonlySet<string>;
  /** Modules looked up before; an empty text is a miss. */
  known: Map<string, string>;
  /** Names of modules, read when first asked for. */
  names: Map<string, Set<string>>;
  /** Keys that mean something wherever they are written or read. */
  keys: ReadonlyMap<string, { library: Library; property: PropertyModel }>;
}

/** The compiled catalogue with its look-up tables. */
export interface RuleIndex {
  catalogue: Catalogue;
  families: ReadonlyMap<string, FamilyIndex>;
  libraries: ReadonlyMap<string, Library>;
  languages: readonly LanguageInfo[];
}

/** Builds the look-up tables once per catalogue. */
export function indexRules(catalogue: Catalogue): RuleIndex {
  const families = new Map<string, FamilyIndex>();
  for (const family of new Set(catalogue.languages.map((l) => l.family))) {
    families.set(family, indexFamily(catalogue.libraries.filter((l) => l.family === family)));
  }
  return { catalogue, libraries: new Map(catalogue.libraries.map((l) => [l.id, l])), families, languages: catalogue.languages };
}

function push<K>(map: Map<K, Model[]>, key: K, model: Model): void {
  const list = map.get(key);
  if (list) list.push(model);
  else map.set(key, [model]);
}

function indexFamily(libraries: readonly Library[]): FamilyIndex {
  const exports = new Map<string, Map<string, Model[]>>();
  const globals = new Map<string, Model[]>();
  const methods = new Map<string, Model[]>();
  const anyMethods = new Map<string, Model[]>();
  const declared = new Map<string, Map<string, Model[]>>();
  const declaredNames = new Set<string>();
  const connectModules = new Set<string>();
  const prefixesOfMethods = new Set<string>();
  const types = new Map<string, Map<string, TypeRef>>();
  const receivers = new Map<string, TypeRef>();
  const properties = new Map<string, { library: Library; property: PropertyModel }>();
  const configureNames = new Set<string>();
  const keys = new Map<string, { library: Library; property: PropertyModel }>();
  const bases = new Map<string, Map<string, { library: Library; rule: BaseModelRule }>>();
  const byModule = new Map<string, Library>();
  const prefixes: { prefix: string; library: Library }[] = [];

  for (const library of libraries) {
    const modules = library.modules.length > 0 ? library.modules.map((m) => (m.endsWith('/*') || m.endsWith('.*') ? m.slice(0, -2) : m)) : [''];
    for (const written of library.modules) {
      const name = /[/.]\*$/.test(written) ? written.slice(0, -2) : written;
      if (name !== written) prefixes.push({ prefix: name + written.slice(-2, -1), library });
      byModule.set(name, byModule.get(name) ?? library);
    }
    for (const [type, info] of Object.entries(library.types)) {
      const ref = { library, type };
      for (const module of modules) {
        const names = types.get(module) ?? new Map<string, TypeRef>();
        for (const name of [type, ...(info.exported ?? [])]) if (!names.has(name)) names.set(name, ref);
        types.set(module, names);
      }
      for (const receiver of info.receivers ?? []) if (!receivers.has(receiver.toLowerCase())) receivers.set(receiver.toLowerCase(), ref);
    }
    for (const call of library.calls) {
      for (const selector of call.call) {
        if (call.configures && (call.returns === undefined || call.configures.some((c) => c.scope))) configureNames.add(selector.slice(selector.lastIndexOf('.') + 1));
        const model = { library, call };
        const dot = selector.indexOf('.');
        const first = dot < 0 ? selector : selector.slice(0, dot);
        const rest = dot < 0 ? '' : selector.slice(dot + 1);
        if (call.connects) for (const word of first === '*' ? [rest] : modules) connectModules.add(word);
        if (first.startsWith('@')) {
          declaredNames.add(first.slice(1));
          for (const module of modules) {
            const names = declared.get(module) ?? new Map<string, Model[]>();
            push(names, selector, model);
            declared.set(module, names);
          }
        } else if (first === '*') push(anyMethods, rest, model);
        else if (rest && library.types[first]) {
          push(methods, `${library.id}#${selector}`, model);
          for (let at = selector.indexOf('.', first.length + 1); at >= 0; at = selector.indexOf('.', at + 1)) prefixesOfMethods.add(`${library.id}#${selector.slice(0, at)}`);
        }
        else if (library.modules.length === 0) push(globals, selector, model);
        else {
          const path = first === 'default' ? rest : selector;
          for (const module of modules) {
            const paths = exports.get(module) ?? new Map<string, Model[]>();
            push(paths, path, model);
            exports.set(module, paths);
          }
        }
      }
    }
    for (const property of library.properties) {
      for (const selector of property.property) {
        const entry = { library, property };
        const first = selector.split('.')[0] ?? '';
        if (selector.startsWith('.')) keys.set(selector.slice(1), entry);
        else if (library.types[first]) properties.set(`${library.id}#${selector}`, entry);
        else if (library.modules.length === 0) properties.set(selector, entry);
        else for (const module of modules) properties.set(`${module}:${selector}`, entry);
      }
    }
    for (const rule of library.bases) {
      for (const module of modules) {
        const names = bases.get(module) ?? new Map<string, { library: Library; rule: BaseModelRule }>();
        for (const base of rule.base) names.set(base, { library, rule });
        bases.set(module, names);
      }
    }
  }
  prefixes.sort((a, b) => b.prefix.length - a.prefix.length);
  return { exports, globals, methods, prefixesOfMethods, anyMethods, declared, declaredNames, connectModules, types, receivers, properties, bases, byModule, prefixes, known: new Map(), names: new Map(), keys, configureNames };
}

/** The name under which the rules know a module: itself, or the library whose `x/*` covers it. */
export function ruleModule(index: FamilyIndex, module: string): string | undefined {
  const known = index.known.get(module);
  if (known !== undefined) return known === '' ? undefined : known;
  const found = findRuleModule(index, module);
  if (index.known.size < 100_000) index.known.set(module, found ?? '');
  return found;
}

/** True when the rules know a name of a module: a type, a call or the start of one. */
export function tellsName(index: FamilyIndex, module: string, name: string): boolean {
  const known = ruleModule(index, module);
  if (known === undefined) return false;
  const [first = ''] = name.split('.');
  return index.types.get(known)?.has(first) === true || index.bases.get(known)?.has(first) === true || index.bases.get(known)?.has(`@${first}`) === true
    || namesOfModule(index, known).has(name);
}

/** Names a module exports by the rules, and the beginnings of dotted ones. */
function namesOfModule(index: FamilyIndex, module: string): ReadonlySet<string> {
  let names = index.names.get(module);
  if (names) return names;
  index.names.set(module, (names = new Set<string>()));
  // An annotation that says what calling a method without a body does is one, too.
  for (const selector of index.declared.get(module)?.keys() ?? []) names.add(selector.slice(1).replace(/\.\*$/, ''));
  const paths = [...(index.exports.get(module)?.keys() ?? []), ...[...index.properties.keys()].filter((key) => key.startsWith(`${module}:`)).map((key) => key.slice(module.length + 1))];
  for (const path of paths) for (let at = path.length; at > 0; at = path.lastIndexOf('.', at - 1)) names.add(path.slice(0, at));
  return names;
}

function findRuleModule(index: FamilyIndex, module: string): string | undefined {
  if (index.byModule.has(module) || index.exports.has(module)) return module;
  const bare = module.startsWith('node:') ? module.slice(5) : module;
  if (index.byModule.has(bare)) return bare;
  const found = index.prefixes.find((p) => module.startsWith(p.prefix));
  return found?.prefix.slice(0, -1);
}

/** Models of a method of a library type; types it extends answer what it does not. Behind a field of any name (`PrismaClient.*.create`) every field counts. */
export function methodModels(index: FamilyIndex, ref: TypeRef, method: string): readonly Model[] | undefined {
  const anyField = method.indexOf('.') < 0 ? undefined : method.replace(/[^.]+(?=\.[^.]+$)/, '*');
  let type: string | undefined = ref.type;
  for (let depth = 0; type !== undefined && depth < 8; depth++) {
    const found = index.methods.get(`${ref.library.id}#${type}.${method}`) ?? (anyField === undefined ? undefined : index.methods.get(`${ref.library.id}#${type}.${anyField}`));
    if (found) return found;
    const info: LibraryType | undefined = ref.library.types[type];
    type = info?.extends;
  }
  return undefined;
}

/** The property model of a library type, its bases included. */
export function propertyModel(index: FamilyIndex, ref: TypeRef, name: string): { library: Library; property: PropertyModel } | undefined {
  let type: string | undefined = ref.type;
  for (let depth = 0; type !== undefined && depth < 8; depth++) {
    const found = index.properties.get(`${ref.library.id}#${type}.${name}`);
    if (found) return found;
    type = ref.library.types[type]?.extends;
  }
  return undefined;
}
