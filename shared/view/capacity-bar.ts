import type { CapacitySummary } from '../assess/constraint.ts';

/** One stacked bar, every length a share of the widest thing compared: used and reserved overlay, then free, then reserve. */
export interface BarGeometry {
  readonly label: 'Raw' | 'N+1';
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

type Basis = 'reserved' | 'used' | 'max';

function demandOf(summary: CapacitySummary, basis: Basis): number | null {
  const { reserved, used } = summary;
  if (basis === 'max') return reserved === null ? used : Math.max(reserved, used ?? reserved);
  return basis === 'used' ? (used ?? reserved) : reserved;
}

function bar(
  label: 'Raw' | 'N+1',
  summary: CapacitySummary,
  basis: Basis,
  scale: number,
): BarGeometry | null {
  const capacity = label === 'Raw' ? summary.total : summary.available;
  if (capacity === null || summary.total === null || scale <= 0) return null;
  const share = (value: number): number => Math.min(1, Math.max(0, value / scale));
  const demand = demandOf(summary, basis);
  return {
    label,
    track: share(capacity),
    used: summary.used === null ? null : share(summary.used),
    reserved: summary.reserved === null ? null : share(summary.reserved),
    reserve: label === 'Raw' ? 0 : share(summary.total - Math.max(0, capacity)),
    tick: share(capacity * (1 - summary.targetHeadroom)),
    headroom: demand === null || capacity <= 0 ? null : 1 - demand / capacity,
  };
}

function bars(summary: CapacitySummary, basis: Basis, scale: number): readonly BarGeometry[] {
  return (['Raw', 'N+1'] as const).flatMap((label) => bar(label, summary, basis, scale) ?? []);
}

/**
 * Raw and N+1-adjusted bars of one resource, baseline and scenario on one scale. Empty where the total is not measured.
 * `basis` is what the policy counts as demand (memory) or what is measured (CPU: `used`).
 */
export function capacityBars(
  baseline: CapacitySummary,
  scenario: CapacitySummary | null,
  basis: Basis,
): CapacityBars {
  const lengths = [baseline, scenario].flatMap((summary) =>
    summary === null ? [] : [summary.total ?? 0, summary.reserved ?? 0, summary.used ?? 0],
  );
  const scale = Math.max(...lengths);
  return {
    baseline: bars(baseline, basis, scale),
    scenario: scenario === null ? null : bars(scenario, basis, scale),
  };
}
