import type { Intent } from '../../model';
import { requests, type DecisionChoices, type FindingRef } from '../../server/protocol';
import { make } from '../edits';
import { author } from './author';
import type { Reach } from './command';
import { findingHere } from './finding-here';

/** What a command was given instead of asking: by tests, and by people's key bindings. */
export interface Given {
  intent: Intent;
  as: string;
}

/**
 * Asks what a decision says and who says it, and writes it. `argument` names the finding, else the one at the cursor, in code or in its decision file,
 * is meant.
 */
export async function decideHere(reach: Reach, argument: unknown, given: unknown, title: string, ask: (choices: DecisionChoices) => Promise<Intent | undefined>): Promise<void> {
  const ref = await findingHere(reach, argument);
  if (!ref) return;
  if (isGiven(given)) return write(reach, ref, given);
  const choices = await reach.server.ask(requests.decisionChoices, ref);
  if (!choices) return;
  const intent = await ask(choices);
  const as = intent && await author(choices, title);
  if (intent && as !== undefined) await write(reach, ref, { intent, as });
}

async function write({ server }: Reach, ref: FindingRef, { intent, as }: Given): Promise<void> {
  await make(await server.ask(requests.decide, { ...ref, intent, as }));
}

function isGiven(value: unknown): value is Given {
  const candidate = value as Partial<Given> | undefined;
  return typeof candidate?.as === 'string' && typeof candidate.intent === 'object';
}
