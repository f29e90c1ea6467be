import type { Sku } from '../model/document.ts';
import { byCodeUnits } from '../model/model-index.ts';
import { poseProblem, type PlanBase } from './plan-base.ts';
import type { Purchase, Sensitivity } from './plan-result.ts';
import type { LeadTime, PlanSettings, SkuSettings } from './plan-settings.ts';
import type { Cut } from './purchase-program.ts';
import { purchaseOf, solvePurchase } from './solve-purchase.ts';

const PRICE_FACTORS = [0.8, 1.2];
const LEAD_TIME_DAYS = [-14, 14, 28];

const AS_CATALOGUED: SkuSettings = {
  unitCost: null,
  leadTimeDays: null,
  minimumOrderCount: null,
  excluded: false,
};

function withSku(
  settings: PlanSettings,
  sku: string,
  change: (own: SkuSettings) => Partial<SkuSettings>,
): PlanSettings {
  const own = settings.skus[sku] ?? AS_CATALOGUED;
  return { ...settings, skus: { ...settings.skus, [sku]: { ...own, ...change(own) } } };
}

/** A machine type at a multiple of its price. */
function withPrice(base: PlanBase, settings: PlanSettings, sku: string, factor: number): PlanSettings | null {
  const listed = base.side.days.base.skus.find(({ id }) => id === sku)?.unitCost ?? null;
  const price = settings.skus[sku]?.unitCost ?? listed;
  return price === null ? null : withSku(settings, sku, () => ({ unitCost: price * factor }));
}

const later = (days: number, by: number): number => Math.max(0, days + by);

/** Every order taking that many days more (fewer), never less than none. */
function withLeadTimes(base: PlanBase, settings: PlanSettings, by: number): PlanSettings {
  return base.side.days.base.skus.reduce(
    (changed, sku) =>
      withSku(changed, sku.id, (own) => ({ leadTimeDays: shifted(own.leadTimeDays ?? listedLead(sku), by) })),
    settings,
  );
}

function listedLead({ leadTimeDays: mid, leadTimeLowDays: low, leadTimeHighDays: high }: Sku) {
  return mid === null || high === null ? mid : { low: low ?? mid, mid, high };
}

function shifted(lead: number | LeadTime | null, by: number): number | LeadTime | null {
  if (lead === null) return null;
  if (typeof lead === 'number') return later(lead, by);
  return { low: later(lead.low, by), mid: later(lead.mid, by), high: later(lead.high, by) };
}

/** What is bought where, whenever it comes. */
function content({ lines }: Purchase): string {
  const counts = new Map<string, number>();
  for (const { sku, cluster, count } of lines)
    counts.set(`${cluster} ${sku}`, (counts.get(`${cluster} ${sku}`) ?? 0) + count);
  return JSON.stringify([...counts].sort(([a], [b]) => byCodeUnits(a, b)));
}

/** How the plan answers to each price a fifth lower or higher, and to all orders taking two weeks less, two or four more. */
export function* planSensitivities(
  base: PlanBase,
  settings: PlanSettings,
  plan: Purchase,
  cuts: readonly Cut[],
): Generator<number, readonly Sensitivity[], boolean | undefined> {
  const bought = [...new Set(plan.lines.map(({ sku }) => sku))].sort(byCodeUnits);
  const others = base.side.days.base.skus.map(({ id }) => id).filter((id) => !bought.includes(id));
  const asked = [
    ...[...bought, ...others].flatMap((sku) =>
      PRICE_FACTORS.map((change) => ({
        kind: 'price' as const,
        sku,
        change,
        changed: withPrice(base, settings, sku, change),
      })),
    ),
    ...LEAD_TIME_DAYS.map((change) => ({
      kind: 'lead-time' as const,
      sku: null,
      change,
      changed: withLeadTimes(base, settings, change),
    })),
  ];
  const found: Sensitivity[] = [];
  for (const { changed, ...which } of asked) {
    if (changed === null) continue;
    // Cuts say which counts a day needs; where lead times move the days of all are other days, and they are sought anew.
    const known = which.kind === 'price' ? cuts : [];
    const then = purchaseOf(base, yield* solvePurchase(base, poseProblem(base, changed), known));
    if (!then.feasible) continue;
    const orders = then.lines.flatMap(({ orderBy }) => (orderBy === null ? [] : [orderBy])).sort();
    found.push({
      ...which,
      totalCost: then.totalCost,
      hosts: then.hosts,
      lines: then.lines,
      lateLines: then.lines.filter(({ late }) => late).length,
      firstOrderBy: orders[0] ?? null,
      purchaseChanges: content(then) !== content(plan),
    });
  }
  return found;
}
