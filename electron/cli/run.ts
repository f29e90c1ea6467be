import { problemText } from '../../shared/model/problem.ts';
import { ioMessage, Refusal } from '../refusal.ts';
import { didYouMean, parseOptions } from './arguments.ts';
import { EXIT, type Command, type ExitCode } from './command.ts';
import { COMMANDS } from './command-list.ts';
import { commandHelp, generalHelp } from './help.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const HELP = new Set(['--help', '-h', 'help']);
const SHOWN_PROBLEMS = 50;

function commandNamed(name: string): Command {
  const command = COMMANDS.find((known) => known.name === name);
  if (command !== undefined) return command;
  const names = COMMANDS.map((known) => known.name);
  throw new UsageError(
    `There is no command ${JSON.stringify(name)}.${didYouMean(name, names)} See headroom --help.`,
  );
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined) {
    terminal.say(generalHelp().trimEnd());
    return EXIT.badInput;
  }
  if (HELP.has(name)) {
    const [asked] = rest;
    await terminal.out(asked === undefined ? generalHelp() : commandHelp(commandNamed(asked)));
    return EXIT.done;
  }
  const command = commandNamed(name);
  if (rest.includes('--help') || rest.includes('-h')) {
    await terminal.out(commandHelp(command));
    return EXIT.done;
  }
  const given = parseOptions(rest, command.options);
  const run = await command.load();
  return run(given, terminal);
}

function sayProblems(refusal: Refusal, terminal: Terminal): void {
  for (const problem of refusal.problems.slice(0, SHOWN_PROBLEMS)) terminal.say(problemText(problem));
  const more = refusal.problems.length - SHOWN_PROBLEMS;
  if (more > 0) terminal.say(`… and ${more} more`);
}

/**
 * Runs one command line. Results go to `terminal.out`, everything else to `terminal.say`; the number is the exit code of
 * MODEL.md section 15. Never throws.
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.say(error.message);
      return EXIT.badInput;
    }
    if (error instanceof Refusal) {
      if (error.problems.length > 0) sayProblems(error, terminal);
      else terminal.say(error.message);
      return EXIT.badInput;
    }
    const io = ioMessage(error);
    terminal.say(
      io ?? `Internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return io === null ? EXIT.internal : EXIT.badInput;
  }
}
