import type { Command } from './command';

/** Brings the findings view to the front, open on its quick wins. */
export const showQuickWins: Command = {
  name: 'showQuickWins',
  async run({ view }) {
    await view.reveal();
  },
};
