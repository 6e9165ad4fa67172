import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

const slowMs = 30_000;

/** What a scenario does with VS Code; each step waits until its effect is on the screen. `page` is there for the rest. */
export type Workbench = {
  page: Page;
  /** Runs a command by its title in the command palette. */
  command: (title: string) => Promise<void>;
  /** Waits for the first squiggle in the editor. */
  squiggle: () => Promise<void>;
  /** Puts the cursor on the first place in the editor that shows `text`. */
  cursorOn: (text: string) => Promise<void>;
  /** Rests the pointer on the first place in the editor that shows `text` until a hover is there. */
  hover: (text: string) => Promise<void>;
  /** Opens the lightbulb menu at the cursor. */
  lightbulb: () => Promise<void>;
  /** The content of the only webview, once it is there. */
  webview: () => FrameLocator;
  /** Writes a picture of the window, or of one part of it, as `<name>.png`. */
  shot: (name: string, part?: Locator) => Promise<void>;
};

/** The steps of a scenario over one page; pictures go to `folder`. */
export function workbenchOf(page: Page, folder: string): Workbench {
  return {
    page,
    command: async (title) => {
      await page.keyboard.press('F1');
      const input = page.locator('.quick-input-widget input:visible').first();
      await input.waitFor();
      await input.fill(`>${title}`);
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).first().click();
    },
    squiggle: async () => {
      await page.locator('.monaco-editor .cdr[class*="squiggly-"]').first().waitFor({ timeout: slowMs });
    },
    cursorOn: async (text) => {
      const { x, y } = await placeOf(page, text);
      await page.mouse.click(x, y);
    },
    hover: async (text) => {
      const { x, y } = await placeOf(page, text);
      // A move and a second one: the editor waits for a pointer that has come to rest.
      await page.mouse.move(x - 2, y);
      await page.mouse.move(x, y);
      await page.locator('.monaco-hover:visible').first().waitFor({ timeout: slowMs });
    },
    lightbulb: async () => {
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget:visible .monaco-list-row').first().waitFor({ timeout: slowMs });
    },
    webview: () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    shot: async (name, part) => {
      // Animations of the workbench end within this time; a picture in the middle of one differs between runs.
      await page.waitForTimeout(500);
      await (part ?? page).screenshot({ path: join(folder, `${name}.png`) });
    },
  };
}

type Place = { x: number; y: number };

/**
 * The middle of the first visible occurrence of `text` within one line of the editor, in pixels of the window, measured
 * until it stays: breadcrumbs and code lenses that come late move the lines.
 */
async function placeOf(page: Page, text: string): Promise<Place> {
  const line = page.locator('.monaco-editor .view-line', { hasText: spaced(text) }).first();
  await line.waitFor({ timeout: slowMs });
  let place = await line.evaluate(middleOf, text);
  for (;;) {
    await page.waitForTimeout(200);
    const again = await line.evaluate(middleOf, text);
    if (again.x === place.x && again.y === place.y) return place;
    place = again;
  }
}

/** Runs in the page: the middle of `text` inside the spans of one line. */
function middleOf(line: Element, text: string): Place {
  const start = line.textContent.replaceAll('\u00a0', ' ').indexOf(text);
  const end = start + text.length;
  const range = document.createRange();
  const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let from = 0;
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const to = from + (node.nodeValue?.length ?? 0);
    if (from <= start && start < to) range.setStart(node, start - from);
    if (from < end && end <= to) range.setEnd(node, end - from);
    from = to;
  }
  const box = range.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The editor shows blanks as no-break spaces. */
function spaced(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[ \\u00a0]'));
}
