/**
 * Class names other tools and earlier documents use, with the public ids they stand for. Names that speak of people's
 * questions (erasure, consent, collection, transfer) stand for no class.
 */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  'log-leak': ['pii-in-logs'],
  'debug-dump': ['pii-in-logs'],
  'exception-leak': ['pii-in-exceptions'],
  'over-broad-serialization': ['pii-in-response'],
  'third-party-leak': ['pii-to-third-party'],
  'analytics-leak': ['pii-to-analytics'],
  'ai-prompt-leak': ['pii-to-ai'],
  'telemetry-pii': ['pii-in-telemetry'],
  'messaging-leak': ['pii-in-message', 'pii-to-third-party'],
  'cache-leak': ['plaintext-storage', 'missing-retention'],
  'jwt-with-pii': ['pii-in-jwt'],
  'cleartext-http': ['cleartext-transport'],
  'tls-verify-off': ['tls-verification-off'],
  'db-no-tls': ['database-without-tls'],
  'weak-pseudonymisation': ['weak-hash'],
  'hard-coded-key': ['hardcoded-key'],
  'missing-erasure': [],
  'excessive-collection': [],
  'missing-consent': [],
  'cross-border-transfer': [],
};

/** The public class ids a name in a threat model stands for; a name that is public already stands for itself. */
export function publicClasses(name: string): readonly string[] {
  const known = otherNames[name];
  if (known) return known;
  const leak = /^(.+)-leak$/.exec(name)?.[1];
  return [leak === undefined ? name : `pii-in-${leak}`];
}

const linddunNames: Readonly<Record<string, string>> = {
  l: 'L', linkability: 'L', linking: 'L',
  i: 'I', identifiability: 'I', identifying: 'I',
  nr: 'NR', nonrepudiation: 'NR',
  d: 'D', detectability: 'D', detecting: 'D',
  dd: 'DD', disclosureofinformation: 'DD', datadisclosure: 'DD', informationdisclosure: 'DD',
  u: 'U', unawareness: 'U', unawarenessandunintervenability: 'U',
  nc: 'NC', noncompliance: 'NC',
};

/** The LINDDUN letters of a category such as `LINDDUN-DD` or `Linkability`; undefined for other categories. */
export function linddunLetters(category: string): string | undefined {
  const marked = /^linddun\W*(.*)$/i.exec(category.trim());
  const name = (marked?.[1] ?? category).toLowerCase().replace(/[^a-z]/g, '');
  // Single letters are LINDDUN only where the category says so: "D" alone is also the D of STRIDE.
  return marked || name.length > 2 ? linddunNames[name] : undefined;
}

/** The LINDDUN letters of a node of the LINDDUN PRO tree, such as `Dd.3.2`. */
export function linddunOfNode(node: string): string | undefined {
  return linddunNames[/^[A-Za-z]+/.exec(node)?.[0].toLowerCase() ?? ''];
}

/**
 * The data category a threat is about: the data type itself, what several types have in common (`name-first`, `name-last`: `name`), or `personal-data`.
 * Empty for findings without data types.
 */
export function dataCategory(dataTypes: readonly string[]): string {
  const [first] = dataTypes;
  if (first === undefined) return '';
  if (dataTypes.length === 1) return first;
  const stem = first.split('-')[0] ?? first;
  return dataTypes.every((type) => type.split('-')[0] === stem) ? stem : 'personal-data';
}

/** The id of a threat stub: one per class and data category, e.g. `THR-LOG-EMAIL`. */
export function threatId(classId: string, category: string): string {
  const short = /^pii-(?:in|to)-(.+?)s?$/.exec(classId)?.[1] ?? classId;
  return ['THR', short, category].filter((part) => part !== '').join('-').toUpperCase();
}

/** Letters of STRIDE that classes add to information disclosure: what is weakly protected can be changed or faked too. */
const strideBeside: Readonly<Record<string, readonly string[]>> = {
  'cleartext-transport': ['T'], 'tls-verification-off': ['S', 'T'], 'database-without-tls': ['T'], 'weak-password-hash': ['S'], 'hardcoded-key': ['S', 'T'],
};

/** The STRIDE letters of a finding class; each of them speaks of information that gets out. */
export function strideOf(classId: string): string[] {
  return ['I', ...(strideBeside[classId] ?? [])];
}

/** Threat Dragon's name of a LINDDUN category; its files hold the older names in English. */
export const threatDragonTypes: Readonly<Record<string, string>> = {
  L: 'Linkability', I: 'Identifiability', NR: 'Non-repudiation', D: 'Detectability', DD: 'Disclosure of information', U: 'Unawareness', NC: 'Non-compliance',
};

/** True for a state that says the threat is dealt with by a control, in the words of any format. */
export function isMitigated(state: string): boolean {
  return /^(?:mitigated|eliminated)$/i.test(state.trim());
}

/** Kebab-case of a name, for ids. */
export function slug(name: string): string {
  return name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'project';
}
