import { EntityNames } from '../series-names.ts';
import { TimeReader } from '../parse-time.ts';
import type { FileFormat, FormatContext } from './format.ts';
import { lineReader } from './line-reader.ts';
import { labelsOf, openLabels } from './label-series.ts';

interface Line {
  readonly metric?: unknown;
  readonly values?: unknown;
  readonly timestamps?: unknown;
}

/** VictoriaMetrics `/api/v1/export`: one JSON object per line, `{"metric":{…},"values":[…],"timestamps":[ms …]}`. */
export const victoriaJsonl: FileFormat = {
  id: 'victoriametrics-jsonl',
  name: 'VictoriaMetrics JSON lines',
  recognise(head) {
    const first = /^\s*(\{[^\n]*)/.exec(head.text)?.[1] ?? '';
    const keys = /"metric"\s*:\s*\{/.test(first) && /"values"\s*:\s*\[/.test(first);
    return keys && !/"resultType"/.test(first)
      ? { confidence: 0.95, why: 'metric, values and timestamps in one line' }
      : null;
  },
  open(context) {
    const state = { rows: 0, empty: 0 };
    const names = new EntityNames(context.head.mapping?.entity ?? null);
    return lineReader(context, (text, line) => readLine(context, state, names, text, line), state);
  },
};

function readLine(
  context: FormatContext,
  state: { rows: number; empty: number },
  names: EntityNames,
  text: string,
  line: number,
): void {
  const { problems, sink } = context;
  const parsed = parsedLine(text);
  const labels = labelsOf(parsed?.metric);
  const values: unknown = parsed?.values;
  const timestamps: unknown = parsed?.timestamps;
  if (
    labels === null ||
    !Array.isArray(values) ||
    !Array.isArray(timestamps) ||
    values.length !== timestamps.length
  ) {
    problems.reject({
      line,
      value: text,
      message: 'not a series',
      expected: 'metric, values and as many timestamps',
    });
    return;
  }
  const input = openLabels(context, names, labels, () => ({ line }));
  if (input === null) return;
  const times = new TimeReader('UTC', 'ms');
  for (let i = 0; i < values.length; i += 1) {
    state.rows += 1;
    const value: unknown = values[i];
    const stamp: unknown = timestamps[i];
    const timeMs = typeof stamp === 'number' ? times.epoch(stamp) : Number.NaN;
    if (typeof value === 'number' && Number.isFinite(value) && Number.isFinite(timeMs)) {
      sink.add(input.column, timeMs, ((value + 0) * input.factor) / input.divisor);
    } else if (value === null && Number.isFinite(timeMs)) state.empty += 1;
    else {
      const shown = JSON.stringify([stamp, value]);
      problems.reject({
        line,
        column: `values[${i}]`,
        value: shown,
        message: 'not a sample',
        expected: 'a finite number and a time in ms',
      });
    }
  }
}

function parsedLine(text: string): Line | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}
