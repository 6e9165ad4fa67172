/** Two tokens that a capital letter tore apart: `eMail`, `LinkedIn`, `OAuth`. */
const TORN: ReadonlyMap<string, string> = new Map([
  ['e mail', 'email'],
  ['i phone', 'iphone'],
  ['i pad', 'ipad'],
  ['i os', 'ios'],
  ['mac os', 'macos'],
  ['o auth', 'oauth'],
  ['linked in', 'linkedin'],
  ['whats app', 'whatsapp'],
  ['pass word', 'password'],
  ['pass phrase', 'passphrase'],
  ['pass code', 'passcode'],
  ['sur name', 'surname'],
  ['nick name', 'nickname'],
  ['git hub', 'github'],
  ['you tube', 'youtube'],
  ['pay pal', 'paypal'],
]);

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['children', 'child'],
  ['people', 'person'],
  ['persons', 'person'],
  ['diagnoses', 'diagnosis'],
  ['wives', 'wife'],
  ['ids', 'id'],
  ['ips', 'ip'],
  ['lens', 'lens'],
  ['names', 'name'],
  ['licenses', 'license'],
  ['phrases', 'phrase'],
  ['purchases', 'purchase'],
  ['diseases', 'disease'],
  ['expenses', 'expense'],
  ['spouses', 'spouse'],
  ['nurses', 'nurse'],
  ['houses', 'house'],
  ['databases', 'database'],
  ['responses', 'response'],
]);

/** Words that end in s and are not plurals. */
const SINGULAR_S: ReadonlySet<string> = new Set([
  'alias', 'always', 'analytics', 'apns', 'atlas', 'basis', 'bias', 'canvas', 'chaos', 'class', 'does', 'gas', 'gps', 'has',
  'https', 'nhs', 'news', 'params', 'pancreas', 'props', 'series', 'species', 'sms', 'this', 'was', 'whatsapp',
]);

/**
 * Singular of an English token; other tokens come back unchanged. The catalogue passes through the same function,
 * so an odd result is harmless as long as it is stable.
 */
export function singular(token: string): string {
  const irregular = IRREGULAR.get(token);
  if (irregular !== undefined) return irregular;
  if (token.length <= 3 || !token.endsWith('s') || SINGULAR_S.has(token)) return token;
  if (/(ss|us|is)$/.test(token)) return token;
  if (token.length > 4 && token.endsWith('ies')) return token.slice(0, -3) + 'y';
  if (/(ss|x|ch|sh|us)es$/.test(token)) return token.slice(0, -2);
  return token.slice(0, -1);
}

/** One token: capitals with a plural s, a run of capitals, a word, digits. The second form is the same and faster. */
const PARTS = /\p{Lu}{2,}s(?!\p{L})|\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\p{Lt}|\p{N}+/gu;
const ASCII_PARTS = /[A-Z]{2,}s(?![A-Za-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g;
const ASCII = /^[\x20-\x7e]*$/;

const folded = (name: string): string => name.normalize('NFD').replace(/\p{M}+/gu, '').replace(/ß/g, 'ss');

/**
 * Lower-case tokens of an identifier as written, plurals kept. Splits camelCase, snake_case, kebab-case, dots, digits and
 * runs of capitals (`IPAddress`, `userIDs`); accents are folded (`prénom` is `prenom`).
 */
export function rawTokens(name: string): string[] {
  const plain = name.includes('IPv') ? name.replace(/IPv([46])/g, 'Ip$1') : name;
  const parts = (ASCII.test(plain) ? plain.match(ASCII_PARTS) : folded(plain).match(PARTS)) ?? [];
  const tokens: string[] = [];
  for (const part of parts) {
    const token = part.toLowerCase();
    const joined = tokens.length === 0 ? undefined : TORN.get(`${tokens[tokens.length - 1] ?? ''} ${token}`);
    if (joined === undefined) tokens.push(token);
    else tokens[tokens.length - 1] = joined;
  }
  return tokens;
}

/** Tokens of an identifier in lower case and singular: `userEmailAddresses` gives `user email address`. */
export function splitName(name: string): string[] {
  return rawTokens(name).map(singular);
}
