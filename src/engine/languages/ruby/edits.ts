import type { CodeView } from '../code-view';
import type { Carrier, CodeEdits } from '../edits';
import { members, strengthen } from './edits-options';
import { remove, replace, replaceByText, wrap } from './edits-values';

const ids = /^(?:id|uuid|uid|guid|(?:user|customer|patient|member|account|person|client|employee|order|guest|tenant|subject|owner|contact|profile)_(?:id|uuid))$/;
const unnamed = new Set(['self', 'data', 'body', 'request', 'params', 'row', 'payload', 'form', 'obj', 'it']);

/** How Ruby code is edited. Helpers are not inserted: constants are found by name, so where one would go is the team's choice. */
export const rubyEdits: CodeEdits = {
  callAt, holders, leaves, boundNames, functionAround, parameters, owner, isPath, remove, replace, replaceByText, wrap, strengthen, members,
  insertHelper: () => undefined,
  importFrom: () => [],
  maskers: (text) => [...text.matchAll(/^\s*def (?:self\.)?((?:mask|redact|anonymi[sz]e|scrub)\w*)/gm)].map(([, name]) => name ?? ''),
  declaredType: () => '',
  importedFrom: () => [],
  redactAtLogger: () => undefined,
  idName(of, member) {
    const name = (of.split('.').at(-1) ?? '').replace(/^@/, '');
    if (!/^(?:id|uuid|uid|guid)$/.test(member)) return member;
    return unnamed.has(name) || name === '' ? 'id' : `${name}_id`;
  },
  isId: (name) => ids.test(name),
  lineComment: '#',
};

function callAt(code: CodeView, start: number, end: number): number {
  for (let at = code.at(start, end); at >= 0; at = code.parent(at)) {
    if (code.kind(at) === 'call') {
      const method = code.child(at, 'method');
      const receiver = code.child(at, 'receiver');
      const from = receiver >= 0 ? code.start(receiver) : code.start(method);
      const isRaise = receiver < 0 && /^(?:raise|fail)$/.test(code.textOf(method));
      if (isRaise || (method >= 0 && from <= start && code.end(method) >= end) || (code.start(at) === start && code.end(at) === end)) return at;
    }
    if (isEnd(code.kind(at))) return -1;
  }
  return -1;
}

const isEnd = (kind: string): boolean => /^(?:method|singleton_method|class|module|body_statement|block_body|block|do_block|lambda|then|else|program|assignment|operator_assignment|if|unless|case|when|begin|ensure|rescue|if_modifier|unless_modifier|return)$/.test(kind);

/** The operator between the sides of a binary expression, '' for other nodes. */
export function operatorOf(code: CodeView, node: number): string {
  if (node < 0 || code.kind(node) !== 'binary') return '';
  const left = code.child(node, 'left');
  const right = code.child(node, 'right');
  return left < 0 || right < 0 ? '' : code.text.slice(code.end(left), code.start(right)).trim();
}

function holders(code: CodeView, start: number, end: number): Carrier[] {
  const found: Carrier[] = [];
  for (let node = code.at(start, end); node > 0 && !isEnd(code.kind(node)); node = code.parent(node)) {
    const around = code.parent(node);
    const outer = code.parent(around);
    switch (code.kind(around)) {
      case 'interpolation': found.push({ holder: 'hole', node, slot: around, key: '', call: -1 }); break;
      case 'binary': if (operatorOf(code, around) === '+' && operatorOf(code, node) !== '+') found.push({ holder: 'operand', node, slot: node, key: '', call: -1 }); break;
      case 'pair': {
        if (code.field(node) !== 'value') break;
        const isArgument = code.kind(outer) === 'argument_list';
        found.push({ holder: isArgument ? 'keyword' : 'property', node, slot: around, key: code.textOf(code.child(around, 'key')).replace(/^[:'"]|['":]$/g, ''), call: isArgument ? code.parent(outer) : -1 });
        break;
      }
      case 'splat_argument': case 'hash_splat_argument': found.push({ holder: 'spread', node, slot: around, key: '', call: code.kind(outer) === 'argument_list' ? code.parent(outer) : -1 }); break;
      case 'array': found.push({ holder: 'element', node, slot: node, key: '', call: -1 }); break;
      case 'argument_list': if (!/^(?:pair|splat_argument|hash_splat_argument|block_argument)$/.test(code.kind(node))) found.push({ holder: 'argument', node, slot: node, key: '', call: outer }); break;
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
      if (field === 'method' || (field === 'key' && kind === 'pair')) continue;
      visit(child);
    }
  };
  for (const field of ['arguments', 'block']) {
    const list = code.child(call, field);
    if (list >= 0) visit(list);
  }
  return found;
}

function isPath(code: CodeView, node: number): boolean {
  if (node < 0) return false;
  const kind = code.kind(node);
  if (kind === 'identifier' || kind === 'instance_variable' || kind === 'self') return true;
  return kind === 'call' && code.child(node, 'arguments') < 0 && code.child(node, 'block') < 0 && isPath(code, code.child(node, 'receiver'));
}

function owner(code: CodeView, node: number): string | undefined {
  return code.kind(node) === 'call' && isPath(code, node) ? code.textOf(code.child(node, 'receiver')) : undefined;
}

function functionAround(code: CodeView, node: number): number {
  let at = node;
  while (at > 0 && !/^(?:method|singleton_method|lambda|block|do_block)$/.test(code.kind(at))) at = code.parent(at);
  return Math.max(0, at);
}

function parameters(code: CodeView, node: number): string[] {
  const found: string[] = [];
  for (let fn = functionAround(code, node); fn > 0; fn = functionAround(code, code.parent(fn))) {
    const list = code.child(fn, 'parameters');
    if (list >= 0) found.push(...code.children(list).map((one) => code.textOf(code.kind(one) === 'identifier' ? one : code.child(one, 'name'))).filter((name) => name !== ''));
  }
  return found;
}

function boundNames(code: CodeView, start: number, end: number): string[] {
  for (let at = code.at(start, end); at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'assignment' || kind === 'operator_assignment') {
      const left = code.child(at, 'left');
      return left >= 0 && code.kind(left) === 'identifier' ? [code.textOf(left)] : [];
    }
    if (/_parameters$/.test(code.kind(code.parent(at)))) return [code.textOf(kind === 'identifier' ? at : code.child(at, 'name'))].filter((name) => name !== '');
    if (isEnd(kind)) return [];
  }
  return [];
}
