import type { Command } from './command';

/** Shows what the extension and its server wrote. */
export const showLog: Command = {
  name: 'showLog',
  run({ log }) {
    log.show();
    return Promise.resolve();
  },
};
