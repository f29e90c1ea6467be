import type { SkippedFile } from '../../shared/ipc/import-channels.ts';
import type { Progress } from '../../shared/ipc/notice.ts';
import { openFileImport } from '../../shared/import/importer.ts';
import type { InventoryTable } from '../../shared/import/inventory/table.ts';
import type { Mapping } from '../../shared/import/mapping.ts';
import { fileReport, type FileOutcome, type FileReport } from '../../shared/import/outcome.ts';
import type { SampleDrain } from '../../shared/import/series-sink.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { badInput, ioMessage, Refusal } from '../refusal.ts';
import type { CollectedSeries } from './collected-series.ts';
import { foreignReason, isForeign, mappingLookup, observedOf } from './file-reading.ts';
import type { GivenMapping, SourceMapping } from './mapping-document.ts';
import { gatherSources, type ImportSource, type ImportSources } from './import-sources.ts';
import { SampleCollector } from './sample-collector.ts';
import { BadArchive } from './unpack.ts';

/** Everything of an import, read and checked as far as can be without the workspace; writing it is one transaction. */
export interface ImportBatch {
  readonly files: readonly FileReport[];
  /** What folders and archives held besides. */
  readonly skipped: readonly SkippedFile[];
  /** Model documents and inventory tables, in the order of the files. */
  readonly documents: readonly { readonly file: string; readonly document: unknown }[];
  readonly tables: readonly InventoryTable[];
  readonly series: readonly CollectedSeries[];
  /** The file of samples that did not fit into memory; `removeSpill` when the batch is written or given up. */
  readonly spill: string | null;
  /** Mappings a person gave, to be remembered with the import. */
  readonly mappings: readonly GivenMapping[];
}

export type ImportProgress = Omit<Progress, 'task' | 'kind'>;

export interface ReadOptions {
  /** Used for every file; otherwise a mapping file among `paths` is. */
  readonly mapping?: Mapping | null;
  /** By source, for files no other mapping is given for; those of a person before remembered ones. */
  readonly mappings?: readonly SourceMapping[];
  readonly timeZone?: string;
  /** When samples without a time were observed; otherwise when their file was last written. */
  readonly observedAtMs?: number | null;
  /** Files left out, by the path they came with and their shown name. */
  readonly leaveOut?: readonly LeftOut[];
  /** Folder for samples that do not fit into memory; default the system's. */
  readonly spillFolder?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Milliseconds from any origin; for rates only. */
  readonly clock?: () => number;
}

export interface LeftOut {
  /** Index into the paths. */
  readonly from: number;
  readonly name: string;
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

interface Reading {
  readonly mapping: Mapping | null;
  readonly meter: Meter;
  readonly drain: SampleDrain | null;
  readonly options: ReadOptions;
}

async function readOne(
  source: ImportSource,
  { mapping, meter, drain, options }: Reading,
): Promise<FileOutcome> {
  const file = source.name;
  const importer = openFileImport({
    file,
    mapping,
    mappingFor: mappingLookup(options.mappings ?? []),
    observed: observedOf(source, options.observedAtMs ?? null),
    drain,
    ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
  });
  try {
    for await (const bytes of source.read((count) => meter.readBytes(count))) {
      throwIfCancelled(options.signal);
      importer.push(bytes);
      if (importer.refused) break;
      meter.tell(file, importer.progress().rows);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const message = error instanceof BadArchive ? error.message : ioMessage(error);
    if (message === null) throw error;
    return { kind: 'refused', file, format: null, problems: [{ file, message }] };
  }
  const outcome = importer.end();
  meter.finishFile(importer.progress().rows);
  return outcome;
}

/** The first mapping file among the sources, so that it also serves files named before it. */
async function findMapping(sources: readonly ImportSource[]): Promise<Mapping | null> {
  for (const source of sources) {
    if (!/\.json$/i.test(source.name) || source.bytes > MAPPING_MAX_BYTES) continue;
    const reading = { mapping: null, meter: new Meter(0, {}), drain: null, options: {} };
    const outcome = await readOne(source, reading);
    if (outcome.kind === 'mapping') return outcome.mapping;
  }
  return null;
}

/**
 * Reads files, folders and archives of any known format. All or nothing: when one is refused, all problems found in all
 * files are thrown, and no spill file stays. What a folder or an archive holds besides data is listed as skipped.
 * @throws Refusal `bad-input`, `not-found`, `cancelled`.
 */
export async function readImport(paths: readonly string[], options: ReadOptions = {}): Promise<ImportBatch> {
  const sources = await gatherSources(paths);
  const collector = new SampleCollector(options.spillFolder);
  try {
    return await readSources(paths, sources, collector, options);
  } catch (error) {
    collector.discard();
    throw error;
  } finally {
    sources.close();
  }
}

async function readSources(
  paths: readonly string[],
  sources: ImportSources,
  collector: SampleCollector,
  options: ReadOptions,
): Promise<ImportBatch> {
  const leftOut = new Set((options.leaveOut ?? []).map(({ from, name }) => `${from} ${name}`));
  const wanted = sources.files.filter(({ from, name }) => !leftOut.has(`${from} ${name}`));
  const mapping = options.mapping ?? (await findMapping(wanted));
  const meter = new Meter(
    wanted.reduce((sum, source) => sum + source.bytes, 0),
    options,
  );
  const problems: Problem[] = sources.problems
    .filter(({ from, problem }) => !leftOut.has(`${from} ${problem.file}`))
    .map(({ problem }) => problem);
  const skipped: SkippedFile[] = [...sources.skipped];
  const files: FileReport[] = [];
  const documents: { file: string; document: unknown }[] = [];
  const tables: InventoryTable[] = [];
  for (const source of wanted) {
    throwIfCancelled(options.signal);
    const outcome = await readOne(source, { mapping, meter, drain: collector, options });
    if (outcome.kind === 'refused') {
      if (isForeign(source, outcome)) skipped.push({ file: source.name, reason: foreignReason(outcome) });
      else problems.push(...outcome.problems);
    }
    if (outcome.kind === 'refused' || outcome.kind === 'mapping') continue;
    files.push(fileReport(outcome));
    if (outcome.kind === 'model') documents.push({ file: outcome.file, document: outcome.document });
    if (outcome.kind === 'inventory') tables.push(outcome.table);
  }
  throwIfCancelled(options.signal);
  if (problems.length > 0) throw badInput(problems);
  if (files.length === 0 && mapping === null) throw nothingToImport(paths, skipped);
  return { files, skipped, documents, tables, mappings: [], ...collector.finish() };
}

function nothingToImport(paths: readonly string[], skipped: readonly SkippedFile[]): Refusal {
  const problems = skipped.slice(0, 50).map(({ file, reason }) => ({ file, message: `left out: ${reason}` }));
  return new Refusal(
    'bad-input',
    `There is nothing to import in ${paths.join(', ')}. Nothing was changed.`,
    problems,
  );
}

/** Buffers of a batch, to be handed to another thread instead of copied. */
export function batchBuffers(batch: ImportBatch): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const series of batch.series) {
    for (const day of series.days) {
      if ('at' in day) continue;
      for (const array of [day.offsetsMs, day.values]) {
        if (array.buffer instanceof ArrayBuffer) buffers.add(array.buffer);
      }
    }
  }
  return [...buffers];
}
