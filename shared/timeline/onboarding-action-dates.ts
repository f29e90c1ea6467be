import type { OnboardingAction } from '../events/onboarding-actions.ts';
import type { OnboardOutcome } from '../events/onboarding-preview.ts';
import { dayName, dayNumber } from '../history/calendar.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Timeline } from './timeline-result.ts';

interface World {
  readonly timeline: Timeline;
  readonly model: Model;
  readonly policy: Policy;
  /** Day the customer begins. */
  readonly startsOn: string;
}

/** Which constraints an action is for, by the beginning of their ids. */
const MENDS: Readonly<Record<string, string>> = {
  addHosts: 'compute.',
  addEdgeNodes: 'edge.',
  addStorage: 'storage.',
  resizePostgres: 'controlPlane.postgres',
};

/**
 * When each action of an onboarding is due. It must be in service on the first day on which a target it mends is missed with
 * the customer; where the days name none — the customer cannot be placed, or nothing is measured — on the day the customer
 * begins. Hosts are ordered `leadTimeDays` of their type and `provisioningDays` before that; a type without a lead time has
 * no day to order. Actions that have their day already keep it.
 */
export function datedActions(outcome: OnboardOutcome, world: World): readonly OnboardingAction[] {
  return outcome.actions.map((action) => (action.by === null ? dated(action, outcome, world) : action));
}

function dated(action: OnboardingAction, outcome: OnboardOutcome, world: World): OnboardingAction {
  const { timeline, model, policy, startsOn } = world;
  const { event } = action;
  const today = timeline.days[0] ?? startsOn;
  const mends = MENDS[event.type];
  if (mends === undefined) return { ...action, by: startsOn, inServiceBy: startsOn, late: startsOn < today };
  const broken = new Set(outcome.newBreaches.filter((id) => id.startsWith(mends)));
  const missed = timeline.constraints.flatMap(({ id, crossing }) => {
    if (!broken.has(id) || crossing === null || crossing.date === null) return [];
    return [crossing.already ? startsOn : crossing.date];
  });
  const inServiceBy = missed.reduce<string>(
    (first, day) => (day < first ? day : first),
    missed[0] ?? startsOn,
  );
  if (event.type !== 'addHosts')
    return { ...action, by: inServiceBy, inServiceBy, late: inServiceBy < today };
  const sku = model.skus.find(({ id }) => id === event['sku']);
  const count = Number(event['count']);
  const unitCost = sku?.unitCost ?? null;
  const cost = unitCost === null ? null : unitCost * count;
  const lead = sku?.leadTimeDays ?? null;
  const money = { inServiceBy, cost, currency: sku?.currency ?? null };
  if (lead === null) return { ...action, ...money, by: null };
  const wait = lead + policy.provisioningDays;
  const by = dayName(Math.floor(dayNumber(inServiceBy) - wait));
  const earliest = dayName(Math.ceil(dayNumber(today) + wait));
  return { ...action, ...money, by, late: by < today, earliest };
}
