import type { CodeView } from '../code-view';
import type { Carrier, CodeEdits } from '../edits';
import { importedFrom, importFrom, insertHelper, maskers } from './edits-imports';
import { declaredType, members, strengthen } from './edits-options';
import { remove, replace, replaceByText, wrap } from './edits-values';

const ids = /^(?:_id|id|pk|uuid|uid|guid|(?:user|customer|patient|member|account|person|client|employee|order|guest|tenant|subject|owner|contact|profile)_(?:id|uuid|pk))$/;
const unnamed = new Set(['self', 'cls', 'data', 'body', 'request', 'row', 'payload', 'form', 'instance', 'obj']);

/** How Python code is edited. */
export const pythonEdits: CodeEdits = {
  callAt, holders, leaves, boundNames, functionAround, parameters, owner, isPath, remove, replace, replaceByText, wrap,
  insertHelper, importFrom, maskers, strengthen, declaredType, members, importedFrom,
  redactAtLogger: () => undefined,
  idName(of, member) {
    const name = of.split('.').at(-1) ?? '';
    if (!/^(?:_id|id|pk|uuid|uid|guid)$/.test(member)) return member;
    return unnamed.has(name) ? 'id' : `${name}_id`;
  },
  isId: (name) => ids.test(name),
  lineComment: '#',
};

function callAt(code: CodeView, start: number, end: number): number {
  for (let at = code.at(start, end); at >= 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'call') {
      const callee = code.child(at, 'function');
      if ((code.start(callee) <= start && code.end(callee) >= end) || (code.start(at) === start && code.end(at) === end)) return at;
    }
    if (kind === 'raise_statement') {
      const [raised = -1] = code.children(at);
      return raised >= 0 && code.kind(raised) === 'call' ? raised : -1;
    }
    if (isEnd(kind)) return -1;
  }
  return -1;
}

function isEnd(kind: string): boolean {
  return kind.endsWith('_statement') || kind.endsWith('_definition') || /^(?:assignment|augmented_assignment|block|module|lambda|parameters|for_in_clause)$/.test(kind);
}

/** The operator between the sides of a binary expression, '' for other nodes. */
export function operatorOf(code: CodeView, node: number): string {
  if (code.kind(node) !== 'binary_operator') return '';
  const left = code.child(node, 'left');
  const right = code.child(node, 'right');
  return left < 0 || right < 0 ? '' : code.text.slice(code.end(left), code.start(right)).replace(/[\s\\]/g, '');
}

function holders(code: CodeView, start: number, end: number): Carrier[] {
  const found: Carrier[] = [];
  for (let node = code.at(start, end); node > 0 && !isEnd(code.kind(node)); node = code.parent(node)) {
    const around = code.parent(node);
    const outer = code.parent(around);
    switch (code.kind(around)) {
      case 'interpolation':
        if (code.field(node) === 'expression') found.push({ holder: 'hole', node, slot: around, key: '', call: -1 });
        break;
      case 'binary_operator':
        if (operatorOf(code, around) === '%' && code.field(node) === 'right') {
          if (code.kind(node) !== 'tuple') found.push({ holder: 'argument', node, slot: node, key: '', call: around });
        } else if (operatorOf(code, around) === '+' && operatorOf(code, node) !== '+') found.push({ holder: 'operand', node, slot: node, key: '', call: -1 });
        break;
      case 'keyword_argument':
        if (code.field(node) === 'value') found.push({ holder: 'keyword', node, slot: around, key: code.textOf(code.child(around, 'name')), call: code.parent(outer) });
        break;
      case 'pair':
        if (code.field(node) === 'value') found.push({ holder: 'property', node, slot: around, key: code.textOf(code.child(around, 'key')).replace(/^['"]|['"]$/g, ''), call: -1 });
        break;
      case 'dictionary_splat': case 'list_splat':
        found.push({ holder: 'spread', node, slot: around, key: '', call: code.kind(outer) === 'argument_list' ? code.parent(outer) : -1 });
        break;
      case 'tuple':
        if (operatorOf(code, outer) === '%') {
          found.push({ holder: 'argument', node, slot: node, key: '', call: outer });
          break;
        }
        found.push({ holder: 'element', node, slot: node, key: '', call: -1 });
        break;
      case 'list': case 'set': found.push({ holder: 'element', node, slot: node, key: '', call: -1 }); break;
      case 'argument_list': if (!/^(?:keyword_argument|dictionary_splat|list_splat)$/.test(code.kind(node))) found.push({ holder: 'argument', node, slot: node, key: '', call: outer }); break;
    }
  }
  return found;
}

function leaves(code: CodeView, call: number): number[] {
  const found: number[] = [];
  const visit = (node: number): void => {
    const kind = code.kind(node);
    if (kind === 'lambda' || kind === 'comment') return;
    if (isPath(code, node)) {
      found.push(node);
      return;
    }
    for (const child of code.children(node)) {
      const field = code.field(child);
      if ((field === 'name' && kind === 'keyword_argument') || (field === 'key' && kind === 'pair') || field === 'attribute') continue;
      if (field === 'function' && kind === 'call') {
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
  if (kind === 'identifier') return true;
  const object = kind === 'attribute' ? code.child(node, 'object') : -1;
  return object >= 0 && isPath(code, object);
}

function owner(code: CodeView, node: number): string | undefined {
  if (code.kind(node) !== 'attribute' || !isPath(code, node)) return undefined;
  const object = code.child(node, 'object');
  return object < 0 || code.textOf(object) === 'self' ? undefined : code.textOf(object);
}

function functionAround(code: CodeView, node: number): number {
  let at = node;
  while (at > 0 && code.kind(at) !== 'function_definition' && code.kind(at) !== 'lambda') at = code.parent(at);
  return Math.max(0, at);
}

function parameters(code: CodeView, node: number): string[] {
  const found: string[] = [];
  for (let fn = functionAround(code, node); fn > 0; fn = functionAround(code, code.parent(fn))) {
    const list = code.child(fn, 'parameters');
    if (list >= 0) found.push(...code.children(list).map((one) => nameOf(code, one)).filter((name) => name !== '' && name !== 'self' && name !== 'cls'));
  }
  return found;
}

/** The name a parameter binds. */
function nameOf(code: CodeView, parameter: number): string {
  if (code.kind(parameter) === 'identifier') return code.textOf(parameter);
  const named = code.child(parameter, 'name');
  const inner = named >= 0 ? named : (code.children(parameter)[0] ?? -1);
  return inner >= 0 && code.kind(inner) === 'identifier' ? code.textOf(inner) : '';
}

function namesIn(code: CodeView, node: number): string[] {
  const kind = code.kind(node);
  if (kind === 'identifier') return [code.textOf(node)];
  return /^(?:pattern_list|tuple_pattern|list_pattern|tuple|expression_list|as_pattern_target|list_splat_pattern)$/.test(kind) ? code.children(node).flatMap((child) => namesIn(code, child)) : [];
}

function boundNames(code: CodeView, start: number, end: number): string[] {
  for (let at = code.at(start, end); at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    const around = code.parent(at);
    if (around >= 0 && /^(?:parameters|lambda_parameters)$/.test(code.kind(around))) return [nameOf(code, at)].filter((name) => name !== '');
    if (/^(?:assignment|augmented_assignment|for_statement|for_in_clause)$/.test(kind)) {
      const target = code.child(at, 'left');
      return target < 0 ? [] : namesIn(code, target);
    }
    if (kind === 'named_expression') return namesIn(code, code.child(at, 'name'));
    if (kind === 'as_pattern') return code.children(at).flatMap((child) => (code.kind(child) === 'as_pattern_target' ? namesIn(code, child) : []));
    if (isEnd(kind)) return [];
  }
  return [];
}
