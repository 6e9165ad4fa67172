import type { Catalogue, LanguageInfo } from '../../../src/engine/rules/catalogue';
import type { Workspace } from '../../../src/engine/workspace';
import { shippedRules } from '../../support/rules';
import { workspaceOf } from '../../support/workspace';

/** The shipped rules with one language described otherwise: the flow goes by what a language says of itself, not by which one it is. */
export async function describedAs(id: string, over: (language: LanguageInfo) => Partial<LanguageInfo>): Promise<Catalogue> {
  const rules = await shippedRules();
  return { ...rules, languages: rules.languages.map((language) => (language.id === id ? { ...language, ...over(language) } : language)) };
}

/** Findings in a few words: file, line from 1, and the data. */
export function shown(workspace: Workspace): string[] {
  return workspace.findings().map(({ file, range, dataTypes }) => `${file}:${range.start.line + 1} ${dataTypes.join()}`);
}

export async function shownIn(texts: Readonly<Record<string, string>>, rules?: Catalogue): Promise<string[]> {
  return shown(await workspaceOf(texts, rules ? { rules } : {}));
}
