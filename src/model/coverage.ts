import type { Location } from './place';

/** Why a file was not analysed. */
export type SkipReason = 'ignored-by-git' | 'minified' | 'generated' | 'vendored' | 'too-large' | 'binary' | 'unreadable' | 'excluded' | 'link-loop' | 'unsupported';

/** A part of a file that was not seen, or was cut by a budget. */
export interface Unseen extends Location {
  reason: 'syntax-error' | 'budget' | 'dynamic';
  text: string;
}

/** What an analysis saw and what it did not: silence is never shown as clean. */
export interface Coverage {
  analysed: number;
  bytes: number;
  lines: number;
  skipped: { file: string; reason: SkipReason }[];
  unseen: Unseen[];
  /** Calls resolved to code or a model, and calls that were not, with examples. */
  calls: { resolved: number; unresolved: number; examples: string[] };
  /** True when only a part of the workspace could be read (browser, virtual workspace). */
  partial: boolean;
}

/** Files and folders that should have been read and were not. What was left out on purpose (ignored, vendored, generated, excluded) is not among them. */
export function missedFiles(coverage: Pick<Coverage, 'skipped'>): Coverage['skipped'] {
  return coverage.skipped.filter(({ reason }) => reason === 'unreadable' || reason === 'too-large' || reason === 'unsupported');
}

/** Parts of files that were not read, or only up to a budget. What is decided at run time is told too, but nobody can read it. */
export function missedParts(coverage: Pick<Coverage, 'unseen'>): Unseen[] {
  return coverage.unseen.filter(({ reason }) => reason !== 'dynamic');
}

/** True when everything that should have been read was read to its end. */
export function isComplete(coverage: Coverage): boolean {
  return !coverage.partial && missedFiles(coverage).length === 0 && missedParts(coverage).length === 0;
}
