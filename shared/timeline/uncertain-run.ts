import { DAYS_PER_YEAR } from './host-outages.ts';
import { hostLoss } from '../events/host-loss.ts';
import { definitionOf } from '../events/event-registry.ts';
import { resolveFields, type Draw } from '../events/resolve-fields.ts';
import type { Scenario, ScenarioEvent } from '../events/scenario.ts';
import type { SettledCustomers } from '../events/whereabouts.ts';
import { dayText, utcDayNumber } from '../model/instant.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { keyedUniform } from './keyed-random.ts';
import type { Circumstance } from './apply-event.ts';
import { runEvents } from './run-events.ts';
import { drawInterval } from './split-normal.ts';

const HARDWARE = 'hardware';

/** One run of the dice: the model it leads to, and a key that is equal for runs that drew the same. */
export interface UncertainRun {
  readonly key: string;
  /** `null`: the events that happened cannot follow each other, e.g. one names a host nobody added this time. */
  finish(): { readonly model: Model; readonly policy: Policy } | null;
}

/** Whether an event happens in a run: its probability (drawn, where that is an interval) against the event's own luck. */
export function happensIn(event: ScenarioEvent, seed: number, run: number): boolean {
  const { probability } = event;
  if (probability === undefined) return true;
  const chance =
    typeof probability === 'number'
      ? probability
      : drawInterval(probability, keyedUniform(seed, event.id, 'probability.value', run), { min: 0, max: 1 });
  return keyedUniform(seed, event.id, 'probability', run) < chance;
}

/**
 * Hosts that are out of order in a run: each on its own with the share of time it spends in repair, λr ÷ (1 + λr) with
 * λ = `hostFailuresPerYear` and r = `hostRepairDays` in years. None where the policy leaves one of them `null`.
 */
export function brokenHosts(model: Model, policy: Policy, seed: number, run: number): readonly string[] {
  const { hostFailuresPerYear: rate, hostRepairDays: repair } = policy;
  if (rate === null || repair === null) return [];
  const load = (rate * repair) / DAYS_PER_YEAR;
  const share = load / (1 + load);
  return model.hosts
    .filter((host) => host.state !== 'down' && keyedUniform(seed, HARDWARE, host.id, run) < share)
    .map((host) => host.id);
}

/** What an event's intervals come to in a run, each by its own key. */
export const drawFor =
  (event: ScenarioEvent, seed: number, run: number): Draw =>
  (path, interval, bounds) =>
    drawInterval(interval, keyedUniform(seed, event.id, path, run), bounds);

/** What an event's intervals come to, by path. */
function drawnValues(event: ScenarioEvent, draw: Draw): Record<string, number> {
  const values: Record<string, number> = {};
  resolveFields(definitionOf(event.type)?.fields ?? [], event, (path, interval, bounds) => {
    const value = draw(path, interval, bounds);
    values[path] = value;
    return value;
  });
  return values;
}

/**
 * What the uncertain events of a scenario come to in one run, and a key that is equal for runs that drew the same.
 *
 * @param settled where customers go in every run: where the plain scenario puts them (settled-customers.ts).
 */
export function circumstanceOf(
  scenario: Scenario,
  seed: number,
  run: number,
  settled: SettledCustomers,
): { readonly key: string; readonly circumstance: Circumstance } {
  const happening = new Set<string>();
  const drawn: Record<string, number>[] = [];
  for (const event of scenario.events) {
    if (event.disabled === true || !happensIn(event, seed, run)) continue;
    happening.add(event.id);
    drawn.push(drawnValues(event, drawFor(event, seed, run)));
  }
  return {
    key: JSON.stringify([[...happening], drawn]),
    circumstance: {
      happens: (event) => happening.has(event.id),
      drawFor: (event) => drawFor(event, seed, run),
      preview: false,
      solver: null,
      settled,
      sumsOnly: true,
    },
  };
}

/** Draws one run of a scenario; placements go without the last resort, so that thousands of runs stay affordable: which events happen, what their intervals come to, which hosts are broken afterwards. */
export function drawRun(
  model: Model,
  policy: Policy,
  scenario: Scenario,
  { seed, run, settled }: { readonly seed: number; readonly run: number; readonly settled: SettledCustomers },
): UncertainRun {
  const { key, circumstance } = circumstanceOf(scenario, seed, run, settled);
  const overlaid = { ...policy, ...scenario.policy };
  const broken = brokenHosts(model, overlaid, seed, run);
  return {
    key: JSON.stringify([key, broken]),
    finish() {
      const applied = runEvents(model, policy, scenario, circumstance);
      if (!applied.ok) return null;
      return { model: withBroken(applied.value.model, overlaid, broken), policy: overlaid };
    },
  };
}

function withBroken(model: Model, policy: Policy, broken: readonly string[]): Model {
  const up = new Set(model.hosts.filter((host) => host.state !== 'down').map((host) => host.id));
  const hosts = broken.filter((id) => up.has(id));
  if (hosts.length === 0) return model;
  const today = utcDayNumber(model.asOf);
  const context = {
    model,
    policy,
    id: HARDWARE,
    path: HARDWARE,
    day: today === null ? model.asOf : dayText(today),
    preview: false,
    solver: null,
    historyOf: () => null,
  };
  const lost = hostLoss.apply(context, {
    hosts,
    count: null,
    select: 'largest',
    cluster: null,
    failureDomain: null,
  });
  return lost.ok ? lost.model : model;
}
