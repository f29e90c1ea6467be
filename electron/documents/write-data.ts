import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { inventoryFiles } from '../../shared/documents/data-export/inventory-files.ts';
import { modelText } from '../../shared/documents/data-export/model-text.ts';
import {
  seriesCsv,
  seriesJson,
  type ExportedSeries,
} from '../../shared/documents/data-export/series-text.ts';
import { Refusal } from '../refusal.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { wholeFile, writeWholeFile } from './whole-file.ts';
import { writeWholeFiles } from './whole-files.ts';

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
  chosen: readonly SeriesName[],
  count: { series: number; samples: number },
): Generator<ExportedSeries> {
  for (const { entity, metric } of chosen) {
    const series = workspace.series.read(entity, metric);
    count.series += 1;
    count.samples += series.times.length;
    yield series;
  }
}

type SeriesName = Required<SeriesChoice>;

function seriesOf(workspace: Workspace, { entity, metric }: SeriesChoice): readonly SeriesName[] {
  const all = workspace.series.list();
  const chosen = all.filter(
    (known) =>
      (entity === undefined || known.entity === entity) && (metric === undefined || known.metric === metric),
  );
  if (chosen.length > 0 || (entity === undefined && metric === undefined)) return chosen;
  const asked = [entity, metric].filter((name) => name !== undefined).join(' ');
  throw new Refusal('not-found', `There is no series ${asked} among the ${all.length} of the workspace.`);
}

/**
 * Pieces of text of the chosen series, for whoever writes them; `count` rises as they come.
 * @throws Refusal `not-found` where the choice fits none.
 */
export function seriesPieces(
  workspace: Workspace,
  choice: SeriesChoice,
  format: SeriesFormat,
): { readonly pieces: Iterable<string>; readonly count: Written } {
  const count = { series: 0, samples: 0 };
  const series = chosenSeries(workspace, seriesOf(workspace, choice), count);
  return { pieces: format === 'csv' ? seriesCsv(series) : seriesJson(series), count };
}

/** Writes series into a file, one in memory at a time (whole or not at all: `wholeFile`). @throws as `wholeFile`. */
export async function writeSeries(
  workspace: Workspace,
  path: string,
  choice: SeriesChoice,
  format: SeriesFormat,
): Promise<Written> {
  const { pieces, count } = seriesPieces(workspace, choice, format);
  await wholeFile(path, (unfinished) => pipeline(pieces, createWriteStream(unfinished)));
  return count;
}

/** Writes one kind of the inventory, `hosts`, as a CSV. @throws Refusal where it has no rows; else as `wholeFile`. */
export async function writeInventoryTable(workspace: Workspace, path: string, table: string): Promise<void> {
  const [file] = inventoryFiles(workspace.model(), table);
  if (file === undefined) throw new Refusal('not-found', `The inventory has no rows of ${table}.`);
  await writeWholeFile(path, file.text);
}

/** Writes the inventory: a model document, or one CSV per kind into a folder, all or none. Returns the paths. */
export async function writeInventory(
  workspace: Workspace,
  path: string,
  format: SeriesFormat,
): Promise<readonly string[]> {
  const model = workspace.model();
  if (format === 'json') {
    await writeWholeFile(path, modelText(model));
    return [path];
  }
  const files = inventoryFiles(model).map(({ file, text }) => ({ path: join(path, file), content: text }));
  await writeWholeFiles(files, path);
  return files.map((file) => file.path);
}
