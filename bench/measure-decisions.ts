// A process that opens a workspace with its privacy files as the language server does, types into one file, and prints: the time to read the register, from
// the keystroke to the findings of that file, and of the work behind a pause in typing.
import { languages } from '../src/engine/languages/registry';
import { createWorkspace } from '../src/engine/workspace';
import { diskFiles } from '../src/platform/node/disk-files';
import { fitRuntime } from '../src/platform/node/runtime';
import { readArtefacts } from '../src/project/artefacts';
import { createLowering } from '../src/project/lowering';
import { createOpener } from '../src/project/open-code';
import { addressesBelow } from '../src/server/addresses';
import { createFolder } from '../src/server/folder';
import { createSlices } from '../src/server/slices';
import { figures } from './figures';
import { keystrokes, press } from './keystroke-mix';
import { randomFrom } from './corpus/random';
import { catalogue, readWasm } from './product';

/** Pressed before the clock counts: an editor that is in use has done its loading. */
const warmUp = 100;
const pauses = 12;

async function main(root: string, path: string, count: number): Promise<void> {
  const files = diskFiles(root);
  const failed = (error: unknown): void => { throw error; };
  const start = performance.now();
  const { decisions } = await readArtefacts(files, true);
  const loadMs = performance.now() - start;

  const lowering = createLowering(catalogue.languages, languages, readWasm);
  const folder = createFolder({
    name: 'bench', addresses: addressesBelow('file:///bench'), catalogue, files, workspace: createWorkspace(catalogue),
    openText: createOpener(catalogue.languages, languages, readWasm), accepts: (name) => lowering.accepts(name),
    async facts(paths) {
      const lowered = [];
      for (const name of paths) {
        const facts = await lowering.lower(name, (await files.read(name)) ?? '');
        if (facts) lowered.push({ path: name, facts });
      }
      return { files: lowered, hashes: new Map(), skipped: [] };
    },
    contentHash: () => Promise.resolve(''), slices: createSlices((run) => setImmediate(run), failed), today: () => '2026-11-21', trusted: () => true, changed: () => undefined, failed,
  });
  await folder.scan();
  let lines = ((await files.read(path)) ?? '').split('\n');
  await folder.open(path, lines.join('\n'));
  await folder.settled();

  const random = randomFrom(count);
  const type = (kinds: ReturnType<typeof keystrokes>): number[] => kinds.map((kind) => {
    lines = press(random, kind, lines);
    const text = lines.join('\n');
    const begin = performance.now();
    folder.edit(path, text);
    folder.findings(path);
    folder.problems(path);
    return performance.now() - begin;
  });
  type(keystrokes(random, warmUp));
  await folder.settled();
  const keys = figures(type(keystrokes(random, count)));
  const rests: number[] = [];
  for (let pause = 0; pause < pauses; pause++) {
    await folder.settled();
    type(keystrokes(random, 1));
    const begin = performance.now();
    await folder.settled();
    rests.push(performance.now() - begin);
  }
  console.log(JSON.stringify({ decisions: decisions.length, loadMs: Math.round(loadMs), findings: folder.all().length, keystrokes: keys, pauses: figures(rests) }));
}

fitRuntime();
const [root = '.', path = '', count] = process.argv.slice(2);
void main(root, path, Number(count));
