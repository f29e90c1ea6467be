import type { PlacedEvent } from '../events/application-order.ts';
import { definitionOf } from '../events/event-registry.ts';
import { uncertainFields, type Draw } from '../events/resolve-fields.ts';
import type { ScenarioEvent } from '../events/scenario.ts';
import type { SettledCustomers } from '../events/whereabouts.ts';
import { PLAIN, type Circumstance } from './apply-event.ts';
import { customerWorlds } from './customer-sums/customer-world.ts';
import type { OddsSeries, OddsWorld } from './odds-world.ts';
import { comingCustomers } from './run-worlds.ts';
import { drawFor } from './uncertain-run.ts';

/** Amounts of a customer that stand as intervals, by path (`connections`, `fleet[0].count`, `ramp.days`). */
export const unsureAmounts = (event: ScenarioEvent): readonly string[] =>
  uncertainFields(definitionOf(event.type)?.fields ?? [], event);

/** Everybody signs; only sums are wanted. */
export const signedWith = (
  draw: (event: ScenarioEvent) => Draw,
  settled: SettledCustomers,
): Circumstance => ({
  ...PLAIN,
  happens: () => true,
  preview: false,
  sumsOnly: true,
  drawFor: draw,
  settled,
});

const TARGETS: readonly (readonly [amounts: RegExp, targets: RegExp])[] = [
  [/^fleet/, /^compute\./],
  [/^(connections|edge|listenerPorts)/, /^edge\./],
  [/^(apiRequests|reconcileArrivals)/, /^controlPlane\.(apiConcurrency|reconcile)@/],
  [/^postgres/, /^controlPlane\.postgres/],
  [/^volumes/, /^storage\./],
  [/^ramp/, /./],
];

/** Whether what a target is asked of a customer depends on one of these amounts. */
function dependsOn(amounts: readonly string[], target: string): boolean {
  return TARGETS.some(([of, on]) => on.test(target) && amounts.some((path) => of.test(path)));
}

/** What a customer adds to targets in a run, by day; `null` for a target none of whose amounts is drawn. */
export type DrawnAdds = (run: number) => readonly (Float64Array | null)[];

/**
 * What the intervals of one customer come to, anew in each run: every amount by its own draw, keyed by (seed, event id, field,
 * run) (MODEL.md section 10), so that it is the one the engine's Monte Carlo takes, for all targets the amount touches.
 *
 * @param none the world without any customer; `base` are those of its series that are asked for.
 * @param byEvents the world with this customer alone, event by event, where sums do not do.
 * @returns `null` where nothing is an interval.
 */
export function drawnAdds(
  none: OddsWorld,
  base: readonly OddsSeries[],
  placed: PlacedEvent,
  {
    seed,
    settled,
    byEvents,
  }: {
    readonly seed: number;
    readonly settled: SettledCustomers;
    readonly byEvents: (circumstance: Circumstance) => OddsWorld | null;
  },
): DrawnAdds | null {
  const amounts = unsureAmounts(placed.event);
  if (amounts.length === 0) return null;
  const places = base.map((series) => (dependsOn(amounts, series.id) ? none.series.indexOf(series) : -1));
  const wanted = new Set(places.map((at) => none.series[at]?.id));
  const days = base[0]?.demand.length ?? 0;
  const withCustomers = customerWorlds(none, days, (id) => wanted.has(id));
  return (run) => {
    const circumstance = signedWith((event) => drawFor(event, seed, run), settled);
    const coming = comingCustomers(none, [placed], circumstance);
    const world = coming === null ? byEvents(circumstance) : withCustomers(coming);
    const byId = coming === null ? new Map(world?.series.map((series) => [series.id, series])) : null;
    return places.map((at, target) => {
      const alone = base[target];
      const drawn = byId === null ? world?.series[at] : byId.get(alone?.id ?? '');
      if (at < 0 || alone === undefined || drawn === undefined) return null;
      return drawn.demand.map((value, day) => value - (alone.demand[day] ?? 0));
    });
  };
}
