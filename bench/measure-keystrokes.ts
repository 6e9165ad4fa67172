// A process that types into one open file of a small workspace, as the language server does, and prints the times from the keystroke to the findings of that file.
import { languages } from '../src/engine/languages/registry';
import { createWorkspace, type FileInput } from '../src/engine/workspace';
import { defaultTeamFile } from '../src/governance/team-file';
import { policyOf, teamFilePath } from '../src/project/artefacts';
import { fitRuntime } from '../src/platform/node/runtime';
import { createLowering } from '../src/project/lowering';
import { createOpener } from '../src/project/open-code';
import { figures } from './figures';
import { generatedLanguage, generateFile, type GeneratedLanguage } from './corpus/generate';
import { randomFrom } from './corpus/random';
import { keystrokes, press, type Keystroke } from './keystroke-mix';
import { catalogue, readWasm } from './product';

const neighbours = 20;
/** Pressed before the clock counts: parser and compiler are warm in an editor that is in use. */
const warmUp = 20;

async function main(language: GeneratedLanguage, lines: number, count: number): Promise<void> {
  const lowering = createLowering(catalogue.languages, languages, readWasm);
  const files: FileInput[] = [];
  for (let index = 1; index <= neighbours; index++) {
    const { path, text } = generateFile(language, index, 300);
    const facts = await lowering.lower(path, text);
    if (facts) files.push({ path, facts });
  }
  const { path, text } = generateFile(language, 0, lines);
  const open = await createOpener(catalogue.languages, languages, readWasm)(path, text);
  if (!open) throw new Error(`nothing reads ${path}`);
  const workspace = createWorkspace(catalogue);
  workspace.apply({ files: [...files, { path, facts: open.facts() }], policy: policyOf(defaultTeamFile(teamFilePath)) });
  while (!workspace.advance(500));
  workspace.findings();

  const random = randomFrom(lines);
  let current = text.split('\n');
  const time = (next: string[]): number => {
    const joined = next.join('\n');
    const start = performance.now();
    workspace.apply({ files: [{ path, facts: open.edit(joined) }] });
    workspace.findings(path);
    const took = performance.now() - start;
    current = next;
    // What an editor lets happen between two keystrokes: the rest of the workspace comes up to date.
    while (!workspace.advance(500));
    return took;
  };
  const type = (kinds: readonly Keystroke[]): number[] => kinds.map((kind) => time(press(random, kind, current)));
  type(keystrokes(random, warmUp));
  const usual = type(keystrokes(random, count));
  const unbalanced = Array.from({ length: Math.ceil(count / 5) }, () => {
    const before = current;
    const broken = time(press(random, 'unbalanced', before));
    return [broken, time(before)];
  }).flat();
  console.log(JSON.stringify({ keystrokes: figures(usual), unbalanced: figures(unbalanced) }));
}

fitRuntime();
const [language, lines, count] = process.argv.slice(2);
void main(generatedLanguage(language) ?? 'typescript', Number(lines), Number(count));
