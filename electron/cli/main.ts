import { runCommandLine } from './run.ts';
import { terminalOf } from './terminal.ts';

// A reader that has seen enough (`| head`) ends the command: nobody is left to compute for.
const terminal = terminalOf(process.stdout, process.stderr, () => process.exit(0));

process.exitCode = await runCommandLine(process.argv.slice(2), terminal);
