import * as vscode from 'vscode';
import type { SettleDetails } from '../../model';
import type { DecisionChoices } from '../../server/protocol';
import { askReason } from './author';
import type { Command } from './command';
import { decideHere } from './decide';

/** Signs off what waits for a decision: approval, or the advice of the DPO. */
export const approve: Command = {
  name: 'approve',
  async run(reach, argument, given) {
    const title = vscode.l10n.t('Approve the decision');
    await decideHere(reach, argument, given, title, async (choices) => {
      const note = await vscode.window.showInputBox({ title, prompt: choices.decided ?? '', placeHolder: vscode.l10n.t('A note, or nothing') });
      if (note === undefined) return undefined;
      const against = choices.isAdvisedAgainst ? await vscode.window.showInputBox({ title, prompt: vscode.l10n.t('The DPO advised against it. Why is that not followed?'), placeHolder: vscode.l10n.t('Nothing, when others say it') }) : '';
      const settle = against === undefined ? undefined : await askDetails(title, choices);
      if (against === undefined || settle === undefined) return undefined;
      return { kind: 'approve', ...(note.trim() === '' ? {} : { note: note.trim() }), ...(against.trim() === '' ? {} : { adviceNotFollowed: against.trim() }), settle };
    });
  },
};

/** What the rule that a settled dispute becomes has to name; undefined when a question was left. */
async function askDetails(title: string, { settles }: DecisionChoices): Promise<SettleDetails | undefined> {
  if (settles?.ground === 'not-personal') {
    const name = await vscode.window.showInputBox({
      title, value: settles.name, prompt: vscode.l10n.t('Which name is not personal data in this file? The team file lists it.'),
      validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A name as it stands in the code') : undefined),
    });
    return name === undefined ? undefined : { name: name.trim() };
  }
  if (settles?.ground !== 'control-elsewhere') return {};
  const named = await vscode.window.showInputBox({
    title, prompt: vscode.l10n.t('Which function protects the data? Calls of it count everywhere from then on; without one this place alone is settled.'), placeHolder: 'src/privacy/scrub.ts#scrub',
    validateInput: (text) => (text.trim() === '' || /^[^#]+#[^#]+$/.test(text.trim()) ? undefined : vscode.l10n.t('A path and a function such as src/privacy/scrub.ts#scrub, or nothing')),
  });
  if (named === undefined) return undefined;
  if (named.trim() === '') return {};
  const picked = await vscode.window.showQuickPick(settles.grades, { title, placeHolder: vscode.l10n.t('What does {0} make of the data?', named.trim()) });
  const grade = settles.grades.find((known) => known === picked);
  return grade && { function: named.trim(), grade };
}

/** Rejects what waits for a decision, or advises against it. */
export const reject: Command = {
  name: 'reject',
  async run(reach, argument, given) {
    const title = vscode.l10n.t('Reject the decision');
    await decideHere(reach, argument, given, title, async ({ decided }) => {
      const note = await askReason(title, decided ?? '', vscode.l10n.t('What would let it ship?'));
      return note === undefined ? undefined : { kind: 'reject', note };
    });
  },
};

/** Hands a finding on to who is accountable, where two people do not agree. */
export const escalate: Command = {
  name: 'escalate',
  async run(reach, argument, given) {
    const title = vscode.l10n.t('Escalate');
    await decideHere(reach, argument, given, title, async () => {
      const reason = await askReason(title, vscode.l10n.t('What is to be decided, and by when?'), vscode.l10n.t('owner and DPO see the vendor differently, release on Friday'));
      return reason === undefined ? undefined : { kind: 'escalate', reason };
    });
  },
};
