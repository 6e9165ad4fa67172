import type { Decision, SettleDetails } from '../../model/decision';
import type { FileEdits } from '../../model/edit';
import type { Finding } from '../../model/finding';
import type { Problem } from '../../model/problem';
import { addNotPersonal, addRuling, addSafeguard, type TeamFileEdit } from '../team-file-edit';
import { isFunctionLink } from '../team-file';

/** The edit of the team file, and in one sentence what it says from now on. */
export interface Settled {
  edit?: FileEdits;
  problems: Problem[];
  said: string;
}

/**
 * The rule a settled dispute becomes, scoped to the file it was about: a name that is not personal, a safeguard of the team's own, or a ruling on the
 * class. The next scan follows it, so the same question is not asked twice; the decision keeps counting towards the precision of its class.
 */
export function settleDispute(file: string, text: string | undefined, decision: Decision, finding: Finding | undefined, details: SettleDetails): Settled {
  const { decision: choice, finding: decided } = decision;
  const where = finding?.file ?? decided.path;
  const reason = choice?.reason ?? '';
  const name = details.name ?? nameOf(finding);
  const { function: safeguard, grade } = details;
  if (choice?.ground === 'not-personal' && name !== undefined) return settled(addNotPersonal(file, text, { name, where, reason }), `${file}: \`${name}\` is not personal data in ${where}.`);
  if (choice?.ground === 'control-elsewhere' && safeguard !== undefined && grade !== undefined) {
    return settled(addSafeguard(file, text, { function: safeguard, grade }), `${file}: ${safeguard} counts as ${grade}.`);
  }
  const ruling = choice?.ground === 'wrong-severity' ? 'wrong-severity' : choice?.ground === 'control-elsewhere' ? 'control-elsewhere' : 'false-positive';
  const entry = {
    class: decided.classId, where, ...(decided.symbol === '' ? {} : { symbol: decided.symbol }), data: [...decided.data], ruling,
    ...(ruling === 'wrong-severity' && choice?.severity !== undefined ? { severity: choice.severity } : {}), reason,
  } as const;
  const told = ruling === 'wrong-severity' ? `${decided.classId} is ${choice?.severity ?? ''} there from now on` : `${decided.classId} is settled there`;
  return settled(addRuling(file, text, entry), `${file}: ${told} (${where}${decided.symbol === '' ? '' : `#${decided.symbol}`}).`);
}

/** In one sentence, why these details cannot become a rule; undefined where they can. `isThere` tells whether a file is part of the code. */
export function detailsProblem({ function: safeguard, grade }: SettleDetails, isThere: (path: string) => boolean): string | undefined {
  if (safeguard === undefined && grade === undefined) return undefined;
  if (safeguard === undefined || grade === undefined) return 'A safeguard elsewhere is named by its function and its grade, both or neither.';
  if (!isFunctionLink(safeguard)) return `"${safeguard}" is no function. The form is src/privacy/scrub.ts#scrub.`;
  const path = safeguard.slice(0, safeguard.indexOf('#'));
  return isThere(path) ? undefined : `There is no file ${path} in the code, so ${safeguard} cannot be the safeguard.`;
}

/** The last name the data was known by: `contact` of `page.contact`. */
export function nameOf(finding: Finding | undefined): string | undefined {
  const text = finding?.flows[0]?.steps[0]?.text ?? '';
  return /([A-Za-z_$][\w$]*)(?:\(\))?$/.exec(text)?.[1];
}

function settled({ edit, problems }: TeamFileEdit, said: string): Settled {
  return { ...(edit ? { edit } : {}), problems, said: edit ? said : `${said} The team file says it already.` };
}
