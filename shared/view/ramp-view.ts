import { rampDays, rampFraction, type Ramp } from '../events/ramp.ts';
import { formatPercent, formatPlain } from './number-format.ts';
import { quantityText } from './quantity-format.ts';

export type RampStep = { readonly day: number; readonly fraction: number };

/** A corner of the drawn curve. */
export interface RampPoint {
  readonly day: number;
  readonly fraction: number;
}

const CURVE_POINTS = 40;
const LEAST_SPAN = 14;

/** Days the drawing shows: the ramp with a quarter of itself behind, so that its end is seen to be one. */
export function rampSpan(ramp: Ramp | null): number {
  return Math.max(LEAST_SPAN, Math.ceil(rampDays(ramp) * 1.25));
}

/** The curve from the first day to `span`; steps with both corners of each rise. */
export function rampPoints(ramp: Ramp | null, span: number): readonly RampPoint[] {
  if (ramp === null || ramp.kind === 'immediate')
    return [
      { day: 0, fraction: 0 },
      { day: 0, fraction: 1 },
      { day: span, fraction: 1 },
    ];
  if (ramp.kind === 'steps') {
    const points: RampPoint[] = [{ day: 0, fraction: 0 }];
    let level = 0;
    for (const { day } of inOrder(ramp.steps)) {
      points.push({ day, fraction: level });
      level = rampFraction(ramp, day);
      points.push({ day, fraction: level });
    }
    return [...points, { day: span, fraction: level }];
  }
  const count = ramp.kind === 'linear' ? 1 : CURVE_POINTS;
  const rising = Array.from({ length: count + 1 }, (_, i) => (i / count) * ramp.days);
  return [...rising, span].map((day) => ({ day, fraction: rampFraction(ramp, day) }));
}

/** Steps by day; of several on one day the last stands, as the engine reads them. */
export function inOrder(steps: readonly RampStep[]): readonly RampStep[] {
  const byDay = new Map(steps.map((step) => [step.day, step]));
  return [...byDay.values()].sort((a, b) => a.day - b.day);
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** One step moved; it stays between its neighbours' days and levels, so that steps never change places or fall. */
export function movedStep(steps: readonly RampStep[], at: number, to: RampStep): readonly RampStep[] {
  const before = steps[at - 1];
  const after = steps[at + 1];
  const day = clamp(
    Math.round(to.day),
    before === undefined ? 0 : before.day + 1,
    after === undefined ? 3650 : after.day - 1,
  );
  const fraction = clamp(Math.round(to.fraction * 100) / 100, before?.fraction ?? 0, after?.fraction ?? 1);
  return steps.map((step, index) => (index === at ? { day, fraction } : step));
}

/** One more step after the last: a fortnight later, everything there. */
export function withStep(steps: readonly RampStep[]): readonly RampStep[] {
  const last = steps[steps.length - 1];
  return last === undefined ? [{ day: 0, fraction: 0.5 }] : [...steps, { day: last.day + 14, fraction: 1 }];
}

/** The ramp in another form, as near to what it was as that form can be. */
export function rampAs(kind: Ramp['kind'], ramp: Ramp | null): Ramp {
  const days = Math.max(1, rampDays(ramp) || 30);
  if (kind === 'immediate') return { kind };
  if (kind !== 'steps') return { kind, days };
  const third = Math.max(1, Math.round(days / 3));
  return {
    kind,
    steps: [
      { day: 0, fraction: 0.25 },
      { day: third, fraction: 0.5 },
      { day: Math.max(third + 1, days), fraction: 1 },
    ],
  };
}

/** What the curve says, in words. */
export function rampText(ramp: Ramp | null): string {
  if (ramp === null || ramp.kind === 'immediate') return 'all of it on the first day';
  if (ramp.kind === 'steps')
    return inOrder(ramp.steps)
      .map(({ day, fraction }) => `${formatPercent(fraction, 0)} from day ${formatPlain(day)}`)
      .join(', ');
  const half = quantityText(ramp.days / 2, 'days');
  return `half after ${half}, all after ${formatPlain(ramp.days, 1)}`;
}

/** A ramp as it stands in a document being edited; a form that is not complete reads as none. */
export function rampOf(value: unknown): Ramp | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  const { kind } = value;
  if (kind === 'immediate') return { kind };
  if (kind === 'linear' || kind === 's-curve') {
    const days = middle('days' in value ? value.days : null);
    return days === null || days <= 0 ? null : { kind, days };
  }
  if (kind !== 'steps' || !('steps' in value) || !Array.isArray(value.steps)) return null;
  const steps: readonly unknown[] = value.steps;
  return {
    kind,
    steps: steps.flatMap((step) => {
      if (typeof step !== 'object' || step === null || !('day' in step) || !('fraction' in step)) return [];
      const [day, fraction] = [middle(step.day), middle(step.fraction)];
      return day === null || fraction === null ? [] : [{ day, fraction }];
    }),
  };
}

/** A number, or the middle of an interval. */
function middle(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null || !('mid' in value)) return null;
  return typeof value.mid === 'number' ? value.mid : null;
}
