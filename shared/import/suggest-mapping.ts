import type { CsvHead } from './csv/csv-head.ts';
import { columnRoles, firstTimeColumn, isCanonical } from './formats/table-file.ts';
import type { ColumnRoles } from './formats/table-file.ts';
import { MAPPING_SCHEMA } from './mapping.ts';

type MappingDocument = Readonly<Record<string, unknown>>;

/**
 * A mapping to start from (MODEL.md section 14): for a table of a known shape (`formatId`) one that says what was
 * recognised, else the columns guessed by name and content, the rest left for a person. Only keys that matter are in it.
 */
export function suggestedMapping(csv: CsvHead, stem: string, formatId: string | null): MappingDocument {
  const roles = columnRoles(csv);
  const name = (index: number | null | undefined): string | null =>
    index === null || index === undefined ? null : (csv.columns[index] ?? null);
  const style = {
    ...(csv.delimiter === ',' ? {} : { delimiter: csv.delimiter }),
    ...(csv.hasHeader ? {} : { header: false }),
  };
  if (formatId === 'csv-wide') {
    const time = name(roles.time);
    return { schema: MAPPING_SCHEMA, shape: 'wide', time, metricName: stem, ...style };
  }
  const time = roles.time ?? guessedTime(csv);
  const entity = roles.entity ?? (formatId === null ? guessedEntity(csv, roles, time) : null);
  const values = roles.numeric.filter((index) => index !== time && index !== entity).map(name);
  const header = name(roles.value ?? roles.numeric[0]) ?? 'value';
  const oneMetric = isCanonical(stem) ? stem : csv.hasHeader ? header : 'value';
  return {
    schema: MAPPING_SCHEMA,
    shape: 'long',
    time: name(time),
    ...(entity === null ? { entityName: stem } : { entity: name(entity) }),
    ...(roles.metric === null ? {} : { metric: name(roles.metric) }),
    ...(formatId === 'csv-single' ? { metricName: oneMetric } : {}),
    values: values.length > 0 ? values : [name(csv.columns.length - 1)],
    ...style,
  };
}

function guessedTime(csv: CsvHead): number {
  const named = csv.columns.findIndex((column) => /time|date|stamp/i.test(column));
  return named >= 0 ? named : (firstTimeColumn(csv) ?? 0);
}

/** A column called like an id, else the first of texts that are no times. */
function guessedEntity(csv: CsvHead, roles: ColumnRoles, time: number): number | null {
  const others = [...roles.other, ...roles.numeric].filter((index) => index !== time);
  const idLike = others.find((index) =>
    /(^|[_\s])(id|name|vm|host|node|server)s?$/i.test(csv.columns[index] ?? ''),
  );
  return idLike ?? roles.other.find((index) => index !== time) ?? null;
}
