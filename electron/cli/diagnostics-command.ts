import { statSync } from 'node:fs';
import { join } from 'node:path';
import { assess } from '../../shared/assess/assess.ts';
import { survivalProvider } from '../../shared/timeline/survival-provider.ts';
import packageJson from '../../package.json';
import { machineFacts } from '../diagnostics/machine.ts';
import type { Permitted } from '../diagnostics/permitted.ts';
import { reportText } from '../diagnostics/report.ts';
import { workspaceFacts, type WorkspaceFacts } from '../diagnostics/workspace-facts.ts';
import { ErrorRing } from '../diagnostics/error-ring.ts';
import { writeWholeFile } from '../documents/whole-file.ts';
import { withSolver } from '../solver/lazy-solver.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { flagOption, noRest, textOption } from './arguments.ts';
import { EXIT, type Run } from './command.ts';
import { UsageError } from './usage-error.ts';

async function factsOf(path: string, permitted: Permitted): Promise<WorkspaceFacts> {
  const workspace = openWorkspace(path, Date.now);
  try {
    return await withSolver((solver) =>
      workspaceFacts(workspace, permitted, () =>
        assess(workspace.model(), workspace.policy(), workspace.history(), survivalProvider(solver)),
      ),
    );
  } finally {
    workspace.close();
  }
}

/** `diagnostics`: the report of the window's *Save diagnostics*, for a machine without one; to standard output or a file. */
export const diagnosticsCommand: Run = async (given, terminal) => {
  noRest(given);
  const permitted: Permitted = { names: flagOption(given, 'names'), values: flagOption(given, 'values') };
  const workspacePath = textOption(given, 'workspace');
  const dataFolder = textOption(given, 'data-folder');
  const out = textOption(given, 'out');
  if (permitted.values && workspacePath === null)
    throw new UsageError('--values are those of a workspace: give --workspace W.headroom as well.');
  if (permitted.names && workspacePath === null && dataFolder === null)
    throw new UsageError(
      '--names are those of a workspace or of errors: give --workspace or --data-folder as well.',
    );
  if (dataFolder !== null && statSync(dataFolder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`--data-folder is ${JSON.stringify(dataFolder)}, which is no folder.`);
  const text = reportText(
    {
      atMs: Date.now(),
      versions: { app: packageJson.version, node: process.versions.node },
      machine: machineFacts(),
      window: null,
      workspace: workspacePath === null ? null : await factsOf(workspacePath, permitted),
      calls: [],
      errors:
        dataFolder === null ? [] : new ErrorRing(join(dataFolder, 'logs', 'errors.json'), Date.now).list(),
    },
    permitted,
  );
  if (out === null || out === '-') await terminal.out(text);
  else {
    await writeWholeFile(out, text);
    terminal.say(`${out}: read it before you send it.`);
  }
  return EXIT.done;
};
