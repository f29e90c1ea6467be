import { largestNode } from '../events/add-edge-nodes.ts';
import { definitionOf } from '../events/event-registry.ts';
import { drawMid, resolveFields } from '../events/resolve-fields.ts';
import { dayName } from '../history/calendar.ts';
import type { Model, Sku } from '../model/document.ts';
import { byCodeUnits, modelIndex } from '../model/model-index.ts';
import { roundedUp } from '../model/rounding.ts';
import { GB } from '../units.ts';
import { constraintOf } from './constraint-of-day.ts';
import { horizonOf } from './forecast-summary.ts';
import { scopeIdOf } from './growth.ts';
import { outlookOf, type Outlook, type Side } from './outlook.ts';
import { crossingOf } from './outlook-crossing.ts';
import type { ScenarioDays } from './scenario-days.ts';
import type { TriggerAction, TriggerKind, TriggerState } from './trigger-result.ts';
import { projectedState } from './trigger-state.ts';

type ActionEvent = { readonly type: string } & Readonly<Record<string, unknown>>;

const MOST_TRIES = 12;
const MOST_COUNT = 100_000;

/** The models of all days with something done to them; the history stays the one that was measured. */
function sideWith(side: Side, change: (model: Model) => Model): Side {
  const changed = new Map<Model, Model>();
  const days: ScenarioDays = {
    ...side.days,
    stateOn(day) {
      const state = side.days.stateOn(day);
      let model = changed.get(state.model);
      if (model === undefined) changed.set(state.model, (model = change(state.model)));
      return { key: state.key, model };
    },
  };
  return { ...side, days };
}

/** An event applied to a model as the engine applies it; the model itself where it cannot be. */
function applied(model: Model, side: Side, event: ActionEvent): Model {
  const definition = definitionOf(event.type);
  if (definition === null) return model;
  const context = {
    model,
    policy: side.days.policy,
    id: 'action',
    path: 'action',
    day: dayName(side.days.asOfDay),
    preview: false,
    solver: null,
    historyOf: () => null,
  };
  const result = definition.apply(context, resolveFields(definition.fields, event, drawMid));
  return result.ok ? result.model : model;
}

/** Tries actions through the engine: does the trigger leave its state with what the event makes of each day's model? */
function silences(outlook: Outlook, side: Side, state: TriggerState, event: ActionEvent): boolean {
  const tried = sideWith(side, (model) => applied(model, side, event));
  const then = outlookOf(tried, outlook.id);
  if (then === null) return false;
  const after = projectedState(crossingOf(then, horizonOf(then, tried)), tried).state;
  return after === 'quiet' || (state === 'firing' && after === 'watch');
}

/** The smallest count that suffices, sought from an estimate outwards; `null` if none does near it. */
function smallestFrom(estimate: number, suffices: (count: number) => boolean): number | null {
  let count = Number.isNaN(estimate) ? 1 : Math.min(MOST_COUNT, Math.max(1, estimate));
  let tries = 0;
  while (!suffices(count)) {
    tries += 1;
    count += 1;
    if (tries > MOST_TRIES || count > MOST_COUNT) return null;
  }
  while (tries <= MOST_TRIES && count > 1 && suffices(count - 1)) {
    tries += 1;
    count -= 1;
  }
  return count;
}

/** The largest lack within the trigger's horizon, in the constraint's unit, beyond what the target allows. */
function worstLack(outlook: Outlook, { days }: Side, state: TriggerState): number {
  const edge = state === 'watch' ? 'high' : 'value';
  const last = days.asOfDay + days.policy.triggerHorizonDays;
  let worst = 0;
  for (let day = outlook.lastDay; day <= last; day += 1) {
    const limit = outlook.targetOn(day)?.limit ?? null;
    const demand = day === outlook.lastDay ? outlook.now : (outlook.demandOn(day)?.[edge] ?? null);
    if (limit !== null && demand !== null) worst = Math.max(worst, demand - limit);
  }
  return worst;
}

/** What silences a projected trigger, the cheapest first (MODEL.md section 9). */
export function triggerActions(
  outlook: Outlook,
  side: Side,
  kind: TriggerKind,
  state: TriggerState,
): readonly TriggerAction[] {
  if (kind === 'memory-headroom') return moreHosts(outlook, side, state);
  if (kind === 'edge-connections') return moreEdgeNodes(outlook, side, state);
  return snapshotActions(outlook, side, state);
}

const ratioOf = (outlook: Outlook): number => {
  const { target } = outlook.constraint;
  if (typeof target?.value !== 'number') return 1;
  return target.on === 'headroom' ? 1 - target.value : target.value;
};

interface HostChoice {
  readonly sku: Sku;
  readonly cluster: string;
  readonly count: number;
  readonly cost: number;
  readonly headroom: number;
}

/**
 * For each machine type the fewest hosts that suffice, in the cluster where fewest do; of clusters where as many do, the
 * one with the least headroom of its own. A type larger than the largest host raises the reserve, which the tries notice.
 */
function moreHosts(outlook: Outlook, side: Side, state: TriggerState): readonly TriggerAction[] {
  const { base, policy } = side.days;
  const clusters = modelIndex(base).clustersByRegion.get(scopeIdOf(outlook.id)) ?? [];
  const lack = worstLack(outlook, side, state);
  const choices = base.skus.flatMap((sku): HostChoice[] => {
    const size = (sku.memoryBytes ?? 0) - sku.systemReservedMemoryBytes;
    if (!(size > 0)) return [];
    const estimate = roundedUp(lack / (ratioOf(outlook) * size));
    const found = clusters.flatMap(({ id: cluster }): HostChoice[] => {
      const count = smallestFrom(estimate, (hosts) =>
        silences(outlook, side, state, { type: 'addHosts', cluster, sku: sku.id, count: hosts }),
      );
      if (count === null) return [];
      const headroom = constraintOf(base, policy, `compute.memory@cluster:${cluster}`)?.headroom ?? Infinity;
      return [
        { sku, cluster, count, cost: sku.unitCost === null ? Infinity : sku.unitCost * count, headroom },
      ];
    });
    found.sort((a, b) => a.count - b.count || a.headroom - b.headroom || byCodeUnits(a.cluster, b.cluster));
    return found.slice(0, 1);
  });
  choices.sort(
    (a, b) =>
      (a.cost === b.cost ? 0 : a.cost - b.cost) || a.count - b.count || byCodeUnits(a.sku.id, b.sku.id),
  );
  return choices.map(({ sku, cluster, count, cost }) => ({
    text: `Add ${count} ${count === 1 ? 'host' : 'hosts'} of ${sku.id} to ${cluster}`,
    event: { type: 'addHosts', cluster, sku: sku.id, count },
    cost: Number.isFinite(cost) ? cost : null,
    currency: sku.currency,
    ...dated(outlook, side, state, sku.leadTimeDays),
  }));
}

function dated(
  outlook: Outlook,
  side: Side,
  state: TriggerState,
  leadTimeDays: number | null,
): Pick<TriggerAction, 'inServiceBy' | 'orderBy' | 'late'> {
  const crossing = crossingOf(outlook, horizonOf(outlook, side));
  const day = state === 'watch' ? (crossing?.early ?? null) : (crossing?.date ?? null);
  if (day === null || crossing?.already === true) return { inServiceBy: null, orderBy: null, late: true };
  if (leadTimeDays === null) return { inServiceBy: dayName(day), orderBy: null, late: false };
  const orderBy = Math.floor(day - leadTimeDays - side.days.policy.provisioningDays);
  return { inServiceBy: dayName(day), orderBy: dayName(orderBy), late: orderBy < side.days.asOfDay };
}

/** Edge nodes like the region's largest. */
function moreEdgeNodes(outlook: Outlook, side: Side, state: TriggerState): readonly TriggerAction[] {
  const region = scopeIdOf(outlook.id);
  const like = largestNode(side.days.base, region);
  if (like === null || !((like.maxConnections ?? 0) > 0)) return [];
  const size = ratioOf(outlook) * (like.maxConnections ?? 0);
  const eventOf = (count: number) => ({ type: 'addEdgeNodes', region, count, like: like.id });
  const count = smallestFrom(roundedUp(worstLack(outlook, side, state) / size), (nodes) =>
    silences(outlook, side, state, eventOf(nodes)),
  );
  if (count === null) return [];
  return [
    {
      text: `Add ${count} edge ${count === 1 ? 'node' : 'nodes'} like ${like.id} to ${region}`,
      event: eventOf(count),
      cost: null,
      currency: null,
      ...dated(outlook, side, state, null),
    },
  ];
}

/** Gigabytes in words, rounded up: what is named must be enough. */
const storeSize = (gigabytes: number): string =>
  gigabytes >= 1000 ? `${Math.ceil(gigabytes / 10) / 100} TB` : `${gigabytes} GB`;

/** A bigger store, in whole gigabytes; where snapshots grow by what volumes change, also a shorter retention. */
function snapshotActions(outlook: Outlook, side: Side, state: TriggerState): readonly TriggerAction[] {
  const pool = scopeIdOf(outlook.id);
  const lack = worstLack(outlook, side, state);
  const eventOf = (gigabytes: number) => ({ type: 'addStorage', pool, snapshotBackingBytes: gigabytes * GB });
  const estimate = Math.max(1, roundedUp(lack / ratioOf(outlook) / GB));
  // Of a store of which nothing may be used no size is enough.
  const gigabytes = Number.isSafeInteger(estimate)
    ? ([estimate, estimate + 1].find((size) => silences(outlook, side, state, eventOf(size))) ?? null)
    : null;
  const bigger: TriggerAction[] =
    gigabytes === null
      ? []
      : [
          {
            text: `Add ${storeSize(gigabytes)} for snapshots to ${pool}`,
            event: eventOf(gigabytes),
            cost: null,
            currency: null,
            ...dated(outlook, side, state, null),
          },
        ];
  return [...bigger, ...shorterRetention(outlook, side, state)];
}

/** The longest retention, in whole days for all volumes of the pool, under which the store holds; only without history. */
function shorterRetention(outlook: Outlook, side: Side, state: TriggerState): readonly TriggerAction[] {
  if (outlook.source !== 'growth') return [];
  const id = scopeIdOf(outlook.id);
  const volumes = side.days.base.storagePools.find((pool) => pool.id === id)?.volumes ?? [];
  const longest = Math.max(0, ...volumes.map((volume) => Math.ceil(volume.snapshotRetentionDays ?? 0)));
  const keeping =
    (days: number) =>
    (model: Model): Model => ({
      ...model,
      storagePools: model.storagePools.map((pool) =>
        pool.id === id
          ? {
              ...pool,
              volumes: pool.volumes.map((volume) => ({
                ...volume,
                snapshotRetentionDays: Math.min(volume.snapshotRetentionDays ?? days, days),
              })),
            }
          : pool,
      ),
    });
  for (let days = longest - 1; days >= 1; days -= 1) {
    const base = keeping(days)(side.days.base);
    const tried: Side = { ...side, days: { ...side.days, base } };
    const then = outlookOf(tried, outlook.id);
    const after =
      then === null ? 'firing' : projectedState(crossingOf(then, horizonOf(then, tried)), tried).state;
    if (after !== 'quiet' && !(state === 'firing' && after === 'watch')) continue;
    return [
      {
        text: `Keep snapshots of ${id} for at most ${days} ${days === 1 ? 'day' : 'days'}`,
        event: null,
        cost: null,
        currency: null,
        ...dated(outlook, side, state, null),
      },
    ];
  }
  return [];
}

/** The fewest whole cores per node with which none of the days measured misses the target. */
export function resizeAction(outlook: Outlook, side: Side, peaks: readonly number[]): TriggerAction | null {
  const postgres = scopeIdOf(outlook.id);
  const largest = Math.max(...peaks);
  const eventOf = (cpuCores: number) => ({ type: 'resizePostgres', postgres, cpuCores });
  const cores = smallestFrom(roundedUp(largest / side.days.policy.postgresCpuMaxRatio), (count) => {
    const tried = sideWith(side, (model) => applied(model, side, eventOf(count)));
    const target = outlookOf(tried, outlook.id)?.targetOn(side.days.asOfDay) ?? null;
    return target !== null && peaks.every((peak) => !target.misses(peak));
  });
  if (cores === null) return null;
  return {
    text: `Resize ${postgres} to ${cores} ${cores === 1 ? 'core' : 'cores'} per node`,
    event: eventOf(cores),
    cost: null,
    currency: null,
    inServiceBy: null,
    orderBy: null,
    late: true,
  };
}
