import { fitRuntime } from '../platform/node/runtime';
import { baseline } from './commands/baseline';
import { decide } from './commands/decide';
import { debug } from './commands/debug';
import { explain } from './commands/explain';
import { incident } from './commands/incident';
import { init } from './commands/init';
import { pia } from './commands/pia';
import { report } from './commands/report';
import { rules } from './commands/rules';
import { scan } from './commands/scan';
import { processConsole, type Console } from './console';
import { helpOf } from './help';
import { UserError } from './user-error';
import { version } from './version';

type Command = (args: readonly string[], console: Console) => number | Promise<number>;

const commands: Readonly<Record<string, Command>> = { scan, explain, baseline, pia, decide, report, incident, rules, init, debug };

/** Runs one command line and gives the exit code. */
async function run(args: readonly string[], console: Console): Promise<number> {
  const [name, ...rest] = args;
  if (args.includes('--version')) {
    console.out(`${version}\n`);
    return 0;
  }
  if (name === undefined || args.includes('--help') || args.includes('-h')) {
    console.out(helpOf(name));
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UserError(`${name} is not a command`, '`shipmate --help` lists the commands.');
  return command(rest, console);
}

fitRuntime();
const output = processConsole();
void run(process.argv.slice(2), output).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof UserError) output.note(`shipmate: ${error.message}.\n  ${error.advice}`);
    else output.note(`shipmate: internal error, which is a fault of this program.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 2;
  },
);
