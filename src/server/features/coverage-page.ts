import type { Coverage } from '../../model';
import { bySkipReason, counted, skipWords } from '../../report/report';
import { code, text } from './hover';

const mostLines = 200;
const unseenWords = { 'syntax-error': 'syntax that could not be read', budget: 'cut by a budget', dynamic: 'decided only at run time' } as const;

/** The page that tells, folder by folder, what was analysed and what was not, and why. */
export function coveragePage(folders: readonly { name: string; coverage: Coverage; partial?: string; link: (file: string, line: number) => string }[]): string {
  const parts = folders.flatMap(({ name, coverage, partial, link }) => [
    ...(folders.length > 1 ? [`## ${text(name)}`] : []),
    `${counted(coverage.analysed, 'file')} analysed, ${counted(coverage.lines, 'line')}.${partial === undefined ? '' : ` Partial: ${text(partial)}.`}`,
    skippedPart(coverage),
    unseenPart(coverage, link),
    callsPart(coverage),
  ]);
  return ['# What was not analysed', 'Silence about a file that stands here says nothing about it.', ...parts.filter((part) => part !== '')].join('\n\n') + '\n';
}

function skippedPart(coverage: Coverage): string {
  const reasons = bySkipReason(coverage);
  if (reasons.length === 0) return '';
  const lists = reasons.map(({ reason, count }) => {
    const files = coverage.skipped.filter((skip) => skip.reason === reason).map(({ file }) => `  - ${code(file)}`);
    const shown = files.slice(0, mostLines / reasons.length);
    const more = files.length > shown.length ? [`  - and ${files.length - shown.length} more`] : [];
    return [`- ${count} ${skipWords[reason]}`, ...shown, ...more].join('\n');
  });
  return `### Files and folders left out\n\n${lists.join('\n')}`;
}

function unseenPart(coverage: Coverage, link: (file: string, line: number) => string): string {
  if (coverage.unseen.length === 0) return '';
  const lines = coverage.unseen.slice(0, mostLines).map(({ file, range, reason, text: what }) =>
    `- [${text(file)}:${range.start.line + 1}](${link(file, range.start.line + 1)}) ${unseenWords[reason]}${what === '' ? '' : `: ${code(what)}`}`);
  const more = coverage.unseen.length > mostLines ? [`- and ${coverage.unseen.length - mostLines} more`] : [];
  return `### Places inside files\n\n${[...lines, ...more].join('\n')}`;
}

function callsPart({ calls }: Coverage): string {
  if (calls.unresolved === 0) return '';
  const examples = calls.examples.slice(0, 20).map((example) => `- ${code(example)}`);
  return `### Calls\n\n${calls.unresolved} of ${calls.resolved + calls.unresolved} calls lead to code or libraries that are not known here${examples.length > 0 ? `, for example:\n\n${examples.join('\n')}` : '.'}`;
}
