import type { Scenario } from '../events/scenario.ts';
import { calendarOf, type DayNumber } from '../history/calendar.ts';
import type { History } from '../history/history.ts';
import { measuredHistory, type MeasuredHistory } from '../history/measured-history.ts';
import type { Model, Order } from '../model/document.ts';
import { instantMs } from '../model/instant.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import type { Side } from './outlook.ts';
import type { Circumstance } from './apply-event.ts';
import { scenarioDays, type ScenarioDays } from './scenario-days.ts';

/** The calendar day of a model's instant, in the history's time zone, else in UTC. */
function asOfDay(model: Model, history: MeasuredHistory | null): DayNumber {
  return calendarOf(history?.timeZone ?? 'UTC').dayOf(instantMs(model.asOf) ?? 0);
}

const baselines = new WeakMap<Model, Map<string, ScenarioDays>>();

/** The days without any scenario: only orders arrive. Remembered, so that many scenarios share them. */
function baselineDays(model: Model, policy: Policy, day: number): ScenarioDays {
  let known = baselines.get(model);
  if (known === undefined) baselines.set(model, (known = new Map()));
  const key = JSON.stringify([day, policy]);
  let days = known.get(key);
  if (days === undefined) {
    const made = scenarioDays(model, policy, null, { asOfDay: day });
    if (!made.ok) throw new Error('a model without events was refused');
    known.set(key, (days = made.value));
  }
  return days;
}

/**
 * Both sides of a question about the future: the scenario with its own policy, and what would be without it (under the
 * policy given). Located problems if an event cannot be applied to the model it meets.
 */
export function sidesOf(
  model: Model,
  policy: Policy,
  scenario: Scenario | null,
  history: History | MeasuredHistory | null,
  circumstance?: Circumstance,
  orderDelayDays?: (order: Order, index: number) => number,
): Parsed<{ readonly baseline: Side; readonly scenario: Side }> {
  const full = measuredHistory(history);
  const day = asOfDay(model, full);
  const base = baselineDays(model, policy, day);
  const baseline: Side = { days: base, base, history: full };
  if (scenario === null) return { ok: true, value: { baseline, scenario: baseline } };
  const days = scenarioDays(model, policy, scenario, {
    asOfDay: day,
    ...(circumstance === undefined ? {} : { circumstance }),
    ...(orderDelayDays === undefined ? {} : { orderDelayDays }),
  });
  if (!days.ok) return days;
  return { ok: true, value: { baseline, scenario: { days: days.value, base, history: full } } };
}
