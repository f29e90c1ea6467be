import Papa from 'papaparse';
import { isoText } from '../../import/outcome.ts';
import { guarded } from '../../model/formula-guard.ts';

/** A stored series with its samples in the order of time. */
export interface ExportedSeries {
  readonly entity: string;
  readonly metric: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** So many samples make one piece of text, or one line of JSON. */
const PIECE = 50_000;

const cell = (text: string): string => Papa.unparse([[guarded(text)]], { newline: '\n' });

/**
 * Series as long CSV: `timestamp,entity,metric,value`, times in UTC with zone, numbers in full, in the unit the metric's name
 * or the catalogue says. Importing it again changes nothing. Comes in pieces, the header first.
 */
export function* seriesCsv(all: Iterable<ExportedSeries>): Generator<string> {
  yield 'timestamp,entity,metric,value\n';
  for (const { entity, metric, times, values } of all) {
    const names = `,${cell(entity)},${cell(metric)},`;
    for (let from = 0; from < times.length; from += PIECE) {
      let text = '';
      const to = Math.min(times.length, from + PIECE);
      for (let i = from; i < to; i += 1)
        text += `${isoText(times[i] ?? null) ?? ''}${names}${String(values[i] ?? 0)}\n`;
      yield text;
    }
  }
}

/**
 * Series as JSON lines, one object each of `metric` (labels `__name__` and `entity`), `values` and `timestamps` in ms: what
 * VictoriaMetrics exports and imports. Importing it again changes nothing.
 */
export function* seriesJson(all: Iterable<ExportedSeries>): Generator<string> {
  for (const { entity, metric, times, values } of all) {
    for (let from = 0; from < times.length; from += PIECE) {
      const to = from + PIECE;
      const line = {
        metric: { __name__: metric, entity },
        values: [...values.subarray(from, to)],
        timestamps: [...times.subarray(from, to)],
      };
      yield `${JSON.stringify(line)}\n`;
    }
  }
}
