import type { CodeView } from '../code-view';
import type { Carrier, CodeEdits } from '../edits';
import { declaredType, members, strengthen } from './edits-options';
import { remove, replace, replaceByText, wrap } from './edits-values';

const functionKinds = new Set(['method_declaration', 'function_definition', 'anonymous_function', 'arrow_function']);
const callKinds = new Set(['function_call_expression', 'member_call_expression', 'nullsafe_member_call_expression', 'scoped_call_expression', 'object_creation_expression']);
const ids = /^(?:id|ID|uuid|uid|guid|(?:user|customer|patient|member|account|person|client|employee|order|guest|tenant|subject|owner|contact|profile)_?(?:id|Id|ID|uuid|Uuid))$/;
const unnamed = new Set(['$this', '$data', '$body', '$request', '$row', '$payload', '$form', '$input', '$item']);

/** How PHP code is edited: values are taken out of calls, arrays, texts and format patterns. Helpers are not written into files: where they would be loaded is not known. */
export const phpEdits: CodeEdits = {
  callAt, holders, leaves, boundNames, functionAround, parameters, owner, isPath, remove, replace, replaceByText, wrap,
  insertHelper: () => undefined,
  importFrom: () => [],
  maskers: () => [],
  strengthen, declaredType, members,
  importedFrom: () => [],
  redactAtLogger: () => undefined,
  idName(of, member) {
    const name = /(\w+)$/.exec(of)?.[1] ?? '';
    if (!/^(?:id|ID|uuid|uid|guid)$/.test(member)) return member;
    return unnamed.has(of) || name === '' ? 'id' : `${name}_id`;
  },
  isId: (name) => ids.test(name),
  lineComment: '//',
};

function isEnd(kind: string): boolean {
  return kind.endsWith('_statement') || kind.endsWith('_declaration') || kind.endsWith('_definition') || /^(?:program|colon_block|formal_parameters|anonymous_function|arrow_function)$/.test(kind);
}

/** Where the arguments of a call begin. */
const argumentsAt = (code: CodeView, call: number): number => code.children(call).find((one) => code.kind(one) === 'arguments') ?? -1;

function callAt(code: CodeView, start: number, end: number): number {
  for (let at = code.at(start, end); at >= 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (callKinds.has(kind)) {
      const list = argumentsAt(code, at);
      if (code.start(at) <= start && (list < 0 || code.start(list) >= end)) return at;
      if (code.start(at) === start && code.end(at) === end) return at;
    }
    if (isEnd(kind)) return -1;
  }
  return -1;
}

/** True when a `.` stands between the sides of a binary expression. */
export function isConcatenation(code: CodeView, node: number): boolean {
  if (code.kind(node) !== 'binary_expression') return false;
  const left = code.child(node, 'left');
  const right = code.child(node, 'right');
  return left >= 0 && right >= 0 && code.text.slice(code.end(left), code.start(right)).trim() === '.';
}

function holders(code: CodeView, start: number, end: number): Carrier[] {
  const found: Carrier[] = [];
  for (let node = code.at(start, end); node > 0 && !isEnd(code.kind(node)); node = code.parent(node)) {
    const around = code.parent(node);
    switch (code.kind(around)) {
      case 'encapsed_string':
        if (!/^(?:string_content|escape_sequence)$/.test(code.kind(node))) found.push({ holder: 'hole', node, slot: node, key: '', call: -1 });
        break;
      case 'binary_expression':
        if (isConcatenation(code, around) && !isConcatenation(code, node)) found.push({ holder: 'operand', node, slot: node, key: '', call: -1 });
        break;
      case 'array_element_initializer': {
        const parts = code.children(around);
        if (parts.length === 1) found.push({ holder: code.kind(node) === 'variadic_unpacking' ? 'spread' : 'element', node, slot: around, key: '', call: -1 });
        else if (parts.at(-1) === node) found.push({ holder: 'property', node, slot: around, key: code.textOf(parts[0] ?? node).replace(/^['"]|['"]$/g, ''), call: -1 });
        break;
      }
      case 'argument': {
        const call = code.parent(code.parent(around));
        const name = code.child(around, 'name');
        if (node === name) break;
        if (name >= 0) found.push({ holder: 'keyword', node, slot: around, key: code.textOf(name), call });
        else found.push({ holder: fillsFormat(code, call, around) ? 'hole' : 'argument', node, slot: around, key: '', call });
        break;
      }
    }
  }
  return found;
}

/** True for an argument that `sprintf` puts into its text. */
function fillsFormat(code: CodeView, call: number, argument: number): boolean {
  return code.kind(call) === 'function_call_expression' && code.textOf(code.child(call, 'function')) === 'sprintf' && code.children(argumentsAt(code, call))[0] !== argument;
}

function leaves(code: CodeView, call: number): number[] {
  const found: number[] = [];
  const visit = (node: number): void => {
    const kind = code.kind(node);
    if (functionKinds.has(kind) || kind === 'comment' || kind === 'name' || code.textOf(node) === '$this') return;
    if (isPath(code, node)) {
      found.push(node);
      return;
    }
    for (const child of code.children(node)) if (!/^(?:name|function|scope)$/.test(code.field(child))) visit(child);
  };
  const list = argumentsAt(code, call);
  if (list >= 0) visit(list);
  return found;
}

/** Variables, fields, keys and calls without arguments: `$user`, `$this->order`, `$row['email']`, `$order->getCustomer()->email`. */
function isPath(code: CodeView, node: number): boolean {
  switch (code.kind(node)) {
    case 'variable_name': return true;
    case 'member_access_expression': case 'nullsafe_member_access_expression': return code.kind(code.child(node, 'name')) === 'name' && isPath(code, code.child(node, 'object'));
    case 'member_call_expression': case 'nullsafe_member_call_expression':
      return code.kind(code.child(node, 'name')) === 'name' && code.children(argumentsAt(code, node)).length === 0 && isPath(code, code.child(node, 'object'));
    case 'subscript_expression': {
      const [object = -1, key = -1] = code.children(node);
      return key >= 0 && code.kind(key) === 'string' && isPath(code, object);
    }
    default: return false;
  }
}

function owner(code: CodeView, node: number): string | undefined {
  if (!/^(?:nullsafe_)?member_(?:access|call)_expression$/.test(code.kind(node)) || !isPath(code, node)) return undefined;
  const object = code.child(node, 'object');
  return object < 0 || code.textOf(object) === '$this' ? undefined : code.textOf(object);
}

function functionAround(code: CodeView, node: number): number {
  let at = node;
  while (at > 0 && !functionKinds.has(code.kind(at))) at = code.parent(at);
  return Math.max(0, at);
}

function parameters(code: CodeView, node: number): string[] {
  const found: string[] = [];
  for (let fn = functionAround(code, node); fn > 0; fn = functionAround(code, code.parent(fn))) {
    const list = code.child(fn, 'parameters');
    if (list >= 0) found.push(...code.children(list).map((one) => code.textOf(code.child(one, 'name'))).filter((name) => name !== ''));
  }
  return found;
}

function boundNames(code: CodeView, start: number, end: number): string[] {
  for (let at = code.at(start, end); at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'simple_parameter' || kind === 'property_promotion_parameter') return [code.textOf(code.child(at, 'name'))];
    if (kind === 'assignment_expression') return namesIn(code, code.child(at, 'left'));
    if (kind === 'foreach_statement') return namesIn(code, code.children(at)[1] ?? -1);
    if (isEnd(kind)) return [];
  }
  return [];
}

function namesIn(code: CodeView, node: number): string[] {
  if (node < 0) return [];
  if (code.kind(node) === 'variable_name') return [code.textOf(node)];
  return /^(?:list_literal|array_creation_expression|array_element_initializer|pair|by_ref)$/.test(code.kind(node)) ? code.children(node).flatMap((one) => namesIn(code, one)) : [];
}
