import type { CsvHead } from '../csv/csv-head.ts';
import { columnRoles, isCanonical, openTable, valueColumn } from './table-file.ts';
import type { FileFormat } from './format.ts';

function singleColumns(csv: CsvHead): { time: number; value: number } | null {
  if (csv.columns.length !== 2) return null;
  const roles = columnRoles(csv);
  const [numeric] = roles.numeric;
  const value = csv.hasHeader ? roles.value : (numeric ?? null);
  return roles.time === null || value === null ? null : { time: roles.time, value };
}

/** One series: `timestamp,value`, as CloudWatch and many tools write it, with or without header. */
export const singleCsv: FileFormat = {
  id: 'csv-single',
  name: 'CSV of one series (time, value)',
  recognise(head) {
    const columns = head.csv === null ? null : singleColumns(head.csv);
    return columns === null ? null : { confidence: 0.9, why: 'two columns: a time and a value' };
  },
  open(context) {
    const { csv, stem } = context.head;
    const columns = csv === null ? null : singleColumns(csv);
    if (csv === null || columns === null) throw new Error('opened without being recognised');
    const header = csv.hasHeader ? (csv.columns[columns.value] ?? 'value') : 'value';
    const metric = isCanonical(stem) ? stem : header;
    context.notes.push(`The file names neither entity nor metric: entity ${stem}, metric ${metric}.`);
    return openTable(context, csv, {
      time: columns.time,
      entity: null,
      metric: null,
      values: [valueColumn(columns.value, stem, metric, header)],
    });
  },
};
