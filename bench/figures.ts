/** What times say, in milliseconds. */
export interface TimeFigures {
  count: number;
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
}

/** The middle, the slow end and the slowest of some times in milliseconds. */
export function figures(times: readonly number[]): TimeFigures {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 100) / 100;
  return { count: times.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}
