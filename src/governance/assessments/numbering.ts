import { outline } from './markdown';

/** The next free assessment id: one above the highest `PIA-nnn` in any of the texts given (file names, ids, links), so that no id is used twice. */
export function nextPiaId(texts: Iterable<string>): string {
  return `PIA-${String(highest(texts, /\bPIA-(\d+)/g) + 1).padStart(3, '0')}`;
}

/** The file of an assessment: `privacy/pia/PIA-001-checkout.md`. */
export function piaPath(folder: string, id: string, title: string): string {
  return `${folder.replace(/\/+$/, '')}/${id}-${slugOf(title)}.md`;
}

/** Kebab-case of a title for a file name, at most 40 characters. */
export function slugOf(title: string): string {
  const slug = title.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '-');
  return slug.slice(0, 40).replace(/^-+|-+$/g, '') || 'processing';
}

/** The number of the highest risk a text speaks of in headings and markers, or `known` if that is higher. */
export function highestRisk(text: string, known: number): number {
  const { headings, blocks } = outline(text);
  return Math.max(known, highest([...headings.flatMap((heading) => [heading.text, ...heading.ids]), ...blocks.map((block) => block.id)], /^R-(\d+)/g));
}

/** `R-01`, `R-02`, … */
export function riskId(number: number): string {
  return `R-${String(number).padStart(2, '0')}`;
}

function highest(texts: Iterable<string>, pattern: RegExp): number {
  let top = 0;
  for (const text of texts) {
    for (const match of text.matchAll(pattern)) {
      const number = Number(match[1]);
      // Longer figures are dates or typing errors; counting on from them would never come back.
      if (number < 100_000) top = Math.max(top, number);
    }
  }
  return top;
}
