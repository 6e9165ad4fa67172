import * as vscode from 'vscode';
import { requests, type DecisionItem, type GovernanceOverview, type ListedPlace, type ProblemItem } from '../../server/protocol';
import type { Server } from '../client';
import { createPlaceTree, group, type PlaceNode, type PlaceTree } from './place-tree';

/** Creates the tree of what people decided and wrote: what waits for somebody comes first. */
export function createGovernanceView(server: Server): PlaceTree {
  return createPlaceTree('privacyShipmate.governance', server, async () => {
    const overview = await server.ask(requests.governance, null);
    return overview ? rootsOf(overview) : [];
  });
}

function rootsOf({ waiting, due, agreed, threatModels, assessments, problems }: GovernanceOverview): PlaceNode[] {
  return [
    ...group('waiting', vscode.l10n.t('Waiting for sign-off'), 'watch', decisions('waiting', waiting), true),
    ...group('due', vscode.l10n.t('Overdue or ended'), 'calendar', decisions('due', due), true),
    ...group('agreed', vscode.l10n.t('Agreed'), 'check', decisions('agreed', agreed)),
    ...group('threat-models', vscode.l10n.t('Threat models'), 'shield', files('threat-model', threatModels), true),
    ...group('assessments', vscode.l10n.t('Assessments'), 'book', files('assessment', assessments), true),
    ...group('problems', vscode.l10n.t('Problems in privacy files'), 'info', problems.map(problem)),
  ];
}

function decisions(where: string, items: readonly DecisionItem[]): PlaceNode[] {
  return items.map((item) => ({ id: `${where} ${item.uri}`, label: item.title, detail: item.detail, icon: 'law', context: `decision ${where}`, place: item, finding: item.finding, children: [] }));
}

function files(context: string, items: readonly ListedPlace[]): PlaceNode[] {
  return items.map((item) => ({ id: `${context} ${item.uri}`, label: item.title, detail: item.detail, icon: 'file', context, place: item, children: [] }));
}

function problem(item: ProblemItem, at: number): PlaceNode {
  return { id: `problem ${at} ${item.detail}`, label: item.title, detail: item.detail, icon: item.level === 'information' ? 'info' : 'warning', context: 'problem', place: item, children: [] };
}
