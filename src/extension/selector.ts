import type { ExtensionContext } from 'vscode';
import { threatModelGlobs } from '../server/protocol';

/** Governance files the server reads from the editor, so that unsaved text counts. */
const governanceFiles = [{ pattern: '**/privacy/**/*.{yml,yaml,json,md}' }, ...threatModelGlobs.map((pattern) => ({ pattern }))];

/** Files the server hears of: the languages of the manifest, which come from the language definitions, and governance files. */
export function documentSelector(context: ExtensionContext): ({ language: string } | { pattern: string })[] {
  return [...languagesOf(context).map((language) => ({ language })), ...governanceFiles];
}

/** Ids of the editor's languages that are analysed. */
export function languagesOf(context: ExtensionContext): string[] {
  const { activationEvents = [] } = context.extension.packageJSON as { activationEvents?: string[] };
  return activationEvents.flatMap((event) => /^onLanguage:(.+)$/.exec(event)?.[1] ?? []);
}
