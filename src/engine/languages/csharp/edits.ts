import type { CodeView } from '../code-view';
import type { Carrier, CodeEdits } from '../edits';
import { declaredType, members, strengthen } from './edits-options';
import { remove, replace, replaceByText, wrap } from './edits-values';

const functionKinds = new Set(['method_declaration', 'constructor_declaration', 'lambda_expression', 'local_function_statement', 'anonymous_method_expression']);
const callKinds = new Set(['invocation_expression', 'object_creation_expression', 'implicit_object_creation_expression']);
const ids = /^(?:Id|id|_id|Guid|Uuid|(?:user|customer|patient|member|account|person|client|employee|order|guest|tenant|subject|owner|contact|profile)Id)$/i;

/** How C# code is edited: values are taken out of calls, templates and texts, or replaced by the id of their owner. Helpers are not written into files, because a name needs a class to stand in. */
export const csharpEdits: CodeEdits = {
  callAt, holders, leaves, boundNames, functionAround, parameters, owner, isPath, remove, replace, replaceByText, wrap, strengthen, declaredType, members,
  insertHelper: () => undefined,
  importFrom: () => [],
  maskers: () => [],
  importedFrom: () => [],
  redactAtLogger: () => undefined,
  idName(of, member) {
    const name = of.split('.').at(-1) ?? '';
    return /^id$/i.test(member) ? `${name.charAt(0).toUpperCase()}${name.slice(1)}Id` : member;
  },
  isId: (name) => ids.test(name),
  lineComment: '//',
};

export function isEnd(kind: string): boolean {
  return (kind.endsWith('_statement') && kind !== 'local_function_statement') || kind.endsWith('_declaration') || kind === 'variable_declarator' || kind === 'compilation_unit' || kind === 'block' || functionKinds.has(kind);
}

/** The list of arguments of a call or construction, or -1. */
export function argumentList(code: CodeView, call: number): number {
  const list = code.child(call, 'arguments');
  return list >= 0 ? list : (code.children(call).find((one) => code.kind(one) === 'argument_list') ?? -1);
}

function callAt(code: CodeView, start: number, end: number): number {
  for (let at = code.at(start, end); at >= 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (callKinds.has(kind)) {
      const list = argumentList(code, at);
      if (code.start(at) <= start && (list < 0 || code.start(list) >= end)) return at;
      if (code.start(at) === start && code.end(at) === end) return at;
    }
    if (kind === 'throw_statement' || kind === 'throw_expression') return code.children(at).find((one) => callKinds.has(code.kind(one))) ?? -1;
    if (isEnd(kind)) return -1;
  }
  return -1;
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
      case 'interpolation': found.push({ holder: 'hole', node, slot: around, key: '', call: -1 }); break;
      case 'initializer_expression': found.push({ holder: 'element', node, slot: node, key: '', call: -1 }); break;
      case 'anonymous_object_creation_expression': found.push({ holder: 'property', node, slot: node, key: keyOf(code, around, node), call: -1 }); break;
      case 'argument': {
        const list = code.parent(around);
        const call = code.parent(list);
        if (code.kind(list) !== 'argument_list') break;
        const name = code.child(around, 'name');
        found.push(fillsFormat(code, call, around) ? { holder: 'hole', node, slot: around, key: '', call: -1 } : { holder: name >= 0 ? 'keyword' : 'argument', node, slot: around, key: name < 0 ? '' : code.textOf(name), call });
        break;
      }
    }
  }
  return found;
}

/** The name a value has in `new { … }`. */
function keyOf(code: CodeView, around: number, node: number): string {
  const all = code.children(around);
  const before = all[all.indexOf(node) - 1] ?? -1;
  const isNamed = before >= 0 && code.text.slice(code.end(before), code.start(node)).trim() === '=';
  return isNamed ? code.textOf(before) : /(\w+)$/.exec(code.textOf(node))?.[1] ?? '';
}

/** True for an argument that `string.Format` puts into a text. */
function fillsFormat(code: CodeView, call: number, slot: number): boolean {
  const called = code.child(call, 'function');
  return called >= 0 && /^[sS]tring\.Format$/.test(code.textOf(called)) && code.children(argumentList(code, call))[0] !== slot;
}

function leaves(code: CodeView, call: number): number[] {
  const found: number[] = [];
  const visit = (node: number): void => {
    const kind = code.kind(node);
    if (functionKinds.has(kind) || kind === 'comment') return;
    if (isPath(code, node)) {
      found.push(node);
      return;
    }
    for (const child of code.children(node)) {
      const field = code.field(child);
      if (field === 'name' || field === 'type') continue;
      visit(child);
    }
  };
  const list = argumentList(code, call);
  if (list >= 0) visit(list);
  return found;
}

/** Names and fields: `user`, `this.order`, `order.Customer.Email`, `user?.Email`. */
function isPath(code: CodeView, node: number): boolean {
  const kind = code.kind(node);
  if (kind === 'identifier') return true;
  if (kind === 'conditional_access_expression') return isPath(code, code.child(node, 'condition')) && code.children(node).some((one) => code.kind(one) === 'member_binding_expression');
  const object = code.child(node, 'expression');
  return kind === 'member_access_expression' && (object < 0 || isPath(code, object));
}

function owner(code: CodeView, node: number): string | undefined {
  if (!isPath(code, node)) return undefined;
  const object = code.kind(node) === 'conditional_access_expression' ? code.child(node, 'condition') : code.child(node, 'expression');
  return object < 0 ? undefined : code.textOf(object);
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
    if (list < 0) continue;
    if (code.kind(list) === 'implicit_parameter') found.push(code.textOf(list));
    else for (const one of code.children(list)) if (code.child(one, 'name') >= 0) found.push(code.textOf(code.child(one, 'name')));
  }
  return found;
}

function boundNames(code: CodeView, start: number, end: number): string[] {
  for (let at = code.at(start, end); at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'variable_declarator' || kind === 'parameter' || kind === 'declaration_pattern' || kind === 'declaration_expression') {
      const name = code.child(at, 'name');
      return name < 0 ? [] : [code.textOf(name)];
    }
    if (kind === 'implicit_parameter') return [code.textOf(at)];
    if (kind === 'foreach_statement') {
      const left = code.child(at, 'left');
      return left >= 0 && code.kind(left) === 'identifier' ? [code.textOf(left)] : [];
    }
    if (kind === 'assignment_expression') {
      const left = code.child(at, 'left');
      return left >= 0 && code.kind(left) === 'identifier' ? [code.textOf(left)] : [];
    }
    if (isEnd(kind)) return [];
  }
  return [];
}
