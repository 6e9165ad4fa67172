// Builds everything that ships into dist/: compiled rules, grammars, and one bundle per host that has an entry point.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);
/** The ES module of a package whose CommonJS form loads its parts in a way no bundler follows. */
const esm = (name) => join(dirname(require.resolve(`${name}/package.json`)), require(`${name}/package.json`).module);
const node = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', alias: { 'web-tree-sitter': require.resolve('web-tree-sitter'), 'jsonc-parser': esm('jsonc-parser') } };
const browser = { bundle: true, platform: 'browser', target: 'es2022' };
const bundles = [
  ['src/cli/main.ts', 'cli.js', { ...node, banner: { js: '#!/usr/bin/env node' } }],
  ['src/platform/node/worker.ts', 'worker.js', node],
  ['src/server/node.ts', 'server.js', node],
  ['src/server/browser.ts', 'server.browser.js', { ...browser, format: 'iife', external: ['fs', 'fs/promises', 'module', 'path', 'url', 'worker_threads'] }],
  ['src/extension/node.ts', 'extension.js', { ...node, external: ['vscode'] }],
  ['src/extension/browser.ts', 'extension.browser.js', { ...browser, format: 'cjs', external: ['vscode'] }],
];

/** Compiles the rules with the TypeScript of scripts/rules, writes dist/rules.json and gives the problems. */
async function compileRules() {
  const outfile = join(root, 'node_modules/.cache/privacy-shipmate/compile-rules.cjs');
  await build({ entryPoints: [join(root, 'scripts/compile-rules.ts')], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs', packages: 'external', logLevel: 'error' });
  const compiler = require(outfile);
  const { value, problems } = compiler.compileRules(await compiler.readRules(root));
  if (value !== undefined) await writeFile(join(dist, 'rules.json'), JSON.stringify(value) + '\n');
  return problems;
}

async function copyWasm() {
  await copyFile(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), join(dist, 'web-tree-sitter.wasm'));
  await copyFile(join(root, 'src/engine/syntax/walker/walker.wasm'), join(dist, 'walker.wasm'));
  for (const language of await readdir(join(root, 'grammars'))) {
    const target = join(dist, 'grammars', language);
    await mkdir(target, { recursive: true });
    const files = await readdir(join(root, 'grammars', language));
    await Promise.all(files.filter((file) => file.endsWith('.wasm')).map((file) => copyFile(join(root, 'grammars', language, file), join(target, file))));
  }
}

/** Bundles the hosts that exist; esbuild has told what went wrong when it gives false. */
async function bundleHosts() {
  const present = bundles.filter(([entry]) => existsSync(join(root, entry)));
  const results = await Promise.allSettled(
    present.map(([entry, out, options]) => build({ ...options, entryPoints: [join(root, entry)], outfile: join(dist, out), logLevel: 'warning', metafile: true })),
  );
  await writeNotices(results.flatMap(({ value }) => Object.keys(value?.metafile.inputs ?? {})));
  return results.every((result) => result.status === 'fulfilled');
}

/** Writes the licences of everything that travels inside the bundles, as those licences ask, and of the grammars. */
async function writeNotices(inputs) {
  const packages = new Set(inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  const folders = [...packages].sort().concat((await readdir(join(root, 'grammars'))).sort().map((language) => `grammars/${language}`));
  const notices = await Promise.all(folders.map(async (folder) => {
    const file = (await readdir(join(root, folder))).find((name) => /^licen[cs]e/i.test(name));
    const title = folder.replace(/^.*node_modules\//, '');
    return file === undefined ? undefined : `${title}\n${'-'.repeat(title.length)}\n\n${(await readFile(join(root, folder, file), 'utf8')).trim()}\n`;
  }));
  await writeFile(join(dist, 'THIRD-PARTY-NOTICES.txt'), [...new Set(notices)].filter((notice) => notice !== undefined).join('\n\n'));
}

await mkdir(dist, { recursive: true });
const [problems, bundled] = await Promise.all([compileRules(), bundleHosts(), copyWasm()]);
for (const problem of problems) console.error(problem);
if (problems.length > 0 || !bundled) process.exitCode = 1;
