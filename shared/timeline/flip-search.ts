import { marginScale } from './margin-ratio.ts';
import type { Constraint } from '../assess/constraint.ts';
import { assess } from '../assess/assess.ts';
import { outcomeOf } from '../events/outcome-of.ts';
import { withFieldAt } from '../events/field-path.ts';
import type { Scenario } from '../events/scenario.ts';
import type { History } from '../history/history.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { problemText } from '../model/problem.ts';
import { historyAfter } from './history-after.ts';
import { PLAIN } from './apply-event.ts';
import { runEvents } from './run-events.ts';
import { settledCustomers } from './settled-customers.ts';
import { survivalProvider } from './survival-provider.ts';

/** One number of one event, and the values it may be given: `min`, `min + step`, … up to `max`, in base units. */
export interface FlipQuestion {
  readonly event: string;
  /** `count`, `fleet[0].count`. */
  readonly path: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Why a value is bad: a missed target, microVMs left without a host, or a scenario that cannot be applied. */
export type FlipCause =
  | { readonly kind: 'target'; readonly constraint: Constraint }
  | { readonly kind: 'stranded'; readonly event: string; readonly microvms: number }
  | { readonly kind: 'refused'; readonly problem: string };

/** Values from `from` to `to`, both tried or between tried ones that agree. */
export interface FlipStretch {
  readonly from: number;
  readonly to: number;
  readonly isBad: boolean;
  /** What is missed at the end of the stretch where it begins to be bad, worst first; empty where nothing more is missed. */
  readonly causes: readonly FlipCause[];
}

export interface FlipAnswer {
  /** What is missed at every value tried: the slider cannot mend it, so it does not colour the strip. */
  readonly always: readonly FlipCause[];
  /** From `min` on without a gap, to `max` unless the search was told to stop. */
  readonly stretches: readonly FlipStretch[];
  /** How many values were simulated. */
  readonly tried: number;
}

interface FlipSide {
  readonly model: Model;
  readonly policy: Policy;
  readonly history: History | null;
  /** Says where customers go (settled-customers.ts); placements go without it. */
  readonly solver: LinearSolver | null;
}

/** Values tried before any flip is looked for, ends included. */
const SAMPLES = 9;

type Missed = ReadonlyMap<string, FlipCause>;

/** Lost survival first, then by how far past the limit, as a share of what is available. */
function harmOf(cause: FlipCause): number {
  if (cause.kind !== 'target') return Infinity;
  const { margin } = cause.constraint;
  const scale = marginScale(cause.constraint);
  return margin === null || scale === null ? Infinity : -margin / scale;
}

function sorted(causes: Iterable<FlipCause>): readonly FlipCause[] {
  return [...causes].sort((a, b) => {
    const [left, right] = [harmOf(a), harmOf(b)];
    return left === right ? 0 : right - left;
  });
}

/**
 * Where along a slider the answer flips. Nine values spread over the range are simulated; between two that disagree on
 * whether anything is missed beyond what all nine miss, the flip is found exactly by bisection. A stretch that is bad only
 * between two samples is not seen; demand and placements grow with the numbers sliders carry, so there seldom is one.
 * Placements go without the last resort of the solver; what stays undecided does not count as stranded.
 *
 * Yields the number of values tried. Answering `true` ends the sampling there, from the least value up: the stretches then
 * reach only that far, and claim nothing beyond.
 */
export function* flipSearch(
  side: FlipSide,
  scenario: Scenario,
  question: FlipQuestion,
): Generator<number, FlipAnswer, boolean | undefined> {
  let last = Math.max(0, Math.round((question.max - question.min) / question.step));
  const end = last;
  const valueAt = (index: number) =>
    index === end ? question.max : Number((question.min + index * question.step).toPrecision(12));
  const survival = survivalProvider();
  const known = new Map<number, Missed>();
  const missedAt = (index: number): Missed => {
    const held = known.get(index);
    if (held !== undefined) return held;
    const missed = missedWith(side, survival, withValue(scenario, question, valueAt(index)));
    known.set(index, missed);
    return missed;
  };

  const spread = [
    ...new Set(Array.from({ length: SAMPLES }, (_, at) => Math.round((last * at) / (SAMPLES - 1)))),
  ];
  const samples: number[] = [];
  for (const index of spread) {
    missedAt(index);
    samples.push(index);
    last = index;
    if ((yield known.size) === true && samples.length > 1) break;
  }
  const first = missedAt(0);
  const always = new Map([...first].filter(([key]) => samples.every((index) => missedAt(index).has(key))));
  const beyond = (index: number): readonly FlipCause[] =>
    sorted([...missedAt(index)].flatMap(([key, cause]) => (always.has(key) ? [] : [cause])));

  const starts = [0];
  for (const [at, sample] of samples.entries()) {
    const next = samples[at + 1];
    if (next === undefined || beyond(sample).length > 0 === beyond(next).length > 0) continue;
    let [low, high] = [sample, next];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (beyond(middle).length > 0 === beyond(low).length > 0) low = middle;
      else high = middle;
      yield known.size;
    }
    starts.push(high);
  }
  const stretches = starts.map((start, at): FlipStretch => {
    const stop = (starts[at + 1] ?? last + 1) - 1;
    const causes = beyond(start);
    return {
      from: valueAt(start),
      to: valueAt(stop),
      isBad: causes.length > 0,
      // A stretch that begins bad at the least value ends where it begins to be good: told by its other end.
      causes: start === 0 ? beyond(stop) : causes,
    };
  });
  return { always: sorted(always.values()), stretches, tried: known.size };
}

function withValue(scenario: Scenario, { event, path }: FlipQuestion, value: number): Scenario {
  return {
    ...scenario,
    events: scenario.events.map((other) => (other.id === event ? withFieldAt(other, path, value) : other)),
  };
}

/** Everything missed with a scenario, by a key that is equal for the same target at two values. */
function missedWith(
  { model, policy, history, solver }: FlipSide,
  survival: ReturnType<typeof survivalProvider>,
  scenario: Scenario,
): Missed {
  const run = runEvents(model, policy, scenario, {
    ...PLAIN,
    preview: false,
    settled: settledCustomers(model, policy, scenario, solver),
  });
  if (!run.ok) {
    const problem = run.problems.map(problemText).join('; ');
    return new Map([['refused', { kind: 'refused', problem }]]);
  }
  const missed = new Map<string, FlipCause>();
  for (const entry of run.value.events) {
    const placed =
      outcomeOf(entry, 'hostLoss') ?? outcomeOf(entry, 'removeHosts') ?? outcomeOf(entry, 'onboardCustomer');
    const undecided = placed !== null && placed.verdict === 'undecided';
    const microvms = undecided ? 0 : (placed?.unplaced.length ?? 0);
    if (microvms > 0)
      missed.set(`stranded ${entry.event.id}`, { kind: 'stranded', event: entry.event.id, microvms });
  }
  const after = assess(
    run.value.model,
    run.value.policy,
    historyAfter(history, model, run.value.model),
    survival,
  );
  for (const constraint of after.constraints)
    if (constraint.verdict === 'breach') missed.set(constraint.id, { kind: 'target', constraint });
  return missed;
}
