import type * as vscode from 'vscode';
import type { Server } from '../client';
import type { FindingsView } from '../views/findings';

/** What a command can reach. */
export interface Reach {
  server: Server;
  view: FindingsView;
  log: vscode.LogOutputChannel;
  state: vscode.Memento;
}

/** A command: its name behind `privacyShipmate.` and what it does. Arguments come from menus and code actions. */
export interface Command {
  name: string;
  run: (reach: Reach, ...args: unknown[]) => Promise<void>;
}
