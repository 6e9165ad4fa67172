import * as vscode from 'vscode';
import type { FindingItem, Overview, QuickWin } from '../../server/protocol';
import { rangeOf } from '../edits';

/** What a line of the findings view stands for. */
export type Node =
  | { kind: 'offer' }
  | { kind: 'group'; id: string; label: string; detail?: string; icon: string; open: boolean; children: Node[] }
  | { kind: 'win'; win: QuickWin }
  | { kind: 'finding'; finding: FindingItem };

/** The top of the view: the offer of a baseline once, quick wins, new findings by class, then the calm ones. Empty groups are left out. */
export function rootsOf({ quickWins, findings }: Overview, offer: boolean): Node[] {
  const of = (state: FindingItem['state'], waiting = false): FindingItem[] => findings.filter((finding) => finding.state === state && finding.waiting === waiting);
  const groups: Node[] = [
    { kind: 'group', id: 'quick-wins', label: vscode.l10n.t('Quick wins'), icon: 'lightbulb', open: true, children: quickWins.map((win) => ({ kind: 'win', win })) },
    { kind: 'group', id: 'new', label: vscode.l10n.t('New'), icon: 'compass', open: quickWins.length === 0, children: byClass(of('new')) },
    { kind: 'group', id: 'waiting', label: vscode.l10n.t('Waiting for a decision'), icon: 'watch', open: false, children: byClass(findings.filter(({ waiting }) => waiting)) },
    { kind: 'group', id: 'newly-seen', label: vscode.l10n.t('Newly seen'), detail: vscode.l10n.t('by better rules'), icon: 'eye', open: false, children: byClass(of('newly-seen')) },
    { kind: 'group', id: 'known', label: vscode.l10n.t('Known'), detail: vscode.l10n.t('in the baseline'), icon: 'archive', open: false, children: byClass(of('known')) },
    { kind: 'group', id: 'agreed', label: vscode.l10n.t('Agreed'), icon: 'check', open: false, children: byClass(of('agreed')) },
  ];
  return [...(offer ? [{ kind: 'offer' } as const] : []), ...groups.filter((node) => childrenOf(node).length > 0)];
}

export function childrenOf(node: Node): Node[] {
  if (node.kind === 'group') return node.children;
  if (node.kind === 'win' && node.win.findings.length > 1) return node.win.findings.map((finding) => ({ kind: 'finding', finding }));
  return [];
}

/** By class, then by path; one class needs no level of its own. */
function byClass(findings: readonly FindingItem[]): Node[] {
  const classes = new Map<string, FindingItem[]>();
  for (const finding of findings) {
    const list = classes.get(finding.classTitle);
    if (list) list.push(finding);
    else classes.set(finding.classTitle, [finding]);
  }
  return [...classes].map(([label, list]): Node => ({
    kind: 'group', id: `class:${list[0]?.classId ?? label}`, label, icon: '', open: classes.size === 1, children: list.map((finding) => ({ kind: 'finding', finding })),
  }));
}

export function itemOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'offer': {
      const item = new vscode.TreeItem(vscode.l10n.t("Keep today's findings as baseline"));
      item.description = vscode.l10n.t('they stay listed, only new ones call');
      item.iconPath = new vscode.ThemeIcon('archive');
      item.command = { command: 'privacyShipmate.keepBaseline', title: item.label as string };
      return item;
    }
    case 'group': {
      const item = new vscode.TreeItem(node.label, node.open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
      item.id = node.id;
      item.description = node.detail;
      if (node.icon !== '') item.iconPath = new vscode.ThemeIcon(node.icon);
      item.contextValue = 'group';
      return item;
    }
    case 'win':
      return winItem(node.win);
    case 'finding':
      return findingItem(node.finding);
  }
}

function winItem(win: QuickWin): vscode.TreeItem {
  const count = win.findings.length;
  const item = new vscode.TreeItem(win.title, count > 1 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
  const [first] = win.findings;
  item.description = count > 1 ? vscode.l10n.t('clears {0}', count) : first && placeOf(first);
  item.tooltip = first?.sentence;
  item.iconPath = new vscode.ThemeIcon('wand');
  item.contextValue = 'win';
  if (first && count === 1) item.command = openCommand(first);
  item.accessibilityInformation = { label: `${win.title}, ${String(item.description)}` };
  return item;
}

function findingItem(finding: FindingItem): vscode.TreeItem {
  const item = new vscode.TreeItem(finding.path.slice(finding.path.lastIndexOf('/') + 1));
  item.description = finding.sentence;
  item.tooltip = [placeOf(finding), finding.sentence, finding.decision ?? ''].filter((line) => line !== '').join('\n');
  item.resourceUri = vscode.Uri.parse(finding.uri);
  item.iconPath = vscode.ThemeIcon.File;
  item.contextValue = 'finding';
  item.command = openCommand(finding);
  item.accessibilityInformation = { label: `${finding.sentence} ${finding.severity}, ${placeOf(finding)}` };
  return item;
}

function placeOf({ path, range }: FindingItem): string {
  return `${path}:${range.start.line + 1}`;
}

function openCommand({ uri, range }: FindingItem): vscode.Command {
  return { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [vscode.Uri.parse(uri), { selection: rangeOf(range), preview: true }] };
}
