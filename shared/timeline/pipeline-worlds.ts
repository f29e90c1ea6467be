import { inApplicationOrder } from '../events/application-order.ts';
import type { Draw } from '../events/resolve-fields.ts';
import type { Scenario, ScenarioEvent } from '../events/scenario.ts';
import type { SettledCustomers } from '../events/whereabouts.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import type { History } from '../history/history.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import { customerWorlds } from './customer-sums/customer-world.ts';
import { oddsWorld, type OddsSeries, type OddsWorld } from './odds-world.ts';
import type { Side } from './outlook.ts';
import { PLAIN, type Circumstance } from './apply-event.ts';
import { drawnAdds, signedWith, unsureAmounts, type DrawnAdds } from './pipeline-draws.ts';
import { comingCustomers } from './run-worlds.ts';
import { settledCustomers } from './settled-customers.ts';
import { sidesOf } from './sides.ts';

/** What a pipeline is made of, before the dice are thrown: demand without anybody, and what each customer adds. */
export interface PipelineWorlds {
  readonly side: Side;
  readonly count: number;
  /** Targets some customer touches, with the demand of the days without anybody. */
  readonly base: readonly OddsSeries[];
  readonly customers: readonly {
    readonly event: ScenarioEvent;
    readonly cluster: string | null;
    /** Per target of `base` what the customer adds by day, intervals by their middle; `null` where nothing. */
    readonly adds: readonly (Float64Array | null)[];
    /** What it adds in a run, where an amount is an interval; `null`: always `adds`. */
    readonly drawn: DrawnAdds | null;
  }[];
  readonly notes: readonly string[];
}

interface World {
  readonly model: Model;
  readonly policy: Policy;
  readonly history: History | MeasuredHistory | null;
  /** Says where customers go; placements go without it. */
  readonly solver: LinearSolver | null;
}

/** Everybody signs, placed without the last resort; only the model afterwards is wanted. */
const SIGNED: Circumstance = { ...PLAIN, happens: () => true, preview: false };

/**
 * Each customer is put into the days alone, and what they add to every target is kept: loads are sums, so that any set of
 * signatures is the sum of its customers. That this is so is not assumed: the world in which everybody signs is computed by
 * the engine as well, and a target for which it is not the sum of its parts (to a billionth) is left out and named.
 *
 * Amounts that stand as intervals are drawn (pipeline-draws.ts); both their middles and their upper ends are looked at here.
 *
 * Where a customer goes is settled once for the whole pipeline, as everywhere (settled-customers.ts): likely customers come one
 * after the other by date, and no draw moves anybody.
 */
export function* pipelineWorlds(
  { model, policy, history, solver }: World,
  scenario: Scenario,
  seed: number,
): Generator<number, Parsed<PipelineWorlds>> {
  const events = scenario.events.filter(
    ({ type, disabled }) => type === 'onboardCustomer' && disabled !== true,
  );
  const settled = settledCustomers(model, policy, scenario, solver);
  const empty = sidesOf(model, policy, { ...scenario, events: [] }, history);
  if (!empty.ok) return empty;
  const side = empty.value.scenario;
  const count = side.days.policy.forecastHorizonDays + 1;
  const none = oddsWorld(side, count);
  const worldOf = (
    of: readonly ScenarioEvent[],
    circumstance: Circumstance = { ...SIGNED, settled },
  ): Parsed<OddsWorld> => {
    const sides = sidesOf(model, policy, { ...scenario, events: of }, history, circumstance);
    return sides.ok ? { ok: true, value: oddsWorld(sides.value.scenario, count, none) } : sides;
  };
  const alone: OddsWorld[] = [];
  for (const event of events) {
    const world = worldOf([event]);
    if (!world.ok) return world;
    alone.push(world.value);
    yield alone.length;
  }
  const everybody = worldOf(events);
  if (!everybody.ok) return everybody;
  yield alone.length + 1;
  const middles = { alone, everybody: everybody.value };
  const upper = upperEnds(none, events, settled, (of, circumstance) => worldOf(of, circumstance));
  if (upper !== null && !upper.ok) return upper;
  const { series, lines, left, unknown } = touched(none, middles, upper?.value ?? middles);
  const notes: string[] = [];
  if (unknown > 0) notes.push(`${unknown} targets are not measured on some day and left out`);
  if (left.length > 0)
    notes.push(`${left.join(', ')}: not the sum of what the customers bring one by one, left out`);
  return {
    ok: true,
    value: {
      side,
      count,
      base: series,
      customers: events.map((event, i) => ({
        event,
        cluster: clusterOf(event, settled),
        adds: lines.map((line) => line[i] ?? null),
        drawn: drawnAdds(
          none,
          series,
          { event, index: i },
          {
            seed,
            settled,
            byEvents(circumstance) {
              const world = worldOf([event], circumstance);
              return world.ok ? world.value : null;
            },
          },
        ),
      })),
      notes,
    },
  };
}

/** Each customer alone, and everybody. */
interface Signed {
  readonly alone: readonly OddsWorld[];
  readonly everybody: OddsWorld;
}

/** The same with every interval at its upper end; `null` where nothing is an interval. */
function upperEnds(
  none: OddsWorld,
  events: readonly ScenarioEvent[],
  settled: SettledCustomers,
  worldOf: (of: readonly ScenarioEvent[], circumstance: Circumstance) => Parsed<OddsWorld>,
): Parsed<Signed> | null {
  if (events.every((event) => unsureAmounts(event).length === 0)) return null;
  const circumstance = signedWith(() => drawHigh, settled);
  const days = none.series[0]?.demand.length ?? 0;
  const withCustomers = customerWorlds(none, days);
  const of = (some: readonly ScenarioEvent[]): Parsed<OddsWorld> => {
    const coming = comingCustomers(none, inApplicationOrder(some), circumstance);
    return coming === null ? worldOf(some, circumstance) : { ok: true, value: withCustomers(coming) };
  };
  const alone: OddsWorld[] = [];
  for (const event of events) {
    const world = of([event]);
    if (!world.ok) return world;
    alone.push(world.value);
  }
  const everybody = of(events);
  return everybody.ok ? { ok: true, value: { alone, everybody: everybody.value } } : everybody;
}

const drawHigh: Draw = (_path, interval) => interval.high;

function clusterOf(event: ScenarioEvent, settled: SettledCustomers): string | null {
  const given = event['cluster'];
  return settled.get(event.id)?.cluster?.id ?? (typeof given === 'string' ? given : null);
}

/** Differences nobody could see, left by summing in another order. */
const NOISE = 1e-9;

const hasUnknown = ({ demand, limit }: OddsSeries): boolean =>
  demand.some(Number.isNaN) || limit.some(Number.isNaN);

interface Touched {
  readonly series: readonly OddsSeries[];
  /** Per series and customer what is added. */
  readonly lines: readonly (readonly (Float64Array | null)[])[];
  readonly left: readonly string[];
  readonly unknown: number;
}

/** What customers touch with their intervals at the middle or at the upper end; sums it must be at both. */
function touched(none: OddsWorld, middles: Signed, upper: Signed): Touched {
  const byId = (world: OddsWorld) => new Map(world.series.map((entry) => [entry.id, entry]));
  const found = [middles, upper].map(({ alone, everybody }) => ({
    each: alone.map(byId),
    all: byId(everybody),
  }));
  const series: OddsSeries[] = [];
  const lines: (readonly (Float64Array | null)[])[] = [];
  const left: string[] = [];
  let unknown = 0;
  for (const base of none.series) {
    const wholes = found.flatMap(({ all }) => all.get(base.id) ?? []);
    if (wholes.every((whole) => whole === base)) continue;
    if (hasUnknown(base) || wholes.some(hasUnknown)) {
      unknown += 1;
      continue;
    }
    const own = found.map(({ each }) => each.map((world) => addedBy(base, world.get(base.id))));
    const isTouched =
      own.flat().some((line) => line !== null) || wholes.some((whole) => addedBy(base, whole) !== null);
    if (!isTouched) continue;
    if (wholes.every((whole, k) => isSum(base, whole, own[k] ?? []))) {
      series.push(base);
      lines.push(own[0] ?? []);
    } else left.push(base.id);
  }
  return { series, lines, left, unknown };
}

/** What a world's demand has beyond the base, by day; `null` where nothing. */
function addedBy(base: OddsSeries, world: OddsSeries | undefined): Float64Array | null {
  if (world === undefined || world === base) return null;
  const added = world.demand.map((value, day) => value - (base.demand[day] ?? 0));
  const scale = base.limit.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return added.some((value) => Math.abs(value) > scale * NOISE) ? added : null;
}

function isSum(base: OddsSeries, whole: OddsSeries, own: readonly (Float64Array | null)[]): boolean {
  return base.demand.every((value, day) => {
    const sum = own.reduce((total, line) => total + (line?.[day] ?? 0), value);
    const scale = Math.max(Math.abs(base.limit[day] ?? 0), Math.abs(sum), 1e-12);
    const isSameLimit = Math.abs((base.limit[day] ?? 0) - (whole.limit[day] ?? 0)) <= scale * NOISE;
    return isSameLimit && Math.abs(sum - (whole.demand[day] ?? 0)) <= scale * NOISE;
  });
}
