import { DocumentDiagnosticReportKind, type CancellationToken, type Diagnostic, type PreviousResultId, type WorkspaceDiagnosticReport, type WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { labelOf, locate, sentence, type Session } from '../session';
import { assessmentProblems } from './assessments';
import { diagnosticsOf, problemDiagnostics } from './diagnostics';

/** The diagnostics of one file as of now, with an id that is equal as long as they are. */
export function fileDiagnostics(session: Session, uri: string): { resultId: string; items: Diagnostic[] } {
  const place = session.settings().enable ? locate(session, uri) : undefined;
  if (!place) return { resultId: '0', items: [] };
  const { folder, path } = place;
  const findings = folder.findings(path).map((finding) => session.offers.worded(folder, finding));
  const items = diagnosticsOf(findings, {
    settings: session.settings().problems,
    uriOf: (file) => folder.addresses.uriOf(file),
    sentenceOf: (finding) => sentence(session, finding),
    labelOf: (type) => labelOf(session, folder, type),
  });
  items.push(...problemDiagnostics(folder.problems(path)));
  const text = path.endsWith('.md') ? folder.openText(path) : undefined;
  if (text !== undefined) items.push(...problemDiagnostics(assessmentProblems(session, place, text)));
  return { resultId: hash(JSON.stringify(items)), items };
}

/** Diagnostics of files beyond the open ones, as far as the scope asks for them; files that had some before are told as empty. */
export function workspaceDiagnostics(session: Session, previous: readonly PreviousResultId[], token: CancellationToken): WorkspaceDiagnosticReport {
  const { scope } = session.settings().problems;
  const known = new Map(previous.map(({ uri, value }) => [uri, value]));
  const changed = session.changedFiles();
  const uris = session.folders().flatMap((folder) => [...new Set(folder.all().map(({ file }) => file))].map((file) => folder.addresses.uriOf(file)));
  const wanted = scope === 'openFiles' ? [] : scope === 'workspace' ? uris : uris.filter((uri) => changed.has(uri));
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  for (const uri of new Set([...wanted, ...known.keys()])) {
    if (token.isCancellationRequested) break;
    const report = wanted.includes(uri) ? fileDiagnostics(session, uri) : { resultId: '0', items: [] };
    if (known.get(uri) === report.resultId) items.push({ kind: DocumentDiagnosticReportKind.Unchanged, uri, version: null, resultId: report.resultId });
    else items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, ...report });
  }
  return { items };
}

/** FNV-1a in hex: tells results apart and protects nothing. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return `${value.toString(16)}-${text.length}`;
}
