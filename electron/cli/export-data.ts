import { counted } from '../../shared/view/number-format.ts';
import {
  formatOfName,
  seriesPieces,
  writeInventory,
  writeSeries,
  type SeriesChoice,
} from '../documents/write-data.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { textOption, type Given } from './arguments.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

async function withWorkspace(
  given: Given,
  usage: string,
  toOutput: boolean,
  work: (workspace: Workspace, out: string) => Promise<void>,
): Promise<void> {
  const path = textOption(given, 'workspace');
  const out = textOption(given, 'out');
  if (path === null || out === null) throw new UsageError(usage);
  if (out === '-' && !toOutput) throw new UsageError(`${usage}; it does not go to standard output.`);
  const { openWorkspace } = await import('../workspace/open-workspace.ts');
  const workspace = openWorkspace(path, Date.now);
  try {
    await work(workspace, out);
  } finally {
    workspace.close();
  }
}

/** `export data`: every series, or those of an entity or a metric, as long CSV or JSON lines; `-` is standard output (CSV). */
export async function exportData(given: Given, terminal: Terminal): Promise<void> {
  const usage = 'export data needs --workspace W.headroom and --out F.csv or F.json';
  await withWorkspace(given, usage, true, async (workspace, out) => {
    const [entity, metric] = [textOption(given, 'entity'), textOption(given, 'metric')];
    const choice: SeriesChoice = {
      ...(entity === null ? {} : { entity }),
      ...(metric === null ? {} : { metric }),
    };
    let written;
    if (out === '-') {
      const { pieces, count } = seriesPieces(workspace, choice, formatOfName(out));
      for (const piece of pieces) await terminal.out(piece);
      written = count;
    } else written = await writeSeries(workspace, out, choice, formatOfName(out));
    terminal.say(
      `${out === '-' ? 'data' : out}: ${counted(written.series, 'series', 'series')}, ${counted(written.samples, 'sample')}`,
    );
  });
}

/** `export inventory`: a model document, or a folder of one CSV per kind. */
export async function exportInventory(given: Given, terminal: Terminal): Promise<void> {
  const usage = 'export inventory needs --workspace W.headroom and --out M.json or a folder';
  await withWorkspace(given, usage, false, async (workspace, out) => {
    for (const path of await writeInventory(workspace, out, formatOfName(out))) terminal.say(path);
  });
}
