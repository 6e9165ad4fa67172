import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Locator } from 'playwright-core';
import { projectRoot } from './host/places';
import { takeShots, type Scenario } from './host/take-shots';
import type { Workbench } from './host/workbench';

// npm run shots -- [--vsix FILE] [--folder DIR] [--only NAME]: pictures of the moments the README shows.

// The example has no installed packages: what TypeScript says about that is not the point of the pictures.
const quiet = { 'typescript.validate.enable': false, 'js/ts.validate.enabled': false };

const appointments = 'src/appointments.ts';
const marker = 'booked for';

/** Fails when a pop-up is on the screen: in normal use there is none. */
async function calm({ page }: Workbench): Promise<void> {
  const toasts = await page.locator('.notifications-toasts .notification-toast:visible').allTextContents();
  const ours = toasts.filter((toast) => /privacy|shipmate/i.test(toast));
  if (ours.length > 0) throw new Error(`A notification is shown: ${ours.join(' | ')}`);
}

const editor = ({ page }: Workbench): Locator => page.locator('.part.editor');

async function openView(workbench: Workbench): Promise<void> {
  await workbench.command('Privacy Shipmate: Show Quick Wins');
  await workbench.page.locator('.sidebar .monaco-list-row', { hasText: /Quick wins|New/ }).first().waitFor({ timeout: 60_000 });
}

/** Waits until the whole workspace is known: what an open file shows before that is a first guess. */
async function scanned(workbench: Workbench): Promise<void> {
  await openView(workbench);
  await workbench.page.keyboard.press('Control+b');
  await workbench.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  await workbench.page.keyboard.press('Control+1');
}

/** Opens the lightbulb's menu; pressed too early, the key finds no action yet. */
async function openMenu({ page }: Workbench): Promise<void> {
  const rows = page.locator('.action-widget .monaco-list-row');
  for (let tries = 0; tries < 6; tries++) {
    await page.keyboard.press('Control+.');
    if (await rows.first().waitFor({ timeout: 6_000 }).then(() => true, () => false)) return;
  }
  throw new Error('The lightbulb has no menu');
}

const scenarios: Scenario[] = [
  {
    name: 'squiggle',
    openFile: appointments,
    async visit(workbench) {
      await workbench.squiggle();
      await scanned(workbench);
      await workbench.shot('squiggle', editor(workbench));
      await workbench.hover('contact}');
      await workbench.page.locator('.monaco-hover:visible').getByText('Loading...', { exact: true }).waitFor({ state: 'hidden' });
      await workbench.shot('hover', editor(workbench));
      await calm(workbench);
    },
  },
  {
    name: 'lightbulb',
    openFile: appointments,
    async visit(workbench) {
      await workbench.squiggle();
      await scanned(workbench);
      await workbench.cursorOn('contact}');
      await openMenu(workbench);
      await workbench.shot('lightbulb', editor(workbench));
      await workbench.page.keyboard.press('Enter');
      await editor(workbench).getByText('booked for ${patient.id}').waitFor({ timeout: 15_000 }).catch(() => undefined);
      await workbench.page.waitForTimeout(2_000);
      await workbench.shot('after', editor(workbench));
      await calm(workbench);
    },
  },
  {
    name: 'findings',
    openFile: appointments,
    async visit(workbench) {
      await workbench.squiggle();
      await openView(workbench);
      await workbench.shot('findings');
      await calm(workbench);
    },
  },
  {
    name: 'threat',
    openFile: appointments,
    async visit(workbench) {
      await workbench.squiggle();
      await workbench.cursorOn(marker);
      await workbench.cursorOn('contact}');
      await workbench.page.keyboard.press('Shift+F10');
      await workbench.page.locator('.monaco-menu:visible').getByText('Privacy Shipmate').hover();
      await workbench.page.locator('.monaco-menu:visible').getByText('Go to Threat').click();
      await workbench.page.locator('.tab.active', { hasText: 'threat-model.otm.yaml' }).waitFor();
      await workbench.shot('threat', editor(workbench));
      await calm(workbench);
    },
  },
  {
    name: 'pia',
    openFile: appointments,
    async visit(workbench) {
      await workbench.squiggle();
      await workbench.command('Privacy Shipmate: Create PIA Stub');
      await workbench.page.locator('.quick-input-widget .monaco-list-row').first().waitFor();
      await workbench.shot('pia-scope');
      await workbench.page.keyboard.press('Enter');
      await workbench.page.locator('.quick-input-widget input:visible').first().fill('Booking');
      await workbench.page.keyboard.press('Enter');
      await workbench.page.locator('.tab.active', { hasText: '-booking.md' }).waitFor();
      await workbench.shot('pia', editor(workbench));
      await calm(workbench);
    },
  },
  {
    name: 'decision',
    openFile: appointments,
    async visit(workbench) {
      const { page } = workbench;
      const input = page.locator('.quick-input-widget input[type="text"]:visible').first();
      const answer = async (text?: string): Promise<void> => {
        await input.waitFor();
        if (text !== undefined) await input.fill(text);
        await page.keyboard.press('Enter');
        await page.waitForTimeout(600);
      };
      await workbench.squiggle();
      await scanned(workbench);
      await workbench.cursorOn('contact}');
      await workbench.command('Privacy Shipmate: Accept until a Date…');
      await page.locator('.quick-input-widget:visible .quick-input-title', { hasText: 'Accept until a date' }).waitFor();
      await workbench.shot('accept-until');
      await answer();
      await answer('redaction ships in the February release');
      await answer();
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: '@care-champion' }).first().click();
      await page.locator('.tab.active', { hasText: 'pii-in-logs-' }).waitFor();
      await workbench.shot('decision', editor(workbench));
      await page.waitForTimeout(2_000);
      await workbench.command('Privacy Shipmate: Approve the Decision…');
      // The palette closes first, and the server is asked before the question shows.
      await page.locator('.quick-input-widget:visible .quick-input-title', { hasText: 'Approve the decision' }).waitFor();
      await answer('agreed until February');
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: '@care-lead' }).first().click();
      await editor(workbench).getByText('decision-approved').first().waitFor({ timeout: 15_000 });
      await workbench.shot('approved', editor(workbench));
      await calm(workbench);
    },
  },
  {
    name: 'export',
    openFile: 'privacy/pia/PIA-001-clinic.md',
    async visit(workbench) {
      const { page } = workbench;
      await editor(workbench).getByText('findings in the code').first().waitFor({ timeout: 60_000 });
      await workbench.command('Privacy Shipmate: Export PIA…');
      await page.locator('.quick-input-widget .monaco-list-row').first().waitFor();
      await workbench.shot('export-pia');
      await page.keyboard.press('Enter');
      await page.locator('.tab.active', { hasText: '.cnil.json' }).waitFor();
      await calm(workbench);
    },
  },
];

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { vsix: { type: 'string' }, folder: { type: 'string', default: 'docs/images' }, only: { type: 'string' } } });
  const extension = values.vsix === undefined ? { folder: projectRoot } : { vsix: values.vsix };
  const chosen = scenarios.filter(({ name }) => values.only === undefined || name === values.only);
  await takeShots(values.folder, { workspace: join(projectRoot, 'examples/clinic'), extension, scale: 2, settings: quiet }, chosen);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
