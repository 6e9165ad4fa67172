import { isMap, isScalar } from 'yaml';
import type { FileEdits } from '../model/edit';
import type { DeclaredRecipient, NotPersonal } from '../model/governance';
import type { Problem } from '../model/problem';
import { fileProblem, lineEndOf, toTextEdits } from './text';
import type { OffsetEdit } from './text';
import { appendToList } from './yaml-edit';
import { printBlock } from './yaml-print';
import type { Printable } from './yaml-print';
import { child, items, rangeOf, readYaml, rootMap, textOf, textsOf } from './yaml-source';
import type { YamlSource, YAMLMap } from './yaml-source';

/** The minimal edit of a team file; absent when the file says it already or cannot be read. */
export interface TeamFileEdit {
  edit?: FileEdits;
  problems: Problem[];
}

/** The edit that says a name is no personal data in the files of a glob. The file is created if `text` is undefined. */
export function addNotPersonal(file: string, text: string | undefined, entry: NotPersonal): TeamFileEdit {
  const printable = { name: entry.name, where: entry.where, reason: entry.reason };
  return editTeamFile(file, text, 'not_personal', printable, (source, root) => {
    const same = items(source, child(source, root, 'not_personal')).some((item) => textOf(child(source, item, 'name')) === entry.name && (textOf(child(source, item, 'where')) ?? '**') === entry.where);
    return same ? [] : appendToList(source, root, 'not_personal', printable);
  });
}

/** The edit that declares a recipient for data types, or adds the data types to its entry. */
export function declareRecipient(file: string, text: string | undefined, recipient: DeclaredRecipient): TeamFileEdit {
  const { id, data, role, contract } = recipient;
  const printable = { id, data: [...data], ...(role === undefined ? {} : { role }), ...(contract === undefined ? {} : { contract }) };
  return editTeamFile(file, text, 'recipients', printable, (source, root) => {
    const known = items(source, child(source, root, 'recipients')).find((item) => textOf(child(source, item, 'id')) === id);
    if (!isMap(known)) return appendToList(source, root, 'recipients', printable);
    const listed = textsOf(source, child(source, known, 'data'));
    const fresh = data.filter((type) => !listed.includes(type));
    return fresh.length === 0 ? [] : appendToList(source, known, 'data', ...fresh);
  });
}

/** The edit that lists an AI tool. Which data it may get and who approves it stays open: that is for people to say. */
export function declareAiTool(file: string, text: string | undefined, id: string): TeamFileEdit {
  const printable = { id, data: [] };
  return editTeamFile(file, text, 'ai_tools', printable, (source, root) => {
    const known = items(source, child(source, root, 'ai_tools')).some((item) => textOf(child(source, item, 'id')) === id);
    return known ? [] : appendToList(source, root, 'ai_tools', printable);
  });
}

/** The edit that states a safeguard of the team's own. */
export function addSafeguard(file: string, text: string | undefined, entry: { function: string; grade: string }): TeamFileEdit {
  return editTeamFile(file, text, 'safeguards', entry, (source, root) => {
    const same = items(source, child(source, root, 'safeguards')).some((item) => textOf(child(source, item, 'function')) === entry.function);
    return same ? [] : appendToList(source, root, 'safeguards', entry);
  });
}

/** The edit that adds the ruling of a settled dispute. */
export function addRuling(file: string, text: string | undefined, entry: { class: string; where: string; symbol?: string; data: readonly string[]; ruling: string; severity?: string; reason: string }): TeamFileEdit {
  return editTeamFile(file, text, 'rulings', entry, (source, root) => {
    const same = items(source, child(source, root, 'rulings')).some((item) => (['class', 'where', 'symbol', 'ruling'] as const).every((key) => textOf(child(source, item, key)) === entry[key]));
    return same ? [] : appendToList(source, root, 'rulings', entry);
  });
}

/** Creates the file with one entry, or asks for the edits of one that is there. */
function editTeamFile(file: string, text: string | undefined, key: string, entry: Printable, edit: (source: YamlSource, root: YAMLMap) => OffsetEdit[]): TeamFileEdit {
  const fresh = printBlock({ version: 1, [key]: [entry] });
  if (text === undefined) {
    const start = { line: 0, character: 0 };
    return { edit: { file, create: true, edits: [{ range: { start, end: start }, newText: `${fresh.join('\n')}\n` }] }, problems: [] };
  }
  const { source, problems } = readYaml(file, text);
  if (!source) return { problems };
  const root = rootMap(source);
  const { contents } = source.doc;
  if (!root && contents !== null && !(isScalar(contents) && contents.value === null)) {
    return { problems: [...problems, fileProblem(file, rangeOf(source, contents), 'The team file takes keys with values, so nothing was added to it.', 'error')] };
  }
  if (root) {
    const edits = edit(source, root);
    return edits.length === 0 ? { problems } : { edit: { file, edits: toTextEdits(text, edits) }, problems };
  }
  // Only comments or nothing so far: they stay on top.
  const lineEnd = lineEndOf(text);
  const lead = text === '' || /[\r\n]$/.test(text) ? '' : lineEnd;
  return { edit: { file, edits: toTextEdits(text, [{ start: text.length, end: text.length, newText: lead + fresh.join(lineEnd) + lineEnd }]) }, problems };
}
