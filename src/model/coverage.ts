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
