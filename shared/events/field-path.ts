import { isJsonObject } from '../model/read-fields.ts';

/** Steps of a path within an event: `fleet[0].count` → `fleet`, 0, `count`. */
function stepsOf(path: string): readonly (string | number)[] {
  return path.split('.').flatMap((part) => {
    const [name = '', ...indexes] = part.split(/[[\]]+/).filter((piece) => piece !== '');
    return [name, ...indexes.map(Number)];
  });
}

function put(value: unknown, steps: readonly (string | number)[], leaf: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return leaf;
  if (typeof step === 'number') {
    if (!Array.isArray(value)) return value;
    const items: readonly unknown[] = value;
    return items.map((item, at) => (at === step ? put(item, rest, leaf) : item));
  }
  if (value !== undefined && !isJsonObject(value)) return value;
  return { ...value, [step]: put(value?.[step], rest, leaf) };
}

/**
 * The same event with one field set, by the path located problems and draws name it with: `count`, `fleet[0].count`,
 * `ramp.days`. A row that is not there is not made; the event is then returned as it was.
 */
export function withFieldAt<E extends Readonly<Record<string, unknown>>>(
  event: E,
  path: string,
  value: unknown,
): E {
  // Only what lies under `path` changes, so the event keeps its type.
  return put(event, stepsOf(path), value) as E;
}
