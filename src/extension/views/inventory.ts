import * as vscode from 'vscode';
import { requests, type InventoryLine, type InventoryOverview, type ListedPlace, type RecipientLine } from '../../server/protocol';
import type { Server } from '../client';
import { createPlaceTree, group, type PlaceNode, type PlaceTree } from './place-tree';

/** Creates the tree of what code that ships does with personal data: kinds, recipients, AI tools, stores. */
export function createInventoryView(server: Server): PlaceTree {
  return createPlaceTree('privacyShipmate.inventory', server, async () => {
    const overview = await server.ask(requests.inventory, null);
    return overview ? rootsOf(overview) : [];
  });
}

function rootsOf({ data, recipients, aiTools, stores }: InventoryOverview): PlaceNode[] {
  return [
    ...group('data', vscode.l10n.t('Personal data'), 'person', data.map((line) => lineNode('data', line, 'symbol-field'))),
    ...group('recipients', vscode.l10n.t('Recipients'), 'organization', recipients.map((line) => recipientNode('recipient', line, 'globe')), true),
    ...group('ai-tools', vscode.l10n.t('AI tools'), 'sparkle', aiTools.map((line) => recipientNode('ai-tool', line, 'sparkle')), true),
    ...group('stores', vscode.l10n.t('Stores'), 'database', stores.map((line) => lineNode('store', line, 'database'))),
  ];
}

/** One place is opened by the line itself; several stand below it. */
function lineNode(kind: string, { id, title, detail, places }: InventoryLine, icon: string): PlaceNode {
  const [only] = places;
  return {
    id: `${kind} ${id}`, label: title, detail, icon, context: kind,
    ...(only && places.length === 1 ? { place: only } : {}),
    children: places.length > 1 ? places.map((place, at) => placeNode(`${kind} ${id} ${at}`, place)) : [],
  };
}

function recipientNode(kind: string, line: RecipientLine, icon: string): PlaceNode {
  const node = lineNode(kind, line, icon);
  return line.declare ? { ...node, context: `${kind} undeclared`, declare: line.declare } : node;
}

function placeNode(id: string, place: ListedPlace): PlaceNode {
  return { id, label: place.title, detail: place.detail, icon: 'go-to-file', context: 'place', place, children: [] };
}
