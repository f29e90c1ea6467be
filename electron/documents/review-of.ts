import { scenarioText } from '../../shared/documents/reports/report-page.ts';
import type {
  ReviewFacts,
  ReviewedDecision,
  ReviewedScenario,
} from '../../shared/documents/review/review-facts.ts';
import { calendarOf, dayName } from '../../shared/history/calendar.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import { formatDay } from '../../shared/view/date-format.ts';
import { revertedBy } from '../../shared/view/decision.ts';
import { reviewChanges } from '../../shared/view/review-changes.ts';
import { regionOfScope } from '../../shared/view/scope-index.ts';
import { presentOf, type Reviewed } from '../workers/review-service.ts';
import { selectedScenario } from '../workspace/scenario-actions.ts';
import { simulated } from '../workspace/scenario-side.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { contentHash } from './procurement-of.ts';

/** Which side a review also shows. */
export interface ReviewQuestion {
  readonly scenario: ScenarioSelection;
  /** `null`: not a saved version. */
  readonly scenarioVersion: number | null;
}

/** The weekly review of a workspace, from the same answers as the Overview. @throws Refusal `not-found`, `bad-input`. */
export function reviewOf(reviewed: Reviewed, question: ReviewQuestion): ReviewFacts {
  const steps = reviewSteps(reviewed, question);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same step by step, so that it can be stopped between them; yields how many are done. */
export function* reviewSteps(
  reviewed: Reviewed,
  { scenario: selection, scenarioVersion }: ReviewQuestion,
): Generator<number, ReviewFacts> {
  const { workspace, engine, forecasts } = reviewed;
  const model = workspace.model();
  yield 0;
  const assessment = engine.baseline();
  yield 1;
  const scenario = scenarioOf(workspace, selection);
  yield 2;
  const list = forecasts.list(selection);
  yield 3;
  const { triggers } = forecasts.triggers(selection);
  yield 4;
  const last = workspace.reviews.kept(null);
  const calendar = calendarOf(workspace.timeZone);
  const dayOf = (atMs: number): string => dayName(calendar.dayOf(atMs));
  const names = new Map(model.regions.map(({ id, name }) => [id, name]));
  const decisions = decidedSince(workspace, last?.atMs ?? null, dayOf);
  const hash = contentHash([
    model,
    workspace.policy(),
    assessment.constraints,
    list.rows,
    triggers,
    scenario?.result.after.constraints ?? null,
    decisions.map(({ decision }) => decision),
  ]);
  return {
    origin: {
      workspace: workspace.name,
      scenario: scenarioText({ scenarioName: scenario?.name ?? null, scenarioVersion }),
      asOf: model.asOf,
      contentHash: hash,
    },
    regions: model.regions.map(({ id }) => id).sort(),
    regionName: (region) => names.get(region) ?? null,
    regionOf: regionOfScope(model),
    assessment,
    scenario,
    losses: workspace.policy().hostLossesPerCluster,
    forecasts: list.rows,
    details: (constraintId) => forecasts.get({ scenario: selection, constraintId }),
    triggers,
    frame: list,
    lastReview: last === null ? null : formatDay(dayOf(last.atMs), model.asOf),
    changes: last === null ? [] : reviewChanges(last.snapshot, presentOf(reviewed)),
    decisions,
  };
}

/** The scenario with its days, as the Overview shows it at rest; `null` for the baseline. */
function scenarioOf(workspace: Workspace, selection: ScenarioSelection): ReviewedScenario | null {
  const scenario = selectedScenario(workspace, selection);
  if (scenario === null) return null;
  const model = workspace.model();
  const side = { model, policy: workspace.policy(), history: workspace.history() };
  const clusters = new Map(model.hosts.map(({ id, cluster }) => [id, cluster]));
  return {
    name: scenario.name,
    result: simulated(side, scenario),
    clusterOf: (host) => clusters.get(host) ?? null,
  };
}

/** Decisions made after an instant, all of them where there is none; newest first. */
function decidedSince(
  workspace: Workspace,
  sinceMs: number | null,
  dayOf: (atMs: number) => string,
): readonly ReviewedDecision[] {
  const all = workspace.decisions.list();
  const reverted = revertedBy(all);
  return all
    .filter(({ atMs }) => sinceMs === null || atMs > sinceMs)
    .map((decision) => ({
      decision,
      day: dayOf(decision.atMs),
      revertedBy: reverted.get(decision.id) ?? null,
    }));
}
