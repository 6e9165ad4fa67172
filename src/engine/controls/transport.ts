import { ownFile, type Attempt } from './attempt';
import { spanOf, viewOf, type Case } from './context';
import { draftOf, replaceIn, textOf } from './draft';
import type { Replacement } from '../languages/edits';

const scheme = /\b(http|ws|ftp)(?=:\/\/)/gi;

/** Writes the encrypted scheme in the address the finding speaks of. */
export function useHttps(item: Case): Attempt[] {
  const { finding, code, call, text } = item;
  const span = spanOf(text, finding.range);
  const argument = finding.argument && spanOf(text, finding.argument);
  const spans = [argument, span, call >= 0 ? { start: code.start(call), end: code.end(call) } : undefined, lineOf(text, span.start)];
  const attempts: Attempt[] = [];
  for (const place of spans) {
    if (!place) continue;
    const made: Replacement[] = [...text.slice(place.start, place.end).matchAll(scheme)].map((match) => ({ start: place.start + match.index + match[0].length, end: place.start + match.index + match[0].length, text: 's' }));
    if (made.length > 0) attempts.push({ drafts: ownFile(item, replaceIn(draftOf(text), made)), names: [finding.callee] });
  }
  return attempts;
}

function lineOf(text: string, offset: number): { start: number; end: number } {
  const end = text.indexOf('\n', offset);
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: end < 0 ? text.length : end };
}

/** Switches a check back on, or takes the option that switched it off out. */
export function verifyCertificate(item: Case): Attempt[] {
  const { finding, code, edits, text } = item;
  const span = spanOf(text, finding.range);
  return edits.strengthen(code, span.start, span.end).map((made) => ({ drafts: ownFile(item, replaceIn(draftOf(text), made)), names: [finding.callee] }));
}

const mostLoggers = 5;

/** Adds the key the values stand under to the redaction of the logger, where its configuration is in the workspace. */
export function redactAtLogger(item: Case, spots: readonly { start: number; end: number }[]): Attempt[] {
  const { context, code, edits, finding } = item;
  const paths = new Set<string>();
  for (const { start, end } of spots) {
    const keys = edits.holders(code, start, end).filter(({ holder }) => holder === 'property').map(({ key }) => key);
    const isText = edits.holders(code, start, end).some(({ holder }) => holder === 'hole' || holder === 'operand');
    if (keys.length === 0 || isText) return [];
    paths.add(keys.reverse().join('.'));
  }
  if (paths.size === 0) return [];
  const files = [finding.file, ...context.workspace.files().filter((file) => file !== finding.file && /\bpino\b/.test(context.textOf(file) ?? '')).slice(0, mostLoggers)];
  const attempts: Attempt[] = [];
  for (const file of files) {
    const text = context.textOf(file);
    let draft = text === undefined ? undefined : draftOf(text);
    let logger = '';
    for (const path of paths) {
      const now = draft && viewOf(context, file, textOf(draft));
      const made = now && edits.redactAtLogger(now.code, path);
      draft = draft && made ? replaceIn(draft, made.replacements) : undefined;
      logger = made?.logger ?? logger;
    }
    if (draft) attempts.push({ drafts: new Map([[file, draft]]), names: [...paths], logger: `\`${logger}\`` });
  }
  return attempts;
}
