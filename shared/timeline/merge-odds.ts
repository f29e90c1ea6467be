import { quantileSelected } from '../history/quantile.ts';
import type { OddsSlice, PreparedOdds } from './timeline-odds.ts';
import type { TimelineOdds } from './timeline-result.ts';

/** Puts slices together; the result does not depend on how the runs were cut. */
export function mergeOdds(prepared: PreparedOdds, slices: readonly OddsSlice[]): TimelineOdds {
  const ordered = [...slices].sort((a, b) => a.from - b.from);
  const runs = ordered.reduce((sum, slice) => sum + slice.to - slice.from, 0);
  const refusedRuns = ordered.reduce((sum, slice) => sum + slice.refused, 0);
  const share = (count: number): number => (runs === 0 ? 0 : count / runs);
  const perDay = (of: (slice: OddsSlice) => Int32Array | undefined): number[] =>
    prepared.days.map((_, day) => share(ordered.reduce((sum, slice) => sum + (of(slice)?.[day] ?? 0), 0)));
  const notes = [...prepared.notes];
  if (refusedRuns > 0) {
    const why = 'an event named something that was not there; they count as not holding';
    notes.push(`in ${refusedRuns} of ${runs} runs ${why}`);
  }
  return {
    schema: 'headroom.odds/v1',
    scenario: prepared.scenario,
    seed: prepared.seed,
    runs,
    refusedRuns,
    days: prepared.days,
    constraints: prepared.ids.map((id, c) => ({
      id,
      holds: perDay((slice) => slice.holds[c]),
      holdsThroughout: share(ordered.reduce((sum, slice) => sum + (slice.throughout[c] ?? 0), 0)),
      headroom: headroomOf(ordered, c, prepared.days.length),
    })),
    allHold: perDay((slice) => slice.allHold),
    notes,
  };
}

type Quantile = number | null;

/** Without anything available there is no headroom to tell. */
const finite = (value: number): Quantile => (Number.isFinite(value) ? value : null);

/** Over the runs that were not refused; `null` where the constraint has no capacity. */
function headroomOf(
  slices: readonly OddsSlice[],
  c: number,
  days: number,
): TimelineOdds['constraints'][number]['headroom'] {
  const parts = slices.flatMap((slice) => {
    const values = slice.headroom[c] ?? null;
    return values === null ? [] : [{ values, runs: slice.to - slice.from }];
  });
  if (parts.length === 0) return null;
  const column = new Float32Array(parts.reduce((sum, part) => sum + part.runs, 0));
  const quantiles = { p05: [] as Quantile[], p50: [] as Quantile[], p95: [] as Quantile[] };
  for (let day = 0; day < days; day += 1) {
    let at = 0;
    for (const { values, runs } of parts) {
      for (let run = 0; run < runs; run += 1) {
        const value = values[run * days + day] ?? Number.NaN;
        if (Number.isNaN(value)) continue; // a refused run
        column[at] = value;
        at += 1;
      }
    }
    const known = column.subarray(0, at);
    quantiles.p05.push(finite(quantileSelected(known, 0.05)));
    quantiles.p50.push(finite(quantileSelected(known, 0.5)));
    quantiles.p95.push(finite(quantileSelected(known, 0.95)));
  }
  return quantiles;
}
