import * as vscode from 'vscode';
import { requests, type FindingRef, type Overview } from '../../server/protocol';
import type { Server } from '../client';
import { childrenOf, itemOf, rootsOf, type Node } from './finding-nodes';

/** The findings view as commands use it. */
export interface FindingsView {
  /** Brings the view to the front, open on its quick wins. */
  reveal: () => Promise<void>;
  /** The offer of a baseline was answered. */
  offerAnswered: () => void;
  /** The finding a tree item stands for. */
  findingOf: (node: unknown) => FindingRef | undefined;
  badge: () => vscode.ViewBadge | undefined;
  overview: () => Overview;
  dispose: () => void;
}

const offered = 'baselineOffered';

/** Creates the tree of findings: quick wins first, then new ones by class, then what is calm. */
export function createFindingsView(server: Server, state: vscode.Memento): FindingsView {
  let overview: Overview = { quickWins: [], findings: [] };
  let roots: Node[] = [];
  // Offered in the session of the first scan only; the command stays in the view's title.
  let offer = state.get(offered) !== true;
  const changed = new vscode.EventEmitter<Node | undefined>();
  const tree = vscode.window.createTreeView<Node>('privacyShipmate.findings', {
    treeDataProvider: { onDidChangeTreeData: changed.event, getChildren: (node) => (node ? childrenOf(node) : roots), getTreeItem: itemOf, getParent: () => undefined },
  });
  let asking = false;
  let waiting = 0;

  const refresh = async (): Promise<void> => {
    if (asking) {
      waiting++;
      return;
    }
    asking = true;
    do {
      waiting = 0;
      overview = (await server.ask(requests.overview, null)) ?? overview;
    } while (waiting > 0);
    asking = false;
    const status = server.status();
    const offering = offer && !status.hasBaseline && !status.scanning && overview.findings.some((finding) => finding.state === 'new');
    if (offering) void state.update(offered, true);
    roots = rootsOf(overview, offering);
    tree.badge = badgeOf(overview, status.hasBaseline);
    changed.fire(undefined);
  };

  const subscription = server.onStatus((status) => {
    if (!status.scanning) void refresh();
  });
  return {
    async reveal() {
      await vscode.commands.executeCommand('privacyShipmate.findings.focus');
      const first = roots.find((node) => node.kind === 'group' && node.id === 'quick-wins');
      if (first) await tree.reveal(first, { expand: true, focus: true });
    },
    offerAnswered() {
      offer = false;
      void refresh();
    },
    findingOf(node) {
      const candidate = node as Partial<Node> | undefined;
      if (candidate?.kind === 'finding') return candidate.finding;
      return candidate?.kind === 'win' ? candidate.win?.findings[0] : undefined;
    },
    badge: () => tree.badge,
    overview: () => overview,
    dispose() {
      vscode.Disposable.from(subscription, changed, tree).dispose();
    },
  };
}

/** New findings only, and only against a baseline: the total of a code base that is just being met is nobody's task. */
function badgeOf({ findings }: Overview, hasBaseline: boolean): vscode.ViewBadge | undefined {
  const value = findings.filter(({ state, waiting }) => state === 'new' && !waiting).length;
  if (!hasBaseline || value === 0) return undefined;
  return { value, tooltip: value === 1 ? vscode.l10n.t('1 new finding') : vscode.l10n.t('{0} new findings', value) };
}
