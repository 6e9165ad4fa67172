import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { SkipReason } from '../../model';
import { isBinary, largestFile } from '../../project/skip';

/** A pipe opens at once instead of waiting for a writer. Windows has neither the flag nor the need. */
const flags = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0);

/** Reads a source file, or says why not. Size and kind are asked of the open file, so nothing that is not a file can block. */
export function readSource(file: string): { bytes: Uint8Array } | { reason: SkipReason } {
  let handle: number | undefined;
  try {
    handle = openSync(file, flags);
    const stat = fstatSync(handle);
    if (!stat.isFile()) return { reason: 'unreadable' };
    if (stat.size > largestFile) return { reason: 'too-large' };
    const bytes = Buffer.allocUnsafeSlow(stat.size);
    let length = 0;
    for (let got = 1; got > 0 && length < bytes.length; length += got) got = readSync(handle, bytes, length, bytes.length - length, length);
    const content = bytes.subarray(0, length);
    return isBinary(content) ? { reason: 'binary' } : { bytes: content };
  } catch {
    return { reason: 'unreadable' };
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
