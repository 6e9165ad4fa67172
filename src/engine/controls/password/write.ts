import type { CodeView } from '../../languages/code-view';
import type { Replacement } from '../../languages/edits';
import { removeLine } from '../../languages/source-style';
import type { Attempt } from '../attempt';
import type { Case } from '../context';
import { draftOf, replaceIn } from '../draft';
import { addBeside, insertHelpers, renamedHash, sourceOf, styleOf, withBody, type Helpers, type Style } from './helpers';
import type { Check, Practice } from './practice';
import { functionAround, isAsync } from './reading';
import type { Rehash } from './rehash';
import { taken, type Maker } from './scheme';

/** The files after the edit; undefined where a name is taken or a function is not written in a way that takes it. */
export function draftsOf(item: Case, helpers: Helpers, { home, scheme, maker, checker, checks, inline }: Practice, rehashes: ReadonlyMap<Check, Rehash>): Attempt['drafts'] | undefined {
  const { code } = home;
  const own: Replacement[] = [];
  const changes = new Map<string, { code: CodeView; replacements: Replacement[] }>([[home.path, { code, replacements: own }]]);
  const style = styleOf(code, helpers);
  const makeName = maker?.name ?? helpers.make.name;
  const verifyName = checker?.maker.name ?? helpers.verify.name;
  const away = [...new Set(checks.map(({ path }) => path))].filter((path) => path !== home.path);
  const created = [...(maker ? [] : [helpers.make]), ...(checker ? [] : [helpers.verify]), helpers.isOld];
  const isListed = away.length > 0 && maker !== undefined && !isExported(code, maker);
  const prefix = away.length > 0 && !isListed && code.kind(0) === 'program' ? 'export ' : '';
  const sources = created.map((helper) => sourceOf(code, helper, style, scheme.old).replace(/^function/m, `${prefix}function`));
  const inserted = insertHelpers(code, item.edits, created, sources, [...(maker ? [helpers.make] : []), ...(checker ? [helpers.verify] : [])], style);
  if (!inserted) return undefined;
  own.push(...inserted.replacements);
  const bodies = [
    maker && withBody(code, maker, inserted.rename(sourceOf(code, helpers.make, style, '')), style, { password: maker.parameters[0] ?? '' }),
    checker && withBody(code, checker.maker, inserted.rename(sourceOf(code, helpers.verify, style, scheme.old)), style, { password: checker.password, stored: checker.stored }),
  ];
  if ((maker && !bodies[0]) || (checker && !bodies[1]) || [...(maker?.parameters ?? []), ...(checker?.maker.parameters ?? [])].some((name) => name !== 'stored' && taken.test(name))) return undefined;
  for (const body of bodies) if (body) own.push(body);
  if (maker) own.push(...renamedHash(code, maker));
  for (const { node, password } of inline) own.push({ start: code.start(node), end: code.end(node), text: `${makeName}(${password})` });
  if (isListed) {
    const given = addBeside(code, [maker.name], [...(checker ? [] : [verifyName]), helpers.isOld.name], /^(?:export_specifier|object)$/);
    if (!given) return undefined;
    own.push(given);
  }
  for (const check of checks) {
    const entry = changes.get(check.path) ?? { code: check.code, replacements: [] };
    changes.set(check.path, entry);
    entry.replacements.push(...rewritten(check, verifyName, helpers));
    const rehash = rehashes.get(check);
    if (!rehash) continue;
    if (check.make === '') return undefined;
    const call = `${maker && isAsync(code, maker.node) ? 'await ' : ''}${check.make}(${check.password})`;
    if (call.startsWith('await') && !isAsync(check.code, functionAround(check.code, check.comparison.node))) return undefined;
    entry.replacements.push(inserting(rehash, `${helpers.isOld.name}(${check.comparison.stored})`, call, styleOf(check.code, helpers), isBraced(helpers)));
  }
  for (const path of away) {
    const at = changes.get(path);
    const known = [makeName, verifyName].filter((name) => at && new RegExp(`\\b${name}\\b`).test(at.code.text));
    const missing = [makeName, verifyName, helpers.isOld.name].filter((name) => !known.includes(name));
    const added = at && addBeside(at.code, known, missing, /^(?:import_specifier|import_from_statement|object_pattern)$/);
    if (!added) return undefined;
    at.replacements.push(added);
  }
  return new Map([...changes].map(([path, change]) => [path, replaceIn(draftOf(change.code.text), change.replacements)]));
}

const isBraced = ({ make }: Helpers): boolean => make.code.trimEnd().endsWith('}');

/** True for functions that are declared with `export`, or in a language that gives every name to others. */
function isExported(code: CodeView, { node }: Maker): boolean {
  if (code.kind(0) === 'module') return true;
  for (let at = node; at > 0; at = code.parent(at)) if (code.kind(at) === 'export_statement') return true;
  return false;
}

/** The comparison as a call of the verifying function. */
function rewritten({ code, comparison, password, isCall }: Check, verify: string, helpers: Helpers): Replacement[] {
  if (isCall) return [];
  const { node, isPositive, stored, kept } = comparison;
  const not = isPositive ? '' : isBraced(helpers) ? '!' : 'not ';
  const made = { start: code.start(node), end: code.end(node), text: `${not}${verify}(${password}, ${stored})` };
  return kept === undefined ? [made] : [removeLine(code, code.start(kept), code.end(kept)), made];
}

function inserting({ at, isInFront, indent, lines }: Rehash, test: string, make: string, { unit, eol }: Style, braced: boolean): Replacement {
  const inner = lines.map((line) => indent + unit + line.replace('\0', () => make));
  const block = braced ? [`${indent}if (${test}) {`, ...inner, `${indent}}`] : [`${indent}if ${test}:`, ...inner];
  return { start: at, end: at, text: isInFront ? block.join(eol).slice(indent.length) + eol + indent : eol + block.join(eol) };
}
