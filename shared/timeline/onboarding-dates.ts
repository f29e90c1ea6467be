import type { OnboardingAction } from '../events/onboarding-actions.ts';
import type { OnboardOutcome } from '../events/onboarding-preview.ts';
import { outcomeOf } from '../events/outcome-of.ts';
import { dayNumber } from '../history/calendar.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { datedActions } from './onboarding-action-dates.ts';
import type { EventOutcome } from './result.ts';
import type { Timeline } from './timeline-result.ts';
import type { Trigger } from './trigger-result.ts';

/** What a scenario's days say, for the preview of its onboarding. */
export interface DatedConsequences {
  readonly timeline: Timeline;
  readonly triggers: readonly Trigger[];
  readonly triggersBefore: readonly Trigger[];
}

/**
 * The preview of an onboarding that is the only event of its scenario, with what needs the days: triggers that fire with it
 * and not without, crossing dates moved by how many days (MODEL.md section 11). A customer who makes a trigger fire is not
 * simply accepted: with actions where each of these triggers has one that silences it, else declined. With other events
 * beside it nothing tells whose doing a date is, and the outcome stays as it is.
 */
export function withDates(
  events: readonly EventOutcome[],
  days: DatedConsequences,
  world: { readonly model: Model; readonly policy: Policy },
): readonly EventOutcome[] {
  const [only, ...others] = events;
  if (only === undefined || others.length > 0) return events;
  const outcome = outcomeOf(only, 'onboardCustomer');
  if (outcome === null) return events;
  const dated = datedOutcome(outcome, days);
  const actions = datedActions(dated, { ...days, ...world, startsOn: only.day });
  return [{ ...only, outcome: { ...dated, actions } }];
}

function datedOutcome(
  outcome: OnboardOutcome,
  { timeline, triggers, triggersBefore }: DatedConsequences,
): OnboardOutcome {
  const firedBefore = new Set(triggersBefore.filter(({ state }) => state === 'firing').map(({ id }) => id));
  const fresh = triggers.filter(({ id, state }) => state === 'firing' && !firedBefore.has(id));
  const movedCrossings = timeline.constraints.flatMap(({ id, crossing, crossingBefore }) => {
    const [before, after] = [crossingBefore?.date ?? null, crossing?.date ?? null];
    if (before === after) return [];
    const days = before === null || after === null ? null : dayNumber(after) - dayNumber(before);
    return { id, before, after, days };
  });
  const dated = { ...outcome, newTriggers: fresh.map(({ id }) => id), movedCrossings };
  if (outcome.verdict !== 'accept' || fresh.length === 0) return dated;
  const actions = fresh.flatMap(({ action }): OnboardingAction[] => {
    if (action === null || action.event === null) return [];
    const { text, orderBy, inServiceBy, late, cost, currency, event } = action;
    return [{ text, by: orderBy ?? inServiceBy, inServiceBy, late, cost, currency, event }];
  });
  if (actions.length < fresh.length) {
    const unmended = fresh.filter(({ action }) => (action?.event ?? null) === null).map(({ id }) => id);
    return { ...dated, verdict: 'decline', unmended };
  }
  return { ...dated, verdict: 'accept-with-actions', actions };
}
