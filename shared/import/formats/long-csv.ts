import type { CsvHead } from '../csv/csv-head.ts';
import { isCanonical, columnRoles, openTable, valueColumn } from './table-file.ts';
import { END_LABELS } from '../peer-name.ts';
import { snakeCase } from '../recognise-metric.ts';
import type { FileFormat } from './format.ts';

interface LongColumns {
  readonly time: number;
  readonly entity: number | null;
  /** The other end, where rows are about pairs. */
  readonly target: number | null;
  readonly metric: number | null;
  readonly value: number;
}

/** Columns of source and target (`source,target`, `from,to`, `instance,peer` …); `null`: the rows are about single things. */
function pairColumns(csv: CsvHead): readonly [number, number] | null {
  const names = csv.columns.map(snakeCase);
  for (const [source, target] of END_LABELS) {
    const [from, to] = [names.indexOf(source), names.indexOf(target)];
    if (from >= 0 && to >= 0) return [from, to];
  }
  return null;
}

/**
 * `timestamp,entity,metric,value` in any column order, without a metric column (Grafana's `Series;Time;Value`), or without
 * an entity column, or with two of them for a pair (`source`, `target`). No other column may be there: it might tell series
 * apart that would become one.
 */
function longColumns(csv: CsvHead): LongColumns | null {
  const roles = columnRoles(csv);
  if (roles.time === null) return null;
  if (!csv.hasHeader) return headerless(csv, roles.time, roles.numeric, roles.other);
  const pair = pairColumns(csv);
  if (roles.entity === null && roles.metric === null && pair === null) return null;
  const left = (list: readonly number[]) => list.filter((index) => pair?.includes(index) !== true);
  const [onlyNumeric] = left(roles.numeric);
  const value = roles.value ?? (left(roles.numeric).length === 1 ? (onlyNumeric ?? null) : null);
  if (value === null || left(roles.numeric).length + left(roles.other).length > 1) return null;
  if (pair !== null && roles.entity !== null && !pair.includes(roles.entity)) return null;
  const [entity, target] = pair ?? [roles.entity, null];
  return { time: roles.time, entity, target, metric: roles.metric, value };
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
    ? { time, entity: second, target: null, metric: first, value }
    : { time, entity: first, target: null, metric: second, value };
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
      target: columns.target,
      metric: columns.metric,
      values: [valueColumn(columns.value, columns.entity === null ? stem : null, metric, header)],
    });
  },
};
