import type { PlacedEvent } from '../events/application-order.ts';
import { scaled, withCustomer, type CustomerLoad } from '../events/customer-load.ts';
import type { FieldValues } from '../events/definition.ts';
import { outcomeOf } from '../events/event-registry.ts';
import { rampFraction, type Ramp } from '../events/ramp.ts';
import { dayName } from '../history/calendar.ts';
import type { Model } from '../model/document.ts';
import type { Parsed } from '../model/problem.ts';
import type { Growth } from './growth.ts';
import { applyOne } from './run-events.ts';
import type { DayItem, ItemCircumstances } from './day-item.ts';

/** Where a customer goes: settled once, with the whole load, so that no day of the ramp chooses another cluster. */
interface Whereabouts {
  readonly cluster: string | null;
  readonly region: string;
}

/**
 * An onboarding on a timeline (MODEL.md section 11): on each day of its ramp ⌈count × f⌉ microVMs and f of everything else,
 * counted as pending in its cluster, which is the same demand as placed ones. The whole load is placed where a later event
 * may depend on who stands where.
 */
export function onboardingItem(
  placed: PlacedEvent,
  day: number,
  values: FieldValues,
  { policy, circumstance, growths, last }: ItemCircumstances,
): DayItem {
  const { event } = placed;
  // The values are those of the definition's own fields (see `resolveFields`), whose shape this is.
  const load = values as unknown as CustomerLoad & { readonly ramp: Ramp | null };
  let where: Whereabouts | null = null;
  const whole = (model: Model): Parsed<Model> => {
    const applied = applyOne(model, policy, placed, dayName(day), { ...circumstance, preview: false });
    if (!applied.ok) return applied;
    const { after } = applied.value;
    if (where === null) {
      const cluster = outcomeOf(applied.value, 'onboardCustomer')?.cluster ?? null;
      const region = model.clusters.find((candidate) => candidate.id === cluster)?.region ?? load.region;
      where = { cluster, region };
      growths.push(...snapshotsOf(placed, day, load, model, after));
    }
    return { ok: true, value: after };
  };
  return {
    key: event.id,
    day,
    fractionOn: (on) => rampFraction(load.ramp, on - day),
    apply(model, fraction) {
      if (where === null || (fraction === 1 && !last)) {
        const settled = whole(model);
        if (!settled.ok || (fraction === 1 && !last)) return settled;
      }
      const { cluster, region } = where ?? { cluster: null, region: load.region };
      const part = partOf({ ...load, region }, fraction);
      return { ok: true, value: withCustomer(model, policy, part, cluster).model };
    },
  };
}

function partOf(load: CustomerLoad, fraction: number): CustomerLoad {
  if (fraction === 1) return load;
  const fleet = load.fleet.map((row) => ({ ...row, count: Math.ceil(row.count * fraction) }));
  return { ...scaled(load, fraction), fleet };
}

/** The customer's snapshots, in the pool its volumes went to. */
function snapshotsOf(
  { event }: PlacedEvent,
  from: number,
  { volumes, ramp }: { readonly volumes: CustomerLoad['volumes']; readonly ramp: Ramp | null },
  before: Model,
  after: Model,
): readonly Growth[] {
  if (volumes === null) return [];
  const pool = after.storagePools.find(
    (candidate, i) => candidate.volumes.length > (before.storagePools[i]?.volumes.length ?? 0),
  );
  if (pool === undefined) return [];
  const { changedBytesPerDay, snapshotRetentionDays: retentionDays } = volumes;
  return [{ kind: 'snapshots', event, from, pool: pool.id, changedBytesPerDay, retentionDays, ramp }];
}
