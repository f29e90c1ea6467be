/** Ids `prefix-<n>` with the smallest numbers that are not taken, for things an event creates. */
export function newIds(prefix: string, count: number, taken: ReadonlySet<string>): readonly string[] {
  const ids: string[] = [];
  for (let n = 1; ids.length < count; n += 1) {
    const id = `${prefix}-${n}`;
    if (!taken.has(id)) ids.push(id);
  }
  return ids;
}
