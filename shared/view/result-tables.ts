import { VERDICT_CODES, type EveryLoss, type SurvivalVerdict } from '../placement/outcome.ts';
import type { TimelineOdds } from '../timeline/timeline-result.ts';
import type { ChartTable } from './chart-table.ts';
import type { MileageInput } from './mileage.ts';
import { allOdds, oddsLine } from './odds-view.ts';
import type { PlacementView } from './placement-view.ts';

/** Where displaced microVMs go, every host that takes some, in bytes; what is stranded has no host and its reason. */
export function placementTable(view: PlacementView): ChartTable {
  return {
    columns: [
      'moves to',
      'microVMs',
      'memory before (bytes)',
      'memory added (bytes)',
      'allocatable (bytes)',
      'stranded',
      'reason',
    ],
    rows: [
      ...view.targets.map((target) => [
        target.host,
        target.arrivals,
        target.beforeBytes,
        target.addedBytes,
        target.allocatableBytes,
        null,
        null,
      ]),
      ...view.stranded.map(({ microvm, reason }) => [null, 1, null, null, null, microvm, reason]),
    ],
  };
}

/** Odds of one target day by day, beside those of all targets up to that day; shares of the runs as fractions. */
export function oddsTable(id: string, before: TimelineOdds, after: TimelineOdds | null): ChartTable {
  const sides = [
    { name: '', odds: before },
    ...(after === null ? [] : [{ name: ', scenario', odds: after }]),
  ].map(({ name, odds }) => ({ name, line: oddsLine(odds, id), all: allOdds(odds) }));
  return {
    columns: ['day', ...sides.flatMap(({ name }) => [`holds${name}`, `every target so far${name}`])],
    rows: before.days.map((day, at) => [
      day,
      ...sides.flatMap(({ line, all }) => [line?.share[at] ?? null, all.share[at] ?? null]),
    ]),
  };
}

/** Verdict by the hosts lost together; one key per host, or per pair in the order of ids. */
function verdicts(single: EveryLoss | null, pairs: EveryLoss | null): ReadonlyMap<string, SurvivalVerdict> {
  const found = new Map<string, SurvivalVerdict>();
  const keep = (lost: readonly string[], code: number | undefined): void => {
    const verdict = VERDICT_CODES[code ?? -1];
    if (verdict !== undefined) found.set(lost.toSorted().join('\n'), verdict);
  };
  single?.hosts.forEach((host, at) => keep([host], single.verdicts[at]));
  let next = 0;
  for (const [at, host] of pairs?.hosts.entries() ?? []) {
    for (const other of pairs?.hosts.slice(at + 1) ?? []) {
      keep([host, other], pairs?.verdicts[next]);
      next += 1;
    }
  }
  return found;
}

/** Every single and double loss of a cluster and its verdict, single hosts first; empty where a side did not try it. */
export function lossTable({ pairs, pairsAfter, single, singleAfter }: MileageInput): ChartTable {
  const before = verdicts(single, pairs);
  const after = pairsAfter === null ? null : verdicts(singleAfter, pairsAfter);
  const keys = [...new Set([...before.keys(), ...(after?.keys() ?? [])])];
  return {
    columns: ['host', 'and host', 'verdict', ...(after === null ? [] : ['verdict, scenario'])],
    rows: keys.map((key) => {
      const [host = '', other = null] = key.split('\n');
      return [host, other, before.get(key) ?? null, ...(after === null ? [] : [after.get(key) ?? null])];
    }),
  };
}

interface ListedMicrovm {
  readonly id: string;
  readonly flavor: string;
  readonly customer: string | null;
  /** What it reserves, overhead included; `null` = not known. */
  readonly memoryBytes: number | null;
}

/**
 * MicroVMs of a host, all of them.
 *
 * @param goesTo where each goes: `null` = nowhere, `undefined` = it stays; `null` where nothing is known of that.
 */
export function microvmTable<Listed extends ListedMicrovm>(
  list: readonly Listed[],
  goesTo: ((microvm: Listed) => string | null | undefined) | null,
): ChartTable {
  const targetOf = (microvm: Listed): string => {
    const to = goesTo?.(microvm);
    return to === undefined ? 'stays' : (to ?? 'stranded');
  };
  return {
    columns: ['microVM', 'flavor', 'customer', 'memory (bytes)', ...(goesTo === null ? [] : ['goes to'])],
    rows: list.map((microvm) => [
      microvm.id,
      microvm.flavor,
      microvm.customer,
      microvm.memoryBytes,
      ...(goesTo === null ? [] : [targetOf(microvm)]),
    ]),
  };
}
