/** Starts a console line that belongs to mocha's report, so that the runner can tell it from VS Code's own log. */
export const reportMark = '[mocha]';

/** Starts the console line with mocha's figures as JSON. */
export const resultMark = '[result]';

/** Set in the extension host when its console lines are read by the runner of this folder. */
export const marksVariable = 'EXTENSION_SUITE_MARKS';

/** Limits a run to the tests whose full title matches this pattern. */
export const grepVariable = 'EXTENSION_SUITE_GREP';

/** Mocha's figures of one run; duration in milliseconds. */
export type SuiteFigures = { tests: number; passes: number; pending: number; failures: number; duration: number };
