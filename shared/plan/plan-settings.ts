import * as v from 'valibot';

/** How long an order takes: the middle plans, the high edge warns (MODEL.md section 12). */
export interface LeadTime {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** What a planner may say about one machine type instead of the catalogue. `null` = as the catalogue has it. */
export interface SkuSettings {
  readonly unitCost: number | null;
  readonly leadTimeDays: number | LeadTime | null;
  /** Fewest hosts of the type in one order (all clusters together). */
  readonly minimumOrderCount: number | null;
  readonly excluded: boolean;
}

/** Room for bought hosts; `null` = no limit. What stands there already is not counted: the model does not know it. */
export interface RoomLimits {
  readonly hostsMax: number | null;
  readonly rackUnitsMax: number | null;
  readonly powerWattsMax: number | null;
}

/**
 * `headroom.plan-settings/v1`: what limits a purchase plan beside the targets. The contract (MODEL.md section 12) names
 * budget, rack, power, minimum order and balance without saying where they stand; they stand here, all optional.
 */
export interface PlanSettings extends RoomLimits {
  readonly schema: 'headroom.plan-settings/v1';
  /** Most that may be spent, in the currency of the machine types. */
  readonly budget: number | null;
  readonly clusters: Readonly<Record<string, RoomLimits>>;
  readonly skus: Readonly<Record<string, SkuSettings>>;
  /** Bought hosts go to the failure domains of their cluster, the emptiest first. */
  readonly balanceFailureDomains: boolean;
}

export const PLAN_SETTINGS_DEFAULTS: PlanSettings = {
  schema: 'headroom.plan-settings/v1',
  budget: null,
  hostsMax: null,
  rackUnitsMax: null,
  powerWattsMax: null,
  clusters: {},
  skus: {},
  balanceFailureDomains: false,
};

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const orNull = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema), null);

const leadTime = v.pipe(
  v.strictObject({ low: amount, mid: amount, high: amount }),
  v.check(({ low, mid, high }) => low <= mid && mid <= high, 'low ≤ mid ≤ high'),
);

const room = { hostsMax: orNull(whole), rackUnitsMax: orNull(amount), powerWattsMax: orNull(amount) };

const skuSettings = v.strictObject({
  unitCost: orNull(amount),
  leadTimeDays: orNull(v.union([amount, leadTime])),
  minimumOrderCount: orNull(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  excluded: v.optional(v.boolean(), false),
});

/** Reads settings; what is not given keeps its default, an unknown key is refused. */
export const planSettingsSchema = v.strictObject({
  schema: v.optional(v.literal('headroom.plan-settings/v1'), 'headroom.plan-settings/v1'),
  budget: orNull(amount),
  ...room,
  clusters: v.optional(v.record(v.string(), v.strictObject(room)), {}),
  skus: v.optional(v.record(v.string(), skuSettings), {}),
  balanceFailureDomains: v.optional(v.boolean(), false),
});
