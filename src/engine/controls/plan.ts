import { dataWords, undeclaredTypes, type ControlOffer, type Finding } from '../../model';
import type { ControlRule, FindingClass } from '../rules/catalogue';
import type { Workspace } from '../workspace';
import { shortName, type Attempt } from './attempt';
import { openCase, type Case, type ControlContext } from './context';
import { editsOf } from './draft';
import { dropField, usePlaceholder } from './drop';
import { maskValue } from './mask';
import { usePasswordKdf } from './password/use-kdf';
import { spotSets, trialSpots, type Spot } from './spots';
import { logStableId } from './stable-id';
import { redactAtLogger, useHttps, verifyCertificate } from './transport';
import { isVerified } from './verify';
import { offerOf } from './wording';

/** Holders tried outwards around a value before an edit is given up. */
const levels = 3;
const mostAttempts = 12;

interface Memo {
  texts: (string | undefined)[];
  offers: ControlOffer[];
}
const memos = new WeakMap<Workspace, Map<string, Memo>>();

/**
 * The controls of a finding, best first in the order of its class: edits that were verified on a changed state, then steps for people.
 * Remembered per workspace until the text of a file the finding passes is another one.
 */
export function planControls(context: ControlContext, finding: Finding): ControlOffer[] {
  const known = memos.get(context.workspace) ?? new Map<string, Memo>();
  memos.set(context.workspace, known);
  const files = [...new Set([finding.file, ...finding.flows.flatMap(({ steps }) => steps.map(({ file }) => file))])];
  const texts = files.map((file) => context.textOf(file));
  const key = `${finding.file} ${finding.fingerprint} ${finding.dataTypes.join(' ')} declared ${finding.recipient?.declared?.join(' ') ?? 'nowhere'}`;
  const memo = known.get(key);
  if (memo && memo.texts.length === texts.length && memo.texts.every((text, at) => text === texts[at])) return memo.offers;
  const offers = plan(context, finding);
  // How passwords are verified is read from the whole workspace.
  if (!rulesOf(context, finding).controls.some(({ edit }) => edit === 'password-kdf')) known.set(key, { texts, offers });
  return offers;
}

/** What the sentence can end with before anything is verified: the first control an edit or a step fits for. */
export function offerFor(context: ControlContext, finding: Finding): ControlOffer | undefined {
  const { rule, controls } = rulesOf(context, finding);
  const item = openCase(context, undeclaredPart(finding));
  const sets = item ? spotSets(item) : [];
  if (item) {
    for (const control of controls) {
      const attempt = attemptsOf(item, control, sets, 0, false).next();
      if (attempt.done !== true) return offerOf(control, finding, attempt.value, { kind: 'edit', verified: false });
    }
  }
  return steps(finding, rule, controls, sets)[0];
}

function rulesOf({ catalogue }: ControlContext, finding: Finding): { rule: FindingClass | undefined; controls: ControlRule[] } {
  const rule = catalogue.findings.find(({ id }) => id === finding.classId);
  return { rule, controls: (rule?.controls ?? []).map((id) => catalogue.controls.find((control) => control.id === id)).filter((control) => control !== undefined) };
}

function plan(context: ControlContext, finding: Finding): ControlOffer[] {
  const { rule, controls } = rulesOf(context, finding);
  const item = openCase(context, undeclaredPart(finding));
  const sets = item ? spotSets(item) : [];
  const offers: ControlOffer[] = [];
  if (item) {
    let tried: Spot[] | undefined;
    for (const control of controls) {
      const found = firstVerified(item, control, sets) ?? (needsSpots(control) ? firstVerified(item, control, [(tried ??= trialSpots(item))], true) : undefined);
      if (found) offers.push(offerOf(control, finding, found, { kind: 'edit', verified: true, edits: [...found.drafts].map(([file, draft]) => editsOf(file, draft)) }));
    }
  }
  return [...offers, ...steps(finding, rule, controls.filter(({ id }) => !offers.some((offer) => offer.id === id)), sets)];
}

const needsSpots = ({ edit }: ControlRule): boolean => edit === 'remove-value' || edit === 'replace-with-id' || edit === 'wrap-in-helper';

function firstVerified(item: Case, control: ControlRule, sets: readonly (readonly Spot[])[], byTrial = false): Attempt | undefined {
  let count = 0;
  const tried = new Set<string>();
  for (let level = 0; level < levels; level++) {
    for (const attempt of attemptsOf(item, control, sets, level, byTrial)) {
      const edits = JSON.stringify([...attempt.drafts].map(([file, draft]) => editsOf(file, draft)));
      if (tried.has(edits)) continue;
      tried.add(edits);
      if (isVerified(item, attempt.drafts, attempt.imports)) return attempt;
      if (++count >= mostAttempts) return undefined;
    }
    if (!needsSpots(control)) return undefined;
  }
  return undefined;
}

/** Edits of a control that may do, likeliest first. */
function* attemptsOf(item: Case, control: ControlRule, sets: readonly (readonly Spot[])[], level: number, byTrial: boolean): Generator<Attempt> {
  switch (control.edit) {
    case 'https': yield* useHttps(item); break;
    case 'enable-option': yield* verifyCertificate(item); break;
    case 'password-kdf': yield* usePasswordKdf(item, control); break;
    case 'remove-value': case 'replace-with-id': case 'wrap-in-helper': case 'redact-config':
      for (const spots of sets) if (spots.length > 0) yield* atSpots(item, control, spots, level, byTrial);
  }
}

function* atSpots(item: Case, control: ControlRule, spots: readonly Spot[], level: number, byTrial: boolean): Generator<Attempt> {
  if (control.edit === 'redact-config') {
    if (level === 0) yield* redactAtLogger(item, spots);
    return;
  }
  if (control.id === 'mask-value') {
    if (level === 0) yield* maskValue(item, spots, control, byTrial);
    return;
  }
  const attempt = control.edit === 'remove-value' ? dropField(item, spots, level) : control.edit === 'replace-with-id' ? logStableId(item, spots, level) : usePlaceholder(item, spots, level);
  if (attempt) yield attempt;
}

/** What people can do: controls without an edit, and the one control of a class whose edit did not fit. */
function steps(finding: Finding, rule: FindingClass | undefined, controls: readonly ControlRule[], sets: readonly (readonly Spot[])[]): ControlOffer[] {
  const names = [...new Set((sets[0] ?? []).map(({ text }) => text))];
  const whole = (sets[0] ?? []).some(({ types }) => types.length > 1);
  return controls.flatMap((control) => {
    const isOnly = rule?.controls.length === 1;
    if (control.edit !== 'none' && !isOnly) return [];
    if (control.id === 'declare-recipient' && (!finding.recipient || undeclaredTypes(finding).length === 0)) return [];
    if (control.id === 'pick-fields' && !whole) return [];
    const offer = offerOf(declaring(control, finding), finding, { names: names.length > 0 ? names.map(shortName) : [finding.callee], helper: 'scrypt' }, { kind: 'step', verified: false });
    return [isOnly && control.edit !== 'none' ? { ...offer, phrase: rule.step } : offer];
  });
}

/** What the team file agreed to may stay: edits are about the data it does not name, where it names a part. */
function undeclaredPart(finding: Finding): Finding {
  const missing = undeclaredTypes(finding);
  if (missing.length === 0 || missing.length === finding.dataTypes.length) return finding;
  return { ...finding, dataTypes: missing, flows: finding.flows.filter(({ dataType }) => missing.includes(dataType)) };
}

/** Where the team file names the recipient for other data, the step is about the data that is missing there. */
function declaring(control: ControlRule, finding: Finding): ControlRule {
  if (control.id !== 'declare-recipient' || !finding.recipient?.declared) return control;
  const missing = dataWords(undeclaredTypes(finding));
  return { ...control, title: `Name ${missing} for {recipient} in the team file`, phrase: `once the team file names ${missing} for {recipient}` };
}
