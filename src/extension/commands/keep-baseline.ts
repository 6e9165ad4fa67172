import { requests } from '../../server/protocol';
import { make } from '../edits';
import type { Command } from './command';

/** Writes today's findings to privacy/baseline.yml: from then on they are known, and only new ones call. */
export const keepBaseline: Command = {
  name: 'keepBaseline',
  async run({ server, view }) {
    if (await make(await server.ask(requests.keepBaseline, null))) view.offerAnswered();
  },
};
