import { dataWords, undeclaredTypes, type Finding } from '../model';
import { masked } from './mask';
import type { RuleInfo } from './report';

/**
 * The sentence of a finding: the fact, then the offer. A control on offer ends it with its own phrase ("with …" for an edit,
 * "once …" for a person's step); without one the rule's step does, or what the
 * team file says of the recipient already.
 */
export function sentenceOf(finding: Finding, rule: Pick<RuleInfo, 'step'> | undefined): string {
  const phrase = finding.controls[0]?.phrase ?? stepOf(finding, rule);
  if (phrase === '') return masked(finding.fact);
  // Long names give way to their last word, then to what they stand for; the title of the control still has them.
  const offers = [phrase, phrase.replace(/`[^`]*`/g, lastWord), phrase.replace(/`[^`]*`( and (`[^`]*`|\d+ more))?/, (_, more) => (more === undefined ? 'it' : 'them'))];
  const whole = offers.map((offer) => `${finding.fact} We can ship this ${offer}.`);
  return masked(whole.find((sentence) => sentence.length <= mostCharacters) ?? whole.at(-1) ?? finding.fact);
}

/** Characters of a sentence, where its fact leaves room for that. */
const mostCharacters = 100;

/** `lastVisit.diagnosis` is `diagnosis` where there is no room; anything but a path of names stays. */
const lastWord = (code: string): string => code.replace(/^`[\w$.?]*[.?]([\w$]+)`$/, '`$1`');

function stepOf(finding: Finding, rule: Pick<RuleInfo, 'step'> | undefined): string {
  const { dataTypes, recipient } = finding;
  const step = rule?.step ?? '';
  if (recipient?.declared && step.includes('{recipient}')) {
    const left = undeclaredTypes(finding);
    return left.length === 0 ? 'as agreed in the team file' : `once the team file names ${dataWords(left)} for ${recipient.name}`;
  }
  return step.replaceAll('{recipient}', recipient?.name ?? 'the recipient').replaceAll('{data}', dataWords(dataTypes));
}
