import { coveragePage, showPage } from '../pages';
import type { Command } from './command';

/** Shows which files and places were not analysed, and why. */
export const showCoverage: Command = {
  name: 'showCoverage',
  async run() {
    await showPage(coveragePage);
  },
};
