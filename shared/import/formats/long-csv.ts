import type { CsvHead } from '../csv/csv-head.ts';
import { isCanonical, columnRoles, openTable, valueColumn } from './table-file.ts';
import type { FileFormat } from './format.ts';

interface LongColumns {
  readonly time: number;
  readonly entity: number | null;
  readonly metric: number | null;
  readonly value: number;
}

/**
 * `timestamp,entity,metric,value` in any column order, without a metric column (Grafana's `Series;Time;Value`), or without
 * an entity column. No other column may be there: it might tell series apart that would become one.
 */
function longColumns(csv: CsvHead): LongColumns | null {
  const roles = columnRoles(csv);
  if (roles.time === null) return null;
  if (!csv.hasHeader) return headerless(csv, roles.time, roles.numeric, roles.other);
  if (roles.entity === null && roles.metric === null) return null;
  const [onlyNumeric] = roles.numeric;
  const value = roles.value ?? (roles.numeric.length === 1 ? (onlyNumeric ?? null) : null);
  if (value === null || roles.numeric.length + roles.other.length > 1) return null;
  return { time: roles.time, entity: roles.entity, metric: roles.metric, value };
}

/** Without header the contents tell: a time, two texts (entity, metric; a known metric name may come first), a number. */
function headerless(
  csv: CsvHead,
  time: number,
  numeric: readonly number[],
  texts: readonly number[],
): LongColumns | null {
  const [value] = numeric;
  const [first, second] = texts;
  if (value === undefined || numeric.length !== 1 || texts.length !== 2) return null;
  if (first === undefined || second === undefined) return null;
  const metricFirst = csv.rows.filter((row) => isCanonical(row[first] ?? '')).length;
  const metricSecond = csv.rows.filter((row) => isCanonical(row[second] ?? '')).length;
  return metricFirst > metricSecond
    ? { time, entity: second, metric: first, value }
    : { time, entity: first, metric: second, value };
}

export const longCsv: FileFormat = {
  id: 'csv-long',
  name: 'Long CSV (time, entity, metric, value)',
  recognise(head) {
    const columns = head.csv === null ? null : longColumns(head.csv);
    return columns === null
      ? null
      : { confidence: 0.9, why: 'a column each for time, entity or metric, and value' };
  },
  open(context) {
    const { csv, stem } = context.head;
    const columns = csv === null ? null : longColumns(csv);
    if (csv === null || columns === null) throw new Error('opened without being recognised');
    const header = csv.columns[columns.value] ?? 'value';
    const metric = columns.metric === null ? (isCanonical(stem) ? stem : header) : null;
    if (columns.entity === null) context.notes.push(`The entity is the file's name, ${stem}.`);
    return openTable(context, csv, {
      time: columns.time,
      entity: columns.entity,
      metric: columns.metric,
      values: [valueColumn(columns.value, columns.entity === null ? stem : null, metric, header)],
    });
  },
};
