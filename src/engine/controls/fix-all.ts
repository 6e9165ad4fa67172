import type { ControlOffer, FileEdits, Finding, TextEdit } from '../../model';
import { planControls } from './plan';
import type { ControlContext } from './context';

/** What was taken over into one edit, and what was left for another run. */
export interface FixAll {
  edits: FileEdits[];
  applied: { finding: Finding; offer: ControlOffer }[];
  left: Finding[];
}

/** The best verified edit of every finding that does not touch another one's; equal insertions (a helper two findings need) are made once. */
export function fixAll(context: ControlContext, findings: readonly Finding[]): FixAll {
  const files = new Map<string, TextEdit[]>();
  const applied: FixAll['applied'] = [];
  const left: Finding[] = [];
  for (const finding of findings) {
    const offer = planControls(context, finding).find(({ verified, edits }) => verified && edits !== undefined);
    const edits = offer?.edits ?? [];
    const fresh = edits.map(({ file, edits: own }) => ({ file, own: own.filter((edit) => !(files.get(file) ?? []).some((other) => JSON.stringify(other) === JSON.stringify(edit))) }));
    if (!offer || fresh.some(({ file, own }) => own.some((edit) => (files.get(file) ?? []).some((other) => touches(edit, other))))) {
      left.push(finding);
      continue;
    }
    for (const { file, own } of fresh) files.set(file, [...(files.get(file) ?? []), ...own]);
    applied.push({ finding, offer });
  }
  return { edits: [...files].filter(([, edits]) => edits.length > 0).map(([file, edits]) => ({ file, edits })), applied, left };
}

function touches(a: TextEdit, b: TextEdit): boolean {
  return isBefore(a.range.start, b.range.end) && isBefore(b.range.start, a.range.end);
}

function isBefore(a: TextEdit['range']['start'], b: TextEdit['range']['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
