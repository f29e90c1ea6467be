import type { Model, Sku } from '../model/document.ts';
import { byCodeUnits, byId } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import type { PlanSettings } from './plan-settings.ts';

/** A machine type that can be bought, with what its order takes. */
export interface PurchaseOption {
  readonly sku: Sku;
  /** `null`: the price is not known. */
  readonly unitCost: number | null;
  /** `null`: the lead time is not known, so no day to order by can be told. */
  readonly leadTimeDays: number | null;
  /** High edge of the lead time where it is an interval. */
  readonly leadTimeHighDays: number | null;
  /** First day a host ordered on the day of `asOf` can be in service (day number). */
  readonly earliestDay: number;
  readonly minimumOrderCount: number;
}

export interface PurchaseOptions {
  readonly options: readonly PurchaseOption[];
  /** Machine types the plan cannot count with, and why. */
  readonly excluded: readonly { readonly sku: string; readonly reason: string }[];
  readonly currency: string | null;
  /** Whether costs are known; without prices a plan buys the fewest hosts. */
  readonly priced: boolean;
}

type Candidate = Omit<PurchaseOption, 'earliestDay'>;

function candidate(sku: Sku, settings: PlanSettings): Candidate {
  const own = settings.skus[sku.id];
  const said = own?.leadTimeDays ?? null;
  const interval = typeof said === 'object' ? said : null;
  const days = typeof said === 'number' ? said : sku.leadTimeDays;
  return {
    sku,
    unitCost: own?.unitCost ?? sku.unitCost,
    leadTimeDays: interval?.mid ?? days,
    leadTimeHighDays: interval?.high ?? (said === null ? sku.leadTimeHighDays : null),
    minimumOrderCount: own?.minimumOrderCount ?? 1,
  };
}

/** The currency most types are priced in, of several equally frequent ones the first by name. */
function commonCurrency(candidates: readonly Candidate[]): string | null {
  const counts = new Map<string, number>();
  for (const { sku, unitCost } of candidates) {
    if (unitCost !== null && sku.currency !== null)
      counts.set(sku.currency, (counts.get(sku.currency) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([a, n], [b, m]) => m - n || byCodeUnits(a, b));
  return ranked[0]?.[0] ?? null;
}

/** Why a type cannot be in the plan although it stands in the catalogue; `null` if it can. */
function refusal(
  { sku, unitCost, leadTimeDays }: Candidate,
  settings: PlanSettings,
  among: { readonly priced: boolean; readonly timed: boolean; readonly currency: string | null },
): string | null {
  if (settings.skus[sku.id]?.excluded === true) return 'left out by the settings';
  if (among.priced && unitCost === null) return 'its price is not known';
  if (among.priced && among.currency !== null && sku.currency !== null && sku.currency !== among.currency)
    return `its price is in ${sku.currency}, the others' in ${among.currency}`;
  if (among.timed && leadTimeDays === null) return 'its lead time is not known';
  const limits = [settings, ...Object.values(settings.clusters)];
  if (sku.powerWatts === null && limits.some(({ powerWattsMax }) => powerWattsMax !== null))
    return 'power is limited and its power is not known';
  if (sku.rackUnits === null && limits.some(({ rackUnitsMax }) => rackUnitsMax !== null))
    return 'rack space is limited and its size is not known';
  return null;
}

/**
 * The machine types a plan may buy, by id. Nothing is guessed: a type without a price (or lead time) is left out and said,
 * unless no type has one — then the plan buys the fewest hosts (or cannot say by when to order).
 */
export function purchaseOptions(
  model: Model,
  policy: Policy,
  settings: PlanSettings,
  asOfDay: number,
): PurchaseOptions {
  const candidates = [...model.skus].sort(byId).map((sku) => candidate(sku, settings));
  const usable = candidates.filter(({ sku }) => settings.skus[sku.id]?.excluded !== true);
  const among = {
    priced: usable.some(({ unitCost }) => unitCost !== null),
    timed: usable.some(({ leadTimeDays }) => leadTimeDays !== null),
    currency: commonCurrency(usable),
  };
  const excluded: { sku: string; reason: string }[] = [];
  const options: PurchaseOption[] = [];
  for (const each of candidates) {
    const reason = refusal(each, settings, among);
    if (reason === null) {
      const days = (each.leadTimeDays ?? 0) + policy.provisioningDays;
      options.push({ ...each, earliestDay: Math.ceil(asOfDay + days) });
    } else excluded.push({ sku: each.sku.id, reason });
  }
  return { options, excluded, currency: among.currency, priced: among.priced };
}
