import type { CapacitySummary, Constraint } from '../assess/constraint.ts';
import { headroomOf } from '../explain/formulas.ts';

/** One stacked bar, every length a share of the widest thing compared: used and reserved overlay, then free, then reserve. */
export interface BarGeometry {
  /** `Raw`, and what the bar with the reserve taken away is called: `N+1`, or as many losses as the policy names. */
  readonly label: string;
  /** Up to here the capacity may be used. */
  readonly track: number;
  readonly used: number | null;
  readonly reserved: number | null;
  /** Length of the hatched reserve after the track. */
  readonly reserve: number;
  readonly tick: number;
  /** `1 - demand / track`, the figure beside the bar; `null` if not measured. */
  readonly headroom: number | null;
}

export interface CapacityBars {
  readonly baseline: readonly BarGeometry[];
  readonly scenario: readonly BarGeometry[] | null;
}

/** One resource of a region, as a side has it. */
export interface CapacitySide {
  readonly summary: CapacitySummary;
  /**
   * What its constraint counts (MODEL.md section 4): `null` where that is not measured, never another figure in its place.
   * Where the constraint does count one for another, or only a part, its notes say so.
   */
  readonly demand: number | null;
}

/** A summary with the demand of the constraint it is of. */
export const capacitySide = (
  summary: CapacitySummary,
  constraint: Pick<Constraint, 'demand'> | undefined,
): CapacitySide => ({ summary, demand: constraint?.demand ?? null });

function bar(label: string, { summary, demand }: CapacitySide, scale: number): BarGeometry | null {
  const capacity = label === 'Raw' ? summary.total : summary.available;
  if (capacity === null || summary.total === null || scale <= 0) return null;
  const share = (value: number): number => Math.min(1, Math.max(0, value / scale));
  return {
    label,
    track: share(capacity),
    used: summary.used === null ? null : share(summary.used),
    reserved: summary.reserved === null ? null : share(summary.reserved),
    reserve: label === 'Raw' ? 0 : share(summary.total - Math.max(0, capacity)),
    tick: share(capacity * (1 - summary.targetHeadroom)),
    headroom: demand === null ? null : headroomOf(demand, capacity),
  };
}

const bars = (side: CapacitySide, scale: number, reserve: string): readonly BarGeometry[] =>
  ['Raw', reserve].flatMap((label) => bar(label, side, scale) ?? []);

/**
 * Raw bars of one resource and those with what is kept free taken away, called `reserve`, baseline and scenario on one scale.
 * Empty where the total is not measured.
 */
export function capacityBars(
  baseline: CapacitySide,
  scenario: CapacitySide | null,
  reserve: string,
): CapacityBars {
  const lengths = [baseline, scenario].flatMap((side) =>
    side === null ? [] : [side.summary.total ?? 0, side.summary.reserved ?? 0, side.summary.used ?? 0],
  );
  const scale = Math.max(...lengths);
  return {
    baseline: bars(baseline, scale, reserve),
    scenario: scenario === null ? null : bars(scenario, scale, reserve),
  };
}
