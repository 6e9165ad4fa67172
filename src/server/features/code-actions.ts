import { CodeActionKind, type CodeAction, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver';
import type { ControlOffer, FileEdits, Finding, GovernanceModel, Position } from '../../model';
import { declarationOf } from './declare-recipient';
import { diagnosticSource } from './diagnostics';
import { canLink } from './link-finding';

/** Kinds of the actions, as the manifest and users' settings name them. */
export const quickFixKind = 'quickfix.privacyShipmate';
export const fixAllKind = 'source.fixAll.privacyShipmate';

/** What travels with an action until it is resolved. */
export type ActionData = { uri: string; fingerprint: string; control: string } | { uri: string; all: true };

/** Reads back what `actionsFor` put into an action. */
export function actionData(value: unknown): ActionData | undefined {
  const data = value as { uri?: unknown; fingerprint?: unknown; control?: unknown; all?: unknown } | undefined;
  if (typeof data?.uri !== 'string') return undefined;
  if (data.all === true) return { uri: data.uri, all: true };
  return typeof data.fingerprint === 'string' && typeof data.control === 'string' ? { uri: data.uri, fingerprint: data.fingerprint, control: data.control } : undefined;
}

/** The lightbulb's menu at some findings: their verified controls, best first, then what people can say of the first, last. Edits come with `resolve`. */
export function actionsFor(uri: string, position: Position, findings: readonly Finding[], diagnostics: readonly Diagnostic[], model: GovernanceModel): CodeAction[] {
  const seen = new Set<string>();
  const controls = findings.flatMap((finding) =>
    verifiedEdits(finding).flatMap((control): CodeAction[] => {
      if (seen.has(control.title)) return [];
      seen.add(control.title);
      const data: ActionData = { uri, fingerprint: finding.fingerprint, control: control.id };
      return [{ title: control.title, kind: quickFixKind, diagnostics: ofFinding(finding, diagnostics), data }];
    }),
  );
  const [only] = controls;
  if (only && controls.length === 1) only.isPreferred = true;
  return [...controls, ...findings.slice(0, 1).flatMap((finding) => always(uri, position, finding, diagnostics, model))];
}

/** The controls of a finding that are edits and were verified. */
export function verifiedEdits(finding: Finding): ControlOffer[] {
  return finding.controls.filter((control) => control.verified && control.edits !== undefined && control.edits.length > 0);
}

function always(uri: string, position: Position, finding: Finding, diagnostics: readonly Diagnostic[], model: GovernanceModel): CodeAction[] {
  const ref = { uri, fingerprint: finding.fingerprint };
  const place = { uri, line: position.line, character: position.character };
  const action = (title: string, name: string, argument: unknown): CodeAction => ({
    title, kind: quickFixKind, diagnostics: ofFinding(finding, diagnostics), command: { title, command: `privacyShipmate.${name}`, arguments: [argument] },
  });
  const isAsked = finding.decision?.state === 'requested';
  const declaration = declarationOf(uri, finding);
  return [
    ...(declaration ? [action(declareTitle(finding), 'declareRecipient', declaration)] : []),
    ...(isAsked ? [action('Approve the decision…', 'approve', ref), action('Reject the decision…', 'reject', ref)] : []),
    ...(finding.threats.length === 0 ? [action('Add a draft threat to the threat model', 'addThreat', ref)] : []),
    ...(finding.assessments.length > 0 && !finding.assessments.some(({ target }) => /#R-\d+$/.test(target)) ? [action('Add a draft risk to the PIA', 'addPiaRisk', ref)] : []),
    ...(canLink(model, finding) ? [action('Link to a threat or risk…', 'linkFinding', ref)] : []),
    ...(finding.state === 'agreed' || isAsked ? [] : [action('Accept until a date…', 'requestAcceptance', ref), action('Dispute…', 'dispute', ref)]),
    action('Ignore with reason…', 'ignoreWithReason', ref),
    ...(finding.dataTypes.length > 0 ? [action('Not personal data here…', 'notPersonalHere', place)] : []),
    action('Explain', 'explainHere', place),
  ];
}

/** "Declare Twilio in the team file"; a long name gives way, so that the reach stays in sight. */
function declareTitle({ recipient }: Finding): string {
  const name = recipient?.name ?? '';
  return `Declare ${name.length > 32 ? `${name.slice(0, 31)}…` : name} in the team file`;
}

function ofFinding(finding: Finding, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter((diagnostic) => diagnostic.source === diagnosticSource && (diagnostic.data === finding.fingerprint || diagnostic.code === finding.classId));
}

/** The action that applies the best verified edit of every finding in a file. */
export function fixAllAction(uri: string): CodeAction {
  const data: ActionData = { uri, all: true };
  return { title: 'Apply the best control to all findings in this file', kind: fixAllKind, data };
}

/** True when a client that asks for `only` these kinds wants actions of a kind. */
export function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined ? kind !== fixAllKind : only.some((asked) => asked === CodeActionKind.Empty || kind === asked || kind.startsWith(`${asked}.`));
}

/** Edits of files as the protocol has them: one undoable step. */
export function workspaceEdit(files: readonly FileEdits[], uriOf: (path: string) => string): WorkspaceEdit {
  return {
    documentChanges: files.flatMap(({ file, create, edits }) => {
      const uri = uriOf(file);
      const change = { textDocument: { uri, version: null }, edits: edits.map(({ range, newText }) => ({ range, newText })) };
      return create === true ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }, change] : [change];
    }),
  };
}
