import { assess } from '../assess/assess.ts';
import type { Assessment } from '../assess/constraint.ts';
import type { HistoryOf } from '../events/definition.ts';
import type { Scenario } from '../events/scenario.ts';
import type { History } from '../history/history.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import { buildTimeline } from './build-timeline.ts';
import { cascadeOf } from './cascade.ts';
import { changesBetween } from './changes.ts';
import { historyAfter } from './history-after.ts';
import { withDates } from './onboarding-dates.ts';
import type { EventOutcome, ImmediateResult, SimulationResult } from './result.ts';
import { PLAIN } from './apply-event.ts';
import { runEvents } from './run-events.ts';
import { sidesOf } from './sides.ts';
import type { Watch } from '../placement/worst-loss.ts';
import { survivalProvider } from './survival-provider.ts';
import { triggersOf } from './triggers.ts';

interface AssessedBefore {
  readonly policy: Policy;
  readonly history: History | null;
  readonly solver: LinearSolver | null;
  readonly assessment: Assessment;
}

const assessed = new WeakMap<Model, AssessedBefore>();

/** What every scenario is compared with: remembered for the latest question asked of a model. */
function assessedBefore(
  model: Model,
  policy: Policy,
  history: History | null,
  solver: LinearSolver | null,
): Assessment {
  const known = assessed.get(model);
  if (known?.policy === policy && known.history === history && known.solver === solver)
    return known.assessment;
  const assessment = assess(model, policy, history, survivalProvider(solver));
  assessed.set(model, { policy, history, solver, assessment });
  return assessment;
}

/**
 * What a scenario does to a model, without its days: see `simulate`, of which this is the part that does not look ahead.
 *
 * @param remedies `false` leaves the search of what would make room for customers to `simulateActions`, for whoever wants the
 *   rest at once: their outcomes say `awaitsActions`.
 * @param watch hears how far the search of a worst loss is, and may stop it.
 */
export function simulateAtOnce(
  model: Model,
  policy: Policy,
  scenario: Scenario,
  history: History | null = null,
  solver: LinearSolver | null = null,
  { remedies = true, watch }: { readonly remedies?: boolean; readonly watch?: Watch } = {},
): Parsed<ImmediateResult> {
  const historyOf: HistoryOf = (now) => historyAfter(history, model, now);
  const run = runEvents(model, policy, scenario, {
    ...PLAIN,
    solver,
    historyOf,
    remedies,
    ...(watch === undefined ? {} : { watch }),
  });
  if (!run.ok) return run;
  const { model: end, policy: endPolicy, events, notes } = run.value;
  const survival = survivalProvider(solver);
  const before = assessedBefore(model, policy, history, solver);
  const after = assess(end, endPolicy, historyOf(end), survival);
  return {
    ok: true,
    value: {
      schema: 'headroom.result/v1',
      scenario: scenario.name,
      before,
      after,
      changes: changesBetween(before, after),
      events: events.map(({ before: _before, after: _after, figures, ...entry }) => ({
        ...entry,
        figures: figures(),
      })),
      cascade: cascadeOf(model, endPolicy, events),
      notes: [
        ...notes,
        ...events.flatMap((entry) => entry.notes.map((note) => `${entry.event.id}: ${note}`)),
      ],
    },
  };
}

/**
 * What a scenario does to a model (MODEL.md section 10). `before` is assessed under `policy`, `after` under `policy` with
 * the scenario's own laid over it and all events at full ramp. Deterministic: same input, same output.
 *
 * The timeline and the triggers say what comes day by day, each event from its day on: by the fitted history where one is
 * given in full, else by the model of each day.
 *
 * @param history measured daily peaks; the ones after count what the events add.
 * @param solver has the last word on placements nothing else settles; without one those stay undecided.
 * @returns located problems if an event cannot be applied to the model it meets; `parseScenario` finds the others.
 */
export function simulate(
  model: Model,
  policy: Policy,
  scenario: Scenario,
  history: History | MeasuredHistory | null = null,
  solver: LinearSolver | null = null,
  options: { readonly watch?: Watch } = {},
): Parsed<SimulationResult> {
  const immediate = simulateAtOnce(model, policy, scenario, history, solver, options);
  if (!immediate.ok) return immediate;
  const { notes, events, ...now } = immediate.value;
  const days = simulateDays(model, policy, scenario, events, history, solver, options);
  return days.ok ? { ok: true, value: { ...now, ...days.value, notes } } : days;
}

/** What comes day by day, and the events with what only the days tell; the other half of `simulate`. */
export type DatedResult = Pick<SimulationResult, 'events' | 'timeline' | 'triggers' | 'triggersBefore'>;

/**
 * The days of a scenario: see `simulate`, of which this is the part that looks ahead.
 *
 * @param events outcomes as `simulateAtOnce` gives them for the same question; the very same list comes back where the
 *   days add nothing to them.
 * @param watch hears how far the search of a worst loss is, on a day on which the model is another one.
 */
export function simulateDays(
  model: Model,
  policy: Policy,
  scenario: Scenario,
  events: readonly EventOutcome[],
  history: History | MeasuredHistory | null = null,
  solver: LinearSolver | null = null,
  { watch }: { readonly watch?: Watch } = {},
): Parsed<DatedResult> {
  const sides = sidesOf(model, policy, scenario, history, {
    ...PLAIN,
    solver,
    ...(watch === undefined ? {} : { watch }),
  });
  if (!sides.ok) return sides;
  const days = {
    timeline: buildTimeline(sides.value.scenario),
    triggers: triggersOf(sides.value.scenario),
    triggersBefore: triggersOf(sides.value.baseline),
  };
  return { ok: true, value: { events: withDates(events, days, { model, policy }), ...days } };
}
