import { modelWithHosts } from '../events/add-hosts.ts';
import { inApplicationOrder, type PlacedEvent } from '../events/application-order.ts';
import { definitionOf } from '../events/event-registry.ts';
import { bled } from '../events/memory-bleed.ts';
import { rampDays, type Ramp } from '../events/ramp.ts';
import { resolveFields } from '../events/resolve-fields.ts';
import { describeEvent } from '../events/describe-event.ts';
import type { FieldValues } from '../events/definition.ts';
import type { Scenario, ScenarioEvent } from '../events/scenario.ts';
import { dayName, dayNumber } from '../history/calendar.ts';
import type { Host, Model, Order } from '../model/document.ts';
import { byCodeUnits, remember } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import type { TimeMarker } from './forecast-result.ts';
import type { DayItem, ItemCircumstances } from './day-item.ts';
import type { Growth } from './growth.ts';
import { onboardingItem } from './ramped-onboarding.ts';
import { NOBODY, settledCustomers } from './settled-customers.ts';
import { applyOne, PLAIN, type Circumstance } from './apply-event.ts';

/** The model a scenario leads to on any day, and what it does to growth (MODEL.md section 10). */
export interface ScenarioDays {
  readonly asOfDay: number;
  /** The scenario's policy laid over the one given. */
  readonly policy: Policy;
  readonly base: Model;
  readonly growths: readonly Growth[];
  readonly markers: readonly TimeMarker[];
  /** Days with the same key have the very same model. Days before `asOf` are like `asOf` without the scenario. */
  stateOn(day: number): DayState;
}

export interface DayState {
  readonly key: string;
  readonly model: Model;
}

export interface ScenarioDaysOptions {
  readonly asOfDay: number;
  readonly circumstance?: Circumstance;
  /** Days each order comes late; default: none. */
  readonly orderDelayDays?: (order: Order, index: number) => number;
}

/**
 * What stands on each day: orders that have arrived and events that are due, in order of their days, orders first; undated
 * events at once. While a customer ramps up, ⌈count × f⌉ microVMs and f of everything else are there, counted in its
 * cluster without being placed. An order that should have arrived before `asOf` is taken to be in the inventory already.
 *
 * @returns located problems if an event cannot be applied to the model it meets.
 */
export function scenarioDays(
  model: Model,
  policy: Policy,
  scenario: Scenario | null,
  options: ScenarioDaysOptions,
): Parsed<ScenarioDays> {
  const { asOfDay, circumstance: given = PLAIN } = options;
  const settled =
    given.settled ?? (scenario === null ? NOBODY : settledCustomers(model, policy, scenario, given.solver));
  const circumstance: Circumstance = { ...given, settled };
  const own = scenario?.policy ?? {};
  // The very same object where nothing is laid over it, so that what is remembered for it is found.
  const overlaid: Policy = Object.keys(own).length === 0 ? policy : { ...policy, ...own };
  const growths: Growth[] = [];
  const orders = orderItems(model, options);
  const placed = inApplicationOrder(scenario?.events ?? []).filter(
    ({ event }) => event.disabled !== true && circumstance.happens(event),
  );
  const unasked =
    circumstance.sumsOnly === true
      ? placed.findLastIndex(({ event }) => event.type !== 'onboardCustomer') + 1
      : placed.length - 1;
  const events = placed.map((entry, i) =>
    eventItem(entry, { asOfDay, policy: overlaid, circumstance, growths, last: i >= unasked }),
  );
  const items = [...orders, ...events]
    .map((item, index) => ({ item, index }))
    .sort((a, b) => (a.item.day === b.item.day ? a.index - b.index : a.item.day - b.item.day))
    .map(({ item }) => item);
  const chain = new Map<string, Model>();
  const upTo = (day: number): Parsed<{ key: string; model: Model }> => {
    let now = model;
    let key = '';
    for (const item of items) {
      if (item.day > day) break;
      const fraction = item.fractionOn(day);
      key += fraction === 1 ? `${item.key} ` : `${item.key}*${fraction} `;
      const known = chain.get(key);
      if (known !== undefined) {
        now = known;
        continue;
      }
      const applied = item.apply(now, fraction);
      if (!applied.ok) return applied;
      now = applied.value;
      chain.set(key, now);
    }
    return { ok: true, value: { key, model: now } };
  };
  const everything = upTo(Infinity);
  if (!everything.ok) return everything;
  const bleeding = new Map<string, Model>();
  const before: DayState = { key: 'before', model };
  const states = new Map<number, DayState>();
  return {
    ok: true,
    value: {
      asOfDay,
      policy: overlaid,
      base: model,
      growths,
      markers: markersOf(model, placed, options),
      stateOn(day) {
        if (day < asOfDay) return before;
        const known = states.get(day);
        if (known !== undefined) return known;
        const state = upTo(day);
        // The chain was walked to its end above: what is not refused at full ramp is not refused on the way there.
        if (!state.ok) throw new Error(`an event was refused on ${dayName(day)} only`);
        const found = withBleeds(state.value, growths, day, bleeding);
        states.set(day, found);
        return found;
      },
    },
  };
}

function withBleeds(
  state: { readonly key: string; readonly model: Model },
  growths: readonly Growth[],
  day: number,
  known: Map<string, Model>,
): { key: string; model: Model } {
  let { key, model } = state;
  for (const growth of growths) {
    if (growth.kind !== 'bleed' || day <= growth.from) continue;
    key += `bleed:${growth.event.id}*${day - growth.from} `;
    const before = model;
    const bleeds = (host: Host) =>
      host.state !== 'down' && (growth.cluster === null || host.cluster === growth.cluster);
    model = known.get(key) ?? bled(before, bleeds, growth.bytesPerHostPerDay * (day - growth.from));
    known.set(key, model);
  }
  return { key, model };
}

/** Orders as hosts that join on their day, named apart from whatever a scenario adds. */
function orderItems(model: Model, { asOfDay, orderDelayDays }: ScenarioDaysOptions): readonly DayItem[] {
  return model.orders.flatMap((order, index) => {
    const arrives = dayNumber(order.arrivesOn);
    const sku = model.skus.find((candidate) => candidate.id === order.sku);
    if (sku === undefined || arrives < asOfDay) return [];
    const day = arrives + (orderDelayDays?.(order, index) ?? 0);
    const content = JSON.stringify([index, order.cluster, order.count, sku]);
    return [
      {
        key: `order-${index}@${day}`,
        day,
        fractionOn: () => 1,
        apply: (before): Parsed<Model> => {
          const lists = arrivedLists(before.hosts);
          let hosts = lists.get(content);
          if (hosts === undefined) {
            const after = modelWithHosts({ ...before, hosts: [] }, sku, order.cluster, order.count).model;
            const named = after.hosts.map((host, i) => ({
              ...host,
              id: `order-${index + 1}-${sku.id}-${i + 1}`,
            }));
            lists.set(content, (hosts = [...before.hosts, ...named]));
          }
          return { ok: true, value: { ...before, hosts } };
        },
      },
    ];
  });
}

/**
 * Hosts with an order's behind them, by what came: the very same list whenever the same arrives, so that what is remembered
 * of it holds for every run that is thrown.
 */
const arrivedLists = remember((_hosts: readonly Host[]) => new Map<string, readonly Host[]>());

/** The day an event happens; undated ones happen on the day of `asOf`. */
export function eventDay(event: ScenarioEvent, asOfDay: number): number {
  return event.on === undefined ? asOfDay : Math.max(asOfDay, dayNumber(event.on));
}

function eventItem(placed: PlacedEvent, circumstances: ItemCircumstances): DayItem {
  const { event } = placed;
  const { asOfDay, policy, circumstance, growths } = circumstances;
  const day = eventDay(event, asOfDay);
  const values = resolveFields(definitionOf(event.type)?.fields ?? [], event, circumstance.drawFor(event));
  if (event.type === 'onboardCustomer') return onboardingItem(placed, day, values, circumstances);
  growths.push(...growthOf(event, day, values));
  return {
    key: event.id,
    day,
    fractionOn: () => 1,
    apply(model) {
      const applied = applyOne(model, policy, placed, dayName(day), { ...circumstance, preview: false });
      return applied.ok ? { ok: true, value: applied.value.after } : applied;
    },
  };
}

/** What an event does to growth rather than to the model of a day. The values are those of the type's own fields. */
function growthOf(event: ScenarioEvent, from: number, values: FieldValues): readonly Growth[] {
  const text = (key: string): string => String(values[key]);
  const amount = (key: string): number => Number(values[key]);
  switch (event.type) {
    case 'growthMultiplier':
      return [{ kind: 'slope', event, from, constraint: text('constraint'), factor: amount('factor') }];
    case 'snapshotGrowth': {
      const constraint = `storage.snapshots@pool:${text('pool')}`;
      return [{ kind: 'slope', event, from, constraint, factor: amount('factor') }];
    }
    case 'connectionLeak':
      return [
        { kind: 'leak', event, from, postgres: text('postgres'), perHour: amount('connectionsPerHour') },
      ];
    case 'memoryBleed': {
      const cluster = values['cluster'] === null ? null : text('cluster');
      return [{ kind: 'bleed', event, from, cluster, bytesPerHostPerDay: amount('bytesPerHostPerDay') }];
    }
    default:
      return [];
  }
}

function markersOf(
  model: Model,
  placed: readonly PlacedEvent[],
  { asOfDay }: ScenarioDaysOptions,
): readonly TimeMarker[] {
  const orders = model.orders
    .filter((order) => dayNumber(order.arrivesOn) >= asOfDay)
    .map(({ sku, cluster, count, arrivesOn }): TimeMarker => {
      const label = `${count} × ${sku} arrive in ${cluster}`;
      return { day: arrivesOn, kind: 'order', label, event: null };
    });
  const events = placed.flatMap(({ event }): TimeMarker[] => {
    const day = eventDay(event, asOfDay);
    const label = describeEvent(event);
    const begins: TimeMarker = { day: dayName(day), kind: 'event', label, event: event.id };
    const ramp = (event['ramp'] ?? null) as Ramp | null; // checked by the parser; an interval counts by its middle
    const days = ramp === null ? 0 : rampDays(middleOf(ramp));
    if (!(days > 0)) return [begins];
    const full = dayName(day + Math.ceil(days));
    return [begins, { day: full, kind: 'ramp-end', label: `${label}: all there`, event: event.id }];
  });
  return [...orders, ...events].sort((a, b) => byCodeUnits(a.day, b.day));
}

/** A ramp as it stands in a scenario, with intervals by their middle. */
function middleOf(ramp: Ramp): Ramp {
  if (ramp.kind !== 'linear' && ramp.kind !== 's-curve') return ramp;
  const days: unknown = ramp.days;
  return typeof days === 'number' ? ramp : { kind: ramp.kind, days: (days as { mid: number }).mid };
}
