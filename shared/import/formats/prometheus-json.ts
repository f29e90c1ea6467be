import { EntityNames } from '../series-names.ts';
import { TimeReader } from '../parse-time.ts';
import type { SeriesInput } from '../series-sink.ts';
import type { FileFormat, FormatContext, FormatResult } from './format.ts';
import { JsonStream, type JsonPlace } from './json-stream.ts';
import { labelsOf, openLabels } from './label-series.ts';

/** Points of a series whose labels stand behind them are kept until then; more than these are nobody's. */
const WAITING_POINTS = 2_000_000;

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
    const reader = new AnswerReader(context);
    const stream = new JsonStream(context.problems, AnswerReader.paths, (value, place) =>
      reader.value(value, place),
    );
    return {
      push: (text) => stream.push(text),
      rows: () => reader.rows,
      end: (cut) => (cut || stream.end() ? reader.result(cut) : null),
    };
  },
};

/** Reads an answer as it comes: memory does not grow with it. */
class AnswerReader {
  static readonly paths = [
    '$.status',
    '$.error',
    '$.data.resultType',
    '$.data.result.*.metric',
    '$.data.result.*.values.*',
    '$.data.result.*.value',
    '$.data.result.*.histograms.*',
    '$.data.result.*.histogram',
  ];
  rows = 0;
  private empty = 0;
  private status: unknown = undefined;
  private error: unknown = undefined;
  private type: unknown = undefined;
  private index: number | null = null;
  /** Of the series being read; `undefined`: its labels were not seen yet, `null`: they are unusable. */
  private input: SeriesInput | null | undefined = undefined;
  private waiting: { readonly point: unknown; readonly path: string }[] = [];
  private readonly names: EntityNames;
  private readonly times = new TimeReader('UTC', 's');
  private readonly context: FormatContext;

  constructor(context: FormatContext) {
    this.context = context;
    this.names = new EntityNames(context.head.mapping?.entity ?? null);
  }

  value(value: unknown, place: JsonPlace): void {
    const top = place.at(0);
    if (top === 'status') this.status = value;
    else if (top === 'error') this.error = value;
    else if (place.at(1) === 'resultType') this.type = value;
    else this.seriesValue(value, place);
  }

  private seriesValue(value: unknown, place: JsonPlace): void {
    const index = Number(place.at(2));
    if (index !== this.index) this.nextSeries(index);
    const key = place.at(3);
    if (key === 'metric') this.labels(value, place);
    else if (key === 'histogram' || key === 'histograms') {
      this.rows += 1;
      this.context.problems.reject({
        path: place.text(),
        message: 'a native histogram is no number',
        expected: 'a query such as histogram_quantile(0.95, …)',
      });
    } else if (this.input === undefined) this.wait(value, place);
    else if (this.input !== null) this.point(this.input, value, () => place.text());
  }

  private nextSeries(index: number): void {
    this.rejectWaiting();
    this.index = index;
    this.input = undefined;
  }

  private wait(point: unknown, place: JsonPlace): void {
    if (this.waiting.length < WAITING_POINTS) this.waiting.push({ point, path: place.text() });
    else if (!this.context.problems.refused) {
      this.context.problems.refuse({
        path: place.text(),
        message: 'a series of more than 2 million points whose labels stand behind them',
        expected: '"metric" before "values", as Prometheus writes it',
      });
    }
  }

  private rejectWaiting(): void {
    const [first] = this.waiting;
    if (first !== undefined) {
      this.rows += this.waiting.length;
      this.context.problems.reject({
        path: `data.result[${this.index ?? 0}]`,
        message: 'not a series',
        expected: 'a metric with text labels, and values',
      });
    }
    this.waiting = [];
  }

  private labels(value: unknown, place: JsonPlace): void {
    const labels = labelsOf(value);
    if (labels === null) {
      this.context.problems.reject({
        path: place.text(),
        message: 'not a series',
        expected: 'a metric with text labels, and values',
      });
      this.input = null;
    } else this.input = openLabels(this.context, this.names, labels, () => ({ path: place.text() }));
    const input = this.input;
    if (input !== null) for (const { point, path } of this.waiting) this.point(input, point, () => path);
    this.waiting = [];
  }

  private point(input: SeriesInput, point: unknown, path: () => string): void {
    this.rows += 1;
    const timeMs =
      Array.isArray(point) && typeof point[0] === 'number' ? this.times.epoch(point[0]) : Number.NaN;
    const text: unknown = Array.isArray(point) ? point[1] : undefined;
    const value = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
    if (Number.isFinite(timeMs) && Number.isFinite(value)) {
      this.context.sink.add(input.column, timeMs, ((value + 0) * input.factor) / input.divisor);
    } else if (Number.isFinite(timeMs) && text === 'NaN') this.empty += 1;
    else {
      this.context.problems.reject({
        path: path(),
        value: JSON.stringify(point) ?? '',
        message: 'not a sample',
        expected: '[seconds, "finite number"]',
      });
    }
  }

  result(cut: boolean): FormatResult | null {
    const { problems } = this.context;
    this.rejectWaiting();
    if (cut && !problems.refused) return { kind: 'metrics', rows: this.rows, empty: this.empty };
    if (this.status !== 'success') {
      const said = typeof this.error === 'string' ? this.error : 'unknown';
      problems.refuse({ path: 'error', message: `the server answered with an error: ${said}` });
    } else if (this.type !== 'matrix' && this.type !== 'vector') {
      problems.refuse({
        path: 'data.resultType',
        value: typeof this.type === 'string' ? this.type : '',
        message: 'no samples can be read from this result type',
        expected: 'matrix or vector',
      });
    }
    return problems.refused ? null : { kind: 'metrics', rows: this.rows, empty: this.empty };
  }
}
