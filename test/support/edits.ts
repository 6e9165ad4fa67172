import fc from 'fast-check';

/** Texts by path. */
export type Texts = Record<string, string>;

const share = fc.double({ min: 0, max: 0.999, noNaN: true });

const kinds = [
  'character', 'character', 'erase', 'remove line', 'repeat line', 'swap lines', 'rename here', 'rename everywhere', 'move block', 'change type', 'change type', 'empty file', 'remove file', 'move file', 'bring back',
] as const;

/** One edit as a person makes it: where, and what; numbers are shares of what there is, so that an edit fits any workspace. */
export const edit = fc.record({ kind: fc.constantFrom(...kinds), file: share, line: share, other: share });
export type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

/** What an edit makes of a workspace: texts that are new or changed, and paths that are gone. */
export interface Edited {
  changed: Texts;
  removed: string[];
}

const word = /[A-Za-z_]\w{2,}/g;
const typeName = /\b[A-Z]\w*[a-z]\w*\b/g;

/** @param first the workspace as it was at first: files that went come back from there. */
export function edited(texts: Texts, first: Texts, { kind, file, line, other }: Edit): Edited {
  const paths = Object.keys(texts).sort();
  const path = paths[Math.floor(file * paths.length)];
  if (kind === 'bring back' || path === undefined) {
    const all = Object.keys(first).sort();
    const back = all[Math.floor(file * all.length)] ?? '';
    return { changed: { [back]: first[back] ?? '' }, removed: [] };
  }
  const text = texts[path] ?? '';
  if (kind === 'remove file') return { changed: {}, removed: [path] };
  if (kind === 'move file') return { changed: { [path.replace(/([^/]+)$/, 'moved/$1')]: text }, removed: [path] };
  return { changed: { [path]: editedText(text, kind, line, other, typesIn(texts)) }, removed: [] };
}

function editedText(text: string, kind: Edit['kind'], line: number, other: number, types: readonly string[]): string {
  const lines = text.split('\n');
  const at = Math.floor(line * lines.length);
  const to = Math.floor(other * lines.length);
  const here = lines[at] ?? '';
  const names = [...here.matchAll(word)];
  const name = names[Math.floor(other * names.length)];
  const behind = name ? name.index + 1 + Math.floor(other * (name[0].length - 1)) : 0;
  switch (kind) {
    case 'character': if (name) lines[at] = `${here.slice(0, behind)}q${here.slice(behind)}`; break;
    case 'erase': lines[at] = here.slice(0, Math.floor(other * here.length)) + here.slice(Math.floor(other * here.length) + 1); break;
    case 'remove line': lines.splice(at, 1); break;
    case 'repeat line': lines.splice(at, 0, here); break;
    case 'swap lines': lines[at] = lines[to] ?? ''; lines[to] = here; break;
    case 'rename here': if (name) lines[at] = `${here.slice(0, name.index)}re${here.slice(name.index)}`; break;
    case 'rename everywhere': return name ? text.replace(new RegExp(`\\b${name[0]}\\b`, 'g'), `${name[0]}Again`) : text;
    case 'move block': lines.splice(to, 0, ...lines.splice(at, 6)); break;
    case 'change type': {
      const found = [...text.matchAll(typeName)];
      const old = found[Math.floor(line * found.length)];
      const next = types[Math.floor(other * types.length)];
      return old && next !== undefined ? text.slice(0, old.index) + next + text.slice(old.index + old[0].length) : text;
    }
    case 'empty file': return '';
    default: break;
  }
  return lines.join('\n');
}

function typesIn(texts: Texts): string[] {
  return [...new Set(Object.values(texts).flatMap((text) => [...text.matchAll(typeName)].map(([name]) => name)))].sort();
}
