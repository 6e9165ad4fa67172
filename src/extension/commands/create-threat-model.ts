import { requests } from '../../server/protocol';
import { make } from '../edits';
import type { Command } from './command';

/** Writes a threat model stub from what the code does, or adds what it lacks. */
export const createThreatModel: Command = {
  name: 'createThreatModel',
  async run({ server }) {
    await make(await server.ask(requests.createThreatModel, null));
  },
};
