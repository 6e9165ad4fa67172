import type { Connection } from 'vscode-languageserver';
import { sameForm } from './addresses';
import type { Analysis } from './analysis';
import { addPiaRisk, createPia, exportAssessment, piaChoices, updateAssessment } from './features/assessments';
import { ignoreFinding, keepBaseline, notPersonal, subjectAt, teamFile } from './features/answers';
import { fileChanges } from './features/changes';
import { verifiedEdits } from './features/code-actions';
import { coveragePage } from './features/coverage-page';
import { decide, decisionChoices, findingOfDecision } from './features/decisions';
import { explanationPage } from './features/explanation-page';
import { governanceOverview } from './features/governance-overview';
import { declareInTeamFile } from './features/declare-recipient';
import { inventoryOverview } from './features/inventory-overview';
import { linkChoices, linkFinding } from './features/link-finding';
import { incidentPage } from './features/incident-page';
import { itemOf, overview } from './features/overview';
import { rulePage } from './features/rule-page';
import { addThreat, createThreatModel, linkedPlaces, placesForThreat } from './features/threats';
import { requests, type Changes, type FindingRef, type Place, type Request } from './protocol';
import { findingOf, findingsHere, locate } from './session';
import type { Guarded } from './start';

const none: Changes = { changes: [], message: 'the log says why nothing was changed' };

/** Registers the custom requests. `calm` forgets earlier trouble. */
export function registerRequests(connection: Connection, guarded: Guarded, calm: () => void): void {
  const answer = <P, R>(request: Request<P, R>, handler: (analysis: Analysis, params: P) => R | Promise<R>, fallback: R): void => {
    connection.onRequest(request.method, guarded(handler, fallback));
  };
  answer(requests.overview, (analysis) => overview(analysis), { quickWins: [], findings: [] });
  answer(requests.governance, (analysis) => governanceOverview(analysis), { waiting: [], due: [], agreed: [], threatModels: [], assessments: [], problems: [] });
  answer(requests.inventory, (analysis) => inventoryOverview(analysis), { data: [], recipients: [], aiTools: [], stores: [] });
  answer(requests.declareRecipient, declareInTeamFile, none);
  answer(requests.scan, async (analysis) => {
    calm();
    await analysis.scan();
    return null;
  }, null);
  answer(requests.coverage, async (analysis) => {
    const folders = analysis.folders();
    for (const folder of folders) await folder.settled();
    return {
      markdown: coveragePage(folders.map((folder) => ({
        name: folder.name, coverage: folder.coverage(), partial: folder.partial, link: (file, line) => `${folder.addresses.uriOf(file)}#${line}`,
      }))),
    };
  }, { markdown: '' });
  answer(requests.rulePage, (analysis, { id }) => ({ markdown: rulePage(analysis.catalogue, id) ?? `No rule is called \`${id}\`.\n` }), { markdown: '' });
  answer(requests.explain, (analysis, { uri, position }) => {
    const place = locate(analysis, sameForm(uri));
    return { markdown: place ? explanationPage(analysis, place, position) : 'This file is not part of the workspace.\n' };
  }, { markdown: '' });
  answer(requests.findingAt, (analysis, { uri, position }) => {
    const place = locate(analysis, sameForm(uri));
    const [finding] = place ? findingsHere(analysis, place, position) : [];
    return place && finding ? itemOf(analysis, place.folder, finding) : place ? findingOfDecision(analysis, place) : null;
  }, null);
  answer(requests.subjectAt, (analysis, { uri, position }) => subjectAt(analysis, uri, position), null);
  answer(requests.steps, stepsOf, []);
  answer(requests.links, (analysis, { to, ...ref }) => linkedPlaces(analysis, ref, to), []);
  answer(requests.applyControl, applyControl, none);
  answer(requests.ignore, ignoreFinding, none);
  answer(requests.notPersonal, notPersonal, none);
  answer(requests.decisionChoices, decisionChoices, null);
  answer(requests.decide, decide, none);
  answer(requests.linkChoices, linkChoices, { entries: [], roles: [] });
  answer(requests.linkFinding, linkFinding, none);
  answer(requests.keepBaseline, (analysis) => keepBaseline(analysis), none);
  answer(requests.threatPlaces, placesForThreat, { file: '', places: [] });
  answer(requests.addThreat, addThreat, none);
  answer(requests.addPiaRisk, addPiaRisk, none);
  answer(requests.createThreatModel, (analysis) => createThreatModel(analysis), none);
  answer(requests.piaChoices, (analysis) => piaChoices(analysis), { folders: [], scopes: [], assessments: [], anything: false });
  answer(requests.createPia, createPia, none);
  answer(requests.updatePia, (analysis, { uri }) => updateAssessment(analysis, uri), none);
  answer(requests.exportPia, exportAssessment, none);
  answer(requests.incident, incidentPage, { markdown: '' });
  answer(requests.teamFile, (analysis, { uri }) => teamFile(analysis, uri), none);
}

function stepsOf(analysis: Analysis, ref: FindingRef): Place[] {
  const found = findingOf(analysis, ref);
  return (found?.finding.flows[0]?.steps ?? []).map((step) => ({ uri: found?.folder.addresses.uriOf(step.file) ?? '', range: step.range, title: step.text }));
}

/** A verified control of a finding as edits; without a name the best one. */
async function applyControl(analysis: Analysis, { control, ...ref }: FindingRef & { control: string }): Promise<Changes> {
  const found = findingOf(analysis, ref);
  if (!found) return { changes: [], message: 'this finding is no longer there' };
  const planned = await analysis.offers.planned(found.folder, found.finding);
  const offer = verifiedEdits(planned).find(({ id }) => control === '' || id === control);
  return offer ? { changes: fileChanges(found.folder, offer.edits ?? []) } : { changes: [], message: 'this control no longer fits the code' };
}
