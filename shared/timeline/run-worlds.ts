import type { PlacedEvent } from '../events/application-order.ts';
import type { Interval, Scenario } from '../events/scenario.ts';
import { isOpen, settleCustomer } from '../events/settle-customer.ts';
import type { SettledCustomers } from '../events/whereabouts.ts';
import { dayName } from '../history/calendar.ts';
import type { History } from '../history/history.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { contextOf, type Circumstance } from './apply-event.ts';
import { customersAtTheEnd, customerWorlds, type ComingCustomer } from './customer-sums/customer-world.ts';
import { keyedUniform } from './keyed-random.ts';
import { oddsWorld, type OddsWorld } from './odds-world.ts';
import { eventDay } from './scenario-days.ts';
import { sidesOf } from './sides.ts';
import { drawInterval } from './split-normal.ts';
import { circumstanceOf } from './uncertain-run.ts';
import { wishesOf } from './wishes-of.ts';

/** Runs that drew the same events share a world; more different ones than this are not kept. */
const REMEMBERED = 64;

export interface RunWorldsQuestion {
  readonly model: Model;
  readonly policy: Policy;
  readonly scenario: Scenario;
  readonly history: History | MeasuredHistory | null;
  readonly seed: number;
  readonly settled: SettledCustomers;
  /** Days each order comes late; `undefined`: orders come on their day. */
  readonly orderDelayDays: Interval | undefined;
  /** How many days from `asOf` on. */
  readonly days: number;
  /** Another world over the same days, whose series stand for what is the same. */
  readonly like: OddsWorld;
}

/**
 * What happens in each run: events drawn, orders late. Customers at the end of the scenario are summed on top of the world
 * without them (customer-sums/customer-world.ts), so that runs that draw only them otherwise share that world.
 *
 * @returns `null` for a run whose events cannot follow each other.
 */
export function runWorlds(question: RunWorldsQuestion): (run: number) => OddsWorld | null {
  const { model, scenario, seed, settled } = question;
  const atTheEnd = customersAtTheEnd(scenario);
  const theirs = new Set(atTheEnd.map(({ event }) => event.id));
  const others = { ...scenario, events: scenario.events.filter(({ id }) => !theirs.has(id)) };
  const worlds = new Map<string, OddsWorld | null>();
  const bases = new Map<string, Base | null>();
  const made = (run: number, circumstance: Circumstance, delays: readonly number[]): OddsWorld | null => {
    if (atTheEnd.length === 0) return worldByEvents(question, scenario, circumstance, delays);
    const rest = circumstanceOf(others, seed, run, settled);
    const base = remembered(bases, JSON.stringify([rest.key, delays]), () => {
      const world = worldByEvents(question, others, rest.circumstance, delays);
      return world === null ? null : { world, withCustomers: customerWorlds(world, question.days) };
    });
    if (base === null) return null;
    const coming = comingCustomers(base.world, atTheEnd, circumstance);
    return coming === null
      ? worldByEvents(question, scenario, circumstance, delays)
      : base.withCustomers(coming);
  };
  return (run) => {
    const { key, circumstance } = circumstanceOf(scenario, seed, run, settled);
    const delays = delaysOf(model, seed, run, question.orderDelayDays);
    return remembered(worlds, JSON.stringify([key, delays]), () => made(run, circumstance, delays));
  };
}

interface Base {
  readonly world: OddsWorld;
  readonly withCustomers: (customers: readonly ComingCustomer[]) => OddsWorld;
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = make();
  if (known.size < REMEMBERED) known.set(key, value);
  return value;
}

/** A world event by event, with a model for every day that differs. */
export function worldByEvents(
  {
    model,
    policy,
    history,
    days,
    like,
  }: Omit<RunWorldsQuestion, 'scenario' | 'seed' | 'settled' | 'orderDelayDays'>,
  scenario: Scenario,
  circumstance: Circumstance,
  delays: readonly number[],
): OddsWorld | null {
  const sides = sidesOf(model, policy, scenario, history, circumstance, (_, index) => delays[index] ?? 0);
  return sides.ok ? oddsWorld(sides.value.scenario, days, like) : null;
}

/** The customers who come in a run, as drawn; `null` where one is refused, or would have to be settled in the model it meets. */
export function comingCustomers(
  { side }: OddsWorld,
  atTheEnd: readonly PlacedEvent[],
  circumstance: Circumstance,
): readonly ComingCustomer[] | null {
  const { days } = side;
  const coming: ComingCustomer[] = [];
  for (const placed of atTheEnd) {
    const { event } = placed;
    if (!circumstance.happens(event)) continue;
    const from = eventDay(event, days.asOfDay);
    const wishes = wishesOf(event, circumstance.drawFor(event));
    const { model } = days.stateOn(from);
    if (circumstance.settled?.has(event.id) !== true && isOpen(model, wishes)) return null;
    const goes = settleCustomer(contextOf(model, days.policy, placed, dayName(from), circumstance), wishes);
    if (!goes.ok) return null;
    const { region, cluster, pool } = goes.value;
    const load = { ...wishes, region, pool };
    coming.push({ event, load, ramp: wishes.ramp, cluster: cluster?.id ?? null, from });
  }
  return coming;
}

/** Days each order comes late in a run. */
function delaysOf(model: Model, seed: number, run: number, delay: Interval | undefined): readonly number[] {
  if (delay === undefined) return [];
  return model.orders.map((_, index) => {
    const u = keyedUniform(seed, `order-${index}`, 'delay', run);
    return Math.round(drawInterval(delay, u, { min: 0, max: Infinity }));
  });
}
