import type { CsvHead } from './csv/csv-head.ts';
import { columnRoles, firstTimeColumn } from './formats/table-file.ts';
import { MAPPING_SCHEMA } from './mapping.ts';

/**
 * A mapping to start from, for a table whose shape was not recognised (MODEL.md section 14): the columns guessed by name
 * and content, the rest left for a person. Only keys that matter are in it.
 */
export function suggestedMapping(csv: CsvHead, stem: string): Readonly<Record<string, unknown>> {
  const roles = columnRoles(csv);
  const name = (index: number | null | undefined): string | null =>
    index === null || index === undefined ? null : (csv.columns[index] ?? null);
  const named = csv.columns.findIndex((column) => /time|date|stamp/i.test(column));
  const time = roles.time ?? (named >= 0 ? named : (firstTimeColumn(csv) ?? 0));
  const texts = roles.other.filter((index) => index !== time);
  const idLike = [...texts, ...roles.numeric].find(
    (index) => index !== time && /(^|[_\s])(id|name|vm|host|node)s?$/i.test(csv.columns[index] ?? ''),
  );
  const entity = roles.entity ?? idLike ?? texts[0] ?? null;
  const values = roles.numeric
    .filter((index) => index !== time && index !== entity)
    .map((index) => name(index));
  return {
    schema: MAPPING_SCHEMA,
    shape: 'long',
    time: name(time),
    ...(entity === null ? { entityName: stem } : { entity: name(entity) }),
    ...(roles.metric === null ? {} : { metric: name(roles.metric) }),
    values: values.length > 0 ? values : [name(csv.columns.length - 1)],
    ...(csv.delimiter === ',' ? {} : { delimiter: csv.delimiter }),
    ...(csv.hasHeader ? {} : { header: false }),
  };
}
