import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerInstall } from './install-server';

const startMs = 30_000;

/** A running VS Code server; `ended` resolves with the reason when it is no longer there. */
export type VscodeServer = { port: number; pid: number; ended: Promise<string>; log: () => string; stop: () => Promise<void> };

export type ServerOptions = {
  /** Folder for everything the server writes; its `user-data` folder holds the settings. */
  folder: string;
  /** A packaged extension to install first. */
  vsix?: string;
  /** Variables for the server and, through it, the extension host. */
  env: Record<string, string>;
  /** With it a built workbench reads the addresses of a tests module and a development extension; it also hides toasts. */
  smoke: boolean;
};

/** Starts the VS Code server on a free loopback port, offline, in its own process group. Throws, with its log, if it does not answer in 30 s. */
export async function startVscodeServer(install: ServerInstall, options: ServerOptions): Promise<VscodeServer> {
  const { folder } = options;
  const places = ['--extensions-dir', join(folder, 'extensions'), '--server-data-dir', join(folder, 'server-data'), '--user-data-dir', join(folder, 'user-data')];
  // No gallery: the workbench must not look for extensions on the network.
  const env = { ...process.env, HOME: folder, EXTENSIONS_GALLERY: '{}', ...options.env };
  if (options.vsix !== undefined) {
    execFileSync(install.node, [install.serverMain, ...places, '--install-extension', options.vsix], { cwd: folder, env, timeout: 60_000, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  const port = await freePort();
  const logFile = join(folder, 'server.log');
  const logHandle = openSync(logFile, 'w');
  const child = spawn(install.node, [
    install.serverMain, ...places, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token',
    '--accept-server-license-terms', '--telemetry-level', 'off', '--disable-telemetry', '--disable-experiments',
    '--disable-workspace-trust', '--disable-update-check', '--disable-getting-started-override',
    ...(options.smoke ? ['--enable-smoke-test-driver'] : []),
  ], { cwd: folder, detached: true, stdio: ['ignore', logHandle, logHandle], env });
  closeSync(logHandle);

  const log = (): string => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => { resolve(`the VS Code server could not be started: ${error.message}`); });
    child.once('exit', (code, signal) => { resolve(`the VS Code server ended (${signal ?? code})`); });
  });
  const stop = async (): Promise<void> => {
    if (child.pid === undefined) return;
    signalGroup(child.pid, 'SIGTERM');
    await Promise.race([ended, sleep(2000, undefined, { ref: false })]);
    signalGroup(child.pid, 'SIGKILL');
  };

  const trouble = await Promise.race([answers(port), ended]);
  if (trouble !== undefined || child.pid === undefined) {
    const text = log();
    await stop();
    throw new Error(`${trouble ?? 'the VS Code server has no process'}\n${text}`);
  }
  return { port, pid: child.pid, ended, log, stop };
}

/** Resolves with undefined when the server answers, with a reason when it does not in time. */
async function answers(port: number): Promise<string | undefined> {
  const end = performance.now() + startMs;
  while (performance.now() < end) {
    const response = await fetch(`http://127.0.0.1:${port}/version`).catch(() => undefined);
    if (response?.ok) return undefined;
    await sleep(50);
  }
  return `the VS Code server did not answer in ${startMs / 1000} s`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}

/** The group holds the server, its extension host and its file watchers; it may be gone already. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
