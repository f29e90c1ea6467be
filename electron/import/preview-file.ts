import Papa from 'papaparse';
import { qualityOf } from '../../shared/history/quality.ts';
import { orderedSeries, stepSeconds } from '../../shared/history/series.ts';
import type { FilePreview, PreviewedMetric, PreviewedSample } from '../../shared/ipc/import-channels.ts';
import { openFileImport, type FileImporter } from '../../shared/import/importer.ts';
import { mappingDocument } from '../../shared/import/mapping.ts';
import { matchEntities } from '../../shared/import/match-entities.ts';
import {
  isoText,
  type FileOutcome,
  type FileSource,
  type ImportedSeries,
  type MetricsFile,
  type ModelFile,
} from '../../shared/import/outcome.ts';
import { MODEL_KINDS } from '../../shared/model/kinds.ts';
import { parseModel } from '../../shared/model/parse-model.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { ioMessage } from '../refusal.ts';
import { foreignReason, isForeign, mappingLookup, observedOf } from './file-reading.ts';
import type { SourceMapping } from './mapping-document.ts';
import type { ImportSource } from './import-sources.ts';
import { BadArchive } from './unpack.ts';

export type Preview = Omit<FilePreview, 'handle'>;

export interface PreviewOptions {
  readonly mappings: readonly SourceMapping[];
  readonly timeZone: string;
  readonly observedAtMs: number | null;
  /** Ids of the inventory, as series name them; `null`: no workspace is open. */
  readonly entities: ReadonlySet<string> | null;
}

/** So much of a table is read for its preview; documents are read whole, since half a document is none. */
const TABLE_BYTES = 4 * 1024 * 1024;
const DOCUMENT_BYTES = 256 * 1024 * 1024;
const SHOWN_ROWS = 10;
const SHOWN_NAMES = 200;
const SHOWN_SAMPLES = 6;
const LINE_BYTES = 16 * 1024;

/** Formats of lines without columns: shown line by line, since a comma in them parts nothing. */
const LINE_FORMATS: readonly string[] = ['openmetrics', 'victoriametrics-jsonl'];

const isDocument = (format: string | null): boolean => format === 'headroom-model' || format === 'json';

/** Pushes the first part of a file, ended by a whole line where the file goes on. Tells the first bytes, and if it was all. */
async function readHead(
  source: ImportSource,
  importer: FileImporter,
): Promise<{ readonly first: Uint8Array; readonly whole: boolean }> {
  let first: Uint8Array = new Uint8Array(0);
  let held: Uint8Array | null = null;
  let length = 0;
  for await (const chunk of source.read(() => undefined)) {
    if (held !== null) {
      importer.push(held);
      if (length >= (isDocument(importer.formatId) ? DOCUMENT_BYTES : TABLE_BYTES)) {
        return { first, whole: false };
      }
    } else first = chunk.subarray(0, LINE_BYTES);
    length += chunk.length;
    held = chunk;
  }
  if (held !== null) importer.push(held);
  return { first, whole: true };
}

/** The first rows as they stand: cells of a table, lines of a format of lines; nothing of a document. */
function shownRows(outcome: FileOutcome, first: Uint8Array): Pick<Preview, 'columns' | 'rows'> {
  const source = outcome.kind === 'metrics' || outcome.kind === 'refused' ? outcome.source : undefined;
  if (source !== undefined && source.columns.length > 0)
    return { columns: source.columns, rows: source.rows };
  const text = new TextDecoder().decode(first).replace(/^\uFEFF/, '');
  if (outcome.kind === 'inventory') {
    const { data } = Papa.parse<string[]>(text, { preview: SHOWN_ROWS + 1, skipEmptyLines: true });
    const [columns = [], ...rows] = data;
    return { columns, rows };
  }
  const lines = outcome.kind === 'metrics' && LINE_FORMATS.includes(outcome.format);
  if (!lines && /^\s*[{[]/.test(text)) return { columns: [], rows: [] };
  if (outcome.kind === 'refused' && text.includes('\u0000')) return { columns: [], rows: [] };
  const shown = text.split(/\r?\n/, SHOWN_ROWS + 1).filter((line) => line !== '');
  return { columns: ['line'], rows: shown.slice(0, SHOWN_ROWS).map((line) => [line]) };
}

/** Holes longer than two steps, over all series. */
function gapsOf(series: MetricsFile['series']): number {
  return series.reduce((sum, { entity, metric, times, values }) => {
    const ordered = orderedSeries(entity, metric, times, values);
    return sum + qualityOf(ordered.times, ordered.values, 0).gapCount;
  }, 0);
}

/** A stored value as the file had it; twelve digits, so that 0.30000000000000004 does not show. */
function beforeConversion({ conversion }: ImportedSeries, value: number): number {
  if (conversion === null) return value;
  return Number(((value * conversion.divisor) / conversion.factor).toPrecision(12));
}

function metricsOf(series: readonly ImportedSeries[]): PreviewedMetric[] {
  const bySource = new Map<string, PreviewedMetric>();
  for (const one of series) {
    if (bySource.has(one.sourceName)) continue;
    const value = one.values.find((candidate) => candidate !== 0) ?? one.values[0];
    bySource.set(one.sourceName, {
      name: one.sourceName,
      canonical: one.canonical ? one.metric : null,
      unit: one.unit,
      fromUnit: one.conversion?.unit ?? null,
      example: value === undefined ? null : { from: beforeConversion(one, value), to: value },
    });
  }
  // Those that feed something first: of many metrics only the first are shown.
  return [...bySource.values()].sort((a, b) => Number(a.canonical === null) - Number(b.canonical === null));
}

/** The first sample of each of the first series: what will be stored, as it will be. */
function samplesOf(series: readonly ImportedSeries[]): PreviewedSample[] {
  return series.slice(0, SHOWN_SAMPLES).flatMap((one) => {
    const [timeMs] = one.times;
    const [value] = one.values;
    if (timeMs === undefined || value === undefined) return [];
    return [
      { entity: one.entity, metric: one.metric, at: isoText(timeMs) ?? '', value, unit: one.unit ?? null },
    ];
  });
}

function seriesFacts(file: MetricsFile, known: PreviewOptions['entities']): Partial<Preview> {
  const { series, samples } = file;
  const [first] = series;
  const entities = [...new Set(series.map((one) => one.entity))];
  const match = known === null ? null : matchEntities(entities, known);
  return {
    series: series.length,
    samples,
    gaps: gapsOf(series),
    entities: entities.slice(0, SHOWN_NAMES),
    entityCount: entities.length,
    match:
      match === null
        ? null
        : {
            matched: match.matched,
            unmatched: match.unmatched.slice(0, SHOWN_NAMES),
            unmatchedCount: match.unmatched.length,
            suggestion: match.suggestion,
          },
    metrics: metricsOf(series).slice(0, SHOWN_NAMES),
    firstSamples: samplesOf(series),
    stepSeconds:
      first === undefined
        ? null
        : stepSeconds(orderedSeries(first.entity, first.metric, first.times, first.values).times),
  };
}

/** A document is checked whole, so that what import would refuse is said before it is asked for. */
function modelFacts({ file, formatName, document }: ModelFile): Partial<Preview> {
  const parsed = parseModel(document);
  if (!parsed.ok)
    return { format: formatName, problems: parsed.problems.map((problem) => ({ file, ...problem })) };
  const rows = MODEL_KINDS.reduce((sum, kind) => sum + parsed.value[kind].length, 0);
  return { format: formatName, inventory: { kind: 'model', rows } };
}

function readingFacts(source: FileSource): Pick<Preview, 'reading'> {
  const { signature, stem, mapping, columns, hasHeader, suggestedMapping } = source;
  return {
    reading: {
      signature,
      stem,
      mapping: mapping === null ? null : mappingDocument(mapping),
      suggestedMapping,
      columns,
      hasHeader,
    },
  };
}

function factsOf(outcome: FileOutcome, { entities }: PreviewOptions): Partial<Preview> {
  switch (outcome.kind) {
    case 'metrics':
      return {
        format: outcome.formatName,
        ...seriesFacts(outcome, entities),
        ...readingFacts(outcome.source),
        from: isoText(outcome.fromMs),
        to: isoText(outcome.toMs),
        problems: outcome.rejected.slice(0, SHOWN_NAMES),
        rejectedCount: outcome.rejectedCount,
        notes: outcome.notes,
        timeZone: outcome.zoneless > 0 ? outcome.timeZone : null,
        timeless: outcome.timeless > 0,
      };
    case 'inventory':
      return {
        format: outcome.formatName,
        notes: outcome.notes,
        inventory: { kind: outcome.table.spec.file, rows: outcome.table.rows.length },
      };
    case 'model':
      return modelFacts(outcome);
    case 'mapping':
      return { format: 'Mapping' };
    case 'refused':
      return {
        format: null,
        problems: outcome.problems,
        ...(outcome.source === undefined ? {} : readingFacts(outcome.source)),
      };
  }
}

/** Something that could not even be opened. */
export function refusedPreview(problem: Problem & { readonly file: string }): Preview {
  return { ...blank({ name: problem.file, bytes: 0 }), problems: [problem] };
}

function blank(source: Pick<ImportSource, 'name' | 'bytes'>): Preview {
  return {
    name: source.name,
    bytes: source.bytes,
    format: null,
    inventory: null,
    columns: [],
    rows: [],
    series: 0,
    samples: 0,
    gaps: 0,
    entities: [],
    entityCount: 0,
    match: null,
    metrics: [],
    firstSamples: [],
    from: null,
    to: null,
    stepSeconds: null,
    partial: false,
    problems: [],
    rejectedCount: 0,
    notes: [],
    timeZone: null,
    timeless: false,
    reading: null,
  };
}

/**
 * What a file would be imported as, from its first part: format, series, span, step, first rows and samples. Never fails
 * for what is in the file; that is said in `problems`. A foreign file of a folder or an archive is told by its reason.
 */
export async function previewFile(
  source: ImportSource,
  options: PreviewOptions,
): Promise<Preview | { readonly foreign: string }> {
  const importer = openFileImport({
    file: source.name,
    timeZone: options.timeZone,
    mappingFor: mappingLookup(options.mappings),
    observed: observedOf(source, options.observedAtMs),
  });
  try {
    const { first, whole } = await readHead(source, importer);
    const outcome = importer.end(!whole);
    if (outcome.kind === 'refused' && isForeign(source, outcome)) return { foreign: foreignReason(outcome) };
    return {
      ...blank(source),
      ...shownRows(outcome, first),
      partial: !whole,
      ...factsOf(outcome, options),
    };
  } catch (error) {
    const message = error instanceof BadArchive ? error.message : ioMessage(error);
    if (message === null) throw error;
    return { ...blank(source), problems: [{ file: source.name, message }] };
  }
}
