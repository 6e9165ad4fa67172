import type { Destination } from './summary';
import type { TextForm, Value } from './value';

/** How statements to a database begin, in capitals or all in small letters; a sentence begins with one capital. */
const statement = /^[\s(]*(?:SELECT\b[^]*\bFROM\b|SELECT\s+[A-Z_]+\(|(?:INSERT|REPLACE)\b[^]*\bINTO\b|UPDATE\b[^]*\bSET\b|DELETE\b[^]*\bFROM\b|(?:GRANT|REVOKE|ALTER|CREATE|DROP|SHOW|SET|FLUSH|TRUNCATE)\s+[A-Z`]|select\b[^]*\bfrom\b|(?:insert|replace)\s+into\b|update\b[^]*\bset\b|delete\s+from\b)/;

/** Names of functions that are made to write logs, whatever they write. */
const logs = /(?:log|trace|debug|audit|dump|print|warn|error|notice|info|report|write|message)[A-Za-z]*$/i;

const isStatement = ({ pieces }: TextForm): boolean => typeof pieces[0] === 'string' && statement.test(pieces.map((piece) => piece ?? ' ').join(''));

/**
 * True for a call that asks a database: one of the values it is given is a statement. That such a layer writes the statements that failed to a log, or makes
 * the key of a cache of them, is one thing about the layer, and nothing that everybody who asks does.
 */
export function asksDatabase(callee: string, given: readonly (Value | undefined)[]): boolean {
  return given.some((value) => value !== undefined && value.texts.length > 0 && value.texts.some(isStatement)) && !logs.test(callee);
}

/** Where a statement gets by the way. */
export const isByTheWay = (to: Destination): boolean => to.kind === 'log' || to.kind === 'exception' || to.kind === 'error-response' || to.kind === 'fast-hash';
