import { language as csharp } from './csharp';
import { language as go } from './go';
import { language as java } from './java';
import { language as javascript } from './javascript';
import { language as kotlin } from './kotlin';
import type { Language } from './language';
import { language as php } from './php';
import { language as python } from './python';
import { language as ruby } from './ruby';
import { language as typescript } from './typescript';

/** Every language that is lowered, one per folder. */
export const languages: readonly Language[] = [csharp, go, java, javascript, kotlin, php, python, ruby, typescript];

/** Language that lowers a grammar's trees: one of that id, and `tsx` is TypeScript's. */
export function languageFor(grammarId: string): Language | undefined {
  const id = grammarId === 'tsx' ? 'typescript' : grammarId;
  return languages.find((language) => language.id === id);
}
