import { assess } from '../../shared/assess/assess.ts';
import { dayName } from '../../shared/history/calendar.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { Model } from '../../shared/model/document.ts';
import type { Policy } from '../../shared/model/policy.ts';
import { forecastSummary } from '../../shared/timeline/forecast-summary.ts';
import { historyAfter } from '../../shared/timeline/history-after.ts';
import { outlookOf } from '../../shared/timeline/outlook.ts';
import { sidesOf } from '../../shared/timeline/sides.ts';
import { survivalProvider } from '../../shared/timeline/survival-provider.ts';
import type { DecidedData, ExpectedEffect } from '../../shared/view/decision.ts';
import { expectedEffect, type DecidedSide } from '../../shared/view/decision-effect.ts';
import { lazySolver } from '../solver/lazy-solver.ts';
import { modelHash } from './content-hash.ts';
import type { EngineAnswers } from './engine-answers.ts';
import type { ForecastAnswers } from './forecast-answers.ts';
import type { Workspace } from './workspace.ts';
import { DAY_MS } from '../../shared/units.ts';

/** What decisions are measured by; both answers are remembered while the workspace stays as it is. */
export interface Decided {
  readonly workspace: Workspace;
  readonly engine: EngineAnswers;
  readonly forecasts: ForecastAnswers;
}

/** The workspace as it is. @throws Refusal `bad-input`. */
export function presentSide({ engine, forecasts }: Decided): DecidedSide {
  return {
    assessment: engine.baseline(),
    forecasts: forecasts.list({ kind: 'baseline' }).rows.map(({ baseline }) => baseline),
  };
}

/** The workspace under a scenario. @throws Refusal `not-found`, `bad-input`. */
function scenarioSide({ engine, forecasts }: Decided, selection: ScenarioSelection): DecidedSide {
  return {
    assessment: engine.assess(selection).after,
    forecasts: forecasts.list(selection).rows.flatMap(({ baseline, scenario }) => [scenario ?? baseline]),
  };
}

/** The workspace with another model or policy, as it will be once they are written. */
function changedSide({ workspace, forecasts }: Decided, model: Model, policy: Policy): DecidedSide {
  const measured = workspace.history();
  const sides = sidesOf(model, policy, null, measured);
  const summaries = sides.ok
    ? forecasts.ids().flatMap((id) => {
        const outlook = outlookOf(sides.value.baseline, id);
        return outlook === null ? [] : [forecastSummary(outlook, sides.value.baseline)];
      })
    : [];
  const history = historyAfter(measured, workspace.model(), model);
  return { assessment: assess(model, policy, history, survivalProvider(lazySolver)), forecasts: summaries };
}

/** What the effect of a decision is read from. */
export type Expectation =
  | { readonly kind: 'scenario'; readonly selection: ScenarioSelection }
  | { readonly kind: 'changed'; readonly model: Model; readonly policy: Policy };

export function effectOf(of: Decided, expectation: Expectation): ExpectedEffect {
  const list = of.forecasts.list({ kind: 'baseline' });
  const after =
    expectation.kind === 'scenario'
      ? scenarioSide(of, expectation.selection)
      : changedSide(of, expectation.model, expectation.policy);
  const asOf = Date.parse(`${list.asOf}T00:00:00Z`) / DAY_MS;
  return expectedEffect(presentSide(of), after, dayName(asOf + list.horizonDays));
}

/** Which data a decision is made on. */
export function presentData({ workspace, forecasts }: Decided): DecidedData {
  const model = workspace.model();
  const last = forecasts
    .list({ kind: 'baseline' })
    .rows.flatMap(({ baseline: { metric, lastDay } }) =>
      metric === null || lastDay === null ? [] : [lastDay],
    );
  return {
    asOf: model.asOf,
    modelHash: modelHash(model),
    lastMeasuredDay: last.reduce<string | null>((a, b) => (a === null || b > a ? b : a), null),
    lastImportAtMs: workspace.imports.lastAtMs(),
  };
}
