import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Progress } from '../../shared/ipc/notice.ts';
import { openFileImport } from '../../shared/import/importer.ts';
import type { InventoryTable } from '../../shared/import/inventory/table.ts';
import type { Mapping } from '../../shared/import/mapping.ts';
import { fileReport, type FileOutcome, type FileReport } from '../../shared/import/outcome.ts';
import { packDays } from '../../shared/import/pack-days.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { badInput, ioMessage, Refusal } from '../refusal.ts';
import type { PackedSeries } from '../workspace/series-store.ts';
import { DamagedGzip, sourceBytes } from './source-bytes.ts';

/** Everything of an import, read and checked as far as can be without the workspace; writing it is one transaction. */
export interface ImportBatch {
  readonly files: readonly FileReport[];
  /** Model documents and inventory tables, in the order of the files. */
  readonly documents: readonly { readonly file: string; readonly document: unknown }[];
  readonly tables: readonly InventoryTable[];
  readonly series: readonly PackedSeries[];
}

export type ImportProgress = Omit<Progress, 'task' | 'kind'>;

export interface ReadOptions {
  /** Used for every file; otherwise a mapping file among `paths` is. */
  readonly mapping?: Mapping | null;
  readonly timeZone?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Milliseconds from any origin; for rates only. */
  readonly clock?: () => number;
}

/** A file larger than this is not looked at as a possible mapping. */
const MAPPING_MAX_BYTES = 256 * 1024;

/** Tells how far a run over several files is, at most ten times a second. */
class Meter {
  readonly #total: number;
  readonly #options: ReadOptions;
  readonly #startMs: number;
  #lastMs = Number.NEGATIVE_INFINITY;
  #bytes = 0;
  #finishedRows = 0;

  constructor(total: number, options: ReadOptions) {
    this.#total = total;
    this.#options = options;
    this.#startMs = this.#now();
  }

  #now(): number {
    return (this.#options.clock ?? performance.now.bind(performance))();
  }

  readBytes(bytes: number): void {
    this.#bytes += bytes;
  }

  finishFile(rows: number): void {
    this.#finishedRows += rows;
  }

  tell(file: string, rowsOfFile: number): void {
    const now = this.#now();
    if (now - this.#lastMs < 100) return;
    this.#lastMs = now;
    const seconds = (now - this.#startMs) / 1000;
    const done = Math.min(this.#bytes, this.#total);
    this.#options.onProgress?.({
      done,
      total: this.#total,
      unit: 'bytes',
      ratePerSecond: seconds > 0 ? (this.#finishedRows + rowsOfFile) / seconds : null,
      remainingSeconds: done > 0 && seconds > 0.5 ? ((this.#total - done) * seconds) / done : null,
      detail: file,
    });
  }
}

const throwIfCancelled = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted === true)
    throw new Refusal('cancelled', 'The import was cancelled. Nothing was changed.');
};

async function readOne(
  path: string,
  mapping: Mapping | null,
  meter: Meter,
  options: ReadOptions,
): Promise<FileOutcome> {
  const file = basename(path);
  const importer = openFileImport({
    file,
    mapping,
    ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
  });
  try {
    for await (const bytes of sourceBytes(path, (count) => meter.readBytes(count))) {
      throwIfCancelled(options.signal);
      importer.push(bytes);
      if (importer.refused) break;
      meter.tell(file, importer.progress().rows);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const message = error instanceof DamagedGzip ? error.message : ioMessage(error);
    if (message === null) throw error;
    return { kind: 'refused', file, format: null, problems: [{ file, message }] };
  }
  const outcome = importer.end();
  meter.finishFile(importer.progress().rows);
  return outcome;
}

/** The first mapping file among the paths, so that it also serves files named before it. */
async function findMapping(paths: readonly string[], sizes: readonly number[]): Promise<Mapping | null> {
  for (const [index, path] of paths.entries()) {
    if (!/\.json$/i.test(path) || (sizes[index] ?? 0) > MAPPING_MAX_BYTES) continue;
    const outcome = await readOne(path, null, new Meter(0, {}), {});
    if (outcome.kind === 'mapping') return outcome.mapping;
  }
  return null;
}

async function sizeOf(path: string): Promise<number> {
  const facts = await stat(path).catch((error: unknown) => {
    throw new Refusal('not-found', ioMessage(error) ?? String(error));
  });
  if (!facts.isFile()) throw new Refusal('bad-input', `${path} is not a file. Nothing was changed.`);
  return facts.size;
}

/** Days of one outcome's series; the unpacked arrays can be collected afterwards. */
function packed(outcome: FileOutcome): PackedSeries[] {
  if (outcome.kind !== 'metrics') return [];
  return outcome.series.map((series) => ({
    entity: series.entity,
    metric: series.metric,
    unit: series.unit,
    days: packDays(series.times, series.values),
  }));
}

/**
 * Reads files of any known format. All or nothing: when one is refused, all problems found in all files are thrown.
 * @throws Refusal `bad-input`, `not-found`, `cancelled`.
 */
export async function readImport(paths: readonly string[], options: ReadOptions = {}): Promise<ImportBatch> {
  const sizes = await Promise.all(paths.map(sizeOf));
  const mapping = options.mapping ?? (await findMapping(paths, sizes));
  const meter = new Meter(
    sizes.reduce((sum, size) => sum + size, 0),
    options,
  );
  const problems: Problem[] = [];
  const files: FileReport[] = [];
  const documents: { file: string; document: unknown }[] = [];
  const tables: InventoryTable[] = [];
  const series: PackedSeries[] = [];
  for (const path of paths) {
    throwIfCancelled(options.signal);
    const outcome = await readOne(path, mapping, meter, options);
    if (outcome.kind === 'refused') problems.push(...outcome.problems);
    if (outcome.kind === 'refused' || outcome.kind === 'mapping') continue;
    files.push(fileReport(outcome));
    if (outcome.kind === 'model') documents.push({ file: outcome.file, document: outcome.document });
    if (outcome.kind === 'inventory') tables.push(outcome.table);
    series.push(...packed(outcome));
  }
  throwIfCancelled(options.signal);
  if (problems.length > 0) throw badInput(problems);
  return { files, documents, tables, series };
}

/** Buffers of a batch, to be handed to another thread instead of copied. */
export function batchBuffers(batch: ImportBatch): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const series of batch.series) {
    for (const day of series.days) {
      for (const array of [day.offsetsMs, day.values]) {
        if (array.buffer instanceof ArrayBuffer) buffers.add(array.buffer);
      }
    }
  }
  return [...buffers];
}
