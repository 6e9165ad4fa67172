import * as vscode from 'vscode';
import type { Declaration, FindingRef, Place } from '../../server/protocol';
import type { Server } from '../client';
import { rangeOf } from '../edits';

/** A line of a tree whose leaves stand for places in files. Commands in its menu get it as their argument. */
export interface PlaceNode {
  /** Unique in its tree and the same after every reading, so that what is unfolded stays so. */
  id: string;
  label: string;
  detail?: string;
  tooltip?: string;
  icon: string;
  /** What menus ask for (`viewItem`). */
  context?: string;
  place?: Pick<Place, 'uri' | 'range'>;
  finding?: FindingRef;
  /** What names the recipient of this line in the team file. */
  declare?: Declaration;
  open?: boolean;
  children: PlaceNode[];
}

/** A line as tests see it, with those below it. */
export interface TreeLine {
  label: string;
  detail: string;
  children: TreeLine[];
}

/** A tree of places. */
export interface PlaceTree {
  lines: () => Promise<TreeLine[]>;
  dispose: () => void;
}

/** Creates the tree of a view. It is read when it is shown, and again after every change while it is. */
export function createPlaceTree(view: string, server: Server, read: () => Promise<PlaceNode[]>): PlaceTree {
  const changed = new vscode.EventEmitter<undefined>();
  const tree = vscode.window.createTreeView<PlaceNode>(view, {
    treeDataProvider: { onDidChangeTreeData: changed.event, getChildren: (node) => (node ? node.children : read()), getTreeItem: itemOf, getParent: () => undefined },
    showCollapseAll: true,
  });
  const subscription = server.onStatus(({ scanning }) => {
    if (!scanning) changed.fire(undefined);
  });
  return {
    lines: async () => (await read()).map(lineOf),
    dispose() {
      vscode.Disposable.from(subscription, changed, tree).dispose();
    },
  };
}

/** A group with its lines; one without lines is left out. */
export function group(id: string, label: string, icon: string, children: PlaceNode[], open = false): PlaceNode[] {
  return children.length === 0 ? [] : [{ id, label, icon, detail: String(children.length), open, context: 'group', children }];
}

function lineOf(node: PlaceNode): TreeLine {
  const { label, description } = itemOf(node);
  return { label: typeof label === 'string' ? label : '', detail: typeof description === 'string' ? description : '', children: node.children.map(lineOf) };
}

function itemOf({ id, label, detail, tooltip, icon, context, place, open, children }: PlaceNode): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, children.length === 0 ? None : open === true ? Expanded : Collapsed);
  item.id = id;
  item.description = detail;
  item.tooltip = tooltip ?? [label, detail ?? ''].filter((line) => line !== '').join('\n');
  if (icon !== '') item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = context;
  item.accessibilityInformation = { label: [label, detail ?? ''].filter((line) => line !== '').join(', ') };
  if (place) item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [vscode.Uri.parse(place.uri), { selection: rangeOf(place.range), preview: true }] };
  return item;
}
