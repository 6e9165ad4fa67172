/*
 * Builds the grammars of sources.ts from their published C sources: `npx tsx scripts/grammars/build.ts [id...]`.
 *
 * Why: a generated lexer is one giant function. When V8 from Node 24 on optimises it, memory can run out, which ends the process. Split into small functions it gives the same trees without the peak.
 * How: each package is fetched from npm by exact version, its archive compared with the sha256 in sources.ts, the lexer split (split-lexer.ts), and parser and scanner compiled to grammars/<id>/<id>.wasm.
 * Needs: clang 19, lld 19 and wasi-libc (Debian: `apt-get install clang-19 lld-19 wasi-libc`); set CLANG for another name. Another version may give other bytes, which the last check tells.
 * A new version: change version and archiveSha256 in sources.ts, build, compare the trees with the old ones, then write the new wasmSha256 there and in the language.yml.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileSideModule } from './compile';
import { sources, type GrammarSource } from './sources';
import { splitLexer } from './split-lexer';

const root = dirname(dirname(__dirname));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Builds one grammar; throws when the archive is another one than was reviewed. Gives the sha256 of the wasm. */
async function buildGrammar(source: GrammarSource): Promise<string> {
  const work = await mkdtemp(join(tmpdir(), 'grammar-'));
  try {
    const archive = execFileSync('npm', ['pack', '--silent', `${source.package}@${source.version}`], { cwd: work, encoding: 'utf8' }).trim();
    const found = sha256(await readFile(join(work, archive)));
    if (found !== source.archiveSha256) throw new Error(`${archive} has sha256 ${found}, expected ${source.archiveSha256}`);
    execFileSync('tar', ['xzf', archive], { cwd: work });
    const sourceFolder = join(work, 'package/src');
    const parser = join(sourceFolder, 'parser.c');
    await writeFile(parser, splitLexer(await readFile(parser, 'utf8')));
    const target = join(root, 'grammars', source.id);
    await mkdir(target, { recursive: true });
    const wasm = join(target, `${source.id}.wasm`);
    compileSideModule({ folder: sourceFolder, sources: ['parser.c', 'scanner.c'], include: ['.'], exports: [source.symbol], out: wasm });
    await chmod(wasm, 0o644);
    await copyFile(join(work, 'package/LICENSE'), join(target, 'LICENSE'));
    return sha256(await readFile(wasm));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
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
