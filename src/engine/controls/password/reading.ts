import type { CodeView } from '../../languages/code-view';

/** Kinds of both families this control reads, by what they mean; the grammars share the names of the fields. */
const calls = new Set(['call_expression', 'call']);
const members = new Set(['member_expression', 'attribute']);
const awaits = new Set(['await_expression', 'await']);
const blocks = new Set(['statement_block', 'block']);
const functions = new Set(['function_declaration', 'function_expression', 'arrow_function', 'method_definition', 'generator_function', 'generator_function_declaration', 'function_definition', 'lambda']);
const classes = new Set(['class_declaration', 'class', 'class_definition']);
const assignments = new Set(['assignment_expression', 'assignment']);
const exits = new Set(['return_statement', 'throw_statement', 'raise_statement']);
const names = new Set(['identifier', 'shorthand_property_identifier']);

export const isCall = (code: CodeView, node: number): boolean => node >= 0 && calls.has(code.kind(node));
export const isMember = (code: CodeView, node: number): boolean => node >= 0 && members.has(code.kind(node));
export const isAwait = (code: CodeView, node: number): boolean => node >= 0 && awaits.has(code.kind(node));
export const isBlock = (code: CodeView, node: number): boolean => node >= 0 && blocks.has(code.kind(node));
export const isFunction = (code: CodeView, node: number): boolean => node >= 0 && functions.has(code.kind(node));
export const isName = (code: CodeView, node: number): boolean => node >= 0 && names.has(code.kind(node));
export const isAssignment = (code: CodeView, node: number): boolean => node >= 0 && assignments.has(code.kind(node));

/** Children without comments. */
export const parts = (code: CodeView, node: number): number[] => code.children(node).filter((child) => code.kind(child) !== 'comment');

/** The name a member expression ends in. */
export const memberName = (code: CodeView, member: number): string => code.textOf(code.child(member, code.kind(member) === 'attribute' ? 'attribute' : 'property'));

/** Name a call calls by: `update` of `hash.update(x)`. */
export function calledName(code: CodeView, call: number): string {
  const callee = code.child(call, 'function');
  return callee < 0 ? '' : isMember(code, callee) ? memberName(code, callee) : code.textOf(callee);
}

export function argumentsOf(code: CodeView, call: number): number[] {
  const list = code.child(call, 'arguments');
  return list < 0 ? [] : parts(code, list);
}

/** What stands between the two sides of a node: `===`, `or`. */
function operatorOf(code: CodeView, left: number, right: number): string {
  return code.text.slice(code.end(left), code.start(right)).trim();
}

/** The sides of a comparison for equality; undefined for any other node. */
export function equality(code: CodeView, node: number): { sides: [number, number]; isEqual: boolean } | undefined {
  if (node < 0 || !/^(?:binary_expression|comparison_operator)$/.test(code.kind(node))) return undefined;
  const [left = -1, right = -1, more] = parts(code, node);
  if (left < 0 || right < 0 || more !== undefined) return undefined;
  const operator = operatorOf(code, left, right);
  return /^[=!]==?$/.test(operator) ? { sides: [left, right], isEqual: operator.startsWith('=') } : undefined;
}

/** How a node joins its sides: both have to be true, one of them, or neither of these. */
export function joins(code: CodeView, node: number): 'and' | 'or' | undefined {
  if (node < 0 || !/^(?:binary_expression|boolean_operator)$/.test(code.kind(node))) return undefined;
  const [left = -1, right = -1] = parts(code, node);
  const operator = left < 0 || right < 0 ? '' : operatorOf(code, left, right);
  return operator === '&&' || operator === 'and' ? 'and' : operator === '||' || operator === 'or' ? 'or' : undefined;
}

export function isNot(code: CodeView, node: number): boolean {
  return node >= 0 && (code.kind(node) === 'not_operator' || (code.kind(node) === 'unary_expression' && code.textOf(node).startsWith('!')));
}

export function functionAround(code: CodeView, node: number): number {
  let at = node;
  while (at > 0 && !isFunction(code, at)) at = code.parent(at);
  return Math.max(0, at);
}

export function classAround(code: CodeView, node: number): number {
  let at = node;
  while (at > 0 && !classes.has(code.kind(at))) at = code.parent(at);
  return at;
}

export function isAsync(code: CodeView, fn: number): boolean {
  return fn > 0 && /^(?:(?:public|private|protected|static|override)\s+)*async\b/.test(code.textOf(fn));
}

/** A node and every node in it, in the order of the text. */
export function* nodesIn(code: CodeView, node: number): Generator<number> {
  yield node;
  // A tree is laid out in this order: what starts behind the node ends the walk.
  for (let at = node + 1; at < code.count && code.start(at) < code.end(node); at++) yield at;
}

/** True for plain names and fields that can be read, and assigned to, twice: `user.passwordHash`, never `user?.hash`. */
export function isPlainPath(code: CodeView, node: number): boolean {
  return node >= 0 && (isName(code, node) || (isMember(code, node) && /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/.test(code.textOf(node))));
}

/** As a plain path, entries by a written key included: `form["password"]`. It can be read twice. */
export function isReadable(code: CodeView, node: number): boolean {
  return isPlainPath(code, node) || (node >= 0 && /^(?:subscript|subscript_expression|member_expression|attribute)$/.test(code.kind(node)) && new RegExp(`^${readable}$`).test(code.textOf(node)));
}

/** Pattern of what `isReadable` takes. */
export const readable = '[A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*|\\[(?:"[\\w-]+"|\'[\\w-]+\')\\])*?';

/** Names and fields an expression reads, callees left out. */
export function pathsIn(code: CodeView, node: number): number[] {
  if (isReadable(code, node) || code.kind(node) === 'this') return [node];
  if (isCall(code, node)) {
    const callee = code.child(node, 'function');
    return [...(isMember(code, callee) ? pathsIn(code, code.child(callee, 'object')) : []), ...argumentsOf(code, node).flatMap((argument) => pathsIn(code, argument))];
  }
  return code.children(node).filter((child) => !(code.field(child) === 'name' && code.kind(node) === 'keyword_argument') && code.field(child) !== 'property' && code.field(child) !== 'attribute').flatMap((child) => pathsIn(code, child));
}

export const rootOf = (path: string): string => /^[\w$]*/.exec(path)?.[0] ?? '';

/** The assignment a value is given a plain name by: `const hash = …`, `hash = …`. */
export function bindingOf(code: CodeView, value: number): { name: string; statement: number } | undefined {
  const around = code.parent(value);
  if (around < 0 || !(code.kind(around) === 'variable_declarator' ? code.field(value) === 'value' : code.kind(around) === 'assignment' && code.field(value) === 'right')) return undefined;
  const target = code.child(around, code.kind(around) === 'assignment' ? 'left' : 'name');
  const statement = code.parent(around);
  const isOnly = parts(code, statement).length === 1;
  return isName(code, target) && isOnly ? { name: code.textOf(target), statement } : undefined;
}

/** The value a plain name is bound to in a function, where that happens once. */
export function boundIn(code: CodeView, fn: number, name: string): number {
  let found = -1;
  for (const node of nodesIn(code, fn)) {
    const field = code.kind(node) === 'variable_declarator' ? 'value' : isAssignment(code, node) ? 'right' : '';
    if (field === '') continue;
    const target = code.child(node, field === 'value' ? 'name' : 'left');
    if (target < 0 || code.textOf(target) !== name) continue;
    if (found >= 0) return -1;
    found = code.child(node, field);
  }
  return found;
}

/** Other places that read a name bound in a function. */
export function readsOf(code: CodeView, fn: number, name: string, binding: number): number[] {
  return [...nodesIn(code, fn)].filter((node) => isName(code, node) && code.textOf(node) === name && !(code.start(node) >= code.start(binding) && code.end(node) <= code.end(binding)) && code.field(node) !== 'property' && code.field(node) !== 'attribute' && !(code.field(node) === 'name' && code.kind(code.parent(node)) === 'keyword_argument'));
}

/** True when a block or statement always leaves the function at its end. */
export function leaves(code: CodeView, node: number): boolean {
  if (node < 0) return false;
  const last = isBlock(code, node) ? parts(code, node).at(-1) : node;
  return last !== undefined && exits.has(code.kind(last));
}

/** Indentation of the line an offset is on. */
export function indentAt(code: CodeView, offset: number): string {
  const start = code.text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(code.text.slice(start, offset))?.[0] ?? '';
}

/** True where the file itself declares or imports a name outside any function. */
export function isModuleName(code: CodeView, name: string): boolean {
  return parts(code, 0).some((node) => {
    const kind = code.kind(node);
    if (/import/.test(kind)) return new RegExp(`\\b${name}\\b`).test(code.textOf(node));
    const head = kind === 'export_statement' ? code.child(node, 'declaration') : node;
    if (head < 0) return false;
    const named = code.child(head, 'name');
    if (named >= 0 && code.textOf(named) === name) return true;
    return parts(code, head).some((one) => {
      const target = code.child(one, code.kind(one) === 'assignment' ? 'left' : 'name');
      return target >= 0 && new RegExp(`(?<![\\w$.])${name}\\b`).test(code.textOf(target));
    });
  });
}
