import { contextOf } from '../../shared/assess/row.ts';
import { CONSTRAINT_ROWS } from '../../shared/assess/rows.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { ExplainNode } from '../../shared/explain/node.ts';
import { dayName, dayNumber } from '../../shared/history/calendar.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type {
  ForecastAnswer,
  ForecastListAnswer,
  SparksAnswer,
  TriggerListAnswer,
} from '../../shared/ipc/forecast-channels.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { Policy } from '../../shared/model/policy.ts';
import { isForecastable } from '../../shared/timeline/demand-sources.ts';
import { forecastDetail, forecastTrace } from '../../shared/timeline/forecast-detail.ts';
import { explainForecast } from '../../shared/timeline/forecast-explain.ts';
import type { ForecastDetail, PastForecast } from '../../shared/timeline/forecast-result.ts';
import { forecastSummary } from '../../shared/timeline/forecast-summary.ts';
import { outlookOf, type Outlook, type OutlookOptions, type Side } from '../../shared/timeline/outlook.ts';
import { pastForecast } from '../../shared/timeline/past-forecast.ts';
import { scoreSaved } from '../../shared/timeline/saved-forecast.ts';
import { PLAIN } from '../../shared/timeline/apply-event.ts';
import { sidesOf } from '../../shared/timeline/sides.ts';
import { triggersOf } from '../../shared/timeline/triggers.ts';
import { forecastSpark, type ForecastSpark } from '../../shared/view/forecast-spark.ts';
import { badInput, Refusal } from '../refusal.ts';
import { lazySolver } from '../solver/lazy-solver.ts';
import { forecastsToKeep } from './forecast-keeper.ts';
import { recordableSteps } from './recordable-steps.ts';
import { selectedScenario } from './scenario-actions.ts';
import type { Workspace } from './workspace.ts';

interface Sides {
  readonly baseline: Side;
  /** `null` for the baseline. */
  readonly scenario: Side | null;
  /** What the scenario's side has been asked for; the baseline's is kept with its days. */
  readonly outlooks: Map<string, Outlook | null>;
  readonly sparks: Map<string, ForecastSpark>;
}

const KEPT_SIDES = 4;

/** The window and the terms a request asks for, in day numbers. */
function optionsOf({
  window,
  steps,
  weekdays,
}: Pick<RequestOf<'forecast:get'>, 'window' | 'steps' | 'weekdays'>): OutlookOptions {
  return {
    ...(weekdays === undefined ? {} : { weekdays }),
    ...(window === undefined ? {} : { window: { from: dayNumber(window.from), to: dayNumber(window.to) } }),
    ...(steps === undefined
      ? {}
      : { steps: steps.map(({ day, label }) => ({ day: dayNumber(day), label })) }),
  };
}

/** The scenario's outlook without further options, made once; `null` for the baseline. */
function scenarioOutlook({ scenario, outlooks }: Sides, id: string): Outlook | null {
  if (scenario === null) return null;
  let outlook = outlooks.get(id);
  if (outlook === undefined) outlooks.set(id, (outlook = outlookOf(scenario, id)));
  return outlook;
}

/** Forecasts and triggers of the open workspace, remembered while model, policy and history stay as they are. */
export class ForecastAnswers {
  readonly #workspace: Workspace;
  readonly #policy: () => Policy;
  readonly #clock: () => number;
  #inputs = 0;
  readonly #sides = new Map<string, Sides>();
  readonly #lists = new Map<string, ForecastListAnswer>();
  readonly #triggers = new Map<string, TriggerListAnswer>();
  /** The baseline's half of `get`, the same for every scenario. */
  readonly #details = new Map<string, ForecastDetail>();

  /** @param policy instead of the workspace's own. */
  constructor(
    workspace: Workspace,
    policy: () => Policy = () => workspace.policy(),
    clock: () => number = performance.now.bind(performance),
  ) {
    this.#workspace = workspace;
    this.#policy = policy;
    this.#clock = clock;
  }

  /** @throws Refusal `not-found`, `bad-input`. */
  list(selection: ScenarioSelection): ForecastListAnswer {
    const started = this.#clock();
    const { key, sides, scenarioName } = this.#sidesFor(selection);
    const { revision } = this.#workspace;
    const known = this.#lists.get(key);
    if (known !== undefined) return { ...known, revision, scenarioName, elapsedMs: this.#clock() - started };
    const { baseline, scenario } = sides;
    const { policy, asOfDay } = baseline.days;
    const rows = this.ids().flatMap((id) => {
      const before = outlookOf(baseline, id);
      const after = scenario === null ? null : scenarioOutlook(sides, id);
      if (before === null) return [];
      return {
        id,
        baseline: forecastSummary(before, baseline),
        scenario: scenario === null || after === null ? null : forecastSummary(after, scenario),
      };
    });
    const answer: ForecastListAnswer = {
      revision: this.#workspace.revision,
      elapsedMs: this.#clock() - started,
      asOf: dayName(asOfDay),
      timeZone: this.#workspace.timeZone,
      scenarioName,
      horizonDays: policy.forecastHorizonDays,
      triggerHorizonDays: policy.triggerHorizonDays,
      intervalLevel: policy.intervalLevel,
      rows,
    };
    this.#lists.set(key, answer);
    return answer;
  }

  /** Every constraint some metric feeds, in the order of the assessment. */
  ids(): readonly string[] {
    const context = contextOf(this.#workspace.model(), this.#policy());
    return CONSTRAINT_ROWS.filter((row) => isForecastable(`${row.domain}.${row.resource}@`)).flatMap((row) =>
      row.scopes(context).map((scope) => `${row.domain}.${row.resource}@${scope}`),
    );
  }

  /** @throws Refusal `not-found`, `bad-input`. */
  get(request: RequestOf<'forecast:get'>): ForecastAnswer {
    const { constraintId, window } = request;
    if (window !== undefined && window.from > window.to)
      throw new Refusal('bad-input', `The window begins on ${window.from}, after it ends on ${window.to}.`);
    const { sides } = this.#sidesFor(request.scenario);
    const options = optionsOf(request);
    const baseline = this.#outlook(sides.baseline, constraintId);
    const { scenario } = sides;
    return {
      revision: this.#workspace.revision,
      baseline: this.#baselineDetail(sides.baseline, constraintId, options),
      scenario:
        scenario === null
          ? null
          : forecastDetail(this.#scenarioOutlook(sides, scenario, constraintId, options), scenario),
      saved: this.#workspace.savedForecasts.of(constraintId).flatMap(({ madeAtMs, forecast }) => {
        const score = scoreSaved(forecast, new Date(madeAtMs).toISOString(), baseline);
        return score === null ? [] : [score];
      }),
      recordable: recordableSteps(this.#workspace, constraintId, baseline),
    };
  }

  /**
   * What the small charts of these forecasts draw, both sides; those there is no forecast of are left out.
   * @throws Refusal `not-found`, `bad-input`.
   */
  sparks({ scenario: selection, ids }: RequestOf<'forecast:sparks'>): SparksAnswer {
    const { sides } = this.#sidesFor(selection);
    const { baseline, scenario, sparks } = sides;
    const asOf = dayName(baseline.days.asOfDay);
    const found = ids.flatMap((id) => {
      let spark = sparks.get(id);
      if (spark === undefined) {
        const before = isForecastable(id) ? outlookOf(baseline, id) : null;
        if (before === null) return [];
        const after = scenario === null ? null : scenarioOutlook(sides, id);
        const other = scenario === null || after === null ? null : forecastTrace(after, scenario);
        sparks.set(id, (spark = forecastSpark(forecastTrace(before, baseline), other, asOf)));
      }
      return [{ id, spark }];
    });
    return { revision: this.#workspace.revision, sparks: found };
  }

  /** @throws Refusal `not-found` where so little was known then. */
  past({ constraintId, daysAgo }: RequestOf<'forecast:backtest-at'>): PastForecast {
    const { baseline } = this.#sidesFor({ kind: 'baseline' }).sides;
    const found = pastForecast(this.#outlook(baseline, constraintId), baseline, daysAgo);
    if (found === null)
      throw new Refusal('not-found', `${daysAgo} days before the last complete day fewer than 7 were known.`);
    return found;
  }

  /** @throws Refusal `not-found` where that day has no such number. */
  explain(request: RequestOf<'forecast:explain'>): ExplainNode {
    const { scenario, constraintId, side, day, what } = request;
    const { sides } = this.#sidesFor(scenario);
    const asked = side === 'scenario' ? (sides.scenario ?? sides.baseline) : sides.baseline;
    const tree = explainForecast(
      this.#outlook(asked, constraintId, optionsOf(request)),
      asked,
      dayNumber(day),
      what,
    );
    if (tree === null)
      throw new Refusal('not-found', `There is no such number for ${constraintId} on ${day}.`);
    return tree;
  }

  /** @throws Refusal `not-found`, `bad-input`. */
  triggers(selection: ScenarioSelection): TriggerListAnswer {
    const { key, sides } = this.#sidesFor(selection);
    const known = this.#triggers.get(key);
    if (known !== undefined) return { ...known, revision: this.#workspace.revision };
    const { baseline, scenario } = sides;
    const after = new Map((scenario === null ? [] : triggersOf(scenario)).map((one) => [one.id, one]));
    const answer: TriggerListAnswer = {
      revision: this.#workspace.revision,
      asOf: dayName(baseline.days.asOfDay),
      triggers: triggersOf(baseline).map((before) => ({
        id: before.id,
        baseline: before,
        scenario: after.get(before.id) ?? null,
      })),
    };
    this.#triggers.set(key, answer);
    return answer;
  }

  /** Keeps today's forecasts. Returns how many were new. @throws Refusal `read-only`. */
  save(): { readonly saved: number } {
    const workspace = this.#workspace;
    const forecasts = forecastsToKeep(workspace.model(), this.#policy(), workspace.history());
    const saved = workspace.act('Keep today’s forecasts', (atMs) =>
      workspace.savedForecasts.add(forecasts, atMs),
    );
    return { saved };
  }

  #baselineDetail(side: Side, id: string, options: OutlookOptions): ForecastDetail {
    if (Object.keys(options).length > 0) return forecastDetail(this.#outlook(side, id, options), side);
    let detail = this.#details.get(id);
    if (detail === undefined) {
      detail = forecastDetail(this.#outlook(side, id), side);
      this.#details.set(id, detail);
    }
    return detail;
  }

  #scenarioOutlook(sides: Sides, side: Side, id: string, options: OutlookOptions): Outlook {
    const known = Object.keys(options).length === 0 && isForecastable(id) ? scenarioOutlook(sides, id) : null;
    return known ?? this.#outlook(side, id, options);
  }

  #outlook(side: Side, id: string, options: OutlookOptions = {}): Outlook {
    const outlook = isForecastable(id) ? outlookOf(side, id, options) : null;
    if (outlook === null) throw new Refusal('not-found', `There is no forecast of ${id}.`);
    return outlook;
  }

  /** A name changes no number: scenarios that differ in nothing else are one. */
  #sidesFor(selection: ScenarioSelection): {
    readonly key: string;
    readonly sides: Sides;
    readonly scenarioName: string | null;
  } {
    const workspace = this.#workspace;
    if (this.#inputs !== workspace.inputs) {
      this.#inputs = workspace.inputs;
      this.#sides.clear();
      this.#lists.clear();
      this.#triggers.clear();
      this.#details.clear();
    }
    const scenario = selectedScenario(workspace, selection);
    const scenarioName = scenario?.name ?? null;
    const key = JSON.stringify(scenario === null ? null : { ...scenario, name: '', notes: '' });
    const known = this.#sides.get(key);
    if (known !== undefined) return { key, sides: known, scenarioName };
    const sides = this.#made(scenario);
    const [oldest] = this.#sides.keys();
    if (this.#sides.size >= KEPT_SIDES && oldest !== undefined) {
      this.#sides.delete(oldest);
      this.#lists.delete(oldest);
      this.#triggers.delete(oldest);
    }
    this.#sides.set(key, sides);
    return { key, sides, scenarioName };
  }

  #made(scenario: Scenario | null): Sides {
    const workspace = this.#workspace;
    const made = sidesOf(workspace.model(), this.#policy(), scenario, workspace.history(), {
      ...PLAIN,
      solver: lazySolver,
    });
    if (!made.ok) throw badInput(made.problems);
    const { baseline, scenario: after } = made.value;
    return {
      baseline,
      scenario: scenario === null ? null : after,
      outlooks: new Map(),
      sparks: new Map(),
    };
  }
}
