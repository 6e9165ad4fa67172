import { parseArgs, type ParseArgsConfig } from 'node:util';
import { isDate } from '../governance/team-file';
import { severities, type Severity } from '../model';
import { UserError } from './user-error';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Options that every command which analyses takes. */
export const analysisOptions = { date: { type: 'string' }, 'no-cache': { type: 'boolean' } } as const satisfies Options;

/** Parses the arguments of one command; an unknown option is told with the way to the help. */
export function parse<const T extends Options>(command: string, args: readonly string[], options: T): ReturnType<typeof parseArgs<{ options: T; allowPositionals: true; args: string[] }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const [title] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/, 1);
    throw new UserError(title ?? 'These arguments cannot be read', `\`shipmate ${command} --help\` lists the options.`);
  }
}

/** The value when it is one of the words, the first word when it is absent. */
export function choice<const T extends readonly string[]>(option: string, value: string | undefined, words: T): T[number] {
  const found = words.find((word) => word === (value ?? words[0]));
  if (found === undefined) throw new UserError(`--${option} ${value ?? ''} is not known`, `Take one of: ${words.join(', ')}.`);
  return found;
}

/** The bar of `--fail-on`; medium when absent. */
export function barOf(value: string | undefined): Severity {
  return value === undefined ? 'medium' : choice('fail-on', value, severities);
}

/** The date that decides what has run out: `--date`, else today in UTC. */
export function dateOf(value: string | undefined): string {
  if (value === undefined) return new Date().toISOString().slice(0, 10);
  if (!isDate(value)) throw new UserError(`--date ${value} is not a day`, 'Write it as YYYY-MM-DD.');
  return value;
}

/** `--changed` alone means since HEAD: gives it the value that the parser asks for. */
export function withChangedRef(args: readonly string[]): string[] {
  return args.map((arg) => (arg === '--changed' ? '--changed=HEAD' : arg));
}
