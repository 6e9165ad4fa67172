import type { CodeView } from '../languages/code-view';
import type { Carrier } from '../languages/edits';
import { changeAll, ownFile, type Attempt } from './attempt';
import { viewOf, type Case } from './context';
import { isFormatting, isReportedCall } from './drop';
import type { Spot } from './spots';

/** Puts a stable id of the same object, or one the function was given, where the values stand. */
export function logStableId(item: Case, spots: readonly Spot[], level: number): Attempt | undefined {
  const { code, call, edits } = item;
  const used = new Set<string>();
  const written = call >= 0 ? code.textOf(call) : '';
  const changed = changeAll(item, spots, level, (now, carrier, spot) => {
    if (!fits(item, now, carrier)) return undefined;
    const found = stableFor(item, spot);
    if (!found) return undefined;
    // The id is there already: a second one tells nothing.
    if (used.has(found.expression) || mentions(written, found.expression) || mentions(written, found.key)) return edits.remove(now, carrier, item.finding.classId === 'pii-in-logs');
    const made = edits.replace(now, carrier, found.expression, { key: found.key, word: found.key });
    if (made) used.add(found.expression);
    return made;
  });
  const [stable] = used;
  return changed && stable !== undefined ? { drafts: ownFile(item, changed.draft), names: changed.names, stable } : undefined;
}

/** An id stands in texts and logs for the person; a parameter or field of somebody else's code expects what it is named for. */
function fits(item: Case, code: CodeView, carrier: Carrier): boolean {
  const { holder } = carrier;
  if (holder === 'hole' || holder === 'operand' || isFormatting(code, carrier)) return true;
  if (holder === 'argument' && !isReportedCall(item, code, carrier)) return false;
  return item.finding.classId === 'pii-in-logs';
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const mentions = (text: string, expression: string): boolean => new RegExp(`(?<![\\w.])${escaped(expression)}\\b`).test(text);

interface Stable {
  expression: string;
  /** The name it goes by as a property or in a text. */
  key: string;
}

function stableFor(item: Case, spot: Spot): Stable | undefined {
  const { code, edits } = item;
  const node = code.at(spot.start, spot.end);
  const owned = ownerAt(item, spot);
  if (owned) {
    const member = idMember(item, owned.node, owned.owner);
    if (member !== undefined) return { expression: `${owned.owner}.${member}`, key: edits.idName(owned.owner, member) };
  }
  const [given] = edits.parameters(code, node).filter((name) => edits.isId(name));
  return given === undefined ? undefined : { expression: given, key: given };
}

/** The object a value is read from, or is itself when it is a whole object. */
function ownerAt(item: Case, spot: Spot): { owner: string; node: number } | undefined {
  const { code, edits } = item;
  const spans = [{ start: spot.start, end: spot.end }, ...(spot.source ? [spot.source] : [])];
  for (const { start, end } of spans) {
    const node = code.at(start, end);
    // A source in another function reads an object that this one may not have.
    if (spot.source?.start === start && edits.functionAround(code, node) !== edits.functionAround(code, code.at(spot.start, spot.end))) continue;
    if (!edits.isPath(code, node)) continue;
    const owner = edits.owner(code, node);
    if (owner !== undefined && (idMember(item, node, owner) !== undefined || spot.types.length === 1)) return { owner, node };
    if (idMember(item, node, code.textOf(node)) !== undefined) return { owner: code.textOf(node), node };
  }
  return undefined;
}

/** The id an object has, by its declared type or by its use in this file. */
function idMember(item: Case, node: number, owner: string): string | undefined {
  const { code, edits, text } = item;
  const best = (names: readonly string[]): string | undefined => {
    const found = names.filter((name) => edits.isId(name));
    return ['id', '_id', 'uuid', 'pk'].find((name) => found.includes(name)) ?? found[0];
  };
  if (/^[\w$]+[?!]?$/.test(owner)) {
    const type = edits.declaredType(code, node, owner.replace(/[?!]$/, ''));
    const members = type === '' ? undefined : membersOf(item, code, type);
    const declared = members && best(members);
    if (declared !== undefined) return declared;
  }
  const uses = [...text.matchAll(new RegExp(`(?<![\\w.])${escaped(owner)}[?!]?\\.(\\w+)\\b(?!\\s*\\()`, 'g'))].map((match) => match[1] ?? '');
  return best(uses);
}

/** Fields of a type, declared here or in the file it is imported from. */
function membersOf(item: Case, code: CodeView, type: string): string[] | undefined {
  const here = item.edits.members(code, type);
  if (here) return here;
  const { context } = item;
  const paths = item.edits.importedFrom(code, type);
  for (const file of paths.length === 0 ? [] : context.workspace.files()) {
    if (!paths.includes(file.replace(/\.\w+$/, '')) && !paths.includes(file.replace(/(?:\.d)?\.\w+$/, ''))) continue;
    const text = context.textOf(file);
    const view = text === undefined ? undefined : viewOf(item.context, file, text);
    const found = view && item.edits.members(view.code, type);
    if (found) return found;
  }
  return undefined;
}
