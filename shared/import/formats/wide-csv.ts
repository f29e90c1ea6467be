import type { CsvHead } from '../csv/csv-head.ts';
import type { ValueColumn } from '../csv/table-plan.ts';
import { EntityNames } from '../series-names.ts';
import { columnRoles, headerUnit, isCanonical, openTable, valueColumn } from './table-file.ts';
import type { ColumnRoles } from './table-file.ts';
import type { FileFormat } from './format.ts';

/** Time first, every other column a number: what a header names is decided column by column. */
function wideRoles(csv: CsvHead): ColumnRoles | null {
  if (!csv.hasHeader || csv.columns.length < 2) return null;
  const roles = columnRoles(csv);
  if (roles.time === null || roles.metric !== null || roles.other.length > 0 || roles.numeric.length === 0)
    return null;
  // Headers that are only null words or empty would make nameless series.
  return csv.columns.every((header) => header !== '') && new Set(csv.columns).size === csv.columns.length
    ? roles
    : null;
}

/** Columns are metrics of one thing, not things: known metric names, or units in brackets in at least two headers. */
function columnsAreMetrics(csv: CsvHead, roles: ColumnRoles): boolean {
  const headers = roles.numeric.map((index) => csv.columns[index] ?? '');
  if (headers.some(isCanonical)) return true;
  return headers.filter((header) => headerUnit(header) !== null).length >= 2;
}

/** The metric a Grafana panel export is about: nothing in the file says it, the file's name may. */
function metricOfFile(stem: string): string {
  return stem === '' ? 'value' : stem;
}

function wideColumn(index: number, header: string, stem: string, names: EntityNames): ValueColumn {
  const legend = names.ofText(header);
  if (legend.metric !== null || legend.entity !== header) {
    return valueColumn(index, legend.entity ?? stem, legend.metric ?? metricOfFile(stem), header);
  }
  // `euw-a-01 cpu_used_cores`, `euw-a-01: cpu_used_cores`, or the other way round.
  const behind = /^(.+?)(?::\s+|\s*[|/]\s*|\s+)(\S+)$/.exec(header);
  if (behind !== null && isCanonical(behind[2] ?? ''))
    return valueColumn(index, behind[1] ?? '', behind[2] ?? '', header);
  const before = /^(\S+?)(?::\s+|\s*[|/]\s*|\s+)(\S+)$/.exec(header);
  if (before !== null && isCanonical(before[1] ?? ''))
    return valueColumn(index, before[2] ?? '', before[1] ?? '', header);
  return valueColumn(index, header, metricOfFile(stem), header);
}

/** Grafana's "series joined by time": a time column, every other column one series. */
export const wideCsv: FileFormat = {
  id: 'csv-wide',
  name: 'Wide CSV (Grafana: a time column, one column per series)',
  recognise(head) {
    const roles = head.csv === null ? null : wideRoles(head.csv);
    if (head.csv === null || roles === null || roles.entity !== null) return null;
    if (columnsAreMetrics(head.csv, roles)) return null;
    return { confidence: 0.7, why: 'a time, and numbers in every other column' };
  },
  open(context) {
    const { csv, stem } = context.head;
    const roles = csv === null ? null : wideRoles(csv);
    if (csv === null || roles?.time === undefined || roles.time === null)
      throw new Error('opened without being recognised');
    const names = new EntityNames();
    const values = roles.numeric.map((index) => wideColumn(index, csv.columns[index] ?? '', stem, names));
    if (values.some((column) => column.metric === metricOfFile(stem))) {
      context.notes.push(
        `The file does not name the metric; it is called after the file, ${metricOfFile(stem)}.`,
      );
    }
    return openTable(context, csv, { time: roles.time, entity: null, metric: null, values });
  },
};

/** A time, perhaps an entity, and one column per metric. */
export const metricColumnsCsv: FileFormat = {
  id: 'csv-metric-columns',
  name: 'CSV with one column per metric',
  recognise(head) {
    const roles = head.csv === null ? null : wideRoles(head.csv);
    if (head.csv === null || roles === null) return null;
    if (roles.entity === null && !columnsAreMetrics(head.csv, roles)) return null;
    const entity = roles.entity === null ? '' : `, the entity in ${head.csv.columns[roles.entity] ?? ''}`;
    return { confidence: 0.75, why: `a time${entity}, and metric names over the other columns` };
  },
  open(context) {
    const { csv, stem } = context.head;
    const roles = csv === null ? null : wideRoles(csv);
    if (csv === null || roles?.time === undefined || roles.time === null)
      throw new Error('opened without being recognised');
    const entity = roles.entity === null ? stem : null;
    if (entity !== null)
      context.notes.push(`The file does not name the entity; it is called after the file, ${stem}.`);
    const values = roles.numeric.map((index) => {
      const header = csv.columns[index] ?? '';
      return valueColumn(index, entity, header, header);
    });
    return openTable(context, csv, { time: roles.time, entity: roles.entity, metric: null, values });
  },
};
