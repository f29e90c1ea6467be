import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkspaceCounts } from '../../shared/ipc/workspace-channels.ts';
import { refuseUnfitPlace } from '../workspace/database.ts';
import { applyImport } from '../workspace/import-writer.ts';
import { Workspace } from '../workspace/workspace.ts';
import { removeWorkspace, unfinishedName } from '../workspace/workspace-files.ts';
import { workspaceInfo } from '../workspace/workspace-info.ts';
import { flagOption, type Given } from './arguments.ts';
import { EXIT, type Run } from './command.ts';
import { printJson } from './json-out.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Beside the built command line, in the package as in a checkout. */
const SAMPLE_FOLDER = join(import.meta.dirname, '..', '..', 'assets', 'sample');

function pathOf({ rest }: Given): string {
  const [path, ...more] = rest;
  if (path === undefined || path === '')
    throw new UsageError('init needs the name of the new workspace: headroom init W.headroom');
  if (more.length > 0) throw new UsageError(`Unexpected argument ${JSON.stringify(more[0])}.`);
  return path;
}

async function fill(workspace: Workspace, terminal: Terminal): Promise<void> {
  const { sampleSteps } = await import('../import/sample-region.ts');
  for await (const step of sampleSteps(SAMPLE_FOLDER, () => workspace.model())) {
    if (step.kind === 'batch') applyImport(workspace, step.batch);
    else terminal.progress(`sample region: ${step.progress.detail ?? ''}`);
  }
  terminal.progress('');
}

async function make(path: string, sample: boolean, terminal: Terminal): Promise<WorkspaceCounts> {
  const workspace = new Workspace(path, Date.now, { create: true });
  try {
    if (sample) {
      workspace.facts.setMeta('sample', 'yes');
      await fill(workspace, terminal);
    }
    return workspaceInfo(workspace).counts;
  } finally {
    workspace.close();
  }
}

/** `init`: a new workspace; with `--sample` through the same import as any file. Never overwrites, never leaves half of one. */
export const initCommand: Run = async (given, terminal) => {
  const path = pathOf(given);
  refuseUnfitPlace(path);
  const unfinished = unfinishedName(path);
  await removeWorkspace(unfinished);
  const counts = await make(unfinished, flagOption(given, 'sample'), terminal).catch(
    async (error: unknown) => {
      await removeWorkspace(unfinished);
      throw error;
    },
  );
  await rename(unfinished, path);
  if (flagOption(given, 'json')) await printJson(terminal, { workspace: path, ...counts });
  else {
    const { hosts, microvms, series, samples } = counts;
    terminal.say(`${path}: ${hosts} hosts, ${microvms} microVMs, ${series} series, ${samples} samples`);
  }
  return EXIT.done;
};
