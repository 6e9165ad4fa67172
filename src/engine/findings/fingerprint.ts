/** 64 bits of a text as 16 hex digits: two FNV-1a runs with different starts. Not for secrets; only to tell findings apart. */
function hash64(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c, 0x85ebca6b);
    b ^= b >>> 15;
  }
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
}

/**
 * Fingerprint `shipmate/v1`: class, qualified name of the enclosing function, callee as written, and its ordinal among equals there. No line and no path,
 * so that it survives moves and edits around it.
 */
export function fingerprint(classId: string, symbol: string, callee: string, ordinal: number): string {
  return hash64(`shipmate/v1\0${classId}\0${symbol}\0${callee}\0${String(ordinal)}`);
}
