import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { applyImport } from '../workspace/import-writer.ts';
import { Workspace } from '../workspace/workspace.ts';
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
  if (path === undefined)
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

/** `init`: a new workspace; with `--sample` through the same import as any file. Never overwrites a file. */
export const initCommand: Run = async (given, terminal) => {
  const path = pathOf(given);
  const workspace = new Workspace(path, Date.now, { create: true });
  let made = false;
  try {
    if (flagOption(given, 'sample')) {
      workspace.facts.setMeta('sample', 'yes');
      await fill(workspace, terminal);
    }
    const { counts } = workspaceInfo(workspace);
    if (flagOption(given, 'json')) await printJson(terminal, { workspace: path, ...counts });
    else
      terminal.say(
        `${path}: ${counts.hosts} hosts, ${counts.microvms} microVMs, ${counts.series} series, ${counts.samples} samples`,
      );
    made = true;
  } finally {
    workspace.close();
    if (!made) await rm(path, { force: true }); // half a sample is no workspace anybody asked for
  }
  return EXIT.done;
};
