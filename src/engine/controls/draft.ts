import type { FileEdits } from '../../model';
import type { Replacement } from '../languages/edits';
import { positionOf } from './context';

type Piece = { start: number; end: number } | { text: string };

/** A text under edit: which parts of the original stay, and what stands between them. Edits can be made one after the other. */
export interface Draft {
  original: string;
  pieces: readonly Piece[];
}

/** A draft nothing was changed in. */
export const draftOf = (original: string): Draft => ({ original, pieces: [{ start: 0, end: original.length }] });

const lengthOf = (piece: Piece): number => ('text' in piece ? piece.text.length : piece.end - piece.start);

/** The text as it stands. */
export function textOf({ original, pieces }: Draft): string {
  return pieces.map((piece) => ('text' in piece ? piece.text : original.slice(piece.start, piece.end))).join('');
}

/** Makes replacements that speak of the text as it stands; they may not overlap, later ones that do are left out. */
export function replaceIn(draft: Draft, replacements: readonly Replacement[]): Draft {
  let { pieces } = draft;
  let limit = Infinity;
  for (const { start, end, text } of [...replacements].sort((a, b) => b.start - a.start || b.end - a.end)) {
    if (end > limit) continue;
    limit = start;
    const [head, rest] = split(pieces, start);
    const [, tail] = split(rest, end - start);
    pieces = [...head, ...(text === '' ? [] : [{ text }]), ...tail];
  }
  return { original: draft.original, pieces };
}

function split(pieces: readonly Piece[], offset: number): [Piece[], Piece[]] {
  const head: Piece[] = [];
  let left = offset;
  for (const [at, piece] of pieces.entries()) {
    const length = lengthOf(piece);
    if (left >= length) {
      head.push(piece);
      left -= length;
      continue;
    }
    if (left === 0) return [head, pieces.slice(at)];
    const [first, second]: [Piece, Piece] = 'text' in piece
      ? [{ text: piece.text.slice(0, left) }, { text: piece.text.slice(left) }]
      : [{ start: piece.start, end: piece.start + left }, { start: piece.start + left, end: piece.end }];
    return [[...head, first], [second, ...pieces.slice(at + 1)]];
  }
  return [head, []];
}

/** Where a span of the original stands now; undefined when a part of it is gone. */
export function currentSpan(draft: Draft, start: number, end: number): { start: number; end: number } | undefined {
  let at = 0;
  for (const piece of draft.pieces) {
    if (!('text' in piece) && piece.start <= start && piece.end >= end && (start < piece.end || start === end)) return { start: at + start - piece.start, end: at + end - piece.start };
    at += lengthOf(piece);
  }
  return undefined;
}

/** The replacements that lead from the original to the text as it stands, in order. */
export function replacementsOf({ original, pieces }: Draft): Replacement[] {
  const found: Replacement[] = [];
  let kept = 0;
  let inserted = '';
  const close = (start: number): void => {
    if (start > kept || inserted !== '') found.push({ start: kept, end: start, text: inserted });
    inserted = '';
  };
  for (const piece of pieces) {
    if ('text' in piece) inserted += piece.text;
    else {
      close(piece.start);
      kept = piece.end;
    }
  }
  close(original.length);
  return found;
}

/** The edits of a file that a draft stands for. */
export function editsOf(file: string, draft: Draft): FileEdits {
  const { original } = draft;
  return { file, edits: replacementsOf(draft).map(({ start, end, text }) => ({ range: { start: positionOf(original, start), end: positionOf(original, end) }, newText: text })) };
}
