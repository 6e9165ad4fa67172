import type { Command } from './command';

/** Ends the server and starts it again. */
export const restartServer: Command = {
  name: 'restartServer',
  async run({ server }) {
    await server.restart();
  },
};
