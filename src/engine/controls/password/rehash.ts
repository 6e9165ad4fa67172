import type { CodeView } from '../../languages/code-view';
import type { Comparison } from './uses';
import { argumentsOf, bindingOf, boundIn, calledName, classAround, functionAround, indentAt, isAssignment, isAsync, isAwait, isBlock, isCall, isMember, isModuleName, isName, isNot, joins, leaves, memberName, nodesIn, parts, readsOf, rootOf } from './reading';

/** Where a record can take the new hash of a password that was just found right, and how it is saved there. */
export interface Rehash {
  /** Offset to insert at. */
  at: number;
  /** True to insert in front of the statement there, false behind the line's end. */
  isInFront: boolean;
  indent: string;
  /** Statements; `\0` stands for the new hash. */
  lines: string[];
}

/** True when the function goes on to give the record another hash anyway. */
export function isOverwritten(code: CodeView, { node, stored }: Comparison): boolean {
  return [...nodesIn(code, functionAround(code, node))].some((one) => isAssignment(code, one) && code.start(one) > code.start(node) && code.textOf(code.child(one, 'left')) === stored);
}

/** The place and the statements of a rehash, each ending in `stop`; undefined unless the code itself shows how such a record is saved. */
export function rehashOf(code: CodeView, comparison: Comparison, password: string, stop: string): Rehash | undefined {
  const [record = '', field = '', more] = comparison.stored.split('.');
  const fn = functionAround(code, comparison.node);
  if (field === '' || more !== undefined || fn === 0 || record === 'this' || record === 'self') return undefined;
  const isChanged = (left: string): boolean => password === left || password.startsWith(`${left}.`) || password.startsWith(`${left}[`);
  if ([...nodesIn(code, fn)].some((one) => isAssignment(code, one) && code.start(one) > code.start(comparison.node) && isChanged(code.textOf(code.child(one, 'left'))))) return undefined;
  const place = successOf(code, comparison.node, comparison.isPositive);
  const saved = place && savingOf(code, fn, record, field, stop);
  return saved && { ...place, lines: saved };
}

/** Where the code goes on after a comparison told that the password is right. */
function successOf(code: CodeView, comparison: number, isPositive: boolean, depth = 0): Omit<Rehash, 'lines'> | undefined {
  let isRight = isPositive;
  for (let node = comparison; ; node = code.parent(node)) {
    const around = code.parent(node);
    if (around < 0) return undefined;
    if (isNot(code, around)) isRight = !isRight;
    else if (code.kind(around) === 'if_statement') return code.field(node) === 'condition' ? besideIf(code, around, isRight) : undefined;
    else if (code.kind(around) !== 'parenthesized_expression' && !isAwait(code, around) && joins(code, around) !== (isRight ? 'and' : 'or')) {
      const binding = depth === 0 ? bindingOf(code, node) : undefined;
      const reads = binding ? readsOf(code, functionAround(code, node), binding.name, binding.statement) : [];
      const [only] = reads;
      return only !== undefined && reads.length === 1 ? successOf(code, only, isRight, 1) : undefined;
    }
  }
}

function besideIf(code: CodeView, statement: number, isRight: boolean): Omit<Rehash, 'lines'> | undefined {
  const consequence = code.child(statement, 'consequence');
  if (isRight) {
    const first = isBlock(code, consequence) ? parts(code, consequence)[0] : undefined;
    const start = first === undefined ? -1 : code.start(first);
    const indent = start < 0 ? '' : indentAt(code, start);
    return start >= 0 && code.text.slice(code.text.lastIndexOf('\n', start) + 1, start) === indent ? { at: start, isInFront: true, indent } : undefined;
  }
  if (!isBlock(code, code.parent(statement)) || code.child(statement, 'alternative') >= 0 || !leaves(code, consequence)) return undefined;
  const newline = code.text.slice(code.end(statement)).search(/\r?\n/);
  const at = newline < 0 ? code.text.length : code.end(statement) + newline;
  return /^\s*(?:\/\/.*|#.*)?$/.test(code.text.slice(code.end(statement), at)) ? { at, isInFront: false, indent: indentAt(code, code.start(statement)) } : undefined;
}

/**
 * Statements that put the new hash into a record and save it, as the file does it for records that come from the same place: `record.save()`,
 * `repository.save(record)`, `session.commit()`, `table.update({ where, data })`.
 */
function savingOf(code: CodeView, fn: number, record: string, field: string, stop: string): string[] | undefined {
  const origin = originOf(code, fn, record);
  if (!origin) return undefined;
  const isFree = isAsync(code, fn);
  for (const call of nodesIn(code, 0)) {
    const callee = isCall(code, call) ? code.child(call, 'function') : -1;
    if (!isMember(code, callee)) continue;
    const found = saveBy(code, call, callee, origin, record, field);
    if (!found || (/^(?:this|self)\b/.test(found.text) && classAround(code, call) !== classAround(code, fn))) continue;
    const around = code.parent(call);
    const isAwaited = isAwait(code, around) || (code.kind(around) === 'return_statement' && isAsync(code, functionAround(code, call)) && code.kind(call) === 'call_expression');
    if (isAwaited ? !isFree : code.kind(around) !== 'expression_statement') continue;
    const save = `${isAwaited ? 'await ' : ''}${found.text}${stop}`;
    return found.isWhole ? [save] : [`${record}.${field} = \0${stop}`, save];
  }
  return undefined;
}

interface Origin {
  /** What the record is asked of: `this.users`, `User.objects`, `session`. */
  receiver: string;
  /** How it is asked: `findOne`. */
  method: string;
  text: string;
}

/** What a record comes from, in the function that reads its hash. */
function originOf(code: CodeView, fn: number, record: string): Origin | undefined {
  let node = boundIn(code, fn, record);
  while (node >= 0 && (isAwait(code, node) || code.kind(node) === 'parenthesized_expression')) node = parts(code, node)[0] ?? -1;
  if (node < 0) return undefined;
  const text = code.textOf(node);
  // Copies without methods, and records that are read in part, cannot be saved as they are.
  if (!isCall(code, node) || /\.lean\(|\braw\s*:|\.values\(|\.only\(|\.toObject\(/.test(text)) return undefined;
  for (;;) {
    const callee = code.child(node, 'function');
    const object = isMember(code, callee) ? code.child(callee, 'object') : -1;
    if (object < 0) return undefined;
    if (!isCall(code, object)) return { receiver: code.textOf(object), method: memberName(code, callee), text };
    node = object;
  }
}

function saveBy(code: CodeView, call: number, callee: number, origin: Origin, record: string, field: string): { text: string; isWhole: boolean } | undefined {
  const object = code.child(callee, 'object');
  const holder = code.textOf(object);
  const given = argumentsOf(code, call);
  const [first = -1] = given;
  switch (calledName(code, call)) {
    case 'save': {
      if (given.length === 1 && holder === origin.receiver && isName(code, first)) return sameKind(code, call, code.textOf(first), origin) ? { text: `${holder}.save(${record})`, isWhole: false } : undefined;
      return given.length === 0 && isName(code, object) && /^[A-Z]/.test(rootOf(origin.receiver)) && sameKind(code, call, holder, origin) ? { text: `${record}.save()`, isWhole: false } : undefined;
    }
    case 'commit': {
      const isOwn = holder === origin.receiver || (/^[A-Z]\w*\.query$/.test(origin.receiver) && /^\w+\.session$/.test(holder) && isModuleName(code, rootOf(holder)));
      return given.length === 0 && isOwn ? { text: `${holder}.commit()`, isWhole: false } : undefined;
    }
    case 'update': {
      const isTable = holder === origin.receiver && /^(?:findUnique|findUniqueOrThrow|findFirst|findFirstOrThrow)$/.test(origin.method) && given.length === 1;
      if (!isTable || !/^\{\s*where:\s*\{\s*id\b[^{}]*\},\s*data:/.test(code.textOf(first)) || (/\bselect\s*:/.test(origin.text) && !/\bid\s*:\s*true\b/.test(origin.text))) return undefined;
      return { text: `${holder}.update({ where: { id: ${record}.id }, data: { ${field}: \0 } })`, isWhole: true };
    }
    default: return undefined;
  }
}

/** True when what is saved elsewhere is made by, or comes from, the same class or repository. */
function sameKind(code: CodeView, call: number, saved: string, { receiver }: Origin): boolean {
  const fn = functionAround(code, call);
  const made = boundIn(code, fn, saved);
  const text = made < 0 ? '' : code.textOf(made).replace(/^(?:await\s+)?(?:new\s+)?/, '');
  const root = /^[A-Z]/.test(rootOf(receiver)) ? rootOf(receiver) : receiver;
  return text.startsWith(root) && !/[\w$]/.test(text.charAt(root.length));
}
