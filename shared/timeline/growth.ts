import type { ScenarioEvent } from '../events/scenario.ts';
import { rampFraction, type Ramp } from '../events/ramp.ts';
import type { ChangedBytesGrowth } from '../events/changed-bytes.ts';
import { HOUR_SECONDS, DAY_SECONDS } from '../units.ts';
import { constraintScope } from './demand-sources.ts';

/** Something a scenario does to growth over days, from a day on; the model of a day knows nothing of it. */
export type Growth =
  | {
      readonly kind: 'slope';
      readonly event: ScenarioEvent;
      readonly from: number;
      readonly constraint: string;
      readonly factor: number;
    }
  | {
      readonly kind: 'leak';
      readonly event: ScenarioEvent;
      readonly from: number;
      readonly postgres: string;
      readonly perHour: number;
    }
  | {
      readonly kind: 'bleed';
      readonly event: ScenarioEvent;
      readonly from: number;
      readonly cluster: string | null;
      readonly bytesPerHostPerDay: number;
    }
  | {
      /** Snapshots of an onboarded customer's volumes, which come one a day (MODEL.md section 8, last bullet). */
      readonly kind: 'snapshots';
      readonly event: ScenarioEvent;
      readonly from: number;
      readonly pool: string;
      readonly changedBytesPerDay: number;
      readonly retentionDays: number;
      readonly ramp: Ramp | null;
    };

const scales = (growth: Growth, id: string): growth is Extract<Growth, { kind: 'slope' }> =>
  growth.kind === 'slope' && (id === growth.constraint || id.startsWith(growth.constraint));

/** Product of the factors on a constraint's growth that are active on a day; 1 without any. */
export function growthFactor(growths: readonly Growth[], id: string, day: number): number {
  return growths.reduce(
    (factor, growth) => (scales(growth, id) && day >= growth.from ? factor * growth.factor : factor),
    1,
  );
}

/**
 * Days' worth of slope that scaled growth adds up to a day: Σ over the days since it began of (factor − 1), factors of
 * several events multiplied. Times the slope it is the demand to add to a line that knows only the past.
 */
export function extraSlopeDays(growths: readonly Growth[], id: string, day: number): number {
  const own = growths.filter((growth) => scales(growth, id));
  const starts = [...new Set(own.map((growth) => growth.from))]
    .filter((from) => from < day)
    .sort((a, b) => a - b);
  return starts.reduce((sum, from, i) => {
    const until = starts[i + 1] ?? day;
    return sum + (growthFactor(growths, id, from) - 1) * (until - from);
  }, 0);
}

/** Demand that comes on top of the model's of that day: leaked connections; minus the snapshots that are still to come. */
export function addedDemand(growths: readonly Growth[], id: string, day: number): number {
  let sum = 0;
  for (const growth of growths) {
    if (day < growth.from) continue;
    if (growth.kind === 'leak' && id === `controlPlane.postgresConnections@postgres:${growth.postgres}`)
      sum += ((growth.perHour * DAY_SECONDS) / HOUR_SECONDS) * (day - growth.from);
    if (growth.kind === 'snapshots' && id === `storage.snapshots@pool:${growth.pool}`)
      sum += keptSnapshots(growth, day) - fullSnapshots(growth, day);
  }
  return sum;
}

/** What the model counts from the first day on: the level the snapshots of that day's volumes reach in the end. */
function fullSnapshots(growth: Extract<Growth, { kind: 'snapshots' }>, day: number): number {
  return growth.changedBytesPerDay * rampFraction(growth.ramp, day - growth.from) * growth.retentionDays;
}

/** One snapshot per day since the onboarding, each of the volumes there were, kept for the retention. */
function keptSnapshots(growth: Extract<Growth, { kind: 'snapshots' }>, day: number): number {
  const days = Math.min(day - growth.from, Math.ceil(growth.retentionDays));
  let fractions = 0;
  for (let ago = 1; ago <= days; ago += 1) {
    const kept = Math.min(1, growth.retentionDays - (ago - 1));
    fractions += kept * rampFraction(growth.ramp, day - growth.from - ago);
  }
  return growth.changedBytesPerDay * fractions;
}

/**
 * Snapshots of a pool without history, `days` after the level `used`: they grow by Σ changedBytesPerDay a day up to
 * Σ changedBytesPerDay × retention, or stay where they are if that is more (MODEL.md section 8). Scaled growth scales
 * both, from its day on; what was reached stays.
 */
export function snapshotLevel(
  growth: ChangedBytesGrowth,
  used: number,
  fromDay: number,
  day: number,
  factorOn: (day: number) => number,
): number {
  let level = used;
  for (let at = fromDay; at < day; at += 1) {
    const factor = factorOn(at);
    const end = growth.steadyBytes === null ? Infinity : growth.steadyBytes * factor;
    level = Math.max(level, Math.min(end, level + growth.bytesPerDay * factor));
  }
  return level;
}

/** Scope's id of a constraint: `pool-1` of `storage.snapshots@pool:pool-1`. */
export function scopeIdOf(constraintId: string): string {
  const scope = constraintScope(constraintId);
  return scope.slice(scope.indexOf(':') + 1);
}
