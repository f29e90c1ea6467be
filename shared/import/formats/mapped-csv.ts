import { cellUnit } from '../cell-units.ts';
import type { CsvHead } from '../csv/csv-head.ts';
import type { TablePlan, ValueColumn } from '../csv/table-plan.ts';
import type { Mapping } from '../mapping.ts';
import { NULL_WORDS } from '../parse-number.ts';
import { EntityNames } from '../series-names.ts';
import { columnRoles, headerUnit, openTable } from './table-file.ts';
import type { FileFormat, FormatContext } from './format.ts';

/** The column a mapping names: exact, else without case and outer blanks. `null`: not in the file. */
function namedColumn(csv: CsvHead, name: string): number | null {
  const exact = csv.columns.indexOf(name.trim());
  if (exact >= 0) return exact;
  const wanted = name.trim().toLowerCase();
  const index = csv.columns.findIndex((column) => column.toLowerCase() === wanted);
  return index < 0 ? null : index;
}

/** A table read as a mapping says (MODEL.md section 14). Columns the mapping names and the file lacks refuse the file. */
export const mappedCsv: FileFormat = {
  id: 'csv-mapped',
  name: 'CSV with a mapping',
  recognise(head) {
    const { csv, mapping } = head;
    if (mapping === null || csv === null) return null;
    const named = [mapping.time, mapping.entity, mapping.metric, ...(mapping.values ?? [])].filter(
      (name) => name !== null,
    );
    const fits = named.length > 0 && named.every((name) => namedColumn(csv, name) !== null);
    // An inventory file beside the metric files stays one; any other table goes through the mapping or is refused by it.
    return { confidence: fits ? 1 : 0.92, why: 'a mapping was given' };
  },
  open(context) {
    const { csv, mapping } = context.head;
    if (csv === null || mapping === null) throw new Error('opened without being recognised');
    const plan = mappedPlan(context, csv, mapping);
    if (plan === null) return { push: () => undefined, rows: () => 0, end: () => null };
    return openTable(context, csv, plan);
  },
};

type Column = (key: string, name: string | null) => number | null;

function mappedPlan(context: FormatContext, csv: CsvHead, mapping: Mapping): TablePlan | null {
  const column: Column = (key, name) => {
    if (name === null) return null;
    const index = namedColumn(csv, name);
    if (index === null) {
      const expected = `one of ${csv.columns.join(', ')}`;
      context.problems.refuse({
        message: `the mapping's ${key} names no column of this file`,
        value: name,
        expected,
      });
    }
    return index;
  };
  const roles = columnRoles(csv);
  const time = mapping.time === null ? roles.time : column('time', mapping.time);
  if (time === null && mapping.time === null) {
    context.problems.refuse({
      message: 'no column of times was recognised',
      expected: `"time" in the mapping, one of ${csv.columns.join(', ')}`,
    });
  }
  const entity = column('entity', mapping.entity);
  const metric = column('metric', mapping.metric);
  const unit = mapping.unit === null ? null : cellUnit(mapping.unit);
  if (mapping.unit !== null && unit === null) {
    context.problems.refuse({
      message: "the mapping's unit is not known",
      value: mapping.unit,
      expected: 'a unit such as GiB, %, ms, MB/s or 1',
    });
  }
  const values = valueColumns(context, csv, mapping, [time, entity, metric], column).map((value) => ({
    ...value,
    unit: unit ?? value.unit,
  }));
  if (context.problems.refused || time === null) return null;
  return {
    delimiter: csv.delimiter,
    columns: csv.columns,
    recordsBeforeData: csv.recordsBeforeData,
    skipLast: mapping.skipLast,
    time,
    timeUnit: mapping.timeUnit,
    timeZone: context.timeZone,
    entity: mapping.shape === 'wide' ? null : entity,
    entityPattern: context.entityPattern,
    metric,
    values,
    style: {
      decimal: csv.decimal,
      nullWords: new Set([...NULL_WORDS, ...mapping.nullWords.map((word) => word.trim().toLowerCase())]),
    },
  };
}

function valueColumns(
  context: FormatContext,
  csv: CsvHead,
  mapping: Mapping,
  taken: readonly (number | null)[],
  column: Column,
): ValueColumn[] {
  const free = csv.columns.map((_, index) => index).filter((index) => !taken.includes(index));
  const wide = mapping.shape === 'wide';
  const chosen =
    mapping.values?.map((name) => column('values', name)) ?? (wide ? free : [standardValue(csv, free)]);
  const indices = chosen.filter((index) => index !== null);
  if (chosen.length > 0 && chosen[0] === null && mapping.values === null) {
    context.problems.refuse({
      message: 'which column holds the values is not clear',
      expected: `"values" in the mapping, of ${csv.columns.join(', ')}`,
    });
  }
  const { stem } = context.head;
  const names = new EntityNames();
  return indices.map((index) => {
    const header = csv.columns[index] ?? '';
    if (wide) {
      const legend = names.ofText(header);
      return {
        index,
        entity: legend.entity ?? header,
        metric: mapping.metricName ?? legend.metric ?? stem,
        unit: headerUnit(header),
      };
    }
    const named = mapping.metricName ?? (csv.hasHeader ? '' : stem);
    const longMetric = named === '' ? header : indices.length > 1 ? `${named}_${header}` : named;
    return {
      index,
      entity: mapping.entity === null ? (mapping.entityName ?? stem) : null,
      metric: longMetric,
      unit: headerUnit(header),
    };
  });
}

/** The column called value, or the only one left. */
function standardValue(csv: CsvHead, free: readonly number[]): number | null {
  const called = free.find((index) => (csv.columns[index] ?? '').toLowerCase() === 'value');
  return called ?? (free.length === 1 ? (free[0] ?? null) : null);
}
