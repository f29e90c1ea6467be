import { FORMULAS } from '../explain/formulas.ts';
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

/** Float noise of a decimal product or sum: a tie within this many units in the last place cannot be told from a tie. */
const NOISE = 16 * Number.EPSILON;

/**
 * Does a value meet its target, by the target's own comparison on the exact value? Whole demand and capacity divide
 * without error that could hide or invent a miss, so they are compared as they are. Where decimals were multiplied or
 * added first (0.1 + 0.2 is 0.30000000000000004), a miss within rounding noise (16 units in the last place) is a tie.
 */
export function meets(value: number, op: Target['op'], target: number, exact: boolean): boolean {
  if (op === '>=' ? value >= target : op === '<=' ? value <= target : value === target) return true;
  return !exact && Math.abs(value - target) <= NOISE * Math.max(Math.abs(value), Math.abs(target));
}

/** Utilization, headroom, margin and verdict of MODEL.md sections 1 and 4 from the figures of a constraint. */
export function buildConstraint(figures: ConstraintFigures): Constraint {
  const { demand, target } = figures;
  const limited = figures.capacity !== undefined;
  const capacity = figures.capacity ?? null;
  const reserve = limited ? (figures.reserve === undefined ? 0 : figures.reserve) : null;
  const available = capacity === null || reserve === null ? null : capacity - reserve;
  const utilization = FORMULAS['demand ÷ available']([demand, available]);
  const headroom = FORMULAS['1 − demand ÷ available']([demand, available]);
  const verdict = judge({ ...figures, limited, available, utilization, headroom });
  return {
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
    ...(figures.basis === undefined ? {} : { basis: figures.basis }),
    ...(figures.notes === undefined || figures.notes.length === 0 ? {} : { notes: figures.notes }),
    ...(figures.beside === undefined ? {} : { beside: figures.beside }),
  };
}

interface Judged extends ConstraintFigures {
  readonly limited: boolean;
  readonly available: number | null;
  readonly utilization: number | null;
  readonly headroom: number | null;
}

function judge(judged: Judged): Verdict {
  const { target, demand, available, limited } = judged;
  if (demand === null || (limited && available === null)) return 'not-measured';
  const exhausted = limited && available !== null && available <= 0;
  if (exhausted && demand > 0) return 'breach';
  if (target === null) return judged.lowerBound === true ? 'not-measured' : 'no-target';
  const holds = exhausted || targetHolds(judged, target, demand);
  if (!holds) return 'breach';
  return judged.lowerBound === true ? 'not-measured' : 'ok';
}

function targetHolds(judged: Judged, target: Target, demand: number): boolean {
  const value =
    target.on === 'headroom' ? judged.headroom : target.on === 'utilization' ? judged.utilization : demand;
  if (value === null || typeof target.value !== 'number') return true;
  const exact =
    Number.isSafeInteger(demand) && (judged.available === null || Number.isSafeInteger(judged.available));
  return meets(value, target.op, target.value, exact);
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
