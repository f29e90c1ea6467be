import { dirname } from 'node:path';
import type { ImportReport } from '../../shared/ipc/import-channels.ts';
import { readImport, type ImportBatch, type ImportProgress } from '../import/import-reader.ts';
import { observedInstant, readMappings } from '../import/mapping-document.ts';
import { removeSpill } from '../import/sample-collector.ts';
import { applyImport } from '../workspace/import-writer.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { flagOption, textOption } from './arguments.ts';
import { closeWorkspace } from './close-workspace.ts';
import { EXIT, type Run } from './command.ts';
import { printJson } from './json-out.ts';
import { readMappingOption } from './mapping-option.ts';
import { sayRejected } from './say-rejected.ts';
import { tableText } from './table.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { zoneOption } from './zone-option.ts';

function progressLine({ done, total, detail, ratePerSecond }: ImportProgress): string {
  const percent = total > 0 ? Math.floor((100 * done) / total) : 100;
  const rate = ratePerSecond === null ? '' : `, ${Math.round(ratePerSecond)} rows/s`;
  return `${percent}% ${detail ?? ''}${rate}`;
}

async function printReport(terminal: Terminal, report: ImportReport): Promise<void> {
  await terminal.out(
    tableText(
      [
        { title: 'file' },
        { title: 'format' },
        { title: 'rows', align: 'right' },
        { title: 'series', align: 'right' },
        { title: 'samples', align: 'right' },
        { title: 'rejected', align: 'right' },
        { title: 'from' },
        { title: 'to' },
      ],
      report.files.map((file) => [
        file.file,
        file.format,
        String(file.rows),
        String(file.series),
        String(file.samples),
        String(file.rejectedCount),
        file.from ?? '',
        file.to ?? '',
      ]),
    ),
  );
  await terminal.out(
    `\n${report.changed === 0 ? 'Nothing changed' : `${report.changed} changes`} in the workspace.\n`,
  );
}

function written(workspace: Workspace, batch: ImportBatch): ImportReport {
  try {
    return applyImport(workspace, batch);
  } finally {
    removeSpill(batch.spill);
  }
}

/** `import`: any number of files, folders and archives into a workspace, as one transaction; what was rejected is listed. */
export const importCommand: Run = async (given, terminal) => {
  const workspacePath = textOption(given, 'workspace');
  if (workspacePath === null)
    throw new UsageError('import needs a workspace: headroom import FILE… --workspace W.headroom');
  if (given.rest.length === 0) throw new UsageError('import needs at least one file.');
  const mapping = await readMappingOption(given);
  const observedAtMs = observedInstant(textOption(given, 'at'));
  const workspace = openWorkspace(workspacePath, Date.now);
  try {
    const timeZone = zoneOption(given) ?? workspace.timeZone;
    const batch = await readImport(given.rest, {
      mapping,
      mappings: readMappings([], workspace.mappings.list()),
      timeZone,
      observedAtMs,
      spillFolder: dirname(workspacePath),
      onProgress: (progress) => terminal.progress(progressLine(progress)),
    });
    terminal.progress('');
    const report = written(workspace, batch);
    if (flagOption(given, 'json')) await printJson(terminal, { ...report });
    else await printReport(terminal, report);
    sayRejected(terminal, report.files);
    for (const { file, reason } of report.skipped) terminal.say(`${file}: left out, ${reason}`);
  } finally {
    closeWorkspace(workspace, terminal);
  }
  return EXIT.done;
};
