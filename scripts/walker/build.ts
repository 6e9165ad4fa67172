/*
 * Builds src/engine/syntax/walker/walker.wasm from walker.c beside it: `npx tsx scripts/walker/build.ts`.
 *
 * Needs what scripts/grammars/build.ts needs: clang 19, lld 19, wasi-libc. The core's headers are fetched from npm by exact version and checked.
 * After a change of walker.c: build, run test/engine/syntax, then write the new sha256 in source.ts. After an update of web-tree-sitter the same tests tell whether the layouts still fit;
 * where they do not, the product falls back to its slower walk by itself.
 */
import { copyFile, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compileSideModule, sha256 } from '../grammars/compile';
import { withPackage } from '../grammars/fetch';
import { core, walkerSha256 } from './source';

const home = join(dirname(dirname(__dirname)), 'src/engine/syntax/walker');

async function main(): Promise<void> {
  const out = join(home, 'walker.wasm');
  await withPackage(core, async (folder) => {
    await copyFile(join(home, 'walker.c'), join(folder, 'walker.c'));
    const headers = 'vendor/tree-sitter/lib';
    await compileSideModule({ folder, sources: ['walker.c'], include: [`${headers}/src`, `${headers}/include`], optimise: '-O2', exports: ['flat_walk'], out });
  });
  const hash = sha256(await readFile(out));
  const same = hash === walkerSha256;
  console.log(`walker.wasm ${hash}${same ? '' : ` differs from source.ts: ${walkerSha256}`}`);
  if (!same) process.exitCode = 1;
}

void main();
