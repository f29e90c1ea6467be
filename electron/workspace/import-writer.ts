import type { ImportReport } from '../../shared/ipc/import-channels.ts';
import { assembleModel } from '../../shared/import/inventory/assemble.ts';
import type { FileReport } from '../../shared/import/outcome.ts';
import type { Model } from '../../shared/model/document.ts';
import { instantMs } from '../../shared/model/instant.ts';
import { MODEL_KINDS } from '../../shared/model/kinds.ts';
import { parseModel } from '../../shared/model/parse-model.ts';
import { packDays } from '../../shared/import/pack-days.ts';
import { badInput } from '../refusal.ts';
import { collectedSeries } from '../import/collected-series.ts';
import type { ImportBatch } from '../import/import-reader.ts';
import { forecastsToKeep } from './forecast-keeper.ts';
import { writeModel } from './model-store.ts';
import { reservedMemoryByCluster } from './reserved-memory.ts';
import type { Workspace } from './workspace.ts';

/** Kinds whose rows carry what is measured at the moment. */
const LIVE_KINDS: ReadonlySet<string> = new Set([
  'hosts',
  'microvms',
  'edgeNodes',
  'postgres',
  'controlPlanes',
  'storagePools',
]);

interface Documents {
  /** The last document's model; `null` without one. */
  readonly model: Model | null;
  /** The files' reports, those of documents with how many things they hold: whoever read them did not look inside. */
  readonly files: readonly FileReport[];
}

function readDocuments(batch: ImportBatch): Documents {
  let model: Model | null = null;
  const counts = new Map<string, number>();
  for (const { file, document } of batch.documents) {
    const parsed = parseModel(document);
    if (!parsed.ok) throw badInput(parsed.problems.map((problem) => ({ file, ...problem })));
    model = parsed.value;
    counts.set(
      file,
      MODEL_KINDS.reduce((sum, kind) => sum + parsed.value[kind].length, 0),
    );
  }
  const files = batch.files.map((file) => {
    const entities = counts.get(file.file);
    return entities === undefined ? file : { ...file, rows: entities, entities };
  });
  return { model, files };
}

/** The model an import leads to: a document replaces all of it, tables replace their kinds. `null`: no inventory in it. */
function importedModel(
  model: Model | null,
  batch: ImportBatch,
  workspace: Workspace,
  atMs: number,
): Model | null {
  if (batch.tables.length === 0) return model;
  const base = model ?? workspace.model();
  const assembled = assembleModel(batch.tables, {
    base,
    asOf: model?.asOf ?? asOfTables(batch, workspace, base, atMs),
    name: model?.name ?? null,
  });
  if (!assembled.ok) throw badInput(assembled.problems);
  return assembled.value;
}

/**
 * The instant of tables that do not name one: now, where they say what runs where; else the inventory stays as old as it
 * was, since a new price list does not make the hosts' figures newer.
 */
function asOfTables(batch: ImportBatch, workspace: Workspace, base: Model, atMs: number): string {
  const current =
    batch.tables.some(({ spec }) => LIVE_KINDS.has(spec.kind)) || workspace.facts.get('asOf') === undefined;
  return current ? new Date(Math.floor(atMs / 1000) * 1000).toISOString().replace('.000Z', 'Z') : base.asOf;
}

/** Every inventory import appends one `memory_reserved_bytes` sample per cluster (MODEL.md section 8). */
function writeReservedMemory(workspace: Workspace, model: Model): void {
  const atMs = instantMs(model.asOf);
  if (atMs === null) return;
  for (const [cluster, bytes] of reservedMemoryByCluster(model)) {
    if (bytes === null) continue;
    const days = packDays(Float64Array.of(atMs), Float64Array.of(bytes));
    workspace.series.write({
      entity: `cluster:${cluster}`,
      metric: 'memory_reserved_bytes',
      unit: 'bytes',
      days,
    });
  }
}

/** What is said today is kept with every import, so that later ones can score it. */
function keepForecasts(workspace: Workspace, model: Model, atMs: number): void {
  const history = workspace.historyFor(model);
  workspace.savedForecasts.add(forecastsToKeep(model, workspace.policy(), history), atMs);
}

/**
 * Writes an inventory that did not come from files, with all that follows from one: the reserved memory of its clusters and
 * the forecasts of today. Returns how many rows differ. Call inside an action.
 */
export function writeInventory(workspace: Workspace, model: Model, atMs: number): number {
  const changed = writeModel(model, workspace.entities, workspace.facts);
  writeReservedMemory(workspace, model);
  keepForecasts(workspace, model, atMs);
  return changed;
}

function labelOf(batch: ImportBatch): string {
  const [first] = batch.files;
  if (batch.files.length === 1 && first !== undefined) return `Import ${first.file}`;
  return `Import ${batch.files.length} files`;
}

/**
 * Writes an import as one transaction and one undoable step. `changed` counts samples that altered the store and
 * inventory rows that were added, changed or removed.
 * @throws Refusal `bad-input` when the inventory does not fit together, `read-only`; nothing was changed then.
 */
export function applyImport(workspace: Workspace, batch: ImportBatch): ImportReport {
  return workspace.act(labelOf(batch), (atMs) => {
    const { model: documented, files } = readDocuments(batch);
    const model = importedModel(documented, batch, workspace, atMs);
    let changed = 0;
    for (const { key, mapping, file } of batch.mappings) {
      if (mapping === null) workspace.mappings.forget(key);
      else workspace.mappings.keep({ key, mapping, file }, atMs);
    }
    if (model !== null) {
      changed += writeModel(model, workspace.entities, workspace.facts);
      writeReservedMemory(workspace, model);
    }
    for (const series of collectedSeries(batch.series, batch.spill))
      changed += workspace.series.write(series);
    const report: ImportReport = {
      files,
      skipped: batch.skipped,
      series: batch.series.length,
      samples: files.reduce((sum, file) => sum + file.samples, 0),
      changed,
      entities: files.reduce((sum, file) => sum + file.entities, 0),
    };
    // Samples imported a second time change nothing at all, not even the list of imports.
    if (changed > 0 || model !== null) {
      workspace.imports.add(report, atMs);
      keepForecasts(workspace, model ?? workspace.model(), atMs);
    }
    return report;
  });
}
