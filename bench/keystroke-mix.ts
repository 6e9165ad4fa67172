import type { Random } from './corpus/random';

/** What a keystroke does: the mix is 7 characters in identifiers, 2 lines, 1 renamed declaration; `unbalanced` is measured apart. */
export type Keystroke = 'character' | 'line' | 'rename' | 'unbalanced';

const mix: readonly Keystroke[] = ['character', 'character', 'character', 'character', 'character', 'character', 'character', 'line', 'line', 'rename'];
/** Words of the languages that no keystroke of a working programmer breaks. */
const keywords = new Set(`abstract and any array as async attr_reader await begin bool boolean break callable case catch chan class companion const constructor continue data def default defer delegate dict do double elif else elsif
  end ensure enum except export extends false final finally float for foreach from fun func function go if implements import in init instanceof int interface internal is lambda let list long map module mut namespace native new
  next nil none not null number object of open operator or out override package pass private protected public raise range readonly record ref require rescue return sealed select self static str string struct super
  suspend switch this throw throws trait true try type undefined unless until use using val var virtual void when while with yield`.split(/\s+/));
/** A function or type that is declared on this line, up to its name: behind a word that says so, or behind the type it gives. */
const declaration = new RegExp(`^\\s*(?:(?:export|default|async|public|private|protected|internal|static|final|abstract|override|suspend|data|sealed|readonly) )*(?:${[
  '(?:function|def|class|func|fun|struct) (?:self\\.|\\([^)]*\\) )?',
  '(?!return\\b|new\\b|throw\\b|await\\b|else\\b)[\\w<>[\\],?.]+(?: [\\w<>[\\],?.]+)* (?=\\w+\\([^;]*(?:\\{|\\)|=>)?$)',
].join('|')})(\\w+)`);

/** The kinds of `count` keystrokes by the mix. */
export function keystrokes(random: Random, count: number): Keystroke[] {
  return Array.from({ length: count }, () => random.pick(mix));
}

/** The lines after one keystroke; the given ones stay as they are. */
export function press(random: Random, kind: Keystroke, lines: readonly string[]): string[] {
  const next = [...lines];
  const at = nearest(lines, random.below(lines.length), fits[kind]);
  const line = lines[at] ?? '';
  if (kind === 'character') next[at] = insertInIdentifier(random, line);
  else if (kind === 'line') next.splice(at, 1, ...(random.below(2) === 0 && repeats(lines, at) ? [] : [line, line]));
  else if (kind === 'rename') next[at] = line.replace(declaration, (head) => `${head}X`);
  else {
    const column = random.below(line.length);
    next[at] = line.slice(0, column) + random.pick(["'", '"', '(', '{', '[', ')']) + line.slice(column);
  }
  return next;
}

const fits: Readonly<Record<Keystroke, (line: string) => boolean>> = {
  character: (line) => identifiers(line).length > 0,
  // A whole statement on a line of its own: it can stand twice, and one of two can go.
  line: (line) => /^\s+(?:(?:\$this->)?logger\d*(?:\.|->)\w+\(.*\);?|\$?(?:sum|total) \+= .*|(?:this\.|self\.|q\.|@|\$)done(?:\+\+| \+= 1);?)$/.test(line),
  rename: (line) => declaration.test(line),
  unbalanced: (line) => line.trim().length > 10,
};

function nearest(lines: readonly string[], from: number, accepts: (line: string) => boolean): number {
  for (let step = 0; step < lines.length; step++) {
    const at = (from + step) % lines.length;
    if (accepts(lines[at] ?? '')) return at;
  }
  return from;
}

function repeats(lines: readonly string[], at: number): boolean {
  return lines[at + 1] === lines[at] || lines[at - 1] === lines[at];
}

function identifiers(line: string): { name: string; at: number }[] {
  if (/^\s*(?:import|from|using|use|package|namespace|require)\b|['"`#]/.test(line)) return [];
  return [...line.matchAll(/[A-Za-z_]\w{2,}/g)].map((match) => ({ name: match[0], at: match.index })).filter(({ name }) => !keywords.has(name.toLowerCase()));
}

function insertInIdentifier(random: Random, line: string): string {
  const { name, at } = random.pick(identifiers(line));
  const column = at + 1 + random.below(name.length);
  return line.slice(0, column) + random.pick('abcdefghijklmnopqrstuvwxyz'.split('')) + line.slice(column);
}
