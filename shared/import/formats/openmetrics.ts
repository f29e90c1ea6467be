import { EntityNames, parseLegend } from '../series-names.ts';
import { TimeReader } from '../parse-time.ts';
import type { SeriesInput } from '../series-sink.ts';
import type { FileFormat, FormatContext, FormatReader } from './format.ts';
import { openLabels } from './label-series.ts';
import { lineReader } from './line-reader.ts';

/**
 * `name{labels} value [timestamp] [# exemplar]`. Braces inside quotes are part of a label; those of an exemplar are not the
 * sample's.
 */
const LABELS = String.raw`\{(?:[^"}]*"(?:[^"\\]|\\.)*")*[^"}]*\}`;
const SAMPLE = new RegExp(
  String.raw`^([a-zA-Z_:][\w:]*(?:${LABELS})?)[ \t]+(\S+)(?:[ \t]+(-?[\d.]+(?:[eE][+-]?\d+)?))?(?:[ \t]+#.*)?[ \t]*$`,
);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const TYPE = /^#[ \t]+TYPE[ \t]+([a-zA-Z_:][\w:]*)[ \t]+(\w+)/;
/** What a family of such a type adds up since the process started. */
const TOTALS: ReadonlyMap<string, readonly string[]> = new Map([
  ['counter', ['', '_total']],
  ['histogram', ['_bucket', '_count', '_sum']],
  ['summary', ['_count', '_sum']],
]);

function sampleLines(text: string): string[] {
  return text.split('\n', 2000).filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/**
 * OpenMetrics and Prometheus text exposition. Timestamps are seconds, or milliseconds by magnitude; samples without one are
 * of the instant the file was observed at. Counters are totals, no quantity of the catalogue: they keep their own names.
 */
export const openMetrics: FileFormat = {
  id: 'openmetrics',
  name: 'OpenMetrics / Prometheus text',
  recognise(head) {
    const lines = sampleLines(head.text).slice(0, 200);
    const good = lines.filter((line) => SAMPLE.test(line.replace(/\r$/, ''))).length;
    const typed = /^# (TYPE|HELP|UNIT) [a-zA-Z_:]/m.test(head.text);
    if (typed && good * 2 >= lines.length) return { confidence: 0.95, why: '# TYPE lines and samples' };
    if (lines.length > 0 && good === lines.length && head.csv === null)
      return { confidence: 0.6, why: 'lines of name, labels, value' };
    return null;
  },
  open(context): FormatReader {
    const lines = sampleLines(context.head.text).slice(0, 200);
    const timeless =
      lines.length > 0 && !lines.some((line) => SAMPLE.exec(line.replace(/\r$/, ''))?.[3] !== undefined);
    if (timeless && context.observed === null) {
      context.problems.refuse({
        message:
          'Prometheus text exposition without timestamps: one instant of one target, and nobody says when',
        expected: 'the time it was observed at, or a timestamp on every sample',
      });
    }
    const reader = new ExpositionReader(context);
    const inner = lineReader(context, (text, line) => reader.line(text, line), reader);
    return {
      push: (text) => inner.push(text),
      rows: () => inner.rows(),
      end: (cut) => {
        const result = inner.end(cut);
        reader.note();
        return result === null || result.kind !== 'metrics'
          ? result
          : { ...result, timeless: reader.timeless };
      },
    };
  },
};

class ExpositionReader {
  rows = 0;
  empty = 0;
  timeless = 0;
  private readonly totals = new Set<string>();
  private readonly counted = new Set<string>();
  private readonly context: FormatContext;
  private readonly names: EntityNames;
  private readonly times = new TimeReader('UTC', 'auto');
  private readonly inputs = new Map<string, SeriesInput | null>();

  constructor(context: FormatContext) {
    this.context = context;
    this.names = new EntityNames(context.head.mapping?.entity ?? null);
  }

  line(text: string, line: number): void {
    if (text.startsWith('#')) {
      this.noteType(text);
      return;
    }
    if (text.trim() === '') return;
    this.rows += 1;
    const match = SAMPLE.exec(text);
    const input = match === null ? undefined : this.input(match[1] ?? '', line);
    if (match === null || input === undefined) {
      this.context.problems.reject({
        line,
        value: text,
        message: 'not a sample',
        expected: 'name{label="value"} value timestamp',
      });
    } else if (input !== null) this.sample(input, match[2] ?? '', match[3], text, line);
  }

  private noteType(text: string): void {
    const [, family = '', type = ''] = TYPE.exec(text) ?? [];
    for (const ending of TOTALS.get(type) ?? []) this.totals.add(`${family}${ending}`);
  }

  private sample(
    input: SeriesInput,
    valueText: string,
    stamp: string | undefined,
    text: string,
    line: number,
  ): void {
    const { problems, sink } = this.context;
    const timeMs = this.time(stamp);
    if (timeMs === null) {
      const expected = 'epoch seconds after the value';
      problems.reject({ line, value: text, message: 'a sample without timestamp', expected });
    } else if (Number.isNaN(timeMs)) {
      problems.reject({
        line,
        column: 'timestamp',
        value: stamp ?? '',
        message: 'not a time',
        expected: 'epoch seconds',
      });
    } else if (NUMBER.test(valueText) && Number.isFinite(Number(valueText))) {
      sink.add(input.column, timeMs, ((Number(valueText) + 0) * input.factor) / input.divisor);
    } else if (valueText === 'NaN') this.empty += 1;
    else {
      const expected = 'a finite number';
      problems.reject({ line, column: 'value', value: valueText, message: 'not a number', expected });
    }
  }

  private time(stamp: string | undefined): number | null {
    if (stamp !== undefined) return this.times.epoch(Number(stamp));
    if (this.context.observed === null) return null;
    this.timeless += 1;
    return this.context.observed.atMs;
  }

  /** `undefined`: the name cannot be read; `null`: the mapping's pattern does not match, which was said. */
  private input(name: string, line: number): SeriesInput | null | undefined {
    const known = this.inputs.get(name);
    if (known !== undefined) return known;
    const legend = name.includes('{')
      ? parseLegend(name)
      : { metric: name, labels: new Map<string, string>() };
    if (legend === null) return undefined;
    const { metric, labels } = legend;
    if (metric !== null) labels.set('__name__', metric);
    const total = metric !== null && this.totals.has(metric);
    if (total) this.counted.add(metric);
    const input = openLabels(this.context, this.names, labels, () => ({ line }), total ? 'raw' : 'known');
    this.inputs.set(name, input);
    return input;
  }

  /** What was assumed, in sentences. */
  note(): void {
    const { notes, observed } = this.context;
    if (this.timeless > 0 && observed !== null) {
      const at = new Date(observed.atMs).toISOString().replace('.000Z', 'Z');
      const by = observed.source === 'given' ? 'as given' : 'the time the file was last written';
      notes.push(`Samples without a time were taken as observed at ${at}, ${by}.`);
    }
    if (this.counted.size > 0) {
      notes.push(
        `${this.counted.size} metrics are counters: totals since a start, kept under their own names and mapped to nothing.`,
      );
    }
  }
}
