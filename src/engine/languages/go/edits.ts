import type { CodeView } from '../code-view';
import type { Carrier, CodeEdits } from '../edits';
import { importFrom, importedFrom, insertHelper, maskers } from './edits-imports';
import { declaredType, members, strengthen } from './edits-options';
import { remove, replace, replaceByText, wrap } from './edits-values';

const ids = /^(?:ID|Id|id|UUID|Uuid|uuid|(?:[Uu]ser|[Cc]ustomer|[Pp]atient|[Mm]ember|[Aa]ccount|[Pp]erson|[Cc]lient|[Ee]mployee|[Oo]rder|[Gg]uest|[Tt]enant|[Ss]ubject|[Oo]wner|[Cc]ontact|[Pp]rofile)(?:ID|Id|UUID))$/;
const unnamed = new Set(['data', 'body', 'request', 'req', 'row', 'payload', 'form', 'input', 'obj', 's', 'h', 'r']);

/** How Go code is edited. Redaction at a logger is not offered: no logger of Go takes a list of paths. */
export const goEdits: CodeEdits = {
  callAt, holders, leaves, boundNames, functionAround, parameters, owner, isPath, remove, replace, replaceByText, wrap,
  insertHelper, importFrom, maskers, strengthen, declaredType, members, importedFrom,
  redactAtLogger: () => undefined,
  idName(of, member) {
    const name = of.split('.').at(-1) ?? '';
    if (!/^(?:ID|Id|id|UUID|Uuid|uuid)$/.test(member)) return member;
    return unnamed.has(name) || name.length < 3 ? 'id' : `${name}ID`;
  },
  isId: (name) => ids.test(name),
  lineComment: '//',
};

function callAt(code: CodeView, start: number, end: number): number {
  for (let at = code.at(start, end); at >= 0; at = code.parent(at)) {
    if (code.kind(at) === 'call_expression') {
      const callee = code.child(at, 'function');
      if ((code.start(callee) <= start && code.end(callee) >= end) || (code.start(at) === start && code.end(at) === end)) return at;
    }
    if (isEnd(code.kind(at))) return -1;
  }
  return -1;
}

function isEnd(kind: string): boolean {
  return kind.endsWith('_statement') || kind.endsWith('_declaration') || /^(?:block|source_file|func_literal|statement_list|parameter_list|var_spec|const_spec|range_clause)$/.test(kind);
}

/** The operator between the sides of a binary expression, '' for other nodes. */
export function operatorOf(code: CodeView, node: number): string {
  if (node < 0 || code.kind(node) !== 'binary_expression') return '';
  const left = code.child(node, 'left');
  const right = code.child(node, 'right');
  return left < 0 || right < 0 ? '' : code.text.slice(code.end(left), code.start(right)).trim();
}

function holders(code: CodeView, start: number, end: number): Carrier[] {
  const found: Carrier[] = [];
  for (let node = code.at(start, end); node > 0 && !isEnd(code.kind(node)); node = code.parent(node)) {
    const around = code.parent(node);
    switch (code.kind(around)) {
      case 'binary_expression':
        if (operatorOf(code, around) === '+' && operatorOf(code, node) !== '+') found.push({ holder: 'operand', node, slot: node, key: '', call: -1 });
        break;
      case 'literal_element': {
        const element = code.parent(around);
        if (code.kind(element) === 'keyed_element') {
          if (code.field(around) === 'value') found.push({ holder: 'property', node, slot: element, key: code.textOf(code.child(element, 'key')).replace(/^["`]|["`]$/g, ''), call: -1 });
        } else found.push({ holder: 'element', node, slot: around, key: '', call: -1 });
        break;
      }
      case 'argument_list':
        found.push({ holder: code.kind(node) === 'variadic_argument' ? 'spread' : 'argument', node, slot: node, key: '', call: code.parent(around) });
    }
  }
  return found;
}

function leaves(code: CodeView, call: number): number[] {
  const found: number[] = [];
  const visit = (node: number): void => {
    const kind = code.kind(node);
    if (kind === 'func_literal' || kind === 'comment' || kind.endsWith('_type')) return;
    if (isPath(code, node)) {
      found.push(node);
      return;
    }
    for (const child of code.children(node)) {
      const field = code.field(child);
      if ((field === 'key' && kind === 'keyed_element') || (field === 'type' && kind === 'composite_literal') || field === 'field') continue;
      if (field === 'function' && kind === 'call_expression') {
        const object = code.child(child, 'operand');
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
  if (node < 0) return false;
  const kind = code.kind(node);
  return kind === 'identifier' || (kind === 'selector_expression' && isPath(code, code.child(node, 'operand')));
}

function owner(code: CodeView, node: number): string | undefined {
  if (code.kind(node) !== 'selector_expression' || !isPath(code, node)) return undefined;
  return code.textOf(code.child(node, 'operand'));
}

function functionAround(code: CodeView, node: number): number {
  let at = node;
  while (at > 0 && !/^(?:function_declaration|method_declaration|func_literal)$/.test(code.kind(at))) at = code.parent(at);
  return Math.max(0, at);
}

/** Names that a list of parameters binds. */
function namesOf(code: CodeView, list: number): string[] {
  if (list < 0) return [];
  return code.children(list).flatMap((one) => code.children(one).filter((child) => code.field(child) === 'name').map((child) => code.textOf(child))).filter((name) => name !== '_');
}

function parameters(code: CodeView, node: number): string[] {
  const found: string[] = [];
  for (let fn = functionAround(code, node); fn > 0; fn = functionAround(code, code.parent(fn))) found.push(...namesOf(code, code.child(fn, 'parameters')));
  return found;
}

function boundNames(code: CodeView, start: number, end: number): string[] {
  for (let at = code.at(start, end); at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'parameter_declaration') return code.children(at).filter((child) => code.field(child) === 'name').map((child) => code.textOf(child));
    if (kind === 'var_spec' || kind === 'const_spec') return code.children(at).filter((child) => code.field(child) === 'name').map((child) => code.textOf(child));
    if (kind === 'short_var_declaration' || kind === 'assignment_statement' || kind === 'range_clause') {
      const left = code.child(at, 'left');
      return left < 0 ? [] : code.children(left).filter((child) => code.kind(child) === 'identifier').map((child) => code.textOf(child)).filter((name) => name !== '_');
    }
    if (isEnd(kind)) return [];
  }
  return [];
}
