import type { LanguageInfo } from '../rules/catalogue';
import type { Opened } from './declarations';
import type { Input, Queries } from './queries';

/** Modules that are opened in every file of a language: by a file of it that says so for all, or by the language's custom. */
export class OpenedModules {
  private readonly byLanguage = new Map<string, Input<readonly Opened[]>>();
  private readonly byFile = new Map<string, { language: string; opens: readonly Opened[] }>();

  constructor(private readonly queries: Queries) {}

  /** The modules, those of files first. */
  of(language: LanguageInfo): readonly Opened[] {
    return this.queries.ask(this.query(language));
  }

  /** Takes what a file opens for all others. */
  note(path: string, language: LanguageInfo, opens: readonly Opened[]): void {
    if (!this.byFile.has(path) && opens.length === 0) return;
    if (opens.length === 0) this.byFile.delete(path);
    else this.byFile.set(path, { language: language.id, opens });
    const written = [...this.byFile].filter(([, one]) => one.language === language.id).sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, one]) => one.opens);
    this.queries.set(this.query(language), [...written, ...customary(language)]);
  }

  private query(language: LanguageInfo): Input<readonly Opened[]> {
    let query = this.byLanguage.get(language.id);
    if (!query) this.byLanguage.set(language.id, (query = this.queries.input<readonly Opened[]>(customary(language))));
    return query;
  }
}

const customary = (language: LanguageInfo): Opened[] => (language.modules.opens ?? []).map((module) => ({ module, name: '*' }));
