import type { CodeView } from '../languages/code-view';
import type { Carrier, Replacement } from '../languages/edits';
import { viewOf, type Case } from './context';
import { currentSpan, draftOf, replaceIn, textOf, type Draft } from './draft';
import type { Spot } from './spots';
import type { Drafts } from './verify';

/** An edit that may do: drafts to verify, and words for its title and phrase. */
export interface Attempt {
  drafts: Drafts;
  /** Values it speaks of, as written. */
  names: string[];
  stable?: string;
  helper?: string;
  logger?: string;
  /** A name of another file is used: its import has to resolve. */
  imports?: boolean;
}

/** What is done at one place; undefined where it does not fit there. */
export type Change = (code: CodeView, carrier: Carrier, spot: Spot) => Replacement[] | undefined;

/**
 * Makes a change at every place, one after the other on the text as it then stands. `level` says which of the holders around a value is taken:
 * 0 the innermost that fits, 1 the next one out. Undefined when it fits nowhere at one of them.
 */
export function changeAll(item: Case, spots: readonly Spot[], level: number, change: Change): { draft: Draft; names: string[] } | undefined {
  let draft = draftOf(item.text);
  const names = new Set<string>();
  for (const spot of spots) {
    const span = currentSpan(draft, spot.start, spot.end);
    // Gone with another value that was taken out before.
    if (!span) continue;
    const view = viewOf(item.context, item.finding.file, textOf(draft));
    if (!view) return undefined;
    const fitting: { made: Replacement[]; carrier: Carrier }[] = [];
    for (const carrier of item.edits.holders(view.code, span.start, span.end)) {
      const made = change(view.code, carrier, spot);
      if (made) fitting.push({ made, carrier });
      if (fitting.length > level) break;
    }
    const taken = fitting.at(-1);
    if (!taken) return undefined;
    draft = replaceIn(draft, taken.made);
    // Further out it is another expression that the edit speaks of, unless it is put together.
    const { node } = taken.carrier;
    const leaf = item.edits.leafSpan?.(view.code, node) ?? { start: view.code.start(node), end: view.code.end(node) };
    const written = view.code.text.slice(leaf.start, leaf.end);
    names.add(shortName(/['"`{]/.test(written) ? spot.text : written));
  }
  return textOf(draft) === item.text ? undefined : { draft, names: [...names] };
}

/** Drafts of the finding's own file only. */
export const ownFile = (item: Case, draft: Draft): Drafts => new Map([[item.finding.file, draft]]);

/** A value as titles show it: white space collapsed, no longer than it helps. */
export function shortName(text: string): string {
  const flat = text.replace(/\s+/g, ' ').replace(/[`]/g, '').trim();
  if (flat.length <= 28) return flat;
  const tail = flat.split('.').slice(-2).join('.');
  return tail.length <= 28 && /^[\w$.?!]+$/.test(tail) ? tail : `${flat.slice(0, 27)}…`;
}
