import { EntityNames, parseLegend } from '../series-names.ts';
import { TimeReader } from '../parse-time.ts';
import type { SeriesInput } from '../series-sink.ts';
import type { FileFormat, FormatContext } from './format.ts';
import { lineReader } from './line-reader.ts';

/** `name{labels} value [timestamp] [# exemplar]`. */
const SAMPLE =
  /^([a-zA-Z_:][\w:]*(?:\{.*\})?)[ \t]+(\S+)(?:[ \t]+(-?[\d.]+(?:[eE][+-]?\d+)?))?(?:[ \t]+#.*)?[ \t]*$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function sampleLines(text: string): string[] {
  return text.split('\n', 2000).filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/** OpenMetrics and Prometheus text exposition. Samples must carry timestamps: seconds, or milliseconds by magnitude. */
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
  open(context) {
    const lines = sampleLines(context.head.text).slice(0, 200);
    if (lines.length > 0 && !lines.some((line) => SAMPLE.exec(line.replace(/\r$/, ''))?.[3] !== undefined)) {
      context.problems.refuse({
        message: 'Prometheus text exposition without timestamps: one instant of one target, no history',
        expected: 'OpenMetrics text with a timestamp on every sample, or a Prometheus range query',
      });
    }
    const reader = new ExpositionReader(context);
    return lineReader(context, (text, line) => reader.line(text, line), reader);
  },
};

class ExpositionReader {
  rows = 0;
  empty = 0;
  private readonly context: FormatContext;
  private readonly names = new EntityNames();
  private readonly times = new TimeReader('UTC', 'auto');
  private readonly inputs = new Map<string, SeriesInput | null>();

  constructor(context: FormatContext) {
    this.context = context;
  }

  line(text: string, line: number): void {
    if (text.startsWith('#') || text.trim() === '') return;
    this.rows += 1;
    const { problems, sink } = this.context;
    const match = SAMPLE.exec(text);
    const input = match === null ? null : this.input(match[1] ?? '');
    if (match === null || input === null) {
      problems.reject({
        line,
        value: text,
        message: 'not a sample',
        expected: 'name{label="value"} value timestamp',
      });
      return;
    }
    const valueText = match[2] ?? '';
    if (match[3] === undefined) {
      problems.reject({
        line,
        value: text,
        message: 'a sample without timestamp',
        expected: 'epoch seconds after the value',
      });
      return;
    }
    const timeMs = this.times.epoch(Number(match[3]));
    if (Number.isNaN(timeMs)) {
      problems.reject({
        line,
        column: 'timestamp',
        value: match[3],
        message: 'not a time',
        expected: 'epoch seconds',
      });
    } else if (NUMBER.test(valueText) && Number.isFinite(Number(valueText))) {
      sink.add(input.column, timeMs, ((Number(valueText) + 0) * input.factor) / input.divisor);
    } else if (valueText === 'NaN') this.empty += 1;
    else
      problems.reject({
        line,
        column: 'value',
        value: valueText,
        message: 'not a number',
        expected: 'a finite number',
      });
  }

  private input(name: string): SeriesInput | null {
    const known = this.inputs.get(name);
    if (known !== undefined) return known;
    const { sink, head } = this.context;
    const legend = parseLegend(name);
    let input: SeriesInput | null = null;
    if (legend !== null) {
      const metric = legend.metric ?? head.stem;
      input = sink.open(this.names.ofLabels(metric, legend.labels) ?? head.stem, metric, null);
    } else if (!name.includes('{')) input = sink.open(head.stem, name, null);
    this.inputs.set(name, input);
    return input;
  }
}
