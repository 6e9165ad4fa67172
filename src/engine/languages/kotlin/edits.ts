import type { CodeView } from '../code-view';
import type { Carrier, CodeEdits, Replacement } from '../edits';
import { removeLine } from '../source-style';
import { holeSpan, isSign, remove, replace, replaceByText, wrap } from './edits-values';

const functionKinds = new Set(['function_declaration', 'secondary_constructor', 'anonymous_function', 'lambda_literal', 'getter', 'setter']);
const endKinds = new Set(['property_declaration', 'assignment', 'source_file', 'block', 'function_body', 'class_body', 'for_statement', 'while_statement', 'do_while_statement', 'return_expression', 'throw_expression']);
const ids = /^(?:id|uuid|uid|guid|(?:user|customer|patient|member|account|person|client|employee|order|guest|tenant|subject|owner|contact|profile)(?:Id|Uuid))$/;

/** How Kotlin code is edited: values are taken out of calls, templates, sums and maps, and replaced by an id the object is known to have. Helpers are not written into files. */
export const kotlinEdits: CodeEdits = {
  callAt, holders, leaves, leafSpan, boundNames, functionAround, parameters, owner, isPath, remove, replace, replaceByText, wrap,
  insertHelper: () => undefined,
  importFrom: () => [],
  maskers: () => [],
  strengthen,
  declaredType,
  members,
  importedFrom,
  redactAtLogger: () => undefined,
  idName: (_of, member) => member,
  isId: (name) => ids.test(name),
  lineComment: '//',
};

const isEnd = (kind: string): boolean => endKinds.has(kind) || functionKinds.has(kind);

/** Start of what a call is given: its brackets or its lambda. */
function given(code: CodeView, call: number): number {
  return code.children(call).find((one) => code.kind(one) === 'value_arguments' || code.kind(one) === 'annotated_lambda') ?? -1;
}

function callAt(code: CodeView, start: number, end: number): number {
  for (let at = code.at(start, end); at >= 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'call_expression') {
      const behind = given(code, at);
      if (code.start(at) <= start && (behind < 0 || code.start(behind) >= end)) return at;
      if (code.start(at) === start && code.end(at) === end) return at;
    }
    if (kind === 'throw_expression') return code.children(at).find((one) => code.kind(one) === 'call_expression') ?? -1;
    if (isEnd(kind)) return -1;
  }
  return -1;
}

/** Takes out the call that sets a host name check that checks nothing: the standard check is on without it. */
function strengthen(code: CodeView, start: number, end: number): Replacement[][] {
  for (let at = code.at(start, end); at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'assignment') return /\.(?:default)?[hH]ostnameVerifier$/.test(code.textOf(code.child(at, 'left'))) ? [[removeLine(code, code.start(at), code.end(at))]] : [];
    if (isEnd(kind) && kind !== 'lambda_literal' && kind !== 'function_body') return [];
    const callee = kind === 'call_expression' ? (code.children(at)[0] ?? -1) : -1;
    if (callee < 0 || !/\.(?:set(?:SSL|Default)?HostnameVerifier|hostnameVerifier)$/.test(code.textOf(callee))) continue;
    const object = code.children(callee)[0] ?? -1;
    if (object < 0) return [];
    if (code.kind(code.parent(at)) === 'block') return [[removeLine(code, code.start(at), code.end(at))]];
    return [[{ start: code.end(object), end: code.end(at), text: '' }]];
  }
  return [];
}

/** True when a `+` stands between the sides of a binary expression. */
function isConcatenation(code: CodeView, node: number): boolean {
  if (code.kind(node) !== 'binary_expression') return false;
  const left = code.child(node, 'left');
  const right = code.child(node, 'right');
  return left >= 0 && right >= 0 && code.text.slice(code.end(left), code.start(right)).trim() === '+';
}

function holders(code: CodeView, start: number, end: number): Carrier[] {
  const found: Carrier[] = [];
  let node = code.at(start, end);
  const string = code.kind(node) === 'string_content' ? code.parent(node) : node;
  if (code.kind(string) === 'string_literal') {
    const sign = code.children(string).find((one) => isSign(code, one) && code.end(one) === start);
    if (sign === undefined) return [];
    found.push({ holder: 'hole', node: sign, slot: sign, key: '', call: -1 });
    node = string;
  }
  for (; node > 0 && !isEnd(code.kind(node)); node = code.parent(node)) {
    const around = code.parent(node);
    switch (code.kind(around)) {
      case 'interpolation': found.push({ holder: 'hole', node, slot: around, key: '', call: -1 }); break;
      case 'binary_expression':
        if (isConcatenation(code, around) && !isConcatenation(code, node)) found.push({ holder: 'operand', node, slot: node, key: '', call: -1 });
        break;
      case 'infix_expression': {
        const [key = -1, , held = -1] = code.children(around);
        const entry = code.parent(around);
        if (held === node && code.kind(key) === 'string_literal' && code.kind(entry) === 'value_argument') found.push({ holder: 'property', node, slot: entry, key: code.textOf(key).slice(1, -1), call: -1 });
        break;
      }
      case 'value_argument': {
        const call = code.parent(code.parent(around));
        const [name = -1, held = -1] = code.children(around);
        if (held >= 0) found.push({ holder: 'keyword', node, slot: around, key: code.textOf(name), call });
        else found.push({ holder: 'argument', node, slot: around, key: '', call });
        break;
      }
    }
  }
  return found;
}

function leaves(code: CodeView, call: number): number[] {
  const found: number[] = [];
  const visit = (node: number): void => {
    const kind = code.kind(node);
    // A name behind a single sign is no node of its own: the sign stands for it.
    if (isSign(code, node) && holeSpan(code, node).end > code.end(node)) found.push(node);
    if (functionKinds.has(kind) || kind.endsWith('_comment') || kind === 'this_expression' || kind.endsWith('_type')) return;
    if (isPath(code, node)) {
      found.push(node);
      return;
    }
    const children = code.children(node);
    for (const [i, child] of children.entries()) {
      // The name of an argument, and that of a member of something else than a path.
      if ((kind === 'value_argument' && children.length > 1 && i === 0) || (kind === 'navigation_expression' && i > 0)) continue;
      visit(child);
    }
  };
  const list = given(code, call);
  if (list >= 0) visit(list);
  return found;
}

function leafSpan(code: CodeView, leaf: number): { start: number; end: number } {
  return { start: isSign(code, leaf) ? code.end(leaf) : code.start(leaf), end: isSign(code, leaf) ? holeSpan(code, leaf).end : code.end(leaf) };
}

/** Names and fields of them: `user`, `this.order`, `order.customer?.email`. */
function isPath(code: CodeView, node: number): boolean {
  const kind = code.kind(node);
  if (kind === 'identifier') return !/^(?:null|true|false)$/.test(code.textOf(node));
  if (kind === 'this_expression') return true;
  const object = kind === 'navigation_expression' ? (code.children(node)[0] ?? -1) : -1;
  return object >= 0 && isPath(code, object) && !code.textOf(node).includes('::');
}

function owner(code: CodeView, node: number): string | undefined {
  if (code.kind(node) !== 'navigation_expression' || !isPath(code, node)) return undefined;
  const object = code.children(node)[0] ?? -1;
  return object < 0 || code.kind(object) === 'this_expression' ? undefined : code.textOf(object);
}

function functionAround(code: CodeView, node: number): number {
  let at = node;
  while (at > 0 && !functionKinds.has(code.kind(at))) at = code.parent(at);
  return Math.max(0, at);
}

/** First name in a parameter or variable. */
const nameIn = (code: CodeView, node: number): string => code.textOf(code.children(node).find((one) => code.kind(one) === 'identifier') ?? -1);

function parameters(code: CodeView, node: number): string[] {
  const found: string[] = [];
  for (let fn = functionAround(code, node); fn > 0; fn = functionAround(code, code.parent(fn))) {
    for (const list of code.children(fn)) {
      if (!/^(?:function_value_parameters|lambda_parameters)$/.test(code.kind(list))) continue;
      found.push(...code.children(list).map((one) => nameIn(code, one)).filter((name) => name !== ''));
    }
  }
  return found;
}

function boundNames(code: CodeView, start: number, end: number): string[] {
  for (let at = code.at(start, end); at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'property_declaration') {
      const variable = code.children(at).find((one) => code.kind(one) === 'variable_declaration') ?? -1;
      return variable < 0 ? [] : [nameIn(code, variable)];
    }
    if (kind === 'parameter' || kind === 'class_parameter' || kind === 'variable_declaration') return [nameIn(code, at)];
    if (kind === 'assignment') {
      const left = code.child(at, 'left');
      return left >= 0 && code.kind(left) === 'identifier' ? [code.textOf(left)] : [];
    }
    if (isEnd(kind)) return [];
  }
  return [];
}

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** The type written behind a name: `user: User?`. */
function declaredType(code: CodeView, _node: number, name: string): string {
  if (!/^\w+$/.test(name)) return '';
  return new RegExp(`\\b${escaped(name)}\\s*:\\s*([A-Z][\\w.]*)\\??\\s*(?=[,)={\\n])`).exec(code.text)?.[1] ?? '';
}

/** Names of the properties of a type: those its constructor takes. */
function members(code: CodeView, type: string): string[] | undefined {
  const head = /^[\w.]+$/.test(type) ? new RegExp(`\\bclass\\s+${escaped(type)}\\b[^({\\n]*\\(`).exec(code.text) : null;
  if (!head) return undefined;
  const from = head.index + head[0].length;
  let depth = 1;
  let to = from;
  for (; to < code.text.length && depth > 0; to++) depth += code.text[to] === '(' ? 1 : code.text[to] === ')' ? -1 : 0;
  return [...code.text.slice(from, to).matchAll(/\b(?:val|var)\s+(\w+)\s*:/g)].map((match) => match[1] ?? '');
}

/** Folders of an imported type; without an import it stands beside this file. */
function importedFrom(code: CodeView, name: string): string[] {
  const path = new RegExp(`^import\\s+([\\w.]+\\.${escaped(name)})\\s*$`, 'm').exec(code.text)?.[1];
  return path ? [path.replaceAll('.', '/')] : [];
}
