import type { Assessment, Constraint } from '../assess/constraint.ts';
import type { ConstraintChange } from './result.ts';

const NUMBERS = [
  'capacity',
  'reserve',
  'available',
  'reserved',
  'used',
  'demand',
  'utilization',
  'headroom',
  'margin',
] as const;

/** Sums in another order differ in their last digits; that is no change anyone should be shown. */
const NOISE_RATIO = 1e-12;

function sameNumber(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return a === b || Math.abs(a - b) <= NOISE_RATIO * Math.max(Math.abs(a), Math.abs(b));
}

function sameValue(a: number | string | null | undefined, b: number | string | null | undefined): boolean {
  return typeof a === 'number' && typeof b === 'number' ? sameNumber(a, b) : a === b;
}

/** Whether two states of a constraint show the same: verdict, target, every number, and the values beside it. */
function sameConstraint(a: Constraint, b: Constraint): boolean {
  if (a.verdict !== b.verdict || a.basis !== b.basis || a.target?.value !== b.target?.value) return false;
  if (!NUMBERS.every((key) => sameNumber(a[key], b[key]))) return false;
  const beside = new Set([...Object.keys(a.beside ?? {}), ...Object.keys(b.beside ?? {})]);
  return [...beside].every((key) => sameValue(a.beside?.[key], b.beside?.[key]));
}

/** Every constraint that differs between two assessments, is new, or is gone; in the order of `after`, gone ones last. */
export function changesBetween(before: Assessment, after: Assessment): readonly ConstraintChange[] {
  const then = new Map(before.constraints.map((constraint) => [constraint.id, constraint]));
  const changes: ConstraintChange[] = [];
  for (const now of after.constraints) {
    const old = then.get(now.id) ?? null;
    then.delete(now.id);
    if (old === null || !sameConstraint(old, now)) changes.push({ id: now.id, before: old, after: now });
  }
  for (const [id, old] of then) changes.push({ id, before: old, after: null });
  return changes;
}
