import type { BaseLanguageClient } from 'vscode-languageclient';
import { State } from 'vscode-languageclient';
import * as vscode from 'vscode';
import { notifications, type Notification, type Request, type Status } from '../server/protocol';

/** The one way from the extension to the server. */
export interface Server {
  /** Asks the server; undefined when it is not running or the request failed, which the log tells. */
  ask: <P, R>(request: Request<P, R>, params: P) => Promise<R | undefined>;
  tell: <P>(notification: Notification<P>, params: P) => void;
  status: () => Status;
  readonly onStatus: vscode.Event<Status>;
  restart: () => Promise<void>;
  /** Resolves when the server answers requests. */
  ready: () => Promise<void>;
}

const atStart: Status = {
  scanning: true, coverage: '', newFindings: 0, findings: 0, hasBaseline: false, hasTeamFile: false, hasThreatModel: false, hasPia: false,
};

/** Wraps a language client that is about to start. */
export function serverOf(client: BaseLanguageClient, log: vscode.LogOutputChannel): Server & { dispose: () => void } {
  let status = atStart;
  const changed = new vscode.EventEmitter<Status>();
  const show = (next: Status): void => {
    status = next;
    changed.fire(next);
  };
  const subscriptions = [
    changed,
    client.onNotification(notifications.status.method, show),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) show({ ...status, scanning: false, trouble: 'the analysis stopped' });
      if (newState === State.Starting) show(atStart);
    }),
  ];
  let started = client.start().catch((error: unknown) => {
    log.error('The analysis could not be started.', error instanceof Error ? error : String(error));
    show({ ...status, scanning: false, trouble: 'the analysis could not be started' });
  });
  return {
    async ask(request, params) {
      await started;
      try {
        return await client.sendRequest(request.method, params);
      } catch (error) {
        log.error(`${request.method} failed.`, error instanceof Error ? error : String(error));
        return undefined;
      }
    },
    tell(notification, params) {
      if (client.isRunning()) void client.sendNotification(notification.method, params);
    },
    status: () => status,
    onStatus: changed.event,
    async restart() {
      await client.stop();
      started = client.start();
      await started;
    },
    ready: () => started,
    dispose() {
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}
