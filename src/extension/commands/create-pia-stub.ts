import * as vscode from 'vscode';
import { requests, type PiaChoices } from '../../server/protocol';
import { make } from '../edits';
import type { Command } from './command';

interface Answers {
  folder: string;
  glob: string;
  title: string;
}

/** Asks for folder, scope and title, at most three steps with a way back, then writes the assessment as a document. */
export const createPiaStub: Command = {
  name: 'createPiaStub',
  async run({ server }, argument) {
    const choices = await server.ask(requests.piaChoices, null);
    if (!choices) return;
    const given = argument as Partial<Answers> | undefined;
    const answers = given?.title === undefined ? await ask(choices) : { folder: given.folder ?? choices.folders[0]?.uri ?? '', glob: given.glob ?? '**', title: given.title };
    if (answers) await make(await server.ask(requests.createPia, { folder: answers.folder, title: answers.title, paths: [answers.glob] }));
  },
};

type Step = (answers: Partial<Answers>, step: number, total: number) => Promise<Partial<Answers> | 'back' | undefined>;

async function ask(choices: PiaChoices): Promise<Answers | undefined> {
  const steps: Step[] = [
    ...(choices.folders.length > 1 ? [askFolder(choices)] : []),
    ...(choices.anything ? [] : [askEmpty]),
    askScope(choices),
    askTitle,
  ];
  let answers: Partial<Answers> = { folder: choices.folders[0]?.uri };
  for (let at = 0; at < steps.length; ) {
    const reply = await steps[at]?.(answers, at + 1, steps.length);
    if (reply === undefined) return undefined;
    if (reply === 'back') at--;
    else {
      answers = { ...answers, ...reply };
      at++;
    }
  }
  const { folder, glob, title } = answers;
  return folder !== undefined && glob !== undefined && title !== undefined ? { folder, glob, title } : undefined;
}

const heading = (step: number, total: number): { title: string; step: number; totalSteps: number } => ({ title: vscode.l10n.t('Create PIA stub'), step, totalSteps: total });

function askFolder(choices: PiaChoices): Step {
  return async (_answers, step, total) => {
    const picked = await pick(choices.folders.map(({ uri, name }) => ({ label: name, uri })), vscode.l10n.t('Which folder is it about?'), step, total);
    return picked === 'back' || picked === undefined ? picked : { folder: picked.uri };
  };
}

const askEmpty: Step = async (_answers, step, total) => {
  const label = vscode.l10n.t('Write an empty assessment');
  const picked = await pick([{ label, detail: vscode.l10n.t('The analysis saw no personal data here. An empty one keeps the questions for people.') }], vscode.l10n.t('Nothing was found'), step, total);
  return picked === 'back' || picked === undefined ? picked : {};
};

function askScope(choices: PiaChoices): Step {
  return async ({ folder }, step, total) => {
    const items = choices.scopes.filter((scope) => scope.folder === folder).map(({ glob, detail }) => ({ label: glob === '**' ? vscode.l10n.t('The whole folder') : glob, description: detail, glob }));
    const picked = await pick(items, vscode.l10n.t('Which code does it cover?'), step, total);
    return picked === 'back' || picked === undefined ? picked : { glob: picked.glob };
  };
}

const askTitle: Step = ({ glob }, step, total) =>
  new Promise((resolve) => {
    const input = vscode.window.createInputBox();
    Object.assign(input, heading(step, total));
    input.prompt = vscode.l10n.t('What is it called? People say it in one or two words.');
    input.value = glob === undefined || glob === '**' ? '' : (glob.split('/').filter((part) => !part.includes('*')).at(-1) ?? '');
    if (step > 1) input.buttons = [vscode.QuickInputButtons.Back];
    input.onDidTriggerButton(() => { resolve('back'); });
    input.onDidAccept(() => {
      if (input.value.trim() === '') input.validationMessage = vscode.l10n.t('A word or two');
      else resolve({ title: input.value.trim() });
      if (input.value.trim() !== '') input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });

function pick<Item extends vscode.QuickPickItem>(items: Item[], placeholder: string, step: number, total: number): Promise<Item | 'back' | undefined> {
  return new Promise((resolve) => {
    const list = vscode.window.createQuickPick<Item>();
    Object.assign(list, heading(step, total));
    list.placeholder = placeholder;
    list.items = items;
    list.matchOnDescription = true;
    if (step > 1) list.buttons = [vscode.QuickInputButtons.Back];
    list.onDidTriggerButton(() => { resolve('back'); });
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}
