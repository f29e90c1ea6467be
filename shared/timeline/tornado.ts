import { assessOne } from '../assess/explain-constraint.ts';
import type { Verdict } from '../assess/constraint.ts';
import { likelihood } from '../events/application-order.ts';
import { definitionOf } from '../events/event-registry.ts';
import { isInterval } from '../events/field.ts';
import { withFieldAt } from '../events/field-path.ts';
import { numbersOf, type NumericPlace } from '../events/numeric-fields.ts';
import type { Scenario } from '../events/scenario.ts';
import type { History } from '../history/history.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy, PolicyKey } from '../model/policy.ts';
import { POLICY_FIELDS } from '../model/policy-fields.ts';
import type { NumberField } from '../model/schema.ts';
import { historyAfter } from './history-after.ts';
import { marginRatio } from './margin-ratio.ts';
import { PLAIN } from './apply-event.ts';
import { runEvents } from './run-events.ts';
import { settledCustomers } from './settled-customers.ts';
import { survivalProvider } from './survival-provider.ts';

/** What a constraint comes to with one assumption changed. */
export interface TornadoEnd {
  /** What the assumption is; `true` and `false` for an event that happens or not. */
  readonly input: number | boolean;
  /** Margin to the target as a share of what is available; below 0 it is missed. `null`: a verdict, or not measured. */
  readonly margin: number | null;
  /** `null`: the scenario cannot be applied, or has no such constraint then. */
  readonly verdict: Verdict | null;
}

export interface TornadoBar {
  /** The event the number stands in; `null`: an assumption of the policy. */
  readonly event: string | null;
  /** Path in the event or key of the policy; `probability`: whether the event happens at all. */
  readonly path: string;
  /** `interval`: as typed. `guess`: a tenth to either side, for want of an interval. `chance`: happens or not. */
  readonly range: 'interval' | 'guess' | 'chance';
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
  /** One of the ends has another verdict than the plain result. */
  readonly flips: boolean;
  /** Distance between the ends' margins and the plain one, whichever is most. */
  readonly swing: number;
}

export interface Tornado {
  readonly constraintId: string;
  readonly mid: TornadoEnd;
  /** Those that move the margin or the verdict: flips first, then by swing. */
  readonly bars: readonly TornadoBar[];
  /** Assumptions tried that moved nothing. */
  readonly unmoved: number;
}

interface TornadoSide {
  readonly model: Model;
  readonly policy: Policy;
  readonly history: History | null;
  /** Says where customers go (settled-customers.ts); placements go without it. */
  readonly solver: LinearSolver | null;
}

interface Trial {
  readonly event: string | null;
  readonly path: string;
  readonly range: TornadoBar['range'];
  readonly low: { readonly input: number | boolean; readonly scenario: Scenario };
  readonly high: { readonly input: number | boolean; readonly scenario: Scenario };
}

/** Where nobody said how uncertain a number is, it is tried this far to either side. */
const GUESS = 0.1;

const within = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

/** The ends of a guess: a tenth to either side, at least 1 for a whole number, within what the field may be. */
function guessed(value: number, whole: boolean, min: number, max: number): readonly [number, number] {
  const step = whole ? Math.max(1, Math.round(Math.abs(value) * GUESS)) : Math.abs(value) * GUESS;
  return [within(value - step, min, max), within(value + step, min, max)];
}

function endsOf({ field, value }: NumericPlace): readonly [number, number] {
  if (isInterval(value)) return [value.low, value.high];
  if (field.kind === 'ratio') return guessed(value, false, 0, 1);
  // A bound the value must stay above is not a value of its own.
  const min = field.min ?? (field.kind === 'quantity' && field.above !== undefined ? value / 2 : 0);
  return guessed(value, field.kind === 'count', min, field.max ?? Infinity);
}

function withEventField(scenario: Scenario, event: string, path: string, value: unknown): Scenario {
  const events = scenario.events.map((other) =>
    other.id === event ? withFieldAt(other, path, value) : other,
  );
  return { ...scenario, events };
}

function eventTrials(scenario: Scenario): readonly Trial[] {
  return scenario.events
    .filter((event) => event.disabled !== true)
    .flatMap((event) => {
      const chance = likelihood(event);
      const end = (input: number | boolean, path: string, value: unknown) => ({
        input,
        scenario: withEventField(scenario, event.id, path, value),
      });
      const happens: readonly Trial[] =
        chance > 0 && chance < 1
          ? [
              {
                event: event.id,
                path: 'probability',
                range: 'chance',
                low: end(false, 'disabled', true),
                high: end(true, 'probability', 1),
              },
            ]
          : [];
      const numbers = numbersOf(definitionOf(event.type)?.fields ?? [], event).map((place): Trial => {
        const [low, high] = endsOf(place);
        return {
          event: event.id,
          path: place.path,
          range: isInterval(place.value) ? 'interval' : 'guess',
          low: end(low, place.path, low),
          high: end(high, place.path, high),
        };
      });
      return [...happens, ...numbers];
    });
}

function policyTrials(scenario: Scenario, policy: Policy): readonly Trial[] {
  const overlaid: Policy = { ...policy, ...scenario.policy };
  const fields: Readonly<Record<string, NumberField | { readonly kind: 'choice' | 'text' }>> = POLICY_FIELDS;
  // The keys of the field table are those of the policy (`satisfies FieldsOf<Policy>`).
  return (Object.keys(POLICY_FIELDS) as PolicyKey[]).flatMap((key): readonly Trial[] => {
    const field = fields[key];
    const value = overlaid[key];
    if (field?.kind !== 'number' || typeof value !== 'number') return [];
    const max = field.max ?? (field.below === undefined ? Infinity : (value + field.below) / 2);
    const min = field.min ?? (field.above === undefined ? 0 : (value + field.above) / 2);
    const [low, high] = guessed(value, field.whole === true, min, max);
    const end = (input: number) => ({
      input,
      scenario: { ...scenario, policy: { ...scenario.policy, [key]: input } },
    });
    return [{ event: null, path: key, range: 'guess', low: end(low), high: end(high) }];
  });
}

/** How many assumptions `tornado` tries. */
export function tornadoTrials({ policy }: Pick<TornadoSide, 'policy'>, scenario: Scenario): number {
  return eventTrials(scenario).length + policyTrials(scenario, policy).length;
}

/**
 * Which assumption moves a constraint most: each is set to its low and its high end, one at a time, with all others as the
 * plain result has them. Intervals go to their ends as typed; numbers without one, and every number of the policy, a tenth
 * to either side (whole ones at least by 1); an event with a probability happens or does not. Customers go where the plain
 * scenario puts them: the question is what an assumption does to a decision, not which decision it would lead to. Yields the number of
 * assumptions tried, so that a worker may stop; the last value is the answer.
 */
export function* tornado(
  side: TornadoSide,
  scenario: Scenario,
  constraintId: string,
): Generator<number, Tornado> {
  const { model, policy, history, solver } = side;
  const settled = settledCustomers(model, policy, scenario, solver);
  const survival = survivalProvider();
  const endWith = (changed: Scenario, input: number | boolean): TornadoEnd => {
    const run = runEvents(model, policy, changed, { ...PLAIN, preview: false, settled });
    if (!run.ok) return { input, margin: null, verdict: null };
    const { model: after, policy: overlaid } = run.value;
    const constraint = assessOne(
      after,
      overlaid,
      constraintId,
      historyAfter(history, model, after),
      survival,
    );
    if (constraint === null) return { input, margin: null, verdict: null };
    return { input, margin: marginRatio(constraint), verdict: constraint.verdict };
  };
  const mid = endWith(scenario, true);
  const bars: TornadoBar[] = [];
  let tried = 0;
  for (const { low, high, ...trial } of [...eventTrials(scenario), ...policyTrials(scenario, policy)]) {
    const [least, most] = [endWith(low.scenario, low.input), endWith(high.scenario, high.input)];
    const away = (end: TornadoEnd) =>
      end.margin === null || mid.margin === null ? 0 : Math.abs(end.margin - mid.margin);
    const flips = [least, most].some(({ verdict }) => verdict !== mid.verdict);
    bars.push({ ...trial, low: least, high: most, flips, swing: Math.max(away(least), away(most)) });
    tried += 1;
    yield tried;
  }
  // Summing the same figures in another order differs in the last bits; that is no move.
  const moved = bars.filter(({ flips, swing }) => flips || swing > 1e-9);
  moved.sort((a, b) => Number(b.flips) - Number(a.flips) || b.swing - a.swing);
  return { constraintId, mid, bars: moved, unmoved: bars.length - moved.length };
}
