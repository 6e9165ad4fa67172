import { requests } from '../../server/protocol';
import { make } from '../edits';
import { findingHere } from './finding-here';
import type { Command } from './command';

/** Adds a draft risk for a finding to the closest assessment and shows it. */
export const addPiaRisk: Command = {
  name: 'addPiaRisk',
  async run(reach, argument) {
    const ref = await findingHere(reach, argument);
    if (ref) await make(await reach.server.ask(requests.addPiaRisk, ref));
  },
};
