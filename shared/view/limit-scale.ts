import type { Constraint } from '../assess/constraint.ts';

/** On the common scale every limit stands here, so that rows of different kinds compare. */
export const LIMIT_AT = 0.8;

/**
 * Demand as a share of what the target allows: 1 = exactly at the limit, above 1 = missed. Up is worse, whatever the
 * target is written on (`headroom >= 0.2` allows a utilization of 0.8). `null` where it is no place on a scale (a
 * verdict) or an input is not measured; `Infinity` where there is demand and nothing is available or allowed.
 */
export function limitShare(constraint: Constraint): number | null {
  const { target } = constraint;
  if (target === null || typeof target.value !== 'number') return null;
  switch (target.on) {
    case 'headroom':
      return shareOf(utilizationOf(constraint), 1 - target.value);
    case 'utilization':
      return shareOf(utilizationOf(constraint), target.value);
    case 'demand':
      return target.op === '<=' ? shareOf(constraint.demand, target.value) : null;
    case 'timeToConverge':
      return shareOf(convergeSeconds(constraint), target.value);
    case 'outcome':
      return null;
  }
}

/**
 * `true` for what is set once and does not grow towards its limit (the overlay's MTU, the interval of backups): standing
 * right at the limit is as good as standing far below it, so such a constraint is never close and never the closest.
 */
export function isSetting(constraint: Pick<Constraint, 'domain' | 'resource'>): boolean {
  return SETTINGS.has(`${constraint.domain}.${constraint.resource}`);
}

const SETTINGS: ReadonlySet<string> = new Set(['overlay.mtu', 'storage.rpo']);

function utilizationOf(constraint: Constraint): number | null {
  if (constraint.utilization !== null) return constraint.utilization;
  const exhausted =
    constraint.available !== null && constraint.available <= 0 && (constraint.demand ?? 0) > 0;
  return exhausted ? Infinity : null;
}

/** Seconds until the backlog is gone; never, where work arrives faster than it is done. */
export function convergeSeconds(constraint: Constraint): number | null {
  const { capacity, demand } = constraint;
  if (capacity !== null && demand !== null && demand >= capacity) return Infinity;
  const seconds = constraint.beside?.['timeToConvergeSeconds'];
  return typeof seconds === 'number' ? seconds : null;
}

function shareOf(value: number | null, limit: number): number | null {
  if (value === null) return null;
  if (limit <= 0) return value > 0 ? Infinity : 0;
  return value / limit;
}

/** Place on the common scale, 0..1, kept inside its ends. */
export function scalePosition(share: number): number {
  return Math.min(1, Math.max(0, share * LIMIT_AT));
}
