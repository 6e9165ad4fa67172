import { requests } from '../../server/protocol';
import { make } from '../edits';
import { findingHere } from './finding-here';
import type { Command } from './command';

/** Adds a draft threat for a finding to the threat model and shows it. */
export const addThreat: Command = {
  name: 'addThreat',
  async run(reach, argument) {
    const ref = await findingHere(reach, argument);
    if (ref) await make(await reach.server.ask(requests.addThreat, ref));
  },
};
