/**
 * A mapping as its columns show it: what each column is read as. Works on the document, not on the checked mapping, so that
 * keys a person wrote stay as they are.
 */
export type ColumnRole = 'time' | 'entity' | 'metric' | 'value' | 'skip';

type MappingDocument = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function isValue(mapping: MappingDocument, column: string): boolean {
  const { values } = mapping;
  if (Array.isArray(values)) return values.includes(column);
  return mapping['shape'] === 'wide' || column.toLowerCase() === 'value';
}

export function roleOf(mapping: MappingDocument, column: string): ColumnRole {
  for (const role of ['time', 'entity', 'metric'] as const) if (textOf(mapping[role]) === column) return role;
  return isValue(mapping, column) ? 'value' : 'skip';
}

/**
 * The mapping with one column read differently. Only one column is the time, the entity or the metric: another one that
 * was gives way and is skipped.
 */
export function withRole(
  mapping: MappingDocument,
  columns: readonly string[],
  column: string,
  role: ColumnRole,
): MappingDocument {
  const values = columns.filter((one) => one !== column && roleOf(mapping, one) === 'value');
  const named = Object.fromEntries(
    (['time', 'entity', 'metric'] as const)
      .filter((key) => key !== role && textOf(mapping[key]) !== null && mapping[key] !== column)
      .map((key) => [key, mapping[key]]),
  );
  const { time: _time, entity: _entity, metric: _metric, values: _values, ...rest } = mapping;
  const added = role === 'value' ? columns.filter((one) => one === column || values.includes(one)) : values;
  return {
    ...rest,
    ...named,
    ...(role === 'value' || role === 'skip' ? {} : { [role]: column }),
    ...(added.length === 0 ? {} : { values: added }),
  };
}

/** The mapping with a key set; `null` or an empty text takes it out. */
export function withKey(mapping: MappingDocument, key: string, value: unknown): MappingDocument {
  const { [key]: _, ...rest } = mapping;
  return value === null || value === '' ? rest : { ...rest, [key]: value };
}
