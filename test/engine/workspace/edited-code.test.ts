import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { createWorkspace, type FileInput } from '../../../src/engine/workspace';
import { shippedRules } from '../../support/rules';
import { factsOf } from '../../support/workspace';

const word = /[A-Za-z_]\w{2,}/g;

/** One edit as a person makes it: where in which file, and what; numbers are shares of what there is. */
const edit = fc.record({
  file: fc.double({ min: 0, max: 0.999, noNaN: true }), line: fc.double({ min: 0, max: 0.999, noNaN: true }), other: fc.double({ min: 0, max: 0.999, noNaN: true }),
  kind: fc.constantFrom('remove', 'repeat', 'swap', 'rename here', 'rename everywhere', 'move block'),
});
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

function edited(text: string, { kind, line, other }: Edit): string {
  const lines = text.split('\n');
  const at = Math.floor(line * lines.length);
  const to = Math.floor(other * lines.length);
  const here = lines[at] ?? '';
  const names = [...here.matchAll(word)];
  const name = names[Math.floor(other * names.length)];
  switch (kind) {
    case 'remove': lines.splice(at, 1); break;
    case 'repeat': lines.splice(at, 0, here); break;
    case 'swap': lines[at] = lines[to] ?? ''; lines[to] = here; break;
    case 'rename here': if (name) lines[at] = `${here.slice(0, name.index)}re${here.slice(name.index)}`; break;
    case 'rename everywhere': return name ? text.replace(new RegExp(`\\b${name[0]}\\b`, 'g'), `${name[0]}Again`) : text;
    case 'move block': lines.splice(to, 0, ...lines.splice(at, 6)); break;
  }
  return lines.join('\n');
}

describe('Edits of an application', () => {
  for (const folder of ['examples/clinic/src', 'test/fixtures/javascript', 'test/fixtures/python']) {
    it(`${folder}: give what a scan of the edited files gives`, async () => {
      const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(?:tsx?|jsx?|py)$/.test(name) && !name.includes('.fixed.')).sort().slice(0, 12);
      const before = Object.fromEntries(await Promise.all(names.map(async (name) => [name.replace(/\\/g, '/'), await readFile(join(folder, name), 'utf8')] as const)));
      const start = await factsOf(before);
      const rules = await shippedRules();
      await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        const texts = { ...before };
        const files = new Map<string, FileInput>(start.map((file) => [file.path, file]));
        const workspace = createWorkspace(rules);
        workspace.apply({ files: start });
        workspace.findings();
        for (const e of edits) {
          const path = Object.keys(texts)[Math.floor(e.file * Object.keys(texts).length)] ?? '';
          texts[path] = edited(texts[path] ?? '', e);
          const [file] = await factsOf({ [path]: texts[path] });
          assert.ok(file);
          files.set(path, file);
          workspace.apply({ files: [file] });
          const found = workspace.findings();
          const whole = createWorkspace(rules);
          whole.apply({ files: [...files.values()] });
          assert.deepEqual(found, whole.findings(), `${e.kind} in ${path}`);
        }
      }), { numRuns: Number(process.env.SHIPMATE_RUNS ?? 4), seed: 20261122 });
    }).timeout(600_000);
  }
});
