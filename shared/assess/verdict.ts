import { headroomOf, utilizationOf } from '../explain/formulas.ts';
import { isTie } from '../model/rounding.ts';
import type { Unit } from '../units.ts';
import type { Constraint, Domain, Target, Verdict } from './constraint.ts';

/** What a constraint is made of; ratios, margin and verdict follow. */
export interface ConstraintFigures {
  readonly domain: Domain;
  readonly resource: string;
  readonly scope: string;
  readonly unit: Unit;
  /** Absent: this constraint has no capacity (a measured value against a limit). */
  readonly capacity?: number | null;
  readonly reserve?: number | null;
  readonly reserved?: number | null;
  readonly used?: number | null;
  readonly demand: number | null;
  readonly target: Target | null;
  /** Demand is at least this much but may be more: only a miss can be told (MODEL.md section 4, Unknowns). */
  readonly lowerBound?: boolean;
  readonly basis?: string;
  readonly notes?: readonly string[];
  readonly beside?: Readonly<Record<string, number | string | null>>;
}

/**
 * Does a value meet its target, by the target's own comparison on the exact value? Whole demand and capacity divide
 * without error that could hide or invent a miss, so they are compared as they are. Where decimals were multiplied or
 * added first (0.1 + 0.2 is 0.30000000000000004), a miss within rounding noise (16 units in the last place) is a tie.
 */
export function meets(value: number, op: Target['op'], target: number, exact: boolean): boolean {
  if (op === '>=' ? value >= target : op === '<=' ? value <= target : value === target) return true;
  return !exact && isTie(value, target);
}

/** Utilization, headroom, margin and verdict of MODEL.md sections 1 and 4 from the figures of a constraint. */
export function buildConstraint(figures: ConstraintFigures): Constraint {
  const { demand, target } = figures;
  const limited = figures.capacity !== undefined;
  const capacity = figures.capacity ?? null;
  const reserve = limited ? (figures.reserve === undefined ? 0 : figures.reserve) : null;
  const available = capacity === null || reserve === null ? null : capacity - reserve;
  const known = demand !== null && available !== null;
  const utilization = known ? utilizationOf(demand, available) : null;
  const headroom = known ? headroomOf(demand, available) : null;
  const value = target?.on === 'headroom' ? headroom : target?.on === 'utilization' ? utilization : demand;
  const verdict = judge(figures, limited, available, value);
  // A large model has thousands of constraints; optional keys are added one by one, because object spreads cost more than
  // all of the arithmetic.
  const constraint: Writable<Constraint> = {
    id: `${figures.domain}.${figures.resource}@${figures.scope}`,
    domain: figures.domain,
    resource: figures.resource,
    scope: figures.scope,
    unit: figures.unit,
    capacity,
    reserve,
    available,
    reserved: figures.reserved ?? null,
    used: figures.used ?? null,
    demand,
    utilization,
    headroom,
    target,
    margin: marginOf(target, demand, available, verdict),
    verdict,
  };
  if (figures.basis !== undefined) constraint.basis = figures.basis;
  if (figures.notes !== undefined && figures.notes.length > 0) constraint.notes = figures.notes;
  if (figures.beside !== undefined) constraint.beside = figures.beside;
  return constraint;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function judge(
  figures: ConstraintFigures,
  limited: boolean,
  available: number | null,
  value: number | null,
): Verdict {
  const { target, demand } = figures;
  if (demand === null || (limited && available === null)) return 'not-measured';
  const exhausted = limited && available !== null && available <= 0;
  if (exhausted && demand > 0) return 'breach';
  const certain = figures.lowerBound !== true;
  if (target === null) return certain ? 'no-target' : 'not-measured';
  // Nothing available and nothing demanded: the target cannot be missed.
  if (value !== null && typeof target.value === 'number') {
    const exact = Number.isSafeInteger(demand) && (available === null || Number.isSafeInteger(available));
    if (!meets(value, target.op, target.value, exact)) return 'breach';
  }
  return certain ? 'ok' : 'not-measured';
}

/**
 * How much more demand fits before the target is missed, in the constraint's own unit; negative: how much is missing.
 * Never contradicts the verdict by rounding. Nothing is available below 0.
 */
function marginOf(
  target: Target | null,
  demand: number | null,
  available: number | null,
  verdict: Verdict,
): number | null {
  if (target === null || typeof target.value !== 'number' || demand === null) return null;
  const free = available === null ? null : Math.max(0, available);
  let limit: number | null = null;
  if (target.on === 'headroom' && free !== null) limit = (1 - target.value) * free;
  else if (target.on === 'utilization' && free !== null) limit = target.value * free;
  else if (target.on === 'demand') limit = target.value;
  if (limit === null) return null;
  const margin = limit - demand;
  if (verdict === 'ok') return Math.max(0, margin);
  if (verdict === 'breach') return Math.min(0, margin);
  return null;
}
