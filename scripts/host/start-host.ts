import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { installChromium } from './install-chromium';
import { installServer } from './install-server';
import { startVscodeServer, type VscodeServer } from './vscode-server';

/** What to start VS Code with. */
export type HostOptions = {
  /** The folder to open; VS Code gets a copy of it. */
  workspace: string;
  /** The extension: its folder, run under development, or a packaged file, which is installed. */
  extension: { folder: string } | { vsix: string };
  /** A tests module that exports `run()`; path without `.js`. */
  tests?: string;
  /** A file of the workspace to open at the start, relative to it. */
  openFile?: string;
  /** User settings on top of the quiet defaults. */
  settings?: Record<string, unknown>;
  /** Variables for the extension host. */
  env?: Record<string, string>;
  /** Size of the window in pixels, and pixels of the picture per pixel of the window. */
  viewport?: { width: number; height: number };
  scale?: number;
};

/** A running VS Code. The workbench loads when `page` goes to `url`. `outside` collects requests to other machines. */
export type Host = { page: Page; url: string; workspace: string; server: VscodeServer; outside: Set<string>; close: () => Promise<void> };

const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  // The web default saves after a delay, which races with tests of unsaved documents.
  'files.autoSave': 'off',
  'files.hotExit': 'off',
};

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Starts a VS Code server on a copy of the workspace, without a gallery, and a headless Chromium for its workbench, which
 * reaches nothing but loopback. Installs both if missing. The caller closes the host; a signal that ends this process
 * closes it too, and so does a failure here, which then throws.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const install = installServer();
  const browserInstall = installChromium();
  const folder = mkdtempSync(join(tmpdir(), 'vscode-host-'));
  let server: VscodeServer | undefined;
  let browser: Browser | undefined;
  const closeNow = async (): Promise<void> => {
    for (const signal of endingSignals) process.off(signal, onSignal);
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= closeNow());
  const onSignal = (): void => { void close(); };
  for (const signal of endingSignals) process.once(signal, onSignal);
  try {
    const workspace = join(folder, 'workspace');
    cpSync(options.workspace, workspace, { recursive: true });
    mkdirSync(join(folder, 'user-data/User'), { recursive: true });
    writeFileSync(join(folder, 'user-data/User/settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }));
    const { vsix, development } = place(options.extension, folder);
    // The test driver hides toasts: a packaged extension without tests, as for pictures, runs without it.
    server = await startVscodeServer(install, { folder, vsix, env: options.env ?? {}, smoke: options.tests !== undefined || vsix === undefined });
    browser = await chromium.launch({
      executablePath: browserInstall.executable,
      env: { ...environment(), ...browserInstall.env },
      // The browser's own handlers would end this process before the server is stopped.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      // Root, as in containers, cannot use the sandbox; nothing but this workbench is loaded.
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
    });
    const page = await browser.newPage({ viewport: options.viewport ?? { width: 1400, height: 900 }, deviceScaleFactor: options.scale ?? 1 });
    const outside = watchRequests(page);
    return { page, url: address(server.port, workspace, development, options), workspace, server, outside, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The address of the workbench: which folder, and in `payload` what a desktop takes from its command line. */
function address(port: number, workspace: string, development: string, options: HostOptions): string {
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [['extensionDevelopmentPath', remote(development)]];
  if (options.tests !== undefined) payload.push(['extensionTestsPath', remote(resolve(options.tests))]);
  if (options.openFile !== undefined) payload.push(['openFile', remote(join(workspace, options.openFile))]);
  const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query.toString()}`;
}

/** Tests run only beside an extension under development: an installed one is accompanied by an empty one. */
function place(extension: HostOptions['extension'], folder: string): { vsix?: string; development: string } {
  if ('folder' in extension) return { development: resolve(extension.folder) };
  const development = join(folder, 'empty-extension');
  mkdirSync(development);
  writeFileSync(join(development, 'package.json'), JSON.stringify({ name: 'empty', publisher: 'test-host', version: '0.0.1', engines: { vscode: '*' } }));
  return { vsix: resolve(extension.vsix), development };
}

function watchRequests(page: Page): Set<string> {
  const outside = new Set<string>();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(http|ws)/.test(url.protocol) && url.hostname !== '127.0.0.1') outside.add(url.origin);
  });
  return outside;
}

/** The environment without holes, as the browser launcher wants it. */
function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
