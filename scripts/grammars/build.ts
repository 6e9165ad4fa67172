/*
 * Builds the grammars of sources.ts from their published C sources: `npx tsx scripts/grammars/build.ts [id...]`.
 *
 * Why: a generated lexer is one giant function. When V8 from Node 24 on optimises it, memory can run out, which ends the process. Split into small functions it gives the same trees without the peak.
 * How: each package is fetched from npm by exact version, its archive compared with the sha256 in sources.ts, the lexer split (split-lexer.ts), the scanner mended where sources.ts says so, and parser and scanner compiled to grammars/<id>/<id>.wasm.
 * Needs: clang 19, lld 19 and wasi-libc (Debian: `apt-get install clang-19 lld-19 wasi-libc`); set CLANG for another name. Another version may give other bytes, which the last check tells.
 * A new version: change version and archiveSha256 in sources.ts, build, compare the trees with the old ones, then write the new wasmSha256 there and in the language.yml.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compileSideModule, sha256 } from './compile';
import { withPackage } from './fetch';
import { sources, type GrammarSource } from './sources';
import { splitLexer } from './split-lexer';

const root = dirname(dirname(__dirname));

/** Puts a mend into a scanner; throws when its place is not there exactly once, as after an update. */
async function mendScanner(scanner: string, { before, add }: NonNullable<GrammarSource['mend']>): Promise<void> {
  const parts = (await readFile(scanner, 'utf8')).split(before);
  if (parts.length !== 2) throw new Error(`${scanner}: the place of the mend is there ${parts.length - 1} times`);
  await writeFile(scanner, parts.join(add + before));
}

/** Builds one grammar and gives the sha256 of its wasm. */
function buildGrammar(source: GrammarSource): Promise<string> {
  return withPackage(source, async (folder) => {
    const sourceFolder = join(folder, 'src');
    const parser = join(sourceFolder, 'parser.c');
    await writeFile(parser, splitLexer(await readFile(parser, 'utf8')));
    if (source.mend) await mendScanner(join(sourceFolder, 'scanner.c'), source.mend);
    const target = join(root, 'grammars', source.id);
    await mkdir(target, { recursive: true });
    const wasm = join(target, `${source.id}.wasm`);
    await compileSideModule({ folder: sourceFolder, sources: ['parser.c', 'scanner.c'], include: ['.'], optimise: '-Os', exports: [source.symbol], out: wasm });
    await copyFile(join(folder, 'LICENSE'), join(target, 'LICENSE'));
    return sha256(await readFile(wasm));
  });
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  for (const source of sources.filter(({ id }) => asked.length === 0 || asked.includes(id))) {
    const hash = await buildGrammar(source);
    const same = hash === source.wasmSha256;
    console.log(`${source.id}.wasm ${hash}${same ? '' : ` differs from sources.ts: ${source.wasmSha256}`}`);
    if (!same) process.exitCode = 1;
  }
}

void main();
