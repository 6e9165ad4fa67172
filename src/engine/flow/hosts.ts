import { minimatch } from 'minimatch';
import type { RecipientRule } from '../rules/catalogue';
import type { TextForm } from './value';

/** Where a URL leads. */
export type HostReading =
  | { kind: 'relative' | 'local' | 'own' | 'unknown' }
  | { kind: 'vendor'; recipient: RecipientRule }
  | { kind: 'public'; host: string };

/** Host names that never leave the machine or the team's own network. */
export function isLocalHost(host: string): boolean {
  return /^(localhost|.*\.(local|localhost|internal|lan|home|corp|svc|test|intranet|localdomain)|.*\.svc\.cluster\.local|127(\.\d+){3}(?![.\d]).*|0\.0\.0\.0|\[?::1?\]?|10(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|169\.254(\.\d+){2}|host\.docker\.internal)$/i.test(host)
    || !/[.:]/.test(host);
}

/** Scheme and host at the start of a text form; host null when it is not written there. */
export function schemeAndHost(form: TextForm): { scheme: string; host: string | null } | null {
  const [first] = form.pieces;
  if (typeof first !== 'string') return null;
  const match = /^\s*([a-z][a-z0-9+.-]*):\/\/(?:[^/@?#]*@)?([^/:?#\s]*)/i.exec(first);
  if (!match) return null;
  const rest = first.slice(match[0].length);
  const host = match[2] ?? '';
  // The host ends inside the known part, or the whole form is known; else a hole belongs to the host.
  const complete = rest !== '' || form.pieces.length === 1;
  return { scheme: (match[1] ?? '').toLowerCase(), host: host === '' || !complete ? null : host };
}

/** Reads a URL. `own` are the team's host globs; relative paths are one's own service. */
export function readHost(form: TextForm, recipients: readonly RecipientRule[], own: readonly string[]): HostReading {
  const parts = schemeAndHost(form);
  const [first, , third] = form.pieces;
  if (!parts) {
    if (typeof first === 'string' && /^\/(?!\/)|^\.{0,2}\//.test(first)) return { kind: 'relative' };
    if (typeof first === 'string' && form.pieces.length === 1 && /^[\w-]+(\/[\w-]*)*$/.test(first)) return { kind: 'relative' };
    const bare = typeof first === 'string' ? /^([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=[/:?]|$)/i.exec(first)?.[1] : undefined;
    return bare ? readName(bare, recipients, own) : { kind: 'unknown' };
  }
  if (parts.host === null) {
    // `https://${tenant}.api.example.com/`: the fixed tail of the host still tells.
    const tail = typeof third === 'string' ? /^(\.[a-z0-9.-]+)(?=[/:?]|$)/i.exec(third)?.[1] : undefined;
    return tail ? readName(`x${tail}`, recipients, own) : { kind: 'unknown' };
  }
  return readName(parts.host, recipients, own);
}

function readName(host: string, recipients: readonly RecipientRule[], own: readonly string[]): HostReading {
  if (isLocalHost(host)) return { kind: 'local' };
  if (own.some((glob) => minimatch(host.toLowerCase(), glob.toLowerCase()))) return { kind: 'own' };
  const lower = host.toLowerCase();
  const recipient = recipients.find((r) => r.hosts.some((suffix) => {
    const bare = suffix.replace(/^\*\./, '');
    return lower === bare || lower.endsWith(`.${bare}`);
  }));
  return recipient ? { kind: 'vendor', recipient } : { kind: 'public', host };
}
