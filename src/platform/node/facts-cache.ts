import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { decodeText } from '../../project/skip';
import { makeFolder } from './make-folder';

/** Facts on disk by what they were made from. Every fault of the disk or of a record is a miss, never an error. */
export interface FactsCache {
  get: (key: string) => ArrayBuffer | undefined;
  put: (key: string, facts: ArrayBuffer) => void;
}

/** Raise when a record, or which files deserve one, changes. */
const recordForm = 1;

/** The key of the facts of one file: its content hash, its path (module names derive from it), and the versions they were made with. */
export function factsKey(path: string, contentHash: string, version: string): string {
  return createHash('sha256').update(`${recordForm}\n${version}\n${path}\n${contentHash}`).digest('hex');
}

/** SHA-256 of a text as UTF-8 without a mark: the same for a file on disk and the same text in an editor. */
export function contentHash(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  const content = first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : first === 0xff || first === 0xfe ? Buffer.from(decodeText(bytes)) : bytes;
  return createHash('sha256').update(content).digest('hex');
}

/** A cache in a folder, which is created when the first record is written. */
export function createFactsCache(folder: string): FactsCache {
  const fileOf = (key: string): string => join(folder, 'facts', key.slice(0, 2), key.slice(2));
  return {
    get(key) {
      try {
        return openRecord(readFileSync(fileOf(key)));
      } catch {
        return undefined;
      }
    },
    put(key, facts) {
      const file = fileOf(key);
      const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
      try {
        makeFolder(dirname(file));
        writeFileSync(draft, record(facts));
        renameSync(draft, file);
      } catch {
        discard(draft);
      }
    },
  };
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The folder itself cannot be used; there is nothing to clean.
  }
}

/** A record is the facts, then their length and checksum in eight bytes. */
function record(facts: ArrayBuffer): Uint8Array {
  const whole = Buffer.allocUnsafe(facts.byteLength + 8);
  whole.set(new Uint8Array(facts));
  whole.writeUInt32LE(facts.byteLength, facts.byteLength);
  whole.writeUInt32LE(crc32(new Uint8Array(facts)), facts.byteLength + 4);
  return whole;
}

function openRecord(whole: Buffer): ArrayBuffer | undefined {
  const length = whole.length - 8;
  if (length < 0 || whole.readUInt32LE(length) !== length) return undefined;
  const facts = new Uint8Array(length);
  facts.set(whole.subarray(0, length));
  return crc32(facts) === whole.readUInt32LE(length + 4) ? facts.buffer : undefined;
}

/** Removes the oldest records until the cache is 20 % below the cap (bytes). Records other processes removed meanwhile are no fault. */
export function trimCache(folder: string, cap: number): void {
  const records = recordsIn(join(folder, 'facts'));
  let total = records.reduce((sum, { size }) => sum + size, 0);
  if (total <= cap) return;
  records.sort((a, b) => a.time - b.time || (a.file < b.file ? -1 : 1));
  for (const { file, size } of records) {
    if (total <= cap * 0.8) return;
    discard(file);
    total -= size;
  }
}

function recordsIn(folder: string): { file: string; size: number; time: number }[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      const stat = statSync(file, { throwIfNoEntry: false });
      return stat ? [{ file, size: stat.size, time: stat.mtimeMs }] : [];
    });
  } catch {
    return [];
  }
}
