import * as vscode from 'vscode';
import { addPiaRisk } from './add-pia-risk';
import { addThreat } from './add-threat';
import { applyControl } from './apply-control';
import type { Command, Reach } from './command';
import { createPiaStub } from './create-pia-stub';
import { createThreatModel } from './create-threat-model';
import { declareRecipient } from './declare-recipient';
import { dispute } from './dispute';
import { explainHere } from './explain-here';
import { exportPia } from './export-pia';
import { goToPia, goToThreat } from './go-to-link';
import { ignoreWithReason } from './ignore-with-reason';
import { keepBaseline } from './keep-baseline';
import { linkFinding } from './link-finding';
import { nextStep, previousStep } from './steps';
import { notPersonalHere } from './not-personal-here';
import { openRule } from './open-rule';
import { openTeamFile } from './open-team-file';
import { requestAcceptance } from './request-acceptance';
import { restartServer } from './restart-server';
import { scanWorkspace } from './scan-workspace';
import { approve, escalate, reject } from './sign-off';
import { showCoverage } from './show-coverage';
import { showLog } from './show-log';
import { showQuickWins } from './show-quick-wins';
import { showReachableData } from './show-reachable-data';
import { updatePia } from './update-pia';

/** Every command of the extension. */
export const commands: readonly Command[] = [
  scanWorkspace, createPiaStub, updatePia, exportPia, createThreatModel, keepBaseline, showQuickWins, explainHere, showCoverage, openTeamFile, showReachableData, restartServer, showLog,
  applyControl, ignoreWithReason, notPersonalHere, openRule, goToThreat, goToPia, linkFinding, addThreat, addPiaRisk, declareRecipient, requestAcceptance, dispute, approve, reject, escalate, nextStep, previousStep,
];

/** Registers all commands; one that fails tells the log. */
export function registerCommands(reach: Reach): vscode.Disposable {
  return vscode.Disposable.from(
    ...commands.map(({ name, run }) =>
      vscode.commands.registerCommand(`privacyShipmate.${name}`, async (...args: unknown[]) => {
        try {
          await run(reach, ...args);
        } catch (error) {
          reach.log.error(`The command ${name} failed.`, error instanceof Error ? error : String(error));
        }
      }),
    ),
  );
}
