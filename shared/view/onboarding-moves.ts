import { byCodeUnits } from '../model/model-index.ts';
import { dayNumber } from '../model/instant.ts';
import type { CrossingDates } from '../timeline/forecast-result.ts';
import type { SimulationResult } from '../timeline/result.ts';
import { constraintRow, pairConstraints, type ConstraintRow } from './constraint-rows.ts';
import type { RegionName } from './constraint-name.ts';
import { formatDay } from './date-format.ts';
import { formatSigned } from './number-format.ts';
import { rangeText } from './scenario-days.ts';

/** A constraint an onboarding moves: both sides today, and when its limit is reached with and without. */
export interface MoveRow extends ConstraintRow {
  /** `none`, `14 Jun`, `now`; `null` where no day is known. */
  readonly reachedBefore: string | null;
  /** `null` where it is the same day. */
  readonly reachedAfter: string | null;
  /** Early – late of the day without and with the customer; empty without an interval. */
  readonly rangeBefore: string;
  readonly range: string;
  /** Days the crossing moves (`−11 d`), `new` where there was none, `gone` where there is none any more; empty: same. */
  readonly moved: string;
  /** Day of the crossing with the customer, for its derivation; `null`: none. */
  readonly crossingOn: string | null;
}

function reached(crossing: CrossingDates, asOf: string): string {
  if (crossing.already) return 'now';
  return crossing.date === null ? 'none' : formatDay(crossing.date, asOf);
}

function movedText(before: CrossingDates, after: CrossingDates): string {
  if (before.already && after.already) return '';
  if (before.date === after.date && before.already === after.already) return '';
  if (before.date === null) return 'new';
  if (after.date === null) return 'gone';
  const [was, is] = [dayNumber(before.date), dayNumber(after.date)];
  return was === null || is === null ? '' : `${formatSigned(is - was)} d`;
}

/** How much of its limit a move must take, or which day it must move, to be listed. */
const LEAST = 0.002;

/**
 * What an onboarding moves, in the order of harm: targets newly missed, then crossings that come sooner, then by how far
 * they move towards their limit. Constraints without a target, and those of other regions, are not touched and not listed.
 */
export function onboardingMoves(
  result: Pick<SimulationResult, 'before' | 'after' | 'timeline'>,
  regionName: RegionName = () => null,
): { readonly rows: readonly MoveRow[]; readonly unmoved: number } {
  const [asOf = '', last = ''] = [result.timeline.days[0], result.timeline.days.at(-1)];
  const crossings = new Map(result.timeline.constraints.map((entry) => [entry.id, entry]));
  const rows = pairConstraints(result.before.constraints, result.after.constraints).flatMap(
    (pair): MoveRow[] => {
      const row = constraintRow(pair, regionName);
      if (row === null || row.state === 'no-target') return [];
      const days = crossings.get(pair.id);
      const [before, after] = [days?.crossingBefore ?? null, days?.crossing ?? null];
      const moved = before === null || after === null ? '' : movedText(before, after);
      return [
        {
          ...row,
          reachedBefore: before === null ? null : reached(before, asOf),
          reachedAfter: moved === '' || after === null ? null : reached(after, asOf),
          rangeBefore: rangeText(before, last, asOf),
          range: rangeText(after, last, asOf),
          moved,
          crossingOn: after?.already === false ? after.date : null,
        },
      ];
    },
  );
  const isMoved = (row: MoveRow): boolean =>
    row.moved !== '' || (row.scenario !== null && (Math.abs(row.harm) >= LEAST || row.state === 'missed'));
  const moves = rows.filter(isMoved);
  const sooner = (row: MoveRow): number => {
    if (row.moved === 'new') return 1;
    return row.moved.startsWith('−') ? 2 : 3;
  };
  const order = (row: MoveRow): number => (row.harm === Infinity ? 0 : sooner(row));
  moves.sort((a, b) => order(a) - order(b) || b.harm - a.harm || byCodeUnits(a.id, b.id));
  return { rows: moves, unmoved: rows.length - moves.length };
}
