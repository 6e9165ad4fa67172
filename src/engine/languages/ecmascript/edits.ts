import type { CodeView } from '../code-view';
import type { Carrier, CodeEdits } from '../edits';
import { insertHelper, importFrom, importedFrom, maskers } from './edits-imports';
import { redactAtLogger, strengthen } from './edits-options';
import { declaredType, members } from './edits-types';
import { remove, replace, replaceByText, wrap } from './edits-values';

const functionKinds = new Set(['function_declaration', 'function_expression', 'generator_function', 'generator_function_declaration', 'arrow_function', 'method_definition']);
const pathKinds = new Set(['identifier', 'this', 'member_expression', 'non_null_expression', 'shorthand_property_identifier']);
const ids = /^(?:_id|id|uuid|uid|guid|pk|(?:user|customer|patient|member|account|person|client|employee|order|guest|tenant|subject|owner|contact|profile)(?:_id|Id|ID|Uuid|_uuid))$/;

/** How code of the ECMAScript family is edited. */
export const ecmascriptEdits: CodeEdits = {
  callAt, holders, leaves, boundNames, functionAround, parameters, owner, isPath, remove, replace, replaceByText, wrap,
  insertHelper, importFrom, maskers, strengthen, declaredType, members, importedFrom, redactAtLogger,
  idName: (of, member) => (member === 'id' || member === '_id' || member === 'uuid' || member === 'uid' || member === 'pk' || member === 'guid' ? idOf(of) : member),
  isId: (name) => ids.test(name),
  lineComment: '//',
};

function idOf(path: string): string {
  const name = path.replace(/[?!]/g, '').split('.').at(-1) ?? '';
  return /^[a-z]\w*$/.test(name) && !['this', 'self', 'body', 'data', 'req', 'row', 'dto', 'input', 'props'].includes(name) ? `${name}Id` : 'id';
}

function callAt(code: CodeView, start: number, end: number): number {
  for (let at = code.at(start, end); at >= 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'call_expression' || kind === 'new_expression') {
      const callee = code.child(at, kind === 'new_expression' ? 'constructor' : 'function');
      if (callee >= 0 && code.start(callee) <= start && code.end(callee) >= end) return at;
      if (code.start(at) === start && code.end(at) === end) return at;
    }
    if (kind.endsWith('_statement') || functionKinds.has(kind)) return throwIn(code, at);
  }
  return -1;
}

/** The construction that a throw statement throws. */
function throwIn(code: CodeView, statement: number): number {
  if (code.kind(statement) !== 'throw_statement') return -1;
  const [thrown = -1] = code.children(statement);
  return thrown >= 0 && /^(?:new|call)_expression$/.test(code.kind(thrown)) ? thrown : -1;
}

function isEnd(kind: string): boolean {
  return kind.endsWith('_statement') || kind.endsWith('_declaration') || kind === 'variable_declarator' || kind === 'program' || kind === 'statement_block' || functionKinds.has(kind);
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
  let at = code.at(start, end);
  if (code.kind(at) === 'template_substitution') at = code.children(at)[0] ?? at;
  if (code.kind(at) === 'shorthand_property_identifier') found.push({ holder: 'property', node: at, slot: at, key: code.textOf(at), call: -1 });
  for (let node = at; node > 0 && !isEnd(code.kind(node)); node = code.parent(node)) {
    const around = code.parent(node);
    switch (code.kind(around)) {
      case 'template_substitution': found.push({ holder: 'hole', node, slot: around, key: '', call: -1 }); break;
      case 'binary_expression':
        if (isConcatenation(code, around) && !isConcatenation(code, node)) found.push({ holder: 'operand', node, slot: node, key: '', call: -1 });
        break;
      case 'pair':
        if (code.field(node) === 'value') found.push({ holder: 'property', node, slot: around, key: code.textOf(code.child(around, 'key')).replace(/^['"]|['"]$/g, ''), call: -1 });
        break;
      case 'spread_element': {
        const list = code.parent(around);
        found.push({ holder: 'spread', node, slot: around, key: '', call: code.kind(list) === 'arguments' ? code.parent(list) : -1 });
        break;
      }
      case 'array': found.push({ holder: 'element', node, slot: node, key: '', call: -1 }); break;
      case 'arguments': found.push({ holder: 'argument', node, slot: node, key: '', call: code.parent(around) }); break;
    }
  }
  return found;
}

function leaves(code: CodeView, call: number): number[] {
  const found: number[] = [];
  const visit = (node: number): void => {
    const kind = code.kind(node);
    if (functionKinds.has(kind) || kind === 'comment') return;
    if (kind === 'shorthand_property_identifier' || (isPath(code, node) && kind !== 'this')) {
      if (code.textOf(node) !== 'undefined') found.push(node);
      return;
    }
    for (const child of code.children(node)) {
      const field = code.field(child);
      if (field === 'key' || field === 'property' || (field === 'constructor' && kind === 'new_expression')) continue;
      if (field === 'function' && kind === 'call_expression') {
        const object = code.child(child, 'object');
        if (object >= 0) visit(object);
        continue;
      }
      visit(child);
    }
  };
  const list = code.child(call, 'arguments');
  if (list >= 0) visit(list);
  return found;
}

function isPath(code: CodeView, node: number): boolean {
  const kind = code.kind(node);
  if (!pathKinds.has(kind)) return false;
  if (kind === 'non_null_expression') return code.children(node).every((child) => isPath(code, child));
  if (kind !== 'member_expression') return true;
  const object = code.child(node, 'object');
  return object >= 0 && isPath(code, object);
}

function owner(code: CodeView, node: number): string | undefined {
  if (code.kind(node) !== 'member_expression' || !isPath(code, node)) return undefined;
  const object = code.child(node, 'object');
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
    const single = code.child(fn, 'parameter');
    if (list >= 0) found.push(...namesIn(code, list));
    else if (single >= 0) found.push(code.textOf(single));
  }
  return found;
}

const patternNames = new Set(['identifier', 'shorthand_property_identifier_pattern']);

/** Names a pattern or parameter list binds. */
function namesIn(code: CodeView, node: number): string[] {
  if (patternNames.has(code.kind(node))) return [code.textOf(node)];
  return code.children(node).filter((child) => !['type', 'value', 'right', 'key', 'decorator'].includes(code.field(child))).flatMap((child) => namesIn(code, child));
}

function boundNames(code: CodeView, start: number, end: number): string[] {
  for (let at = code.at(start, end); at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'variable_declarator' || kind === 'assignment_expression' || kind === 'for_in_statement') {
      const target = code.child(at, kind === 'variable_declarator' ? 'name' : 'left');
      if (target < 0 || (kind === 'assignment_expression' && code.kind(target) !== 'identifier')) return [];
      const inside = code.start(target) <= start && code.end(target) >= end ? code.at(start, end) : target;
      return namesIn(code, inside).length > 0 ? namesIn(code, inside) : namesIn(code, target);
    }
    if (kind === 'required_parameter' || kind === 'optional_parameter' || kind === 'formal_parameters' || kind === 'object_pattern') {
      const exact = namesIn(code, code.at(start, end));
      return exact.length > 0 ? exact : namesIn(code, at);
    }
    if (kind.endsWith('_statement') || functionKinds.has(kind)) return [];
  }
  return [];
}
