import { byCodeUnits } from '../model/model-index.ts';
import type { Constraint } from '../assess/constraint.ts';
import { constraintName, type RegionName } from './constraint-name.ts';
import { isSetting, limitShare, scalePosition } from './limit-scale.ts';
import { shownState, type ShownState } from './shown-state.ts';
import { shownValue, targetText } from './target-text.ts';

/** One line of a constraint table: both sides of the comparison, already in words and places. */
export interface ConstraintRow {
  readonly id: string;
  readonly name: string;
  readonly where: string;
  readonly baseline: string;
  /** `null` where there is no scenario or it leaves the constraint exactly as it was. */
  readonly scenario: string | null;
  readonly target: string;
  /** State with the scenario, where there is one. */
  readonly state: ShownState;
  readonly baselineState: ShownState | null;
  /** Place of the ring and the dot on the common scale, 0..1. */
  readonly ringAt: number | null;
  readonly dotAt: number | null;
  /** Change of the share of the limit; above 0 is worse. `Infinity` where a verdict was lost. */
  readonly harm: number;
  /** Share of the limit with the scenario; decides the order of what the scenario leaves alone. */
  readonly share: number | null;
  /** What stands in place of the scale where the target is a verdict. */
  readonly proof: string | null;
}

export interface ConstraintPair {
  readonly id: string;
  readonly before: Constraint | null;
  readonly after: Constraint | null;
}

const SURELY_WORSE = Infinity;

function harmOf(before: Constraint | null, after: Constraint | null): number {
  if (after === null) return 0;
  if (after.verdict === 'breach' && before?.verdict !== 'breach') return SURELY_WORSE;
  const was = before === null ? 0 : limitShare(before);
  const is = limitShare(after);
  if (was === null || is === null) return 0;
  if (was === is) return 0;
  return is - was;
}

/** Differences nobody could see, left by summing the same figures in another order, are none. */
const UNSEEN = 0.0005;

function isSame(before: Constraint | null, after: Constraint | null): boolean {
  if (before === null || after === null || before.verdict !== after.verdict) return false;
  if (shownValue(before) !== shownValue(after)) return false;
  const was = limitShare(before);
  const is = limitShare(after);
  return was === is || (was !== null && is !== null && Math.abs(was - is) < UNSEEN);
}

/** One row from the two sides of a constraint. `after` is `null` for the baseline alone. */
export function constraintRow(pair: ConstraintPair, regionName?: RegionName): ConstraintRow | null {
  const before = pair.before;
  const shown = pair.after ?? before;
  if (shown === null) return null;
  const same = pair.after === null || isSame(before, pair.after);
  const was = before === null ? null : limitShare(before);
  const is = same ? null : limitShare(shown);
  const note = shown.target?.on === 'outcome' ? (shown.notes?.[0] ?? null) : null;
  return {
    id: pair.id,
    ...constraintName(shown, regionName),
    baseline: before === null ? 'none' : shownValue(before),
    scenario: same ? null : shownValue(shown),
    target: targetText(shown),
    state: shownState(shown),
    baselineState: before === null ? null : shownState(before),
    ringAt: was === null ? null : scalePosition(was),
    dotAt: is === null ? null : scalePosition(is),
    harm: same ? 0 : harmOf(before, shown),
    share: isSetting(shown) && shown.verdict === 'ok' ? 0 : limitShare(shown),
    proof: note,
  };
}

/** Pairs both sides by id, in the order of `after`, then what only `before` has. */
export function pairConstraints(
  before: readonly Constraint[],
  after: readonly Constraint[] | null,
): readonly ConstraintPair[] {
  if (after === null)
    return before.map((constraint) => ({ id: constraint.id, before: constraint, after: null }));
  const byId = new Map(before.map((constraint) => [constraint.id, constraint]));
  const seen = new Set(after.map((constraint) => constraint.id));
  return [
    ...after.map((constraint) => ({
      id: constraint.id,
      before: byId.get(constraint.id) ?? null,
      after: constraint,
    })),
    ...before
      .filter((constraint) => !seen.has(constraint.id))
      .map((constraint) => ({ id: constraint.id, before: constraint, after: null })),
  ];
}

const STATE_RANK: Readonly<Record<ShownState, number>> = {
  missed: 0,
  close: 1,
  holds: 1,
  'not-measured': 2,
  'no-target': 3,
};

const descending = (a: number, b: number): number => (a === b ? 0 : b > a ? 1 : -1);
/** A missed verdict has no place on the scale; it stands above every number. */
const urgency = (row: ConstraintRow): number => row.share ?? (row.state === 'missed' ? Infinity : 0);

/** Closest to its limit first: missed, then by share of the limit, then what is not measured, then what has no target. */
export function byUrgency(rows: readonly ConstraintRow[]): readonly ConstraintRow[] {
  return [...rows].sort(
    (a, b) =>
      STATE_RANK[a.state] - STATE_RANK[b.state] ||
      descending(urgency(a), urgency(b)) ||
      byCodeUnits(a.id, b.id),
  );
}

export interface RowsByHarm {
  readonly rows: readonly ConstraintRow[];
  /** Moved by less than 2% of their limit, or not at all: said in one line instead of listed. */
  readonly little: readonly ConstraintRow[];
}

const LITTLE = 0.02;

function harmRank(row: ConstraintRow): number {
  if (row.scenario === null) return 3;
  if (row.harm === SURELY_WORSE) return 0;
  return row.state === 'missed' && row.harm > 0 ? 1 : 2;
}

/** Most harmed first: newly missed, then missed and worse, then by how far they moved towards their limit. */
export function byHarm(rows: readonly ConstraintRow[]): RowsByHarm {
  const isLittle = (row: ConstraintRow): boolean =>
    row.scenario === null || (row.state !== 'missed' && Math.abs(row.harm) < LITTLE && row.share !== null);
  const sorted = [...rows].sort(
    (a, b) =>
      harmRank(a) - harmRank(b) ||
      (harmRank(a) < 2 ? descending(urgency(a), urgency(b)) : descending(a.harm, b.harm)) ||
      byCodeUnits(a.id, b.id),
  );
  const withTarget = sorted.filter((row) => row.state !== 'no-target');
  return {
    rows: withTarget.filter((row) => !isLittle(row)),
    little: withTarget.filter(isLittle),
  };
}
