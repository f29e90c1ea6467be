import type { JsonObject } from '../model/read-fields.ts';
import type { FieldTable, GroupField } from '../model/schema.ts';
import type { CellValue } from './editor-table.ts';

/**
 * A copy of a row's object with one value set; what the path does not touch is shared. A group that may be absent as a
 * whole comes into being with its first value and goes with its last.
 */
export function withValue(
  row: JsonObject,
  fields: FieldTable,
  path: readonly string[],
  value: CellValue,
): JsonObject {
  const [key, inner] = path;
  if (key === undefined) return row;
  if (inner === undefined) return { ...row, [key]: value };
  const field = fields[key];
  const held = (row[key] ?? {}) as JsonObject;
  if (field?.kind === 'numbers') {
    const { [inner]: _replaced, ...others } = held;
    return { ...row, [key]: value === null ? others : { ...others, [inner]: value } };
  }
  const group = { ...held, [inner]: value };
  return { ...row, [key]: isWhollyAbsent(group, field as GroupField) ? null : group };
}

function isWhollyAbsent(group: JsonObject, field: GroupField): boolean {
  return field.absent === 'null' && Object.values(group).every((value) => value === null);
}
