import type { CsvHead } from '../csv/csv-head.ts';
import { TableReader } from '../csv/table-reader.ts';
import type { TablePlan, ValueColumn } from '../csv/table-plan.ts';
import type { CellUnit } from '../cell-units.ts';
import { splitNameUnit } from '../cell-units.ts';
import { recogniseMetric, snakeCase } from '../recognise-metric.ts';
import { NULL_WORDS, parseNumber } from '../parse-number.ts';
import { TimeReader } from '../parse-time.ts';
import type { FormatContext, FormatReader } from './format.ts';

const TIME_NAMES = new Set([
  'timestamp', 'time', 'date', 'datetime', 'date_time', 'ts', 'epoch', 'unixtime', 'unix_time', 'timestamp_ms', 'timestamp_s', 'timestamp_us',
  'timestamp_ns', 'timestamp_utc', 'time_utc', 'time_ms', 'utc',
]); // prettier-ignore
const ENTITY_NAMES = new Set([
  'entity',
  'entity_id',
  'host',
  'hostname',
  'host_name',
  'node',
  'instance',
  'vm',
  'server',
  'machine',
  'series',
  'resource',
]);
const METRIC_NAMES = new Set(['metric', 'metric_name', 'measurement']);
const VALUE_NAMES = new Set([
  'value',
  'val',
  'metric_value',
  'average',
  'avg',
  'mean',
  'maximum',
  'max',
  'minimum',
  'min',
  'sum',
]);

/** The roles of a table's columns, as far as names and the first rows tell. Indices into `columns`. */
export interface ColumnRoles {
  readonly time: number | null;
  readonly entity: number | null;
  readonly metric: number | null;
  /** Columns by a name that means "value". */
  readonly value: number | null;
  /** All columns but these that hold numbers (or nothing) in every row of the head. */
  readonly numeric: readonly number[];
  /** Columns that are none of the above. */
  readonly other: readonly number[];
}

/** Header without unit and case: `Timestamp [ms]` → `timestamp`. */
function plainName(header: string): string {
  const split = splitNameUnit(header);
  return snakeCase(split !== null && split.bracketed ? split.stem : header.replace(/\s*\([^)]*\)$/, ''));
}

const rolesByHead = new WeakMap<CsvHead, ColumnRoles>();

/** Found once per file: several formats ask. */
export function columnRoles(csv: CsvHead): ColumnRoles {
  const known = rolesByHead.get(csv);
  if (known !== undefined) return known;
  const roles = findRoles(csv);
  rolesByHead.set(csv, roles);
  return roles;
}

function findRoles(csv: CsvHead): ColumnRoles {
  const names = csv.columns.map(plainName);
  const named = (set: ReadonlySet<string>): number | null => {
    const index = names.findIndex((name) => set.has(name));
    return csv.hasHeader && index >= 0 ? index : null;
  };
  const timeByName = named(TIME_NAMES);
  // A column called time is the time, even if its stamps cannot be read: then the rows say what is wrong with them.
  const time = csv.hasHeader ? timeByName : firstTimeColumn(csv);
  const entity = named(ENTITY_NAMES);
  const metric = named(METRIC_NAMES);
  const value = named(VALUE_NAMES);
  const taken = new Set([time, entity, metric]);
  const rest = csv.columns.map((_, index) => index).filter((index) => !taken.has(index));
  const numeric = rest.filter((index) => isNumeric(csv, index));
  return {
    time,
    entity,
    metric,
    value: value !== null && !taken.has(value) ? value : null,
    numeric,
    other: rest.filter((index) => !numeric.includes(index)),
  };
}

/** The first column whose cells are times; `null`: none. */
export function firstTimeColumn(csv: CsvHead): number | null {
  const index = csv.columns.findIndex((_, column) => holdsTimes(csv, column));
  return index < 0 ? null : index;
}

/** Most of the first rows hold times; a table without rows gives the benefit of the doubt. */
function holdsTimes(csv: CsvHead, column: number): boolean {
  const reader = new TimeReader('UTC', 'auto');
  const good = csv.rows.filter((row) => !Number.isNaN(reader.read(row[column] ?? ''))).length;
  return good * 2 >= csv.rows.length;
}

/** Most cells are numbers or null words, and not all of them are words only by accident. */
function isNumeric(csv: CsvHead, column: number): boolean {
  const style = { decimal: csv.decimal, nullWords: NULL_WORDS };
  const cells = csv.rows.map((row) => parseNumber(row[column] ?? '', style));
  return cells.filter((cell) => cell.kind !== 'bad').length * 2 >= cells.length;
}

/** Unit and metric a header stands for; `unit` only where it is not already part of a canonical name. */
export function headerUnit(header: string): CellUnit | null {
  const split = splitNameUnit(header);
  return split !== null && split.bracketed ? split.unit : null;
}

/** `CPU usage [%]` keeps its own name; a header that means a catalogue metric becomes it in the sink. */
export function valueColumn(
  index: number,
  entity: string | null,
  metric: string | null,
  header: string,
): ValueColumn {
  return { index, entity, metric, unit: headerUnit(header) };
}

export function isCanonical(header: string): boolean {
  return recogniseMetric(header, null) !== null;
}

export type PlanParts = Pick<TablePlan, 'time' | 'entity' | 'metric' | 'values'> & Partial<TablePlan>;

/** A reader over a plan that fills in what all tables share, and tells afterwards how stamps were read. */
export function openTable(context: FormatContext, csv: CsvHead, parts: PlanParts): FormatReader {
  const plan: TablePlan = {
    delimiter: csv.delimiter,
    columns: csv.columns,
    recordsBeforeData: csv.recordsBeforeData,
    skipLast: 0,
    timeUnit: 'auto',
    timeZone: context.timeZone,
    entityPattern: null,
    style: { decimal: csv.decimal, nullWords: NULL_WORDS },
    ...parts,
  };
  const times = new TimeReader(plan.timeZone, plan.timeUnit);
  const reader = new TableReader(plan, context.sink, context.problems, times);
  if (csv.decimal === ',') context.notes.push('Numbers have a decimal comma.');
  return {
    push: (text) => reader.push(text),
    rows: () => reader.rows,
    end(cut) {
      if (!cut) reader.end();
      noteTimes(context.notes, times, csv.columns[plan.time] ?? '');
      return { kind: 'metrics', rows: reader.rows, empty: reader.empty, zoneless: times.zoneless };
    },
  };
}

const UNIT_WORDS = { s: 'seconds', ms: 'milliseconds', us: 'microseconds', ns: 'nanoseconds' } as const;

function noteTimes(notes: string[], times: TimeReader, header: string): void {
  if (times.zoneless > 0) notes.push(`Times without a zone were read as ${times.timeZone}.`);
  if (times.repeatedHour > 0) {
    notes.push(
      `${times.repeatedHour} times fall into an hour that a clock change repeats; each series' own order tells its two passes apart.`,
    );
  }
  if (times.skippedHour > 0)
    notes.push(
      `${times.skippedHour} times fall into an hour that a clock change skips; they were moved behind it.`,
    );
  const said = /\b(s|ms|us|µs|ns)\b\W*$/i.exec(header)?.[1]?.toLowerCase().replace('µ', 'u');
  for (const unit of times.epochUnits) {
    if (said !== undefined && said !== unit) {
      notes.push(`The header ${JSON.stringify(header)} says ${said}, the values are ${UNIT_WORDS[unit]}.`);
    }
  }
}
