import type { PlacedEvent } from '../events/application-order.ts';
import { scaled, withCustomer, type CustomerLoad } from '../events/customer-load.ts';
import type { FieldValues } from '../events/definition.ts';
import { partOfCount, rampFraction, type Ramp } from '../events/ramp.ts';
import type { ScenarioEvent } from '../events/scenario.ts';
import { settleCustomer, type Wishes } from '../events/settle-customer.ts';
import type { Whereabouts } from '../events/whereabouts.ts';
import { dayName } from '../history/calendar.ts';
import type { Model } from '../model/document.ts';
import type { Parsed } from '../model/problem.ts';
import { applyOne, contextOf } from './apply-event.ts';
import type { DayItem, ItemCircumstances } from './day-item.ts';
import type { Growth } from './growth.ts';

/**
 * An onboarding on a timeline (MODEL.md section 11): on each day of its ramp ⌈count × f⌉ microVMs and f of everything else,
 * counted as pending in its cluster, which is the same demand as placed ones. The whole load is placed where a later event
 * may depend on who stands where. It goes where the scenario as a whole has settled (settled-customers.ts), so that neither
 * a day of the ramp nor an order that arrives on the way leads to another cluster or pool than the outcome names.
 */
export function onboardingItem(
  placed: PlacedEvent,
  day: number,
  values: FieldValues,
  { policy, circumstance, growths, last }: ItemCircumstances,
): DayItem {
  const { event } = placed;
  // The values are those of the definition's own fields (see `resolveFields`), whose shape this is.
  const wishes = values as unknown as Wishes & { readonly ramp: Ramp | null };
  let where: Whereabouts | null = null;
  const settledIn = (model: Model): Parsed<Whereabouts> => {
    if (where !== null) return { ok: true, value: where };
    const goes = settleCustomer(contextOf(model, policy, placed, dayName(day), circumstance), wishes);
    if (!goes.ok) return goes;
    where = goes.value;
    growths.push(...snapshotGrowth(event, day, wishes, where.pool));
    return goes;
  };
  return {
    key: event.id,
    day,
    fractionOn: (on) => rampFraction(wishes.ramp, on - day),
    apply(model, fraction) {
      const goes = settledIn(model);
      if (!goes.ok) return goes;
      if (fraction === 1 && !last) {
        const settled = new Map(circumstance.settled).set(event.id, goes.value);
        const applied = applyOne(model, policy, placed, dayName(day), {
          ...circumstance,
          preview: false,
          settled,
        });
        return applied.ok ? { ok: true, value: applied.value.after } : applied;
      }
      const { region, cluster, pool } = goes.value;
      const part = partOf({ ...wishes, region, pool }, fraction);
      return { ok: true, value: withCustomer(model, policy, part, cluster?.id ?? null).model };
    },
  };
}

/** What of a customer's load is there at a fraction of its ramp. */
export function partOf(load: CustomerLoad, fraction: number): CustomerLoad {
  if (fraction === 1) return load;
  const fleet = load.fleet.map((row) => ({ ...row, count: partOfCount(row.count, fraction) }));
  return { ...scaled(load, fraction), fleet };
}

/** A customer's snapshots come day by day, in the pool its volumes went to; `null`: no pool. */
export function snapshotGrowth(
  event: ScenarioEvent,
  from: number,
  { volumes, ramp }: Pick<CustomerLoad, 'volumes'> & { readonly ramp: Ramp | null },
  pool: string | null,
): readonly Growth[] {
  if (volumes === null || pool === null) return [];
  const { changedBytesPerDay, snapshotRetentionDays: retentionDays } = volumes;
  return [{ kind: 'snapshots', event, from, pool, changedBytesPerDay, retentionDays, ramp }];
}
