import type { CodeView } from '../code-view';
import type { Replacement } from '../edits';
import { removeFromList } from '../source-style';

const checks = /^(?:verify|verify_ssl|ssl|cert_reqs|check_hostname|assert_hostname|verify_mode|validate_certs|ssl_verify|use_ssl)$/;

/** Ways to switch a check at a span back on: the option taken out so that the default counts, or the other value. */
export function strengthen(code: CodeView, start: number, end: number): Replacement[][] {
  const inner = code.at(start, end);
  const unverified = unverifiedContext(code, inner);
  if (unverified) return [[unverified]];
  let statement = inner;
  for (let at = inner; at > 0; at = code.parent(at)) {
    statement = at;
    const kind = code.kind(at);
    if (kind === 'keyword_argument' && checks.test(code.textOf(code.child(at, 'name')))) return ofKeyword(code, at);
    if (kind === 'pair') return ofPair(code, at);
    if (kind === 'assignment') {
      const value = code.child(at, 'right');
      const flipped = value >= 0 ? other(code, value) : undefined;
      if (flipped !== undefined) return [[{ start: code.start(value), end: code.end(value), text: flipped }]];
    }
    if (kind.endsWith('_statement')) break;
  }
  const found: Replacement[][] = [];
  const visit = (node: number): void => {
    if (code.kind(node) === 'keyword_argument' && checks.test(code.textOf(code.child(node, 'name')))) found.push(...ofKeyword(code, node));
    const context = unverifiedContext(code, node);
    if (context && code.kind(node) === 'attribute') found.push([context]);
    for (const child of code.children(node)) visit(child);
  };
  visit(statement);
  return found;
}

function unverifiedContext(code: CodeView, node: number): Replacement | undefined {
  let at = node;
  if (code.kind(code.parent(at)) === 'attribute') at = code.parent(at);
  const name = code.kind(at) === 'attribute' ? code.child(at, 'attribute') : -1;
  return name >= 0 && code.textOf(name) === '_create_unverified_context' ? { start: code.start(name), end: code.end(name), text: 'create_default_context' } : undefined;
}

function ofKeyword(code: CodeView, keyword: number): Replacement[][] {
  const list = code.parent(keyword);
  const entries = code.children(list).filter((child) => code.kind(child) !== 'comment');
  const removal = removeFromList(code, entries, keyword, code.start(list) + 1, code.end(list) - 1);
  const value = code.child(keyword, 'value');
  const flipped = other(code, value);
  return [[removal], ...(flipped === undefined ? [] : [[{ start: code.start(value), end: code.end(value), text: flipped }]])];
}

function ofPair(code: CodeView, pair: number): Replacement[][] {
  const value = code.child(pair, 'value');
  const flipped = other(code, value);
  return flipped === undefined ? [] : [[{ start: code.start(value), end: code.end(value), text: flipped }]];
}

function other(code: CodeView, value: number): string | undefined {
  const text = code.textOf(value);
  if (text === 'False') return 'True';
  if (text === 'True') return 'False';
  return /CERT_NONE/.test(text) ? text.replace('CERT_NONE', 'CERT_REQUIRED') : undefined;
}

/** The type written for a name in sight of a node: of a parameter or variable; the first class name of it. */
export function declaredType(code: CodeView, node: number, name: string): string {
  for (let at = node; at >= 0; at = code.parent(at)) {
    const list = code.kind(at) === 'function_definition' ? code.child(at, 'parameters') : /^(?:block|module)$/.test(code.kind(at)) ? at : -1;
    if (list < 0) continue;
    for (const child of code.children(list)) {
      const holder = code.kind(child) === 'expression_statement' ? (code.children(child)[0] ?? child) : child;
      const type = code.child(holder, 'type');
      const named = code.child(holder, 'name') >= 0 ? code.child(holder, 'name') : (code.children(holder)[0] ?? -1);
      if (type >= 0 && named >= 0 && code.textOf(named) === name) return /\b(?!Optional\b|List\b|Annotated\b|Union\b|Sequence\b|Iterable\b)[A-Z]\w*/.exec(code.textOf(type))?.[0] ?? '';
    }
  }
  return '';
}

/** Names of the fields a class declares in this text; undefined where it is not declared. A Django model has its `id`. */
export function members(code: CodeView, type: string): string[] | undefined {
  for (let node = 0; node < code.count; node++) {
    if (code.kind(node) !== 'class_definition' || code.textOf(code.child(node, 'name')) !== type) continue;
    const supers = code.child(node, 'superclasses');
    const body = code.child(node, 'body');
    const found = supers >= 0 && /\bmodels\.Model\b|\bAbstract(?:Base)?User\b/.test(code.textOf(supers)) ? ['id'] : [];
    for (const statement of body < 0 ? [] : code.children(body)) {
      const [assigned = -1] = code.children(statement);
      if (code.kind(statement) === 'expression_statement' && assigned >= 0 && code.kind(assigned) === 'assignment') found.push(code.textOf(code.child(assigned, 'left')));
    }
    if (body >= 0) for (const match of code.textOf(body).matchAll(/\bself\.(\w+)\s*(?::[^=\n]+)?=(?!=)/g)) found.push(match[1] ?? '');
    return found;
  }
  return undefined;
}
