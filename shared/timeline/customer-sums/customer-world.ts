import { inApplicationOrder, type PlacedEvent } from '../../events/application-order.ts';
import type { CustomerLoad } from '../../events/customer-load.ts';
import { rampFraction, type Ramp } from '../../events/ramp.ts';
import type { Scenario, ScenarioEvent } from '../../events/scenario.ts';
import type { Model } from '../../model/document.ts';
import { constraintName, constraintScope } from '../demand-sources.ts';
import type { Growth } from '../growth.ts';
import type { OddsWorld } from '../odds-world.ts';
import { outlookOf, type Outlook } from '../outlook.ts';
import type { FigureParts } from '../figure-effect.ts';
import { partOf, snapshotGrowth } from '../ramped-onboarding.ts';
import { computeSums } from './compute-sums.ts';
import { edgeSums } from './edge-sums.ts';
import type { CustomerSums, Part } from './part.ts';
import { controlPlaneSums, poolSums, postgresSums } from './service-sums.ts';

/** A customer of one run: what comes, where it goes, from which day on. */
export interface ComingCustomer {
  readonly event: ScenarioEvent;
  readonly load: CustomerLoad;
  readonly ramp: Ramp | null;
  readonly cluster: string | null;
  readonly from: number;
}

/**
 * The onboardings behind all other events of a scenario: whoever comes after them is a customer too, and nobody asks where
 * their microVMs stand. So a world with them is one without, and sums.
 */
export function customersAtTheEnd(scenario: Scenario): readonly PlacedEvent[] {
  const enabled = inApplicationOrder(scenario.events).filter(({ event }) => event.disabled !== true);
  return enabled.slice(enabled.findLastIndex(({ event }) => event.type !== 'onboardCustomer') + 1);
}

/** A target that customers may touch. */
interface Slot {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly outlook: Outlook;
}

type Made = (model: Model) => CustomerSums;

/** A part of the model whose targets are summed together. */
interface Group {
  readonly slots: readonly Slot[];
  readonly on: (model: Model) => CustomerSums;
}

/**
 * Worlds with customers on top of one that has none of them: the targets that customers touch get another demand, everything
 * else is that of `base`, because a customer takes nothing away from what there is. Equal, to the last bit, to `oddsWorld` of
 * the scenario with them (customer-world.test.ts), without a model for each day.
 *
 * @param days as many as the series of `base` have.
 * @param wants the targets asked for; the others stay those of `base`.
 */
export function customerWorlds(
  base: OddsWorld,
  days: number,
  wants: (id: string) => boolean = () => true,
): (customers: readonly ComingCustomer[]) => OddsWorld {
  const { side } = base;
  const { policy } = side.days;
  const groups = new Map<string, Group>();
  const groupOf = (key: string, make: Made): Group => {
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = made(base, make, wants)));
    return group;
  };
  const groupsOf = (customers: readonly ComingCustomer[]): ReadonlySet<Group> => {
    const touched = new Set<Group>();
    for (const { load, cluster } of customers) {
      const { region, pool } = load;
      if (cluster !== null && load.fleet.some(({ count }) => count > 0))
        touched.add(groupOf(`compute ${region}`, (model) => computeSums(model, policy, region)));
      if (edgeLoad(load) > 0)
        touched.add(groupOf(`edge ${region}`, (model) => edgeSums(model, policy, region)));
      if (load.apiRequestsPerSecond + load.reconcileArrivalsPerSecond > 0)
        touched.add(groupOf(`control planes ${region}`, (model) => controlPlaneSums(model, region)));
      if (load.postgresConnections + load.postgresCpuCores > 0)
        touched.add(groupOf('postgres', postgresSums));
      if (load.volumes !== null && pool !== null)
        touched.add(groupOf(`pool ${pool}`, (model) => poolSums(model, pool)));
    }
    return touched;
  };
  return (customers) => {
    const series = [...base.series];
    const growths = customers.flatMap(({ event, from, load, ramp }) =>
      snapshotGrowth(event, from, { ...load, ramp }, load.pool),
    );
    const parts = partsByDay(customers, side.days.asOfDay, days);
    for (const group of groupsOf(customers)) {
      if (group.slots.length === 0) continue;
      for (const [slot, demand] of demandsOf(base, group, parts, growths)) {
        const alone = base.series[slot.index];
        if (alone !== undefined) series[slot.index] = { ...alone, demand };
      }
    }
    return { side, series };
  };
}

const edgeLoad = (load: CustomerLoad): number =>
  load.connections + load.edgePacketsPerSecond + load.edgeThroughputBytesPerSecond + load.listenerPorts;

/** The targets a part of the model has, with what is known of their future without customers. */
function made(base: OddsWorld, make: Made, wants: (id: string) => boolean): Group {
  const byModel = new Map<Model, CustomerSums>();
  const on = (model: Model): CustomerSums => {
    let sums = byModel.get(model);
    if (sums === undefined) byModel.set(model, (sums = make(model)));
    return sums;
  };
  const sums = make(base.side.days.base);
  const slots = base.series.flatMap(({ id }, index): Slot[] => {
    const [name, scope] = [constraintName(id), constraintScope(id)];
    if (!wants(id) || !sums.has(name, scope)) return [];
    const outlook = outlookOf(base.side, id);
    return outlook === null ? [] : [{ index, id, name, scope, outlook }];
  });
  return { slots, on };
}

/** Who is there on each day, and how much of them; the very same list as the day before where nothing has changed. */
function partsByDay(customers: readonly ComingCustomer[], first: number, days: number): readonly Part[][] {
  let before: Part[] = [];
  let key = '';
  return Array.from({ length: days }, (_, i) => {
    const day = first + i;
    const there = customers.filter(({ from }) => from <= day);
    const fractions = there.map(({ ramp, from }) => rampFraction(ramp, day - from));
    const now = fractions.join(' ');
    if (now !== key) {
      key = now;
      before = there.map(({ load, cluster }, k) => ({ load: partOf(load, fractions[k] ?? 0), cluster }));
    }
    return before;
  });
}

/** The demand of every target of a group, by day. */
function demandsOf(
  { side, series }: OddsWorld,
  { slots, on }: Group,
  parts: readonly (readonly Part[])[],
  more: readonly Growth[],
): ReadonlyMap<Slot, Float64Array> {
  const { asOfDay, growths } = side.days;
  const together = [...growths, ...more];
  const rows = slots.map((slot) => ({
    slot,
    demand: Float64Array.from(series[slot.index]?.demand ?? []),
    figures: null as FigureParts | null,
    growths: more.some((growth) => grows(growth, slot.id)) ? together : growths,
  }));
  let [taken, known]: [readonly Part[] | null, Model | null] = [null, null];
  for (const [i, there] of parts.entries()) {
    if (there.length === 0) continue;
    const day = asOfDay + i;
    const { model } = side.days.stateOn(day);
    if (there !== taken || model !== known) {
      const sums = on(model);
      sums.take(there);
      for (const row of rows) row.figures = sums.figures(row.slot.name, row.slot.scope);
      [taken, known] = [there, model];
    }
    for (const { slot, figures, demand, growths: own } of rows)
      if (figures !== null)
        demand[i] = slot.outlook.demandWith(day, slot.outlook.figureOf(figures), own) ?? Number.NaN;
  }
  return new Map(rows.map(({ slot, demand }) => [slot, demand]));
}

const grows = (growth: Growth, id: string): boolean =>
  growth.kind === 'snapshots' && id === `storage.snapshots@pool:${growth.pool}`;
