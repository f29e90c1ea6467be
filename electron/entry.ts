import { app } from 'electron';
import { commandLineIn } from './cli/command-line-in.ts';
import { COMMANDS } from './cli/command-list.ts';
import { runCommandLine } from './cli/run.ts';
import { terminalOf } from './cli/terminal.ts';

// One binary, two faces: the command line ends before a window, a display or the data folder is touched; else the window
// starts. Packages are built without Electron's own way of running scripts (ELECTRON_RUN_AS_NODE), so this is the only one.

const names = new Set(app.isPackaged ? COMMANDS.map(({ name }) => name) : []);
const args = commandLineIn(process.argv.slice(1), names);

if (args === null) await import('./main.ts');
else {
  const terminal = terminalOf(process.stdout, process.stderr, () => app.exit(0));
  app.exit(await runCommandLine(args, terminal));
}
