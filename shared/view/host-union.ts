import type { HostChange } from '../assess/host-changes.ts';
import { HOST_COLUMNS, type HostColumn, type HostFigures } from '../assess/host-figures.ts';

/** Both sides of a fleet on one list of hosts: those of the baseline, and in their clusters those the scenario adds. */
export interface HostUnion {
  readonly before: HostFigures;
  /** The scenario's figures in the same order; `NaN` where it has no such host. `null` for the baseline. */
  readonly after: HostFigures | null;
  readonly changes: ReadonlyMap<string, HostChange>;
}

function rowsOf(source: HostFigures, order: readonly string[], base: HostFigures): HostFigures {
  const places = new Map(source.ids.map((id, index) => [id, index]));
  const at = order.map((id) => places.get(id) ?? -1);
  const known = new Map(base.ids.map((id, index) => [id, index]));
  const pick = <T>(own: readonly T[], others: readonly T[], missing: T): T[] =>
    order.map((id, index) => own[at[index] ?? -1] ?? others[known.get(id) ?? -1] ?? missing);
  const column = (name: HostColumn): Float64Array =>
    Float64Array.from(at, (place) => (place < 0 ? Number.NaN : (source.columns[name][place] ?? Number.NaN)));
  return {
    ids: order,
    clusters: pick(source.clusters, base.clusters, ''),
    failureDomains: order.map((id, index) => {
      const place = at[index] ?? -1;
      return (place < 0 ? base.failureDomains[known.get(id) ?? -1] : source.failureDomains[place]) ?? null;
    }),
    states: pick(source.states, base.states, 'down'),
    columns: Object.fromEntries(HOST_COLUMNS.map((name) => [name, column(name)])) as Record<
      HostColumn,
      Float64Array
    >,
  };
}

/** Puts the two sides side by side; without added or missing hosts nothing is copied. */
export function hostUnion(
  baseline: HostFigures,
  scenario: { readonly figures: HostFigures; readonly changes: ReadonlyMap<string, HostChange> } | null,
): HostUnion {
  if (scenario === null) return { before: baseline, after: null, changes: new Map() };
  const { figures, changes } = scenario;
  const isSame =
    figures.ids.length === baseline.ids.length && figures.ids.every((id, at) => id === baseline.ids[at]);
  if (isSame) return { before: baseline, after: figures, changes };
  const own = new Set(baseline.ids);
  const added = new Map<string, string[]>();
  for (const [index, id] of figures.ids.entries()) {
    if (own.has(id)) continue;
    const cluster = figures.clusters[index] ?? '';
    added.set(cluster, [...(added.get(cluster) ?? []), id]);
  }
  const order: string[] = [];
  for (const [index, id] of baseline.ids.entries()) {
    order.push(id);
    const cluster = baseline.clusters[index] ?? '';
    if (baseline.clusters[index + 1] === cluster) continue;
    order.push(...(added.get(cluster) ?? []));
    added.delete(cluster);
  }
  order.push(...[...added.values()].flat());
  return { before: rowsOf(baseline, order, figures), after: rowsOf(figures, order, baseline), changes };
}
