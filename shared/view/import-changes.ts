import type { ModelKind } from '../model/document.ts';
import { ENTITY_NAMES } from '../model/kinds.ts';
import { counted } from './number-format.ts';

interface Count {
  readonly what: string;
  readonly kind: string | null;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

const WORDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  series: ['series', 'series'],
  sample_day: ['day of samples', 'days of samples'],
  saved_forecast: ['saved forecast', 'saved forecasts'],
  mapping: ['mapping', 'mappings'],
  fact: ['fact of the workspace', 'facts of the workspace'],
};

function wordsOf({ what, kind }: Count): readonly [one: string, many: string] | null {
  if (what === 'entity' && kind !== null) {
    const one = ENTITY_NAMES[kind as ModelKind];
    return [one, one === 'Postgres' ? 'Postgres clusters' : `${one}s`];
  }
  return WORDS[what] ?? null;
}

/** What an import did, one phrase per kind of thing: `84 hosts added`, `3 days of samples changed`. Its own entry is not told. */
export function changePhrases(changes: readonly Count[]): readonly string[] {
  return changes.flatMap((change) => {
    const words = wordsOf(change);
    if (words === null) return [];
    const [one, many] = words;
    return (['added', 'changed', 'removed'] as const).flatMap((act) =>
      change[act] === 0 ? [] : [`${counted(change[act], one, many)} ${act}`],
    );
  });
}

interface Rejected {
  readonly line: number | null;
  readonly column?: string;
  readonly value?: string;
  readonly reason: string;
}

/** A row that was left out: `line 41, memory_gib: not a number (is “512G”)`. */
export function rejectedText({ line, column, value, reason }: Rejected): string {
  const place = [line === null ? '' : `line ${line}`, column ?? ''].filter((part) => part !== '').join(', ');
  return `${place === '' ? '' : `${place}: `}${reason}${value === undefined ? '' : ` (is “${value}”)`}`;
}

/** Rows of the inventory in imported files; the entities that metrics are about are none. */
export const inventoryRows = (
  files: readonly { readonly series: number; readonly entities: number }[],
): number => files.reduce((sum, { series, entities }) => sum + (series === 0 ? entities : 0), 0);
