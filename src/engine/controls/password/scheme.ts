import type { CodeView } from '../../languages/code-view';
import { functionAround, isBlock, isCall, isFunction, isMember, isModuleName, nodesIn, parts, pathsIn, readable, rootOf } from './reading';

/** A weak hash as a file writes it. */
export interface Scheme {
  /** The expression with the name `password` where the password stands. */
  old: string;
  /** Finds the same hash of another value. */
  pattern: RegExp;
}

/** A function that does nothing but hash the password it is given, or compare it with a stored hash. */
export interface Maker {
  node: number;
  name: string;
  parameters: string[];
  isMethod: boolean;
}

/** A hash of a value at a place. */
export interface Hash {
  node: number;
  /** The password as written there. */
  password: string;
}

const asText = /(?:\.digest\(\s*['"](?:hex|base64|base64url)['"]\s*\)|\.hexdigest\(\))$/;
/** Names of the helpers' own variables: other code cannot stand between them under these names. */
export const taken = /(?<![.\w$'"])(?:salt|key|known|given|salt_?[hH]ex|key_?[hH]ex|stored)\b(?!['"])/;

/** The whole expression a hash call is the start of: `createHash(…).update(…).digest('hex')`. */
export function wholeHash(code: CodeView, call: number): number {
  let node = call;
  for (;;) {
    const member = code.parent(node);
    const outer = code.parent(member);
    if (!isMember(code, member) || code.field(node) !== 'object' || !isCall(code, outer) || code.field(member) !== 'function') return node;
    node = outer;
  }
}

/** Reads the hash that starts with a call; undefined unless it gives text without `:` and hashes one value beside what the module knows. */
export function schemeOf(code: CodeView, call: number): Scheme | undefined {
  const node = wholeHash(code, call);
  const written = code.textOf(node);
  if (/\/\/|\/\*|#|\bthis\b|\bself\b|\bcls\b|\bawait\b/.test(written) || !givesText(code, node)) return undefined;
  const given = pathsIn(code, node).filter((path) => !isOfModule(code, code.textOf(path)));
  const [first] = given;
  if (first === undefined || new Set(given.map((path) => code.textOf(path))).size > 1) return undefined;
  const start = code.start(node);
  let old = written;
  for (const path of [...given].sort((a, b) => code.start(b) - code.start(a))) old = `${old.slice(0, code.start(path) - start)}\0${old.slice(code.end(path) - start)}`;
  const holes = old.split('\0');
  old = holes.join('password').replace(/\s*\n\s*/g, '');
  if (taken.test(old)) return undefined;
  let count = 0;
  const pattern = holes.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s*')).reduce((all, piece) => `${all}${count++ === 0 ? `(${readable})` : '\\1'}${piece}`);
  return { old, pattern: new RegExp(`(?<![\\w$.])${pattern}`, 'g') };
}

const globals = new Set(['process', 'Buffer', 'undefined']);
const isOfModule = (code: CodeView, path: string): boolean => globals.has(rootOf(path)) || isModuleName(code, rootOf(path));

/** True for the text forms of a digest, and for calls of a function of the file that gives one. */
function givesText(code: CodeView, node: number): boolean {
  if (asText.test(code.textOf(node))) return true;
  const callee = code.child(node, 'function');
  if (callee < 0 || isMember(code, callee)) return false;
  const name = code.textOf(callee);
  return functionsIn(code).some((fn) => fn.name === name && !fn.isMethod && asText.test(code.textOf(returned(code, fn.node))));
}

/** The same hash at all places of a file. */
export function hashesIn(code: CodeView, { pattern }: Scheme): Hash[] {
  return [...code.text.matchAll(pattern)].flatMap((match) => {
    const node = code.at(match.index, match.index + match[0].length);
    const password = match[1] ?? '';
    return isCall(code, node) && code.start(node) === match.index && code.end(node) === match.index + match[0].length ? [{ node, password }] : [];
  });
}

/** Named functions of a file. */
export function functionsIn(code: CodeView): Maker[] {
  const found: Maker[] = [];
  for (const node of nodesIn(code, 0)) {
    if (!isFunction(code, node) || code.kind(node) === 'lambda') continue;
    const around = code.parent(node);
    const named = code.kind(around) === 'variable_declarator' ? code.child(around, 'name') : code.child(node, 'name');
    const name = named < 0 ? '' : code.textOf(named);
    if (!/^[A-Za-z_]\w*$/.test(name)) continue;
    const isMethod = code.kind(node) === 'method_definition' || (code.kind(node) === 'function_definition' && /class_definition/.test(code.kind(code.parent(code.kind(around) === 'decorated_definition' ? code.parent(around) : around))));
    const list = code.child(node, 'parameters');
    const parameters = list < 0 ? [] : parts(code, list).map((one) => parameterName(code, one));
    if (isMethod && /^(?:self|cls)$/.test(parameters[0] ?? '')) parameters.shift();
    found.push({ node, name, parameters, isMethod });
  }
  return found;
}

function parameterName(code: CodeView, parameter: number): string {
  if (code.kind(parameter) === 'identifier') return code.textOf(parameter);
  const named = code.child(parameter, 'pattern');
  const inner = named >= 0 ? named : (parts(code, parameter)[0] ?? -1);
  return inner >= 0 && code.kind(inner) === 'identifier' && /^(?:required_parameter|typed_parameter)$/.test(code.kind(parameter)) ? code.textOf(inner) : '';
}

/** What a function gives back, where its body does nothing else; -1 otherwise. */
export function returned(code: CodeView, fn: number): number {
  const body = code.child(fn, 'body');
  if (body < 0) return -1;
  if (!isBlock(code, body)) return body;
  const statements = parts(code, body).filter((node) => !(code.kind(node) === 'expression_statement' && parts(code, node).every((one) => code.kind(one) === 'string')));
  const [first = -1, second] = statements;
  if (first < 0) return -1;
  if (second === undefined) return code.kind(first) === 'return_statement' ? (parts(code, first)[0] ?? -1) : -1;
  // `const digest = …; return digest;`
  const [binding = -1] = parts(code, first);
  const result = code.kind(second) === 'return_statement' ? (parts(code, second)[0] ?? -1) : -1;
  const target = code.child(binding, code.kind(binding) === 'assignment' ? 'left' : 'name');
  if (statements.length > 2 || result < 0 || target < 0 || code.textOf(target) !== code.textOf(result)) return -1;
  return code.child(binding, code.kind(binding) === 'assignment' ? 'right' : 'value');
}

/** The function whose body is this hash of its only parameter, under a name that stays true with another hash. */
export function makerOf(code: CodeView, hash: Hash): Maker | undefined {
  const around = functionAround(code, hash.node);
  const made = functionsIn(code).find(({ node }) => node === around);
  if (!made || returned(code, made.node) !== hash.node || made.parameters.length !== 1 || made.parameters[0] !== hash.password) return undefined;
  return (isPasswordName(made.name) || isPasswordName(hash.password)) && !/md5|sha_?\d|digest/i.test(made.name) ? made : undefined;
}

/** True for names that speak of a password. */
export const isPasswordName = (name: string): boolean => /pass|pwd|pin(?![a-z])|secret|credential/i.test(name);

/** Calls of a function: `f(x)`, for methods `this.f(x)` and `self.f(x)`. Undefined when it is mentioned in any other way. */
export function callsOf(code: CodeView, { name, isMethod }: Pick<Maker, 'name' | 'isMethod'>): number[] | undefined {
  const found: number[] = [];
  for (const node of nodesIn(code, 0)) {
    if (code.children(node).length > 0 || code.textOf(node) !== name || /string|comment/.test(code.kind(node))) continue;
    const around = code.parent(node);
    const callee = isMember(code, around) ? around : node;
    const call = code.parent(callee);
    if (isCall(code, call) && code.field(callee) === 'function') {
      const object = callee === around ? code.textOf(code.child(around, 'object')) : '';
      if (isMethod ? !/^(?:this|self|cls)$/.test(object) && !isClassName(code, object) : object !== '') return undefined;
      found.push(call);
    } else if (!isDeclaring(code, node)) return undefined;
  }
  return found;
}

const isClassName = (code: CodeView, name: string): boolean => /^[A-Z]\w*$/.test(name) && isModuleName(code, name);

/** The name where a function is declared, imported or handed to other files. */
function isDeclaring(code: CodeView, node: number): boolean {
  const around = code.parent(node);
  const kind = code.kind(around);
  // Under another name its uses are not seen.
  if (code.child(around, 'alias') >= 0 || code.kind(code.parent(around)) === 'aliased_import') return false;
  if (code.field(node) === 'name' && /function|method|variable_declarator|import_specifier|export_specifier|import_from_statement/.test(kind)) return true;
  if (kind === 'dotted_name') return /import/.test(code.kind(code.parent(around)));
  if (kind === 'object_pattern') return /\brequire\s*\(/.test(code.textOf(code.parent(around)));
  return kind === 'object' && /^(?:module\.)?exports\b/.test(code.textOf(code.parent(around)));
}
