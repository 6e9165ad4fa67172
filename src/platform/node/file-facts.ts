import { join } from 'node:path';
import type { SkipReason } from '../../model';
import { decodeText, textSkip } from '../../project/skip';
import type { Lowering } from '../../project/lowering';
import { contentHash, factsKey, type FactsCache } from './facts-cache';
import { readSource } from './read-source';

/** What became of one file: facts, or the reason why there are none. */
export type FileResult = { path: string; facts: ArrayBuffer; hash: string; isNew: boolean } | { path: string; reason: SkipReason };

/** Reads one file and gives its facts, from the cache where they stand there already. A record exists only for files worth analysing. */
export async function fileFacts(root: string, path: string, lowering: Lowering, cache: FactsCache | undefined): Promise<FileResult> {
  const source = readSource(join(root, path));
  if ('reason' in source) return { path, reason: source.reason };
  const version = lowering.version(path);
  if (version === undefined) return { path, reason: 'unsupported' };
  const hash = contentHash(source.bytes);
  const key = factsKey(path, hash, version);
  const cached = cache?.get(key);
  if (cached) return { path, facts: cached, hash, isNew: false };
  const text = decodeText(source.bytes);
  const skip = textSkip(text);
  if (skip) return { path, reason: skip };
  const facts = await lowering.lower(path, text);
  if (!facts) return { path, reason: 'unsupported' };
  cache?.put(key, facts);
  return { path, facts, hash, isNew: true };
}
