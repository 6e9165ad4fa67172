const prepositions = 'for|to|from|by|of|with|at|as|on|is|via|and';
const nouns = 'the|user|customer|patient|member|client|guest|person|account|address|recipient|contact|named|called|e-?mail|mail|phone|name|number';
/** Words that lead to a value in a message and go with it: they would be left hanging. */
const lead = new RegExp(`(?:(?:^|\\s+)(?:${prepositions})(?:\\s+(?:${nouns}))*)+\\s*$`, 'i');
/** ` phone=` anywhere, `email: ` and `home phone: ` where a part begins: a key with its sign. */
const keyed = /(?:^|[\s,;|(]+)[\p{L}_][\p{L}\d_.-]*\s?=\s*$|(?:^\s*|[,;|(]\s*)[\p{L}_][\p{L}\d_.-]*(?:\s[\p{L}_]+)?\s?:\s*$/u;
const opening: Readonly<Record<string, string>> = { '(': ')', '[': ']', '<': '>', '"': '"', "'": "'", '«': '»' };

/** How much of the text around a value goes with it: characters to cut before and behind. */
export interface Cut {
  before: number;
  behind: number;
}

/**
 * What goes with a value that is taken out of a text: brackets and quotes right around it, the word or key that leads to it, and a
 * separator left over. Counts characters of the source text between neighbouring holes.
 */
export function cutAround(before: string, behind: string): Cut {
  let left = before;
  let right = behind;
  const bracket = opening[left.at(-1) ?? ''];
  if (bracket !== undefined && right.startsWith(bracket)) {
    left = left.slice(0, -1);
    right = right.slice(1);
  }
  const words = keyed.exec(left) ?? lead.exec(left);
  // Words that open a text are its subject: they stay, without the sign behind them.
  const opens = words?.index === 0 && !keyed.test(left);
  if (words && !opens) left = left.slice(0, words.index);
  else if (left.trim() === '') right = right.replace(/^\s*[:,;|–—-]?\s+/, '');
  if (/^\s*[,;|]?\s*$/.test(left)) right = right.replace(/^[,;|.!?]\s*/, '');
  const isEndOfPart = right === '' || /^(?:[\s.,;:!?)\]]|\\[nrt])/.test(right);
  if (isEndOfPart) left = left.replace(/\s*[,;:|=–—-]?\s*$/, '');
  if (left === '' && right === '') left = before.replace(/\s*["'(<[]?$/, '').replace(/\s*[,;:|=–—-]?\s*$/, '');
  if (left === '' && /^\s/.test(right)) right = right.trimStart();
  return { before: before.length - left.length, behind: behind.length - right.length };
}

/** Places and lengths of printf and brace placeholders of a format text, in order; `%%` and `{{` are not any. */
export function placeholders(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/%%|%(?:\([\w.]+\))?[-+ #0]*(?:\d+|\*)?(?:\.\d+)?[a-zA-Z]|\{\{|\}\}|\{\}/g)) {
    if (match[0] === '%%' || match[0] === '{{' || match[0] === '}}') continue;
    found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** The name a value is called by in front of it, as a key or a single word: where it begins and ends, or undefined. */
export function labelBefore(before: string): { start: number; end: number } | undefined {
  const match = /(?:^\s*|[,;|(]\s*)([\p{L}_][\p{L}\d_-]*)\s?:\s*["'(<[]?$/u.exec(before) ?? /(?:^|[\s,;|(])([\p{L}_][\p{L}\d_-]*)=["'(<[]?$/u.exec(before)
    ?? /(?:^|\s)(e-?mail|mail|phone|name|address|ssn)(?::\s*|\s+)["'(<[]?$/iu.exec(before);
  const word = match?.[1];
  if (!match || word === undefined) return undefined;
  const start = match.index + match[0].indexOf(word);
  return { start, end: start + word.length };
}
