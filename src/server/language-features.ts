import { MarkupKind, type CodeAction, type CodeActionParams, type Connection, type DocumentLinkParams, type CodeLensParams, type HoverParams, type DefinitionParams, type ReferenceParams, type CompletionParams, type CompletionItem, type Location, type Hover, type DocumentLink, type Definition, type CodeLens } from 'vscode-languageserver';
import { isArtefact } from '../project/artefacts';
import { sameForm } from './addresses';
import type { Analysis } from './analysis';
import { actionData, actionsFor, fixAllAction, fixAllKind, quickFixKind, verifiedEdits, wants, workspaceEdit } from './features/code-actions';
import { isShown } from './features/diagnostics';
import { hoverAt } from './features/explanation-page';
import { completionsAt } from './features/governance-completion';
import { codeLenses, definitionAt, documentLinks } from './features/governance-files';
import { governanceHover } from './features/governance-hover';
import { referencesAt } from './features/governance-references';
import { findingsAt } from './features/hover';
import { findingOf, locate, sentence, type InFolder } from './session';
import type { Guarded } from './start';

/** Registers hover, code actions, and the links between governance files and code. */
export function registerLanguageFeatures(connection: Connection, guarded: Guarded, textOf: (uri: string) => string | undefined): void {
  connection.onHover(guarded((analysis, { textDocument, position }: HoverParams): Hover | null => {
    const place = enabled(analysis, textDocument.uri);
    const governed = artefact(analysis, textDocument.uri);
    const markdown = governed
      ? governanceHover(governed.folder, governed.path, textOf(textDocument.uri) ?? '', position, (finding) => sentence(analysis, finding))
      : place && hoverAt(analysis, place, position);
    return markdown === undefined ? null : { contents: { kind: MarkupKind.Markdown, value: markdown } };
  }, null));

  connection.onCodeAction(guarded(async (analysis, { textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> => {
    const place = enabled(analysis, textDocument.uri);
    if (!place) return [];
    const { folder, path } = place;
    const uri = sameForm(textDocument.uri);
    const actions: CodeAction[] = [];
    if (wants(context.only, quickFixKind)) {
      const here = findingsAt(folder.findings(path), range.start).filter(({ ignore }) => !ignore || ignore.waiting);
      const planned = await Promise.all(here.map((finding) => analysis.offers.planned(folder, finding)));
      actions.push(...actionsFor(uri, range.start, planned, context.diagnostics, folder.artefacts().model));
    }
    if (wants(context.only, fixAllKind) && folder.findings(path).some((finding) => isShown(finding, analysis.settings().problems))) actions.push(fixAllAction(uri));
    return actions;
  }, []));

  connection.onCodeActionResolve((action) => guarded(async (analysis, asked: CodeAction): Promise<CodeAction> => {
    const data = actionData(asked.data);
    if (!data) return asked;
    if ('all' in data) {
      const place = locate(analysis, data.uri);
      const edit = place && (await allIn(analysis, place));
      return edit ? { ...asked, edit } : asked;
    }
    const found = findingOf(analysis, data);
    const planned = found && (await analysis.offers.planned(found.folder, found.finding));
    const control = planned && verifiedEdits(planned).find(({ id, title }) => id === data.control && title === asked.title);
    return found && control ? { ...asked, edit: workspaceEdit(control.edits ?? [], (file) => found.folder.addresses.uriOf(file)) } : asked;
  }, action)(action));

  connection.onDocumentLinks(guarded((analysis, { textDocument }: DocumentLinkParams): DocumentLink[] => {
    const place = artefact(analysis, textDocument.uri);
    return place ? documentLinks(place.folder, textOf(textDocument.uri) ?? '') : [];
  }, []));

  connection.onDefinition(guarded((analysis, { textDocument, position }: DefinitionParams): Definition => {
    const place = artefact(analysis, textDocument.uri);
    return place ? definitionAt(place.folder, place.path, textOf(textDocument.uri) ?? '', position) : [];
  }, []));

  connection.onReferences(guarded((analysis, { textDocument, position, context }: ReferenceParams): Location[] => {
    const place = artefact(analysis, textDocument.uri);
    return place ? referencesAt(place.folder, place.path, textOf(textDocument.uri) ?? '', position, context.includeDeclaration) : [];
  }, []));

  connection.onCompletion(guarded((analysis, { textDocument, position }: CompletionParams): CompletionItem[] | Promise<CompletionItem[]> => {
    const place = artefact(analysis, textDocument.uri);
    return place ? completionsAt(place.folder, place.path, textOf(textDocument.uri) ?? '', position) : [];
  }, []));

  connection.onCodeLens(guarded((analysis, { textDocument }: CodeLensParams): CodeLens[] => {
    const place = analysis.settings().codeLens.enable ? artefact(analysis, textDocument.uri) : undefined;
    return place ? codeLenses(place.folder, place.path) : [];
  }, []));
}

function enabled(analysis: Analysis, uri: string): InFolder | undefined {
  return analysis.settings().enable ? locate(analysis, sameForm(uri)) : undefined;
}

/** Governance files, decisions included: what people write about the code. */
function artefact(analysis: Analysis, uri: string): InFolder | undefined {
  const place = enabled(analysis, uri);
  return place && isArtefact(place.path, place.folder.artefacts()) ? place : undefined;
}

/** The best edits of a file as one step. */
async function allIn(analysis: Analysis, { folder, path }: InFolder): Promise<ReturnType<typeof workspaceEdit> | undefined> {
  const shown = folder.findings(path).filter((finding) => isShown(finding, analysis.settings().problems));
  const edits = await analysis.controls.fixAll(folder, path, shown);
  return edits.length === 0 ? undefined : workspaceEdit(edits, (file) => folder.addresses.uriOf(file));
}
