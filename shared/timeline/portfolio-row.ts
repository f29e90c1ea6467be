import type { Constraint, Domain, Verdict } from '../assess/constraint.ts';
import { outcomeOf } from '../events/outcome-of.ts';
import { parseScenario } from '../events/parse-scenario.ts';
import type { History } from '../history/history.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { problemText } from '../model/problem.ts';
import type { Unit } from '../units.ts';
import { marginRatio, tightestOf } from './margin-ratio.ts';
import { monteCarlo } from './monte-carlo.ts';
import type { PortfolioCell } from './portfolio-cell.ts';
import type { SimulationResult } from './result.ts';
import { simulate } from './simulate.ts';

/** The constraint closest to its limit, of a cell or of one domain in it; targets missed today that stay as they are left out. */
export interface Tightest {
  readonly id: string;
  readonly verdict: Verdict;
  readonly unit: Unit;
  readonly margin: number | null;
  /** margin ÷ available; negative where the target is missed, `null` where the target is an outcome that is lost. */
  readonly ratio: number | null;
}

/** When the first target that still holds is missed, with history by its forecast (MODEL.md section 8). */
export interface FirstCrossing {
  readonly id: string;
  readonly date: string;
  readonly early: string | null;
  readonly late: string | null;
}

export interface PortfolioRow extends PortfolioCell {
  /**
   * `breach`: a target is missed that the workspace as it is does not miss. `refused`: the events cannot be applied to this
   * model; `problem` says why and every figure is `null`.
   */
  readonly verdict: 'ok' | 'breach' | 'refused';
  /** All targets missed, with those missed today. */
  readonly breaches: number | null;
  /** Targets missed that the workspace as it is does not miss. */
  readonly newBreaches: number | null;
  readonly notMeasured: number | null;
  readonly tightest: Tightest | null;
  /** `null`: no target of the domain is measured. */
  readonly domains: Readonly<Record<Domain, Tightest | null>>;
  /** `null`: none within the horizon. */
  readonly crossing: FirstCrossing | null;
  readonly onboardingVerdict: string | null;
  readonly howManyFit: number | null;
  /** MicroVMs that find no host. */
  readonly unplaced: number | null;
  /** Share of the runs in which all targets hold at once; `null` without runs. */
  readonly probabilityAllHold: number | null;
  readonly problem: string | null;
}

export interface PortfolioSide {
  readonly model: Model;
  readonly policy: Policy;
  readonly history: History | MeasuredHistory | null;
}

type Figures = Omit<PortfolioRow, keyof PortfolioCell>;

const NO_DOMAINS: Figures['domains'] = {
  compute: null,
  edge: null,
  controlPlane: null,
  storage: null,
  overlay: null,
};

/** A cell evaluated as the workbench evaluates the scenario it opens as: the same call on the same document. */
export function rowOf(
  side: PortfolioSide,
  cell: PortfolioCell,
  runs: number,
  solver: LinearSolver | null,
): PortfolioRow {
  const { model, policy, history } = side;
  const scenario = parseScenario(cell.scenario, model);
  if (!scenario.ok) return { ...cell, ...refusedBy(scenario.problems.map(problemText).join('; ')) };
  const result = simulate(model, policy, scenario.value, history, solver);
  if (!result.ok) return { ...cell, ...refusedBy(result.problems.map(problemText).join('; ')) };
  const odds = runs > 0 ? monteCarlo(model, policy, scenario.value, { runs, solver }) : null;
  return {
    ...cell,
    ...figuresOf(result.value),
    probabilityAllHold: odds?.ok === true ? odds.value.allHold : null,
  };
}

function refusedBy(problem: string): Figures {
  return {
    verdict: 'refused',
    breaches: null,
    newBreaches: null,
    notMeasured: null,
    tightest: null,
    domains: NO_DOMAINS,
    crossing: null,
    onboardingVerdict: null,
    howManyFit: null,
    unplaced: null,
    probabilityAllHold: null,
    problem,
  };
}

function said(constraint: Constraint | null): Tightest | null {
  if (constraint === null) return null;
  const { id, verdict, unit, margin } = constraint;
  return { id, verdict, unit, margin, ratio: marginRatio(constraint) };
}

/** The day on which the first target is missed that holds at once; of several on that day the one with the earlier edge. */
function firstCrossing({
  after,
  timeline,
}: Pick<SimulationResult, 'after' | 'timeline'>): FirstCrossing | null {
  const missed = new Set(after.constraints.filter(({ verdict }) => verdict === 'breach').map(({ id }) => id));
  let first: FirstCrossing | null = null;
  for (const { id, crossing } of timeline.constraints) {
    if (crossing?.date == null || missed.has(id)) continue;
    const { date, early, late } = crossing;
    const sooner = first === null || date < first.date;
    const tied = first !== null && date === first.date && (early ?? date) < (first.early ?? first.date);
    if (sooner || tied) first = { id, date, early, late };
  }
  return first;
}

/** Summing the same figures in another order differs in the last bits; that is no harm. */
const UNSEEN = 1e-9;

/** A target that is missed today and that the cell makes no worse: it would stand in every row and tell nothing of it. */
function isLeftAlone(constraint: Constraint, missedBefore: ReadonlyMap<string, number | null>): boolean {
  const was = missedBefore.get(constraint.id);
  const is = marginRatio(constraint);
  if (was === undefined || constraint.verdict !== 'breach') return false;
  return was === null || is === null || is >= was - UNSEEN;
}

/** The figures of a row, from what the workbench shows of its scenario. */
export function figuresOf(result: SimulationResult): Figures {
  const { after, before, events } = result;
  const missedBefore = new Map(
    before.constraints
      .filter(({ verdict }) => verdict === 'breach')
      .map((constraint) => [constraint.id, marginRatio(constraint)]),
  );
  const missed = after.constraints.filter(({ verdict }) => verdict === 'breach');
  const newly = missed.filter(({ id }) => !missedBefore.has(id)).length;
  const judged = after.constraints.filter((constraint) => !isLeftAlone(constraint, missedBefore));
  const onboarding = events
    .map((entry) => outcomeOf(entry, 'onboardCustomer'))
    .find((outcome) => outcome !== null);
  const unplaced = events.map((entry) => {
    const loss =
      outcomeOf(entry, 'hostLoss') ?? outcomeOf(entry, 'removeHosts') ?? outcomeOf(entry, 'onboardCustomer');
    return loss?.unplaced.length ?? 0;
  });
  const inDomain = (domain: Domain) =>
    said(tightestOf(judged.filter((constraint) => constraint.domain === domain)));
  return {
    verdict: newly > 0 ? 'breach' : 'ok',
    breaches: missed.length,
    newBreaches: newly,
    notMeasured: after.constraints.filter(({ verdict }) => verdict === 'not-measured').length,
    tightest: said(tightestOf(judged)),
    domains: {
      compute: inDomain('compute'),
      edge: inDomain('edge'),
      controlPlane: inDomain('controlPlane'),
      storage: inDomain('storage'),
      overlay: inDomain('overlay'),
    },
    crossing: firstCrossing(result),
    onboardingVerdict: onboarding?.verdict ?? null,
    howManyFit: onboarding?.howManyFit ?? null,
    unplaced: unplaced.reduce((sum, count) => sum + count, 0),
    probabilityAllHold: null,
    problem: null,
  };
}
