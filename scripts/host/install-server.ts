import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, isInstalled, markerOf, npm, unpackPackage } from './places';

/** code-server carries a whole VS Code server build; 4.139.1 is VS Code 1.139. */
const serverVersion = '4.139.1';
/** The Node which that VS Code is built for; an npm package too, so that no system Node has to fit. */
const nodeVersion = '24.21.0';

const here = `${process.platform}-${process.arch}`;
const folder = join(cacheFolder, 'host');

/** The two files needed to start a VS Code server. */
export type ServerInstall = { node: string; serverMain: string };

/**
 * Gives the VS Code server in `.vscode-test/host`; installs it from the npm registry if it is missing or of another
 * version (about 30 s, 480 MB). Throws, saying what to do, where this route does not work.
 */
export function installServer(): ServerInstall {
  if (process.platform !== 'linux') {
    throw new Error(`This test host runs on Linux only, not on ${here}. Use: npm run test:electron`);
  }
  const version = `code-server ${serverVersion}, node ${nodeVersion}, ${here}`;
  if (!isInstalled(folder, version)) install(version);
  return { node: join(folder, 'node/node_modules', `node-${here}`, 'bin/node'), serverMain: join(folder, 'package/lib/vscode/out/server-main.js') };
}

function install(version: string): void {
  console.log('Installing the VS Code test host into .vscode-test/host, once.');
  // Built beside and renamed at the end: an interrupted install is never taken for a finished one.
  const fresh = `${folder}-${process.pid}`;
  try {
    mkdirSync(join(fresh, 'node'), { recursive: true });
    step(`node ${nodeVersion}`, () => {
      writeFileSync(join(fresh, 'node/package.json'), '{"private":true}');
      npm(['install', '--ignore-scripts', '--no-save', `node-${here}@${nodeVersion}`], join(fresh, 'node'));
    });
    step(`code-server ${serverVersion}`, () => {
      unpackPackage('code-server', serverVersion, fresh);
    });
    step('server modules', () => {
      installModules(fresh);
    });
    compileLogger(fresh);
    prune(fresh);
    writeFileSync(markerOf(fresh), version);
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } catch (error) {
    throw new Error('The VS Code test host could not be installed. Check that the npm registry is reachable (npm ping) and that 1 GB is free, then run the command again.', { cause: error });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function nodeHome(root: string): string {
  return join(root, 'node/node_modules', `node-${here}`);
}

function installModules(root: string): void {
  const vscode = join(root, 'package/lib/vscode');
  const bin = join(nodeHome(root), 'bin');
  // `npm ci` fails here: the lock file in the package does not cover its development dependencies.
  npm(['install', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps'], vscode, {}, bin);
  npm(['install', '--omit=dev', '--ignore-scripts'], join(vscode, 'extensions'), {}, bin);
}

/** The native logger is the only part that needs a compiler; without it log output channels have no document. */
function compileLogger(root: string): void {
  const vscode = join(root, 'package/lib/vscode');
  try {
    step('spdlog (compiled)', () => {
      npm(['rebuild', '@vscode/spdlog'], vscode, { npm_config_nodedir: nodeHome(root) }, join(nodeHome(root), 'bin'));
    });
  } catch {
    console.warn('@vscode/spdlog was not compiled (it needs g++, make and python3). Tests run without it; only log output channels stay empty.');
  }
}

/** Removes what tests never use: other platforms' binaries and the assistant. */
function prune(root: string): void {
  const vscode = join(root, 'package/lib/vscode');
  for (const perPlatform of ['node_modules/@vscode/ripgrep-universal/bin', 'node_modules/node-pty/prebuilds']) {
    const binaries = join(vscode, perPlatform);
    if (!existsSync(join(binaries, here))) continue;
    for (const name of readdirSync(binaries)) {
      if (name !== here && /^(alpine|darwin|linux|win32)/.test(name)) rmSync(join(binaries, name), { recursive: true });
    }
  }
  for (const unused of ['node_modules/@github', 'node_modules/@microsoft/mxc-sdk', 'node_modules/@devcontainers', 'extensions/copilot']) {
    rmSync(join(vscode, unused), { recursive: true, force: true });
  }
  for (const tarball of readdirSync(root).filter((name) => name.endsWith('.tgz'))) rmSync(join(root, tarball));
}

function step(name: string, work: () => void): void {
  const start = performance.now();
  work();
  console.log(`  ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
