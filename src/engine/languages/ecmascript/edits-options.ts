import type { CodeView } from '../code-view';
import type { Replacement } from '../edits';
import { quoted, removeFromList, removeLine } from '../source-style';

const checks = /^(?:rejectUnauthorized|strictSSL|checkServerIdentity|verify|insecure|NODE_TLS_REJECT_UNAUTHORIZED)$/;

/** Ways to switch a check at a span back on: the other value, or the option taken out so that the default counts. */
export function strengthen(code: CodeView, start: number, end: number): Replacement[][] {
  const inner = code.at(start, end);
  for (let at = inner; at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'pair') return ofPair(code, at);
    if (kind === 'assignment_expression') return ofAssignment(code, at);
    if (kind.endsWith('_statement') || kind === 'variable_declarator') break;
  }
  let call = inner;
  while (call > 0 && !/_statement$|^variable_declarator$/.test(code.kind(call))) call = code.parent(call);
  const found: Replacement[][] = [];
  const visit = (node: number): void => {
    if (code.kind(node) === 'pair' && checks.test(code.textOf(code.child(node, 'key')).replace(/['"]/g, ''))) found.push(...ofPair(code, node));
    for (const child of code.children(node)) visit(child);
  };
  visit(call);
  return found;
}

function ofPair(code: CodeView, pair: number): Replacement[][] {
  const value = code.child(pair, 'value');
  const object = code.parent(pair);
  const entries = code.children(object).filter((child) => code.kind(child) !== 'comment');
  const flipped = other(code, value);
  return [...(flipped === undefined ? [] : [[{ start: code.start(value), end: code.end(value), text: flipped }]]), [removeFromList(code, entries, pair, code.start(object) + 1, code.end(object) - 1)]];
}

function ofAssignment(code: CodeView, node: number): Replacement[][] {
  const value = code.child(node, 'right');
  const statement = code.parent(node);
  const flipped = code.kind(value) === 'string' ? undefined : other(code, value);
  if (flipped !== undefined) return [[{ start: code.start(value), end: code.end(value), text: flipped }]];
  return code.kind(statement) === 'expression_statement' ? [[removeLine(code, code.start(statement), code.end(statement))]] : [];
}

function other(code: CodeView, value: number): string | undefined {
  const kind = code.kind(value);
  return kind === 'false' ? 'true' : kind === 'true' ? 'false' : undefined;
}

/** Adds a path to the redaction of the pino logger made in this text. */
export function redactAtLogger(code: CodeView, path: string): { replacements: Replacement[]; logger: string } | undefined {
  for (let node = 0; node < code.count; node++) {
    if (code.kind(node) !== 'call_expression' || !/^(?:pino|pinoHttp|require\(['"]pino['"]\))$/.test(code.textOf(code.child(node, 'function')))) continue;
    const around = code.parent(node);
    const logger = code.kind(around) === 'variable_declarator' ? code.textOf(code.child(around, 'name')) : 'pino';
    const replacements = redactIn(code, code.child(node, 'arguments'), path);
    if (replacements) return { replacements, logger };
  }
  return undefined;
}

function redactIn(code: CodeView, list: number, path: string): Replacement[] | undefined {
  const entry = quoted(code, path);
  const [first] = code.children(list).filter((child) => code.kind(child) !== 'comment');
  if (first === undefined) return [{ start: code.start(list) + 1, end: code.start(list) + 1, text: `{ redact: [${entry}] }` }];
  if (code.kind(first) !== 'object') return undefined;
  const redact = valueOf(code, first, 'redact');
  if (redact === undefined) {
    const [head] = code.children(first);
    return head === undefined ? [{ start: code.start(first), end: code.end(first), text: `{ redact: [${entry}] }` }] : [{ start: code.start(head), end: code.start(head), text: `redact: [${entry}], ` }];
  }
  const paths = code.kind(redact) === 'object' ? valueOf(code, redact, 'paths') : redact;
  if (paths === undefined || code.kind(paths) !== 'array') return undefined;
  const last = code.children(paths).filter((child) => code.kind(child) !== 'comment').at(-1);
  return last === undefined ? [{ start: code.start(paths) + 1, end: code.start(paths) + 1, text: entry }] : [{ start: code.end(last), end: code.end(last), text: `, ${entry}` }];
}

function valueOf(code: CodeView, object: number, key: string): number | undefined {
  const pair = code.children(object).find((child) => code.kind(child) === 'pair' && code.textOf(code.child(child, 'key')).replace(/['"]/g, '') === key);
  return pair === undefined ? undefined : code.child(pair, 'value');
}
