// Generated code: ordinary services in TypeScript and Python, with personal data in about one function of six.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pythonModule } from './python';
import { randomFrom } from './random';
import { typescriptModule } from './typescript';

export type GeneratedLanguage = 'typescript' | 'python';

const makers = { typescript: typescriptModule, python: pythonModule };
const extensions = { typescript: 'ts', python: 'py' };

/** One file of about `lines` lines. `index` names it; modules use functions of the one before, so that calls cross files. */
export function generateFile(language: GeneratedLanguage, index: number, lines: number): { path: string; text: string } {
  return { path: `app/part${Math.floor(index / 40)}/module${index}.${extensions[language]}`, text: makers[language](randomFrom(index * 7_919 + lines), index, lines) };
}

/** Writes a workspace of `lines` lines in files of 300 lines, and gives its folder. */
export function generateWorkspace(into: string, language: GeneratedLanguage, lines: number): string {
  const folder = join(into, 'generated', `${language}-${lines}`);
  for (let index = 0; index * 300 < lines; index++) {
    const { path, text } = generateFile(language, index, Math.min(300, lines - index * 300));
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
