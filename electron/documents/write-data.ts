import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inventoryFiles } from '../../shared/documents/data-export/inventory-files.ts';
import { modelText } from '../../shared/documents/data-export/model-text.ts';
import {
  seriesCsv,
  seriesJson,
  type ExportedSeries,
} from '../../shared/documents/data-export/series-text.ts';
import { Refusal } from '../refusal.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What is written of a workspace: every series, or those of some entities or metrics. */
export interface SeriesChoice {
  readonly entity?: string;
  readonly metric?: string;
}

export interface Written {
  readonly series: number;
  readonly samples: number;
}

export type SeriesFormat = 'csv' | 'json';

/** By the ending of a name: `.json`, `.jsonl` and `.ndjson` are JSON lines, everything else is CSV. */
export function formatOfName(path: string): SeriesFormat {
  return /\.(json|jsonl|ndjson)$/i.test(path) ? 'json' : 'csv';
}

/** Reads one series after the other, and counts. */
function* chosenSeries(
  workspace: Workspace,
  { entity, metric }: SeriesChoice,
  count: { series: number; samples: number },
): Generator<ExportedSeries> {
  for (const known of workspace.series.list()) {
    if (entity !== undefined && known.entity !== entity) continue;
    if (metric !== undefined && known.metric !== metric) continue;
    const series = workspace.series.read(known.entity, known.metric);
    count.series += 1;
    count.samples += series.times.length;
    yield series;
  }
}

/** Pieces of text of the chosen series, for whoever writes them; `count` rises as they come. */
export function seriesPieces(
  workspace: Workspace,
  choice: SeriesChoice,
  format: SeriesFormat,
): { readonly pieces: Iterable<string>; readonly count: Written } {
  const count = { series: 0, samples: 0 };
  const series = chosenSeries(workspace, choice, count);
  return { pieces: format === 'csv' ? seriesCsv(series) : seriesJson(series), count };
}

/**
 * Writes series into a file, one in memory at a time. The file gets its name only when it is whole; what stood there before
 * stays otherwise. @throws file errors as Node's.
 */
export async function writeSeries(
  workspace: Workspace,
  path: string,
  choice: SeriesChoice,
  format: SeriesFormat,
): Promise<Written> {
  const { pieces, count } = seriesPieces(workspace, choice, format);
  const unfinished = `${path}.part`;
  const file = createWriteStream(unfinished);
  try {
    await once(file, 'open');
    for (const piece of pieces) if (!file.write(piece)) await once(file, 'drain');
    file.end();
    await once(file, 'close');
    await rename(unfinished, path);
  } catch (error) {
    file.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
  return count;
}

/** Writes one kind of the inventory, `hosts`, as a CSV. @throws Refusal where it has no rows; file errors as Node's. */
export async function writeInventoryTable(workspace: Workspace, path: string, table: string): Promise<void> {
  const [file] = inventoryFiles(workspace.model(), table);
  if (file === undefined) throw new Refusal('not-found', `The inventory has no rows of ${table}.`);
  await writeFile(path, file.text);
}

/** Writes the inventory: a model document, or one CSV per kind into a folder. Returns the paths. */
export async function writeInventory(
  workspace: Workspace,
  path: string,
  format: SeriesFormat,
): Promise<readonly string[]> {
  const model = workspace.model();
  if (format === 'json') {
    await writeFile(path, modelText(model));
    return [path];
  }
  const files = inventoryFiles(model);
  await mkdir(path, { recursive: true });
  for (const { file, text } of files) await writeFile(join(path, file), text);
  return files.map(({ file }) => join(path, file));
}
