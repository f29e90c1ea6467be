import { roundedUp } from '../model/rounding.ts';
import type { VariantField } from './field.ts';

/** How a customer's load comes, over days since the event (MODEL.md section 11). */
export type Ramp =
  | { readonly kind: 'immediate' }
  | { readonly kind: 'linear'; readonly days: number }
  | { readonly kind: 's-curve'; readonly days: number }
  | {
      readonly kind: 'steps';
      readonly steps: readonly { readonly day: number; readonly fraction: number }[];
    };

const DAYS = {
  kind: 'quantity',
  unit: 'days',
  above: 0,
  required: true,
  name: 'days',
  label: 'Days',
  help: 'Until everything is there.',
} as const;

export const RAMP_FIELD = {
  kind: 'variant',
  tag: 'kind',
  name: 'ramp',
  label: 'Ramp',
  help: 'How the load comes; absent: all of it at once.',
  variants: [
    { value: 'immediate', label: 'at once', fields: [] },
    { value: 'linear', label: 'linear', fields: [DAYS] },
    { value: 's-curve', label: 'slow, fast, slow', fields: [DAYS] },
    {
      value: 'steps',
      label: 'in steps',
      fields: [
        {
          kind: 'list',
          name: 'steps',
          label: 'Steps',
          help: 'From each day on, this fraction of the load is there.',
          required: true,
          minItems: 1,
          item: [
            {
              kind: 'quantity',
              unit: 'days',
              min: 0,
              required: true,
              name: 'day',
              label: 'Day',
              help: 'Days since the event.',
            },
            {
              kind: 'ratio',
              required: true,
              name: 'fraction',
              label: 'Fraction',
              help: 'Share of the load from then on.',
            },
          ],
        },
      ],
    },
  ],
} as const satisfies VariantField;

/**
 * Fraction of the load that is there `days` after the event: linear f = clamp(t ÷ days, 0, 1); s-curve 3f² − 2f³ of that;
 * steps: the fraction of the last step reached, 0 before the first; immediate (or no ramp): all from the first day on.
 */
export function rampFraction(ramp: Ramp | null, days: number): number {
  if (days < 0) return 0;
  if (ramp === null || ramp.kind === 'immediate') return 1;
  if (ramp.kind === 'steps') {
    let reached: { day: number; fraction: number } | null = null;
    for (const step of ramp.steps) {
      if (step.day <= days && (reached === null || step.day >= reached.day)) reached = step;
    }
    return reached?.fraction ?? 0;
  }
  const f = Math.min(1, days / ramp.days);
  return ramp.kind === 'linear' ? f : 3 * f ** 2 - 2 * f ** 3;
}

/** MicroVMs of a fleet row that run so many days after the event: ⌈count × f⌉. */
export function rampedCount(count: number, ramp: Ramp | null, days: number): number {
  return partOfCount(count, rampFraction(ramp, days));
}

/** Whole microVMs of a fraction of a fleet row: ⌈count × fraction⌉. */
export function partOfCount(count: number, fraction: number): number {
  return roundedUp(count * fraction);
}

/** Days after the event from which on the whole load is there. */
export function rampDays(ramp: Ramp | null): number {
  if (ramp === null || ramp.kind === 'immediate') return 0;
  if (ramp.kind !== 'steps') return ramp.days;
  return ramp.steps.reduce((last, step) => Math.max(last, step.day), 0);
}
