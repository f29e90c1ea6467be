import { randomGamma, randomNormal } from 'd3-random';
import type { Interval, Scenario } from '../events/scenario.ts';
import { dayName } from '../history/calendar.ts';
import type { History } from '../history/history.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import { PLAIN } from './apply-event.ts';
import { countedBits, countedUniform, normalValues, runStart, streamStart } from './counted-random.ts';
import {
  availableWithout,
  failingHosts,
  outagesOf,
  resourceNamed,
  type FailingHosts,
  type Outage,
} from './host-outages.ts';
import { isWithin, oddsWorld, type OddsSeries, type OddsWorld } from './odds-world.ts';
import { runWorlds } from './run-worlds.ts';
import { settledCustomers } from './settled-customers.ts';
import { sidesOf } from './sides.ts';

export interface OddsOptions {
  readonly runs: number;
  /** Default: the scenario's own seed. */
  readonly seed?: number;
  /** Says where customers go (settled-customers.ts); the days ask for no placement beyond that. */
  readonly solver: LinearSolver | null;
  /** Days each order comes late; absent: orders come on their day. */
  readonly orderDelayDays?: Interval;
}

/** Results of the runs from … to − 1, in the order of the runs. */
export interface OddsSlice {
  readonly from: number;
  readonly to: number;
  readonly refused: number;
  /** Per constraint: runs that hold on each day, and on all. */
  readonly holds: readonly Int32Array[];
  readonly throughout: Int32Array;
  /** Per constraint with headroom: headroom[(run − from) × days + day], `NaN` for a refused run; `null` without. */
  readonly headroom: readonly (Float32Array | null)[];
  /** Runs in which everything holds up to and including each day. */
  readonly allHold: Int32Array;
}

export interface PreparedOdds {
  readonly scenario: string;
  readonly seed: number;
  readonly total: number;
  readonly days: readonly string[];
  readonly ids: readonly string[];
  readonly notes: readonly string[];
  /** Runs may be cut anywhere and made in any order; the result does not depend on it. */
  runs(from: number, to: number): OddsSlice;
}

/**
 * Gets ready to throw the dice on a timeline (MODEL.md section 10, Uncertainty). Drawn per run: whether uncertain events
 * happen and what their intervals come to, one Student t per constraint for the line of its demand, an independent normal
 * residual per constraint and day, hardware failures where the policy gives their rates, and how late orders come where
 * that is given. Each draw is keyed by (seed, what, run), so that scenarios compared share their luck. Constraints are drawn
 * independently of each other. N+1 survival is a question of placement and not asked here.
 */
export function prepareOdds(
  model: Model,
  policy: Policy,
  scenario: Scenario,
  history: History | MeasuredHistory | null,
  options: OddsOptions,
): Parsed<PreparedOdds> {
  const settled = settledCustomers(model, policy, scenario, options.solver);
  const plain = sidesOf(model, policy, scenario, history, { ...PLAIN, settled, sumsOnly: true });
  if (!plain.ok) return plain;
  const seed = options.seed ?? scenario.seed;
  const { days: horizon } = plain.value.scenario;
  const count = horizon.policy.forecastHorizonDays + 1;
  const first = oddsWorld(plain.value.scenario, count);
  const measured = first.series.filter(isMeasured);
  const ids = measured.map(({ id }) => id);
  const { orderDelayDays } = options;
  const uncertain = scenario.events.length > 0 || orderDelayDays !== undefined;
  const worldOf = uncertain
    ? runWorlds({
        model,
        policy,
        scenario,
        history,
        seed,
        settled,
        orderDelayDays,
        days: count,
        like: first,
      })
    : () => first;
  const failing = failingHosts(horizon.stateOn(horizon.asOfDay + count - 1).model, horizon.policy, seed);
  const starts = ids.map((id) => streamStart(seed, id, 'demand'));
  const lineStarts = ids.map((id) => streamStart(seed, id, 'line'));
  const unknown = first.series.length - measured.length;
  const notes = unknown === 0 ? [] : [`${unknown} targets are not measured on some day and left out`];
  if (failing === null)
    notes.push('no hardware failures: the policy gives no rate of them, or no time to repair');
  if (orderDelayDays === undefined && model.orders.length > 0) notes.push('orders come on their day');
  const dice: Dice = { ids, starts, lineStarts, failing, count, firstDay: horizon.asOfDay };
  return {
    ok: true,
    value: {
      scenario: scenario.name,
      seed,
      total: options.runs,
      days: Array.from({ length: count }, (_, i) => dayName(horizon.asOfDay + i)),
      ids,
      notes,
      runs: (from, to) => slice(dice, worldOf, from, to),
    },
  };
}

const isMeasured = ({ demand, limit }: OddsSeries): boolean =>
  !demand.some(Number.isNaN) && !limit.some(Number.isNaN);

interface Dice {
  readonly ids: readonly string[];
  readonly starts: readonly number[];
  readonly lineStarts: readonly number[];
  readonly failing: FailingHosts | null;
  readonly count: number;
  readonly firstDay: number;
}

function slice(dice: Dice, worldOf: (run: number) => OddsWorld | null, from: number, to: number): OddsSlice {
  const { ids, count } = dice;
  const runs = to - from;
  const holds = ids.map(() => new Int32Array(count));
  const throughout = new Int32Array(ids.length);
  const headroom: (Float32Array | null)[] = ids.map(() => null);
  const allHold = new Int32Array(count);
  const available = new Float64Array(count);
  const none = new Int32Array(count);
  let refused = 0;
  for (let run = from; run < to; run += 1) {
    const world = worldOf(run);
    if (world === null) {
      refused += 1;
      continue;
    }
    const byId = seriesById(world);
    const outages = dice.failing === null ? [] : outagesOf(dice.failing, run, dice.firstDay, count);
    let firstMiss = count;
    for (let c = 0; c < ids.length; c += 1) {
      const series = byId.get(ids[c] ?? '');
      let missed = 0;
      if (series !== undefined) {
        const limited = !Number.isNaN(series.available[0] ?? Number.NaN);
        if (limited) headroom[c] ??= new Float32Array(runs * count).fill(Number.NaN);
        const into = headroom[c]?.subarray((run - from) * count, (run - from + 1) * count) ?? null;
        missed = throwOne(dice, { series, world, outages, c, run, available }, holds[c] ?? none, into);
      }
      if (missed === count) throughout[c] = (throughout[c] ?? 0) + 1;
      firstMiss = Math.min(firstMiss, missed);
    }
    for (let day = 0; day < firstMiss; day += 1) allHold[day] = (allHold[day] ?? 0) + 1;
  }
  return { from, to, refused, holds, throughout, headroom, allHold };
}

const byIdOf = new WeakMap<OddsWorld, ReadonlyMap<string, OddsSeries>>();

function seriesById(world: OddsWorld): ReadonlyMap<string, OddsSeries> {
  let known = byIdOf.get(world);
  if (known === undefined)
    byIdOf.set(world, (known = new Map(world.series.map((series) => [series.id, series]))));
  return known;
}

interface Throw {
  readonly series: OddsSeries;
  readonly world: OddsWorld;
  readonly outages: readonly Outage[];
  readonly c: number;
  readonly run: number;
  /** Space for the day's available capacity, made once. */
  readonly available: Float64Array;
}

/**
 * One constraint in one run: counts the days it holds, puts its headroom into `headroom`, returns the first day on which it
 * misses its target (the number of days if none).
 */
function throwOne(
  dice: Dice,
  { series, world, outages, c, run, available }: Throw,
  holds: Int32Array,
  headroom: Float32Array | null,
): number {
  const { demand, lineStd, residualStd: s, degrees, limit, share } = series;
  const reduced = headroom !== null && reduce(series, world, outages, dice.firstDay, available);
  const all = reduced ? available : series.available;
  const line = degrees === 0 ? 0 : drawStudentT(dice.lineStarts[c] ?? 0, run, degrees);
  const start = runStart(dice.starts[c] ?? 0, run);
  const normals = normalValues();
  const { count } = dice;
  let firstMiss = count;
  for (let day = 0; day < count; day += 1) {
    const free = all[day] ?? 0;
    const most = reduced && share !== null ? share * Math.max(0, free) : (limit[day] ?? 0);
    let value = (demand[day] ?? 0) + line * (lineStd[day] ?? 0);
    if (s !== 0) value += s * (normals[countedBits(start, day) >>> 16] ?? 0);
    if (isWithin(value, most, s !== 0)) holds[day] = (holds[day] ?? 0) + 1;
    else if (firstMiss === count) firstMiss = day;
    if (headroom !== null) headroom[day] = free > 0 ? 1 - value / free : Number.NEGATIVE_INFINITY;
  }
  return firstMiss;
}

/** Student t as a normal over the root of a gamma (chi-squared) per degree, both from numbers keyed by (start, run). */
export function drawStudentT(start: number, run: number, degrees: number): number {
  let count = 0;
  const source = (): number => countedUniform(start, run, count++);
  const z = randomNormal.source(source)()();
  const chiSquared = randomGamma.source(source)(degrees / 2, 2)();
  return z / Math.sqrt(chiSquared / degrees);
}

/** Puts what is available on each day into `into`, hosts that are down taken away; `false`: nothing is. */
function reduce(
  { compute, available }: OddsSeries,
  { side }: OddsWorld,
  outages: readonly Outage[],
  firstDay: number,
  into: Float64Array,
): boolean {
  if (compute === null) return false;
  const own = outages.filter((outage) => compute.clusters.includes(outage.cluster));
  const resource = resourceNamed(compute.resource);
  if (own.length === 0 || resource === undefined) return false;
  into.set(available);
  const none = new Set<string>();
  for (let i = 0; i < into.length; i += 1) {
    const day = firstDay + i;
    const down = own.filter((outage) => outage.from <= day && day <= outage.to);
    if (down.length === 0) continue;
    const { model } = side.days.stateOn(day);
    for (const cluster of new Set(down.map((outage) => outage.cluster))) {
      const names = new Set(down.filter((outage) => outage.cluster === cluster).map((outage) => outage.host));
      const less = availableWithout(model, side.days.policy, resource, cluster, names);
      const all = availableWithout(model, side.days.policy, resource, cluster, none);
      if (less !== null && all !== null) into[i] = (into[i] ?? 0) + less - all;
    }
  }
  return true;
}
