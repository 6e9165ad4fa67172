import type { ControlOffer, Finding } from '../../model';
import type { ControlRule } from '../rules/catalogue';
import type { Attempt } from './attempt';

const longestTitle = 60;

/** The words a control's title and phrase are filled with. */
export type Words = Pick<Attempt, 'names' | 'stable' | 'helper' | 'logger'>;

/** Fills the holes of a control's text. */
function filled(text: string, finding: Finding, { names, stable, helper, logger }: Words, many: boolean): string {
  const [first = 'the value', second] = names;
  const list = names.length > 2 || !many ? `\`${first}\`${names.length > 1 ? ` and ${String(names.length - 1)} more` : ''}` : second === undefined ? `\`${first}\`` : `\`${first}\` and \`${second}\``;
  // What fills a hole stands there as it is: code is full of `$`.
  return text.replaceAll('`{name}`', () => list).replaceAll('{name}', () => first).replaceAll('{stable}', () => stable ?? 'a stable id').replaceAll('{helper}', () => helper ?? 'a helper')
    .replaceAll('{logger}', () => logger ?? 'the logger').replaceAll('{recipient}', () => finding.recipient?.name ?? 'the recipient');
}

/** An offer as people see it; the title is no longer than an editor's menu shows. */
export function offerOf(rule: ControlRule, finding: Finding, words: Words, rest: Pick<ControlOffer, 'kind' | 'verified' | 'edits'>): ControlOffer {
  const titles = [filled(rule.title, finding, words, true), filled(rule.title, finding, words, false), filled(rule.title, finding, { ...words, names: [(words.names[0] ?? '').split('.').at(-1) ?? ''] }, false)];
  const title = titles.find((one) => one.length <= longestTitle) ?? `${(titles[2] ?? '').slice(0, longestTitle - 1)}…`;
  return { id: rule.id, title, phrase: filled(rule.phrase, finding, words, false), effort: rule.effort, residual: rule.residual, assessment: rule.assessment, ...rest };
}
