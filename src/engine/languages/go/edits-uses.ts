import type { CodeView } from '../code-view';
import type { Replacement } from '../edits';

/** Replacements of a text, or undefined where they would leave a variable or an import without use: Go does not build with either. */
export function whereUsed(code: CodeView, replacements: Replacement[] | undefined): Replacement[] | undefined {
  if (!replacements) return undefined;
  const sorted = [...replacements].sort((a, b) => a.start - b.start);
  let after = '';
  let at = 0;
  let gone = '';
  for (const { start, end, text } of sorted) {
    after += code.text.slice(at, start) + text;
    gone += `${code.text.slice(start, end)} `;
    at = end;
  }
  after += code.text.slice(at);
  const names = new Set([...gone.matchAll(/(?<![\w."])[A-Za-z_]\w*/g)].map((match) => match[0]));
  for (const name of names) if (isLeft(code.text, after, name)) return undefined;
  return replacements;
}

/** True when a name was used before and is only declared after. */
function isLeft(before: string, after: string, name: string): boolean {
  const member = new RegExp(`(?<![\\w."/])${name}\\.`);
  const imported = new RegExp(`^\\s*(?:import\\s+)?(?:${name}\\s+"[^"]+"|"(?:[^"]*[/-])?${name}(?:[/.]v\\d+|-go)?")\\s*$`, 'm');
  if (imported.test(after) && member.test(before) && !member.test(after)) return true;
  const declared = new RegExp(`(?<![\\w.])${name}\\b[\\w\\s,]*:=|\\bvar\\s+${name}\\b`);
  const uses = [...after.matchAll(new RegExp(`(?<![\\w."%])${name}\\b(?!\\s*:[^=])`, 'g'))].length;
  const declarations = [...after.matchAll(new RegExp(declared, 'g'))].length;
  return declarations > 0 && uses <= declarations;
}
