import type { Range } from './place';

/** Something a person can mend in a file they wrote: what is wrong there and what to do about it. */
export interface Problem {
  id: 'ignore-problem' | 'decision-problem' | 'assessment-incomplete' | 'file-problem' | 'expired-acceptance' | 'broken-control' | 'threat-model-drift' | 'assessment-drift';
  file: string;
  range: Range;
  message: string;
  level: 'error' | 'warning' | 'information';
  /** Code files it comes from, where what they hold and what this file says differ, or where it tells how a decision on a finding in them stands. */
  speaksOf?: string[];
}
