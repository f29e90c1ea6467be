import type { Constraint } from '../assess/constraint.ts';
import { outcomeOf } from '../events/event-registry.ts';
import { parseScenario } from '../events/parse-scenario.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { problemText } from '../model/problem.ts';
import { monteCarlo } from './monte-carlo.ts';
import type { ImmediateResult } from './result.ts';
import { simulateAtOnce } from './simulate.ts';

interface Named {
  readonly name: string;
}

/** Events as a scenario document lists them; they are parsed against each model. */
export interface EventVariant extends Named {
  readonly events: readonly unknown[];
}

/** The lists whose product is the portfolio (MODEL.md section 10). An empty list counts as one entry that adds nothing. */
export interface PortfolioLists {
  readonly models: readonly (Named & { readonly model: Model })[];
  readonly onboardings: readonly EventVariant[];
  readonly failures: readonly EventVariant[];
  readonly policies: readonly (Named & { readonly policy: Policy })[];
  readonly seeds: readonly number[];
  /** Monte Carlo runs per row where something is uncertain; 0 (default): none. */
  readonly runs?: number;
}

export interface PortfolioRow {
  readonly model: string;
  readonly onboarding: string;
  readonly failure: string;
  readonly policy: string;
  readonly seed: number;
  /** `refused`: the events cannot be applied to this model; `problem` says why. */
  readonly verdict: 'ok' | 'breach' | 'refused';
  readonly breaches: number | null;
  readonly newBreaches: number | null;
  readonly notMeasured: number | null;
  /** The missed target that is missed by most, as a share of what is available; else the one closest to being missed. */
  readonly worstConstraint: string | null;
  readonly worstMarginRatio: number | null;
  readonly onboardingVerdict: string | null;
  readonly howManyFit: number | null;
  readonly unplaced: number | null;
  readonly probabilityAllHold: number | null;
  readonly problem: string | null;
}

export interface PortfolioTable {
  readonly columns: readonly {
    readonly key: keyof PortfolioRow;
    readonly label: string;
    readonly numeric: boolean;
  }[];
  readonly rows: readonly PortfolioRow[];
}

const COLUMNS: PortfolioTable['columns'] = [
  { key: 'model', label: 'Model', numeric: false },
  { key: 'onboarding', label: 'Onboarding', numeric: false },
  { key: 'failure', label: 'Failure', numeric: false },
  { key: 'policy', label: 'Policy', numeric: false },
  { key: 'seed', label: 'Seed', numeric: true },
  { key: 'verdict', label: 'Verdict', numeric: false },
  { key: 'breaches', label: 'Targets missed', numeric: true },
  { key: 'newBreaches', label: 'Newly missed', numeric: true },
  { key: 'notMeasured', label: 'Not measured', numeric: true },
  { key: 'worstConstraint', label: 'Tightest', numeric: false },
  { key: 'worstMarginRatio', label: 'Margin of the tightest', numeric: true },
  { key: 'onboardingVerdict', label: 'Onboarding verdict', numeric: false },
  { key: 'howManyFit', label: 'How many fit', numeric: true },
  { key: 'unplaced', label: 'MicroVMs not placed', numeric: true },
  { key: 'probabilityAllHold', label: 'Probability all hold', numeric: true },
  { key: 'problem', label: 'Problem', numeric: false },
];

const NOTHING: EventVariant = { name: 'none', events: [] };

/** Rows of the portfolio one by one, models first and seeds last, so that a worker may report progress and stop. */
export function* portfolioRows(lists: PortfolioLists): Generator<PortfolioRow> {
  const onboardings = lists.onboardings.length > 0 ? lists.onboardings : [NOTHING];
  const failures = lists.failures.length > 0 ? lists.failures : [NOTHING];
  const seeds = lists.seeds.length > 0 ? lists.seeds : [1];
  for (const model of lists.models) {
    for (const onboarding of onboardings) {
      for (const failure of failures) {
        for (const policy of lists.policies) {
          for (const seed of seeds) {
            const names = {
              model: model.name,
              onboarding: onboarding.name,
              failure: failure.name,
              policy: policy.name,
              seed,
            };
            const events = [...onboarding.events, ...failure.events];
            yield { ...names, ...evaluate(model.model, policy.policy, events, seed, lists.runs ?? 0) };
          }
        }
      }
    }
  }
}

/** The whole table at once. */
export function portfolio(lists: PortfolioLists): PortfolioTable {
  return { columns: COLUMNS, rows: [...portfolioRows(lists)] };
}

type Figures = Omit<PortfolioRow, 'model' | 'onboarding' | 'failure' | 'policy' | 'seed'>;

function refusedBy(problem: string): Figures {
  return {
    verdict: 'refused',
    breaches: null,
    newBreaches: null,
    notMeasured: null,
    worstConstraint: null,
    worstMarginRatio: null,
    onboardingVerdict: null,
    howManyFit: null,
    unplaced: null,
    probabilityAllHold: null,
    problem,
  };
}

function evaluate(
  model: Model,
  policy: Policy,
  events: readonly unknown[],
  seed: number,
  runs: number,
): Figures {
  const scenario = parseScenario({ schema: 'headroom.scenario/v1', name: 'portfolio', seed, events }, model);
  if (!scenario.ok) return refusedBy(scenario.problems.map(problemText).join('; '));
  const result = simulateAtOnce(model, policy, scenario.value);
  if (!result.ok) return refusedBy(result.problems.map(problemText).join('; '));
  const odds = runs > 0 ? monteCarlo(model, policy, scenario.value, { runs, seed }) : null;
  return { ...figuresOf(result.value), probabilityAllHold: odds?.ok === true ? odds.value.allHold : null };
}

/** margin ÷ available (÷ capacity where nothing is available): negative where the target is missed; `null` where it is not known or there is no target. */
export function marginRatio({ margin, available, capacity, verdict }: Constraint): number | null {
  const scale = Math.abs(available ?? 0) || Math.abs(capacity ?? 0);
  return margin === null || scale === 0 || verdict === 'no-target' ? null : margin / scale;
}

/** The constraint with the least margin ratio; where none has one (a lost survival), the first of a list of missed ones. */
function tightest(
  constraints: readonly Constraint[],
): { readonly id: string; readonly ratio: number | null } | null {
  let worst: { readonly id: string; readonly ratio: number | null } | null = null;
  for (const constraint of constraints) {
    const ratio = marginRatio(constraint);
    const first = worst === null && constraint.verdict === 'breach';
    const less = ratio !== null && (worst === null || worst.ratio === null || ratio < worst.ratio);
    if (first || less) worst = { id: constraint.id, ratio };
  }
  return worst;
}

function figuresOf({ after, before, events }: ImmediateResult): Figures {
  const missedBefore = new Set(
    before.constraints.filter(({ verdict }) => verdict === 'breach').map(({ id }) => id),
  );
  const missed = after.constraints.filter(({ verdict }) => verdict === 'breach');
  const worst = tightest(missed.length > 0 ? missed : after.constraints);
  const onboarding = events
    .map((entry) => outcomeOf(entry, 'onboardCustomer'))
    .find((outcome) => outcome !== null);
  const unplaced = events.map((entry) => {
    const loss =
      outcomeOf(entry, 'hostLoss') ?? outcomeOf(entry, 'removeHosts') ?? outcomeOf(entry, 'onboardCustomer');
    return loss?.unplaced.length ?? 0;
  });
  return {
    verdict: missed.length > 0 ? 'breach' : 'ok',
    breaches: missed.length,
    newBreaches: missed.filter(({ id }) => !missedBefore.has(id)).length,
    notMeasured: after.constraints.filter(({ verdict }) => verdict === 'not-measured').length,
    worstConstraint: worst?.id ?? null,
    worstMarginRatio: worst?.ratio ?? null,
    onboardingVerdict: onboarding?.verdict ?? null,
    howManyFit: onboarding?.howManyFit ?? null,
    unplaced: unplaced.reduce((sum, count) => sum + count, 0),
    probabilityAllHold: null,
    problem: null,
  };
}
