import type { FileEdits } from '../model';

const address = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const longNumber = /\+?\d(?:[ ().-]?\d){8,}/g;

/**
 * Masks what looks like literal personal data: e-mail addresses, and numbers of nine digits or more (phones, cards, accounts).
 * The engine masks literals already; this is the last gate before text leaves in a report. ISO dates have eight digits and stay.
 */
export function masked(text: string): string {
  return text.replace(address, '…@…').replace(longNumber, '…');
}

/** Code without the text of its literals: `fetch('…')`. */
export function withoutLiterals(code: string): string {
  return masked(code.replace(/(["'`])(?:\\.|(?!\1)[^\\])*\1/gs, (_, quote: string) => `${quote}…${quote}`));
}

/** True when edits would write something that looks like literal personal data into a report. */
export function repeatsPersonalData(files: readonly FileEdits[]): boolean {
  return files.some(({ edits }) => edits.some(({ newText }) => masked(newText) !== newText));
}
