/** Ordered from most to least severe. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

/** True when `a` is at least as severe as `b`. */
export function atLeast(a: Severity, b: Severity): boolean {
  return severities.indexOf(a) <= severities.indexOf(b);
}

/** The severity `steps` levels below `severity`; stops at info. */
export function lower(severity: Severity, steps = 1): Severity {
  const index = Math.min(severities.indexOf(severity) + steps, severities.length - 1);
  return severities[index] ?? 'info';
}
