import type { RedactionConfig, Trail } from './value';

/** Splits a redaction path: `req.headers["x-token"]`, `*.email`, `items[*].iban`. */
function segments(pattern: string): string[] {
  return pattern.replace(/\[\s*["'`]?([^\]"'`]*)["'`]?\s*\]/g, '.$1').split('.').filter((s) => s !== '');
}

/** True when a redaction in force hides what stands under these keys. */
export function isRedacted(configs: readonly RedactionConfig[], path: readonly string[], dataType: string, source: Trail | null = null): boolean {
  return configs.some((config) => {
    switch (config.dialect) {
      case 'dotted-path':
        return config.patterns.some((pattern) => {
          const parts = segments(pattern);
          return parts.length > 0 && parts.length <= path.length && parts.every((part, i) => part === '*' || part === path[i]);
        });
      case 'key-equals':
        return config.patterns.some((key) => path.some((p) => p.toLowerCase() === key.toLowerCase()));
      case 'key-matches':
        return config.patterns.some((pattern) => words(pattern).some((word) => path.some((p) => p.toLowerCase().includes(word))));
      case 'covers-types': return config.patterns.includes('*') || config.patterns.includes(dataType);
      // Only where the object itself is shown: what was written to a text before is out of the library's hands.
      case 'type': return path.length > 0 && config.patterns.includes(firstText(source));
      case 'text-pattern':
        return config.patterns.some((pattern) => typesOfPattern(pattern)?.includes(dataType) ?? true);
    }
  });
}

/** What was read first on the way of a datum: of a field that a whole object shows `Owner.field`. */
function firstText(source: Trail | null): string {
  let at = source;
  while (at?.before) at = at.before;
  return at?.text ?? '';
}

/** Literal words of a pattern: its alternatives without regular-expression signs. Workspace patterns are never run. */
function words(pattern: string): string[] {
  return pattern.toLowerCase().split('|').map((part) => part.replace(/\(\?[:i]+|[\\^$.*+?()[\]{}]|\bi\b$/g, '').trim()).filter((word) => word.length > 1);
}

/** Data types whose texts a pattern is made for, read off its signs; null when it fits any text. */
export function typesOfPattern(pattern: string): readonly string[] | null {
  const found: string[] = [];
  if (pattern.includes('@')) found.push('email');
  if (/\\d\{3\}[^\\]{0,4}\\d\{2\}[^\\]{0,4}\\d\{4\}/.test(pattern)) found.push('ssn', 'national-id', 'tax-id');
  if (/\\d\{4\}.{0,8}\{3\}|\\d\{1[0-9](,\d+)?\}|\[ -\]\*\?\)\{13/.test(pattern)) found.push('card-number');
  if (/\\\+|\(\?:\\\+/.test(pattern) && pattern.includes('\\d') && !pattern.includes('@')) found.push('phone');
  if (/[Bb]earer|[Tt]oken/.test(pattern)) found.push('auth-token');
  // What stands before the host of an address: `scheme://user:secret@host`.
  if (/:(?:\\?\/){2}.*@/.test(pattern)) found.push('auth-token', 'password', 'username');
  if (/[Pp]assword|passwd/.test(pattern)) found.push('password');
  if (/\[A-Z\]\{2\}(?:\\d|\[0-9\])\{2\}/.test(pattern)) found.push('iban');
  return found.length > 0 ? found : null;
}
