import type { LiveQuery } from './connection.ts';

/**
 * The entity a series of an answer belongs to: the label's value through the query's pattern (its first group, else the
 * whole match); without a pattern, the value with a closing port cut off (`h1:9100` → `h1`; an IPv6 address loses its
 * brackets). `null`: the label is missing or empty, or the pattern does not match.
 */
export function entityNameOf(
  labels: Readonly<Record<string, string>>,
  { entityLabel, entityPattern }: Pick<LiveQuery, 'entityLabel' | 'entityPattern'>,
): string | null {
  const value = Object.hasOwn(labels, entityLabel) ? labels[entityLabel] : undefined;
  if (value === undefined || value === '') return null;
  if (entityPattern === null) return withoutPort(value);
  const match = new RegExp(entityPattern, 'u').exec(value);
  const name = match?.[1] ?? match?.[0] ?? '';
  return name === '' ? null : name;
}

function withoutPort(value: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(value);
  if (bracketed !== null) return bracketed[1] ?? value;
  return /^[^:]+:\d+$/.test(value) ? value.slice(0, value.lastIndexOf(':')) : value;
}

/**
 * The inventory's spelling of a name: the name itself where the inventory has it, else the part before the first dot
 * (`h1.dc.example` → `h1`), else the one id that differs by case only. `null`: the inventory knows none of them.
 */
export class KnownEntities {
  readonly #ids: ReadonlySet<string>;
  readonly #byLowerCase = new Map<string, string | null>();

  constructor(ids: Iterable<string>) {
    this.#ids = new Set(ids);
    for (const id of this.#ids) {
      const key = id.toLowerCase();
      this.#byLowerCase.set(key, this.#byLowerCase.has(key) ? null : id);
    }
  }

  match(name: string): string | null {
    if (this.#ids.has(name)) return name;
    const short = name.split('.')[0] ?? name;
    // An address is not a name with a domain.
    if (!/^\d+$/.test(short) && this.#ids.has(short)) return short;
    return this.#byLowerCase.get(name.toLowerCase()) ?? null;
  }
}
