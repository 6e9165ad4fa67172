import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startHost, type Host, type HostOptions } from './start-host';
import { workbenchOf, type Workbench } from './workbench';

/** One visit to the workbench with the pictures it takes; `openFile` as in HostOptions. */
export type Scenario = { name: string; openFile?: string; settings?: Record<string, unknown>; visit: (workbench: Workbench) => Promise<void> };

const defaults = { viewport: { width: 1280, height: 800 }, scale: 2 };

/**
 * Plays each scenario in a fresh VS Code and writes its pictures as PNG into `folder`. A packaged extension shows toasts,
 * one under development does not. Throws at the first scenario that fails, after a picture `<scenario>-failed.png`.
 */
export async function takeShots(folder: string, host: Omit<HostOptions, 'openFile' | 'tests'>, scenarios: Scenario[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const scenario of scenarios) {
    const running = await startHost({ ...defaults, ...host, openFile: scenario.openFile, settings: { ...host.settings, ...scenario.settings } });
    try {
      await play(scenario, running, folder);
    } finally {
      await running.close();
    }
  }
}

async function play(scenario: Scenario, host: Host, folder: string): Promise<void> {
  try {
    await host.page.goto(host.url);
    await host.page.locator('.monaco-workbench .part.editor').waitFor({ timeout: 60_000 });
    await scenario.visit(workbenchOf(host.page, folder));
  } catch (error) {
    const picture = join(folder, `${scenario.name}-failed.png`);
    await host.page.screenshot({ path: picture });
    throw new Error(`Scenario ${scenario.name} failed; see ${picture}`, { cause: error });
  }
}
