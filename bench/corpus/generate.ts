// Generated code: ordinary services in every language, with personal data in about one function of six and calls from file to file.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { csharpModule } from './csharp';
import { goModule } from './go';
import { javaModule } from './java';
import { javascriptModule } from './javascript';
import { kotlinModule } from './kotlin';
import { phpModule } from './php';
import { pythonModule } from './python';
import { randomFrom, type Random } from './random';
import { rubyModule } from './ruby';
import { typescriptModule } from './typescript';

/** How a language makes a module of about `lines` lines, and what its file is called. */
interface Maker {
  module: (random: Random, index: number, lines: number) => string;
  file: (index: number) => string;
}

const makers = {
  typescript: { module: typescriptModule, file: (index) => `module${index}.ts` },
  javascript: { module: javascriptModule, file: (index) => `module${index}.js` },
  python: { module: pythonModule, file: (index) => `module${index}.py` },
  java: { module: javaModule, file: (index) => `Module${index}.java` },
  kotlin: { module: kotlinModule, file: (index) => `Module${index}.kt` },
  go: { module: goModule, file: (index) => `module${index}.go` },
  csharp: { module: csharpModule, file: (index) => `Module${index}.cs` },
  ruby: { module: rubyModule, file: (index) => `module${index}.rb` },
  php: { module: phpModule, file: (index) => `Module${index}.php` },
} as const satisfies Readonly<Record<string, Maker>>;

export type GeneratedLanguage = keyof typeof makers;

export const generatedLanguages = Object.keys(makers) as GeneratedLanguage[];

/** The language of that name; undefined where none is generated. */
export function generatedLanguage(name: string | undefined): GeneratedLanguage | undefined {
  return generatedLanguages.find((language) => language === name);
}

/** One file of about `lines` lines. `index` names it; modules use those before them, so that calls cross files. */
export function generateFile(language: GeneratedLanguage, index: number, lines: number): { path: string; text: string } {
  const { file, module }: Maker = makers[language];
  return { path: `app/part${Math.floor(index / 40)}/${file(index)}`, text: module(randomFrom(index * 7_919 + lines), index, lines) };
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
