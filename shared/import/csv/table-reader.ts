import { unguarded } from '../../model/formula-guard.ts';
import { parseNumber } from '../parse-number.ts';
import { TIME_EXPECTED } from '../parse-time.ts';
import type { TimeReader } from '../parse-time.ts';
import { sameDimension } from '../recognise-metric.ts';
import type { ProblemList } from '../problem-list.ts';
import type { SeriesColumn, SeriesInput, SeriesSink } from '../series-sink.ts';
import { EntityNames } from '../series-names.ts';
import { peerName } from '../peer-name.ts';
import { PlainScanner } from './plain-scanner.ts';
import { RecordFeed } from './record-feed.ts';
import type { RecordConsumer } from './record-feed.ts';
import type { TablePlan, ValueColumn } from './table-plan.ts';

/** Ids longer than this are not ids; a runaway cell is rejected rather than kept as a name. */
const LONGEST_NAME = 500;

/** A name that could not be used, with what was expected. */
interface BadName {
  readonly bad: string;
}

/**
 * Reads the rows of a table into series, by a plan. `row` is the reference; the scanner reads plain rows in place and
 * hands every row with anything unusual in it to `row`, so both give the same result.
 */
export class TableReader implements RecordConsumer {
  rows = 0;
  empty = 0;
  private readonly plan: TablePlan;
  private readonly sink: SeriesSink;
  private readonly problems: ProblemList;
  private readonly times: TimeReader;
  private readonly feed: RecordFeed;
  private readonly scanner: PlainScanner;
  private readonly names = new EntityNames();
  private readonly inputs = new Map<string, SeriesInput | BadName>();

  constructor(plan: TablePlan, sink: SeriesSink, problems: ProblemList, times: TimeReader) {
    this.plan = plan;
    this.sink = sink;
    this.problems = problems;
    this.times = times;
    this.feed = new RecordFeed(plan.delimiter, plan.recordsBeforeData, plan.skipLast, this);
    this.scanner = new PlainScanner(plan, sink, times, this);
  }

  push(text: string): void {
    this.feed.push(text);
  }

  end(): void {
    this.feed.end();
  }

  plainBlock(text: string, start: number, end: number, firstLine: number): void {
    this.rows += this.scanner.block(text, start, end, firstLine);
  }

  record(fields: readonly string[], line: number): void {
    if (this.row(fields, line)) this.rows += 1;
  }

  broken(line: number, reason: string): void {
    if (reason.includes('goes on'))
      this.problems.reject({ line, message: reason, expected: 'quotes doubled inside quotes' });
    else this.problems.refuse({ line, message: reason });
  }

  /** One row, cell by cell. `false` for a blank line, which is no row. */
  row(fields: readonly string[], line: number): boolean {
    const { plan } = this;
    if (fields.length === 1 && (fields[0] ?? '').trim() === '') return false;
    if (!this.hasRightWidth(fields)) {
      const expected = `${plan.columns.length} columns`;
      this.problems.reject({
        line,
        message: `${fields.length} columns`,
        value: fields.join(plan.delimiter),
        expected,
      });
      return true;
    }
    const timeText = fields[plan.time] ?? '';
    const timeMs = this.times.read(timeText);
    if (Number.isNaN(timeMs)) {
      this.rejectCell(line, plan.time, timeText, 'not a time', TIME_EXPECTED);
      return true;
    }
    for (const column of plan.values) this.cell(fields, column, timeMs, line);
    return true;
  }

  private hasRightWidth(fields: readonly string[]): boolean {
    const extra = fields.length - this.plan.columns.length;
    // One empty cell more is a trailing delimiter.
    return extra === 0 || (extra === 1 && (fields.at(-1) ?? '').trim() === '');
  }

  private cell(fields: readonly string[], column: ValueColumn, timeMs: number, line: number): void {
    const text = fields[column.index] ?? '';
    const number = parseNumber(text, this.plan.style);
    if (number.kind === 'null') {
      this.empty += 1;
      return;
    }
    if (number.kind === 'bad') {
      this.rejectCell(line, column.index, text, 'not a number', number.expected);
      return;
    }
    const { plan } = this;
    const entityText = this.entityText(fields);
    const metricText = plan.metric === null ? null : (fields[plan.metric] ?? '').trim();
    const input = this.input(entityText, metricText, column);
    if ('bad' in input) {
      const index = metricText === '' || plan.entity === null ? (plan.metric ?? column.index) : plan.entity;
      this.rejectCell(line, index, fields[index] ?? '', 'no usable name', input.bad);
      return;
    }
    const { unit } = number;
    if (unit === null) {
      this.add(input.column, timeMs, (number.value * input.factor) / input.divisor);
      return;
    }
    if (input.dimension !== null && !sameDimension(input.dimension, unit.dimension)) {
      const expected = `a value in ${input.column.unit ?? 'its own unit'}`;
      this.rejectCell(
        line,
        column.index,
        text,
        `${input.column.metric} is not measured in ${unit.name}`,
        expected,
      );
      return;
    }
    this.sink.noteUnit(input.column, unit);
    this.add(input.column, timeMs, (number.value * unit.factor) / unit.divisor);
  }

  /** The cell of the entity; of a pair, both its ends. A pair without one of them has no usable name. */
  private entityText(fields: readonly string[]): string | null {
    const { entity, target = null } = this.plan;
    if (entity === null) return null;
    const text = (fields[entity] ?? '').trim();
    if (target === null) return text;
    const to = (fields[target] ?? '').trim();
    return text === '' || to === '' ? '' : peerName({ from: text, to });
  }

  private add(column: SeriesColumn, timeMs: number, value: number): void {
    const hour = this.times.hour;
    this.sink.add(column, hour === null ? timeMs : column.placed(timeMs, hour), value);
  }

  /** Where values of this entity, metric and column go; remembered by the raw texts. */
  input(entityText: string | null, metricText: string | null, column: ValueColumn): SeriesInput | BadName {
    const key = `${column.index}\u0000${entityText ?? ''}\u0000${metricText ?? ''}`;
    const known = this.inputs.get(key);
    if (known !== undefined) return known;
    const input = this.opened(entityText, metricText, column);
    this.inputs.set(key, input);
    return input;
  }

  private opened(
    entityCell: string | null,
    metricCell: string | null,
    column: ValueColumn,
  ): SeriesInput | BadName {
    const entityText = entityCell === null ? null : unguarded(entityCell);
    const metricText = metricCell === null ? null : unguarded(metricCell);
    // Beside a column of metrics a name with braces behind it is an entity as it stands; labels alone stand for one.
    const literal = metricText !== null && entityText?.startsWith('{') === false;
    const fromEntity =
      entityText === null
        ? { metric: null, entity: column.entity }
        : literal
          ? { metric: null, entity: entityText }
          : this.names.ofText(entityText);
    const entity = this.matched(fromEntity.entity ?? column.entity ?? '');
    if (entity === null) return { bad: `an entity that matches ${String(this.plan.entityPattern)}` };
    const metric = metricText ?? fromEntity.metric ?? column.metric ?? '';
    if (metric === '') return { bad: 'the name of a metric' };
    if (entity === '') return { bad: 'the name of an entity' };
    if (entity.length > LONGEST_NAME || metric.length > LONGEST_NAME) {
      return { bad: `a name of at most ${LONGEST_NAME} characters` };
    }
    return this.sink.open(entity, metric, column.unit);
  }

  private matched(entity: string): string | null {
    if (this.plan.entityPattern === null) return entity;
    if (entity.length > LONGEST_NAME) return entity;
    const match = this.plan.entityPattern.exec(entity);
    return match === null ? null : (match[1] ?? match[0]);
  }

  private rejectCell(line: number, index: number, value: string, message: string, expected: string): void {
    const column = this.plan.columns[index] ?? String(index + 1);
    this.problems.reject({ line, column, value: value.trim(), message, expected });
  }
}
