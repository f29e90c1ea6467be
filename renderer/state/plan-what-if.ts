import type { InventoryChoices } from '../../shared/ipc/inventory-channels.ts';
import type { LeadTime, PlanSettings, SkuSettings } from '../../shared/plan/plan-settings.ts';

/** Tried on the plan without being kept. */
export interface PlanWhatIf {
  /** Days every order takes longer (shorter). */
  readonly leadTimeDays: number;
  /** Percent each type costs more (less). */
  readonly pricePercent: Readonly<Record<string, number>>;
}

export const NO_WHAT_IF: PlanWhatIf = { leadTimeDays: 0, pricePercent: {} };

/** A machine type bought as its catalogue entry says. */
export const AS_CATALOGUED: SkuSettings = {
  unitCost: null,
  leadTimeDays: null,
  minimumOrderCount: null,
  excluded: false,
};

const longer = (days: number, by: number): number => Math.max(0, days + by);

function withLead(lead: number | LeadTime | null, by: number): number | LeadTime | null {
  if (lead === null || typeof lead === 'number') return lead === null ? null : longer(lead, by);
  return { low: longer(lead.low, by), mid: longer(lead.mid, by), high: longer(lead.high, by) };
}

/** The settings with what is tried laid over them; `catalogue` has the prices and lead times that the settings leave as they are. */
export function triedSettings(
  settings: PlanSettings,
  { leadTimeDays, pricePercent }: PlanWhatIf,
  catalogue: InventoryChoices['skus'],
): PlanSettings {
  const skus = { ...settings.skus };
  for (const sku of catalogue) {
    const own = settings.skus[sku.id] ?? AS_CATALOGUED;
    const percent = pricePercent[sku.id] ?? 0;
    const price = own.unitCost ?? sku.unitCost;
    if (percent === 0 && leadTimeDays === 0) continue;
    skus[sku.id] = {
      ...own,
      ...(percent === 0 || price === null ? {} : { unitCost: price * (1 + percent / 100) }),
      ...(leadTimeDays === 0
        ? {}
        : { leadTimeDays: withLead(own.leadTimeDays ?? sku.leadTimeDays, leadTimeDays) }),
    };
  }
  return { ...settings, skus };
}

/** Whether anything is tried that the settings do not say. */
export const isTrying = ({ leadTimeDays, pricePercent }: PlanWhatIf): boolean =>
  leadTimeDays !== 0 || Object.values(pricePercent).some((percent) => percent !== 0);

/** Why no line of the plan that is shown can be accepted; `null`: it can. */
export function whyNotAccepted({
  whatIf,
  shown,
}: {
  readonly whatIf: PlanWhatIf;
  readonly shown: { readonly isOlder: boolean };
}): string | null {
  if (isTrying(whatIf)) return 'Prices and lead times that are only tried are not accepted.';
  return shown.isOlder ? 'This is the plan before; what is asked now is not computed yet.' : null;
}
