import { parseJsonText } from '../../model/json-text.ts';
import { EntityNames } from '../series-names.ts';
import { TimeReader } from '../parse-time.ts';
import type { FileFormat, FormatContext, FormatResult } from './format.ts';
import { wholeText } from './whole-text.ts';

/** Answers of Prometheus' `/api/v1/query_range` and `/query`: result types matrix and vector, values as text. */
export const prometheusJson: FileFormat = {
  id: 'prometheus-json',
  name: 'Prometheus API JSON',
  recognise(head) {
    if (!/^\s*\{/.test(head.text)) return null;
    const answer = /"status"\s*:\s*"(success|error)"/.test(head.text);
    if (answer && /"resultType"\s*:/.test(head.text))
      return { confidence: 0.95, why: 'status and resultType' };
    return answer && /"errorType"\s*:/.test(head.text) ? { confidence: 0.95, why: 'an error answer' } : null;
  },
  open(context) {
    return wholeText(context, (text, rows) => readAnswer(context, text, rows));
  },
};

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function readAnswer(
  context: FormatContext,
  text: string,
  rows: (count: number) => void,
): FormatResult | null {
  const { problems } = context;
  const parsed = parseJsonText(text, context.head.file);
  if (!parsed.ok) {
    for (const problem of parsed.problems) problems.refuse(problem);
    return null;
  }
  if (field(parsed.value, 'status') !== 'success') {
    const said = field(parsed.value, 'error');
    problems.refuse({
      path: 'error',
      message: `the server answered with an error: ${typeof said === 'string' ? said : 'unknown'}`,
    });
    return null;
  }
  const data = field(parsed.value, 'data');
  const type = field(data, 'resultType');
  const result = field(data, 'result');
  if ((type !== 'matrix' && type !== 'vector') || !Array.isArray(result)) {
    const value = typeof type === 'string' ? type : '';
    problems.refuse({
      path: 'data.resultType',
      value,
      message: 'no samples can be read from this result type',
      expected: 'matrix or vector',
    });
    return null;
  }
  const reader = new AnswerReader(context);
  for (const [index, series] of result.entries()) {
    const path = `data.result[${index}]`;
    const points = type === 'matrix' ? field(series, 'values') : [field(series, 'value')];
    reader.series(
      path,
      field(series, 'metric'),
      points,
      type === 'matrix' ? `${path}.values` : `${path}.value`,
    );
    rows(reader.rows);
  }
  return { kind: 'metrics', rows: reader.rows, empty: reader.empty };
}

class AnswerReader {
  rows = 0;
  empty = 0;
  private readonly names = new EntityNames();
  private readonly times = new TimeReader('UTC', 's');
  private readonly context: FormatContext;

  constructor(context: FormatContext) {
    this.context = context;
  }

  series(path: string, metric: unknown, points: unknown, pointsPath: string): void {
    const { problems, sink, head } = this.context;
    const labels = labelsOf(metric);
    if (labels === null || !Array.isArray(points)) {
      problems.reject({ path, message: 'not a series', expected: 'a metric with text labels, and values' });
      return;
    }
    const name = labels.get('__name__') ?? head.stem;
    labels.delete('__name__');
    const input = sink.open(this.names.ofLabels(name, labels) ?? head.stem, name, null);
    for (const [index, point] of points.entries()) {
      this.rows += 1;
      const timeMs =
        Array.isArray(point) && typeof point[0] === 'number' ? this.times.epoch(point[0]) : Number.NaN;
      const text: unknown = Array.isArray(point) ? point[1] : undefined;
      const value = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
      if (Number.isFinite(timeMs) && Number.isFinite(value)) {
        sink.add(input.column, timeMs, ((value + 0) * input.factor) / input.divisor);
      } else if (Number.isFinite(timeMs) && text === 'NaN') this.empty += 1;
      else {
        const shown = JSON.stringify(point) ?? '';
        problems.reject({
          path: `${pointsPath}[${index}]`,
          value: shown,
          message: 'not a sample',
          expected: '[seconds, "finite number"]',
        });
      }
    }
  }
}

/** Label names and values; `null` when it is no object of texts. */
export function labelsOf(metric: unknown): Map<string, string> | null {
  if (typeof metric !== 'object' || metric === null || Array.isArray(metric)) return null;
  const labels = new Map<string, string>();
  for (const [label, value] of Object.entries(metric)) {
    if (typeof value !== 'string') return null;
    labels.set(label, value);
  }
  return labels;
}
