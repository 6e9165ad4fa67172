import { requests, type Declaration } from '../../server/protocol';
import { make } from '../edits';
import type { Command } from './command';

/** Names a recipient in the team file with the data it gets, and shows the entry; role and contract are for people to add. */
export const declareRecipient: Command = {
  name: 'declareRecipient',
  async run({ server }, argument) {
    const declaration = declarationIn(argument);
    if (declaration) await make(await server.ask(requests.declareRecipient, declaration));
  },
};

/** A declaration, or that of a line of the inventory. */
function declarationIn(argument: unknown): Declaration | undefined {
  const { declare } = (argument ?? {}) as { declare?: unknown };
  const { uri, recipient, data } = (declare ?? argument ?? {}) as Partial<Declaration>;
  return typeof uri === 'string' && typeof recipient === 'string' && Array.isArray(data) ? { uri, recipient, data } : undefined;
}
