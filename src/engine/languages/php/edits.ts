import type { CodeView } from '../code-view';
import type { Carrier, CodeEdits, Replacement } from '../edits';
import { removeLine } from '../source-style';
import { remove, replace, replaceByText, wrap } from './edits-values';

const functionKinds = new Set(['method_declaration', 'constructor_declaration', 'compact_constructor_declaration', 'lambda_expression']);
const callKinds = new Set(['method_invocation', 'object_creation_expression']);
const ids = /^(?:id|uuid|uid|guid|(?:user|customer|patient|member|account|person|client|employee|order|guest|tenant|subject|owner|contact|profile)(?:Id|Uuid))$/;

/**
 * How Java code is edited: values are taken out of calls, texts and format patterns. Helpers are not written into Java files, because a name
 * needs a class to stand in; ids are not put in place of a value, because fields are private.
 */
export const phpEdits: CodeEdits = {
  callAt, holders, leaves, boundNames, functionAround, parameters, owner, isPath, remove, replace, replaceByText, wrap,
  insertHelper: () => undefined,
  importFrom: () => [],
  maskers: () => [],
  strengthen,
  declaredType: () => '',
  members: () => undefined,
  importedFrom: () => [],
  redactAtLogger: () => undefined,
  idName: (_of, member) => member,
  isId: (name) => ids.test(name),
  lineComment: '//',
};

function isEnd(kind: string): boolean {
  return kind.endsWith('_statement') || kind.endsWith('_declaration') || kind === 'variable_declarator' || kind === 'program' || kind === 'block' || functionKinds.has(kind);
}

function callAt(code: CodeView, start: number, end: number): number {
  for (let at = code.at(start, end); at >= 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (callKinds.has(kind)) {
      const list = code.child(at, 'arguments');
      if (code.start(at) <= start && (list < 0 || code.start(list) >= end)) return at;
      if (code.start(at) === start && code.end(at) === end) return at;
    }
    if (kind === 'throw_statement') return code.children(at).find((one) => callKinds.has(code.kind(one))) ?? -1;
    if (isEnd(kind)) return -1;
  }
  return -1;
}

/** Takes out the call that sets a host name check that checks nothing: the standard check is on without it. */
function strengthen(code: CodeView, start: number, end: number): Replacement[][] {
  for (let at = code.at(start, end); at > 0 && !isEnd(code.kind(at)); at = code.parent(at)) {
    if (code.kind(at) !== 'method_invocation' || !/^set(?:SSL|Default)?HostnameVerifier$|^hostnameVerifier$/.test(code.textOf(code.child(at, 'name')))) continue;
    const object = code.child(at, 'object');
    if (object < 0) return [];
    const around = code.parent(at);
    if (code.kind(around) === 'expression_statement') return [[removeLine(code, code.start(around), code.end(around))]];
    return [[{ start: code.end(object), end: code.end(at), text: '' }]];
  }
  return [];
}

/** True when a `+` stands between the sides of a binary expression. */
export function isConcatenation(code: CodeView, node: number): boolean {
  if (code.kind(node) !== 'binary_expression') return false;
  const left = code.child(node, 'left');
  const right = code.child(node, 'right');
  return left >= 0 && right >= 0 && code.text.slice(code.end(left), code.start(right)).trim() === '+';
}

function holders(code: CodeView, start: number, end: number): Carrier[] {
  const found: Carrier[] = [];
  for (let node = code.at(start, end); node > 0 && !isEnd(code.kind(node)); node = code.parent(node)) {
    const around = code.parent(node);
    switch (code.kind(around)) {
      case 'binary_expression':
        if (isConcatenation(code, around) && !isConcatenation(code, node)) found.push({ holder: 'operand', node, slot: node, key: '', call: -1 });
        break;
      case 'array_initializer': found.push({ holder: 'element', node, slot: node, key: '', call: -1 }); break;
      case 'argument_list': {
        const call = code.parent(around);
        found.push(fillsFormat(code, call, node) ? { holder: 'hole', node, slot: node, key: '', call: -1 } : { holder: 'argument', node, slot: node, key: '', call });
        break;
      }
    }
  }
  return found;
}

/** True for an argument that a call puts into a text and does nothing else with. */
function fillsFormat(code: CodeView, call: number, node: number): boolean {
  const name = code.kind(call) === 'method_invocation' ? code.textOf(code.child(call, 'name')) : '';
  if (name === 'formatted') return true;
  const object = name === 'format' ? code.child(call, 'object') : -1;
  return object >= 0 && /^(?:String|MessageFormat)$/.test(code.textOf(object)) && code.children(code.child(call, 'arguments'))[0] !== node;
}

function leaves(code: CodeView, call: number): number[] {
  const found: number[] = [];
  const visit = (node: number): void => {
    const kind = code.kind(node);
    if (functionKinds.has(kind) || kind.endsWith('_comment') || kind === 'this') return;
    if (isPath(code, node)) {
      found.push(node);
      return;
    }
    for (const child of code.children(node)) {
      const field = code.field(child);
      if (field === 'name' || field === 'type' || field === 'field') continue;
      visit(child);
    }
  };
  const list = code.child(call, 'arguments');
  if (list >= 0) visit(list);
  return found;
}

/** Names, fields and calls without arguments: `user`, `this.order`, `order.getCustomer().email()`. */
function isPath(code: CodeView, node: number): boolean {
  const kind = code.kind(node);
  if (kind === 'identifier' || kind === 'this') return true;
  const object = code.child(node, 'object');
  if (kind === 'field_access') return object >= 0 && isPath(code, object);
  return kind === 'method_invocation' && object >= 0 && isPath(code, object) && code.children(code.child(node, 'arguments')).length === 0;
}

function owner(code: CodeView, node: number): string | undefined {
  const object = isPath(code, node) ? code.child(node, 'object') : -1;
  return object < 0 || code.kind(object) === 'this' ? undefined : code.textOf(object);
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
    if (list >= 0) found.push(...namesOf(code, list));
  }
  return found;
}

function namesOf(code: CodeView, list: number): string[] {
  if (code.kind(list) === 'identifier') return [code.textOf(list)];
  return code.children(list).flatMap((one) => {
    if (code.kind(one) === 'identifier') return [code.textOf(one)];
    const name = code.child(one, 'name');
    return name >= 0 ? [code.textOf(name)] : [];
  });
}

function boundNames(code: CodeView, start: number, end: number): string[] {
  for (let at = code.at(start, end); at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'variable_declarator' || kind === 'formal_parameter' || kind === 'enhanced_for_statement' || kind === 'resource' || kind === 'instanceof_expression') {
      const name = code.child(at, 'name');
      return name < 0 ? [] : [code.textOf(name)];
    }
    if (kind === 'assignment_expression') {
      const left = code.child(at, 'left');
      return left >= 0 && code.kind(left) === 'identifier' ? [code.textOf(left)] : [];
    }
    if (isEnd(kind)) return [];
  }
  return [];
}
