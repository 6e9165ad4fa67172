import type { Notification } from 'sarif';
import { masked, withoutLiterals } from './mask';
import { bySkipReason, byUnseenReason, counted, skipWords, type Report } from './report';
import { artifactOf, physicalOf } from './sarif-places';

/** Locations named in one notification; its text tells the full count. */
const namedLocations = 50;

/** What the analysis did not see (execution) and what is wrong in the files people wrote (configuration). */
export function notSeen(report: Report): { toolExecutionNotifications: Notification[]; toolConfigurationNotifications: Notification[] } {
  return {
    toolExecutionNotifications: [...skipped(report), ...unseen(report), ...calls(report), ...untried(report), ...partial(report)],
    toolConfigurationNotifications: report.problems.map((problem) => ({
      descriptor: { id: problem.id },
      level: problem.level === 'information' ? 'note' : problem.level,
      message: { text: masked(problem.message) },
      locations: [{ physicalLocation: physicalOf(problem.file, problem.range) }],
    })),
  };
}

function skipped({ coverage }: Report): Notification[] {
  return bySkipReason(coverage).map(({ reason, count }) => ({
    descriptor: { id: `not-analysed/${reason}` },
    level: reason === 'unreadable' || reason === 'too-large' ? 'warning' : 'note',
    message: { text: `Not analysed: ${count} ${skipWords[reason]}.` },
    locations: coverage.skipped
      .filter((entry) => entry.reason === reason)
      .slice(0, namedLocations)
      .map(({ file }) => ({ physicalLocation: { artifactLocation: artifactOf(file) } })),
  }));
}

function unseen({ coverage }: Report): Notification[] {
  return byUnseenReason(coverage).map(({ reason, count }): Notification => ({
    descriptor: { id: `not-seen/${reason}` },
    level: reason === 'budget' ? 'warning' : 'note',
    message: { text: `${unseenWords[reason]}: ${counted(count, 'place')}.` },
    locations: coverage.unseen.filter((place) => place.reason === reason).slice(0, namedLocations).map(({ file, range }) => ({ physicalLocation: physicalOf(file, range) })),
  }));
}

const unseenWords = {
  'syntax-error': 'Not read because of a syntax error',
  budget: 'Analysed in part because a budget was reached',
  dynamic: 'Not followed because it is decided at run time',
} as const;

function calls({ coverage }: Report): Notification[] {
  const { resolved, unresolved, examples } = coverage.calls;
  if (unresolved === 0) return [];
  const named = examples.length > 0 ? `, for example ${examples.map(withoutLiterals).join(', ')}` : '';
  return [{ descriptor: { id: 'not-seen/unresolved-calls' }, level: 'note', message: { text: `Calls not resolved: ${unresolved} of ${resolved + unresolved}${named}.` } }];
}

function untried({ untried: count, findings }: Report): Notification[] {
  if (count === 0) return [];
  return [{ descriptor: { id: 'not-tried/controls' }, level: 'note', message: { text: `Controls not tried out: ${count} of ${counted(findings.length, 'finding')}; these name the likeliest one.` } }];
}

function partial({ coverage }: Report): Notification[] {
  return coverage.partial ? [{ descriptor: { id: 'not-seen/partial' }, level: 'warning', message: { text: 'Only a part of the workspace could be read.' } }] : [];
}
