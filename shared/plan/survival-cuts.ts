import type { PlanProblem } from './plan-problem.ts';
import type { Cut } from './purchase-program.ts';
import type { ClusterState, HostsToAdd, SurvivalAnswer, SurvivalOracle } from './survival-states.ts';

/** Hosts tried of one type beyond what is bought before it is taken not to help. */
const MOST_MORE = 64;

/** A cluster's survival on the days of one state, from the day on that something bought can help. */
export interface SurvivalNeed {
  readonly state: ClusterState;
  readonly day: number;
}

/** The days each state is looked at from: its first day with any option, then each day a further option joins. */
export function needDays(problem: PlanProblem, state: ClusterState): readonly number[] {
  const days = problem.options
    .map(({ earliestDay }) => Math.max(state.from, earliestDay))
    .filter((day) => day <= state.to);
  return [...new Set(days)].sort((a, b) => a - b);
}

/** What the oracle says of a state with these counts. */
export function answerWith(
  problem: PlanProblem,
  oracle: SurvivalOracle,
  state: ClusterState,
  counts: readonly number[],
): SurvivalAnswer {
  const added = counts.flatMap((count, option): HostsToAdd[] => {
    const sku = problem.options[option]?.sku;
    return sku === undefined || count === 0 ? [] : [{ sku, count }];
  });
  return oracle.ask(state, added);
}

export const isHeld = (answer: SurvivalAnswer): boolean => answer === 'holds' || answer === 'unverified';

/**
 * A cut away from counts under which a state does not survive: since more hosts never hurt, every purchase of no more than
 * the largest counts that still fail fails as well, so one of the types must be bought in a larger number. `null`: no number
 * of any type that can be there on the day helps.
 */
export function survivalCut(
  problem: PlanProblem,
  oracle: SurvivalOracle,
  { state, day }: SurvivalNeed,
  counts: readonly number[],
): Cut | null {
  const corner = [...counts];
  const anyOf: Cut['anyOf'][number][] = [];
  problem.options.forEach((option, index) => {
    if (option.earliestDay > day) return;
    const from = corner[index] ?? 0;
    const held = (count: number): boolean => {
      const tried = corner.map((value, n) => (n === index ? count : value));
      return isHeld(answerWith(problem, oracle, state, tried));
    };
    const least = leastHeld(from, held);
    corner[index] = (least ?? from + MOST_MORE + 1) - 1;
    if (least !== null) anyOf.push({ cluster: state.cluster, option: index, count: least });
  });
  if (anyOf.length === 0) return null;
  return { day, anyOf, proved: answerWith(problem, oracle, state, corner) === 'fails' };
}

/** The smallest count above `from` that holds, sought in doubling steps and then by halves; `null` if none tried does. */
function leastHeld(from: number, held: (count: number) => boolean): number | null {
  let bad = from;
  for (let step = 1; step <= MOST_MORE; step *= 2) {
    const tried = from + step;
    if (!held(tried)) {
      bad = tried;
      continue;
    }
    let good = tried;
    while (good - bad > 1) {
      const middle = Math.floor((good + bad) / 2);
      if (held(middle)) good = middle;
      else bad = middle;
    }
    return good;
  }
  return null;
}
