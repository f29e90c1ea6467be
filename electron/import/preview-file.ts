import { basename } from 'node:path';
import { stat } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import Papa from 'papaparse';
import { qualityOf } from '../../shared/history/quality.ts';
import { orderedSeries, stepSeconds } from '../../shared/history/series.ts';
import type { FilePreview } from '../../shared/ipc/import-channels.ts';
import { openFileImport } from '../../shared/import/importer.ts';
import type { Mapping } from '../../shared/import/mapping.ts';
import { isoText, type FileOutcome, type MetricsFile, type ModelFile } from '../../shared/import/outcome.ts';
import { MODEL_KINDS } from '../../shared/model/kinds.ts';
import { parseModel } from '../../shared/model/parse-model.ts';
import { ioMessage } from '../refusal.ts';
import { DamagedGzip, sourceBytes } from './source-bytes.ts';

type Preview = Omit<FilePreview, 'handle'>;

/** So much of a table is read for its preview; documents are read whole, since half a document is none. */
const TABLE_BYTES = 4 * 1024 * 1024;
const DOCUMENT_BYTES = 256 * 1024 * 1024;
const SHOWN_ROWS = 10;
const SHOWN_NAMES = 200;

const isDocument = (name: string): boolean => /\.json(\.gz)?$/i.test(name);

/** The first bytes of a file, ending with a whole line where the file goes on. */
async function headOf(
  path: string,
  limit: number,
): Promise<{ readonly bytes: Uint8Array; readonly whole: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let whole = true;
  for await (const chunk of sourceBytes(path, () => undefined)) {
    if (length >= limit) {
      whole = false;
      break;
    }
    chunks.push(chunk);
    length += chunk.length;
  }
  const bytes = Buffer.concat(chunks);
  if (whole) return { bytes, whole };
  const lastLine = bytes.lastIndexOf(0x0a);
  return { bytes: lastLine < 0 ? bytes : bytes.subarray(0, lastLine + 1), whole };
}

/** Formats of lines without columns: shown line by line, since a comma in them parts nothing. */
const LINE_FORMATS: readonly string[] = ['openmetrics', 'victoriametrics-jsonl'];

/** The first rows as they stand, for showing; the header is the first of them where there is one. */
function firstRows(bytes: Uint8Array, name: string, outcome: FileOutcome): readonly (readonly string[])[] {
  if (isDocument(name)) return [];
  const text = new StringDecoder('utf8')
    .write(Buffer.from(bytes.subarray(0, 64 * 1024)))
    .replace(/^\uFEFF/, '');
  if (outcome.kind === 'metrics' && LINE_FORMATS.includes(outcome.format)) {
    const lines = text.split(/\r?\n/, SHOWN_ROWS);
    return [['line'], ...lines.filter((line) => line !== '').map((line) => [line])];
  }
  const { data } = Papa.parse<string[]>(text, {
    preview: SHOWN_ROWS + 1,
    skipEmptyLines: true,
    delimitersToGuess: [',', ';', '\t', '|'],
  });
  return data;
}

type SeriesFacts = Pick<Preview, 'series' | 'samples' | 'gaps' | 'entities' | 'metrics' | 'stepSeconds'>;

/** Holes longer than two steps, over all series. */
function gapsOf(series: MetricsFile['series']): number {
  return series.reduce((sum, { entity, metric, times, values }) => {
    const ordered = orderedSeries(entity, metric, times, values);
    return sum + qualityOf(ordered.times, ordered.values, 0).gapCount;
  }, 0);
}

function seriesFacts({ series, samples }: MetricsFile): SeriesFacts {
  const metrics = new Map(series.map((one) => [one.sourceName, one.canonical ? one.metric : null]));
  const [first] = series;
  const step =
    first === undefined
      ? null
      : stepSeconds(orderedSeries(first.entity, first.metric, first.times, first.values).times);
  return {
    series: series.length,
    samples,
    gaps: gapsOf(series),
    entities: [...new Set(series.map((one) => one.entity))].slice(0, SHOWN_NAMES),
    metrics: [...metrics].slice(0, SHOWN_NAMES).map(([metric, canonical]) => ({ name: metric, canonical })),
    stepSeconds: step,
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

function factsOf(outcome: FileOutcome): Partial<Preview> {
  switch (outcome.kind) {
    case 'metrics':
      return {
        format: outcome.formatName,
        ...seriesFacts(outcome),
        from: isoText(outcome.fromMs),
        to: isoText(outcome.toMs),
        problems: outcome.rejected.slice(0, SHOWN_NAMES),
      };
    case 'inventory':
      return {
        format: outcome.formatName,
        inventory: { kind: outcome.table.spec.file, rows: outcome.table.rows.length },
      };
    case 'model':
      return modelFacts(outcome);
    case 'mapping':
      return { format: 'Mapping' };
    case 'refused':
      return { format: null, problems: outcome.problems };
  }
}

/**
 * What a file would be imported as, from its first part: format, series, span, step, first rows. Never fails for what is
 * in the file; that is said in `problems`.
 */
export async function previewFile(path: string, mapping: Mapping | null): Promise<Preview> {
  const name = basename(path);
  const blank: Preview = {
    name,
    bytes: 0,
    format: null,
    inventory: null,
    columns: [],
    rows: [],
    series: 0,
    samples: 0,
    gaps: 0,
    entities: [],
    metrics: [],
    from: null,
    to: null,
    stepSeconds: null,
    partial: false,
    problems: [],
    suggestedMapping: null,
  };
  try {
    const { size } = await stat(path);
    const { bytes, whole } = await headOf(path, isDocument(name) ? DOCUMENT_BYTES : TABLE_BYTES);
    const importer = openFileImport({ file: name, mapping });
    importer.push(bytes);
    const outcome = importer.end();
    const [columns = [], ...rows] = firstRows(bytes, name, outcome);
    return { ...blank, bytes: size, columns, rows, partial: !whole, ...factsOf(outcome) };
  } catch (error) {
    const message = error instanceof DamagedGzip ? error.message : ioMessage(error);
    if (message === null) throw error;
    return { ...blank, problems: [{ file: name, message }] };
  }
}
