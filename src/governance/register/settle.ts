import type { Decision } from '../../model/decision';
import type { FileEdits } from '../../model/edit';
import type { Finding, SafeguardGrade } from '../../model/finding';
import type { Problem } from '../../model/problem';
import { addNotPersonal, addRuling, addSafeguard, type TeamFileEdit } from '../team-file-edit';
import { grades } from '../team-file';

/** What the rule needs beyond the dispute, where a person says it. */
export interface SettleDetails {
  /** The name that is no personal data; the name the data came by when absent. */
  name?: string | undefined;
  /** `path#function` of the safeguard that is elsewhere, and its grade. */
  function?: string | undefined;
  grade?: string | undefined;
}

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
  const grade = grades.find((known) => known === details.grade);
  if (choice?.ground === 'not-personal' && name !== undefined) return settled(addNotPersonal(file, text, { name, where, reason }), `${file}: \`${name}\` is not personal data in ${where}.`);
  if (choice?.ground === 'control-elsewhere' && details.function !== undefined && grade !== undefined) {
    return settled(addSafeguard(file, text, { function: details.function, grade: grade satisfies SafeguardGrade }), `${file}: ${details.function} counts as ${grade}.`);
  }
  const ruling = choice?.ground === 'wrong-severity' ? 'wrong-severity' : choice?.ground === 'control-elsewhere' ? 'control-elsewhere' : 'false-positive';
  const entry = {
    class: decided.classId, where, ...(decided.symbol === '' ? {} : { symbol: decided.symbol }), data: [...decided.data], ruling,
    ...(ruling === 'wrong-severity' && choice?.severity !== undefined ? { severity: choice.severity } : {}), reason,
  } as const;
  const told = ruling === 'wrong-severity' ? `${decided.classId} is ${choice?.severity ?? ''} there from now on` : `${decided.classId} is settled there`;
  return settled(addRuling(file, text, entry), `${file}: ${told} (${where}${decided.symbol === '' ? '' : `#${decided.symbol}`}).`);
}

/** The last name the data was known by: `contact` of `page.contact`. */
function nameOf(finding: Finding | undefined): string | undefined {
  const text = finding?.flows[0]?.steps[0]?.text ?? '';
  return /([A-Za-z_$][\w$]*)(?:\(\))?$/.exec(text)?.[1];
}

function settled({ edit, problems }: TeamFileEdit, said: string): Settled {
  return { ...(edit ? { edit } : {}), problems, said: edit ? said : `${said} The team file says it already.` };
}
