import type { RecordedOnboarding } from '../../shared/ipc/onboarding-channels.ts';
import { revertedBy, type KeptDecision } from '../../shared/view/decision.ts';
import type { Workspace } from './workspace.ts';

type Origin = Omit<RecordedOnboarding, 'customer' | 'on' | 'event'>;

/** The onboarding of an event whose day has come; none of an incomplete or disabled one. */
function onboardingOf(
  event: Readonly<Record<string, unknown>>,
  today: string,
  origin: Origin,
): readonly RecordedOnboarding[] {
  const { type, on, customer, disabled } = event;
  if (type !== 'onboardCustomer' || disabled === true) return [];
  if (typeof on !== 'string' || typeof customer !== 'string' || on > today) return [];
  return [{ ...origin, customer, on, event }];
}

const entryOf = (scenario: string, event: string): string => `${scenario} ${event}`;

/**
 * Customers who, by the inventory's day, have come, as they were written down; latest first. Where a decision that stands
 * accepted one, the version decided on is what was said of them, with what was expected then, and neither a later version of
 * the scenario nor an earlier decision on it stands beside it. A decision taken back predicts nothing.
 */
export function recordedOnboardings(w: Workspace, today: string): readonly RecordedOnboarding[] {
  const decisions = w.decisions.list();
  const reverted = revertedBy(decisions);
  const decided = new Map<string, RecordedOnboarding>();
  const standing = decisions.filter(({ id, kind }) => kind === 'onboarding' && !reverted.has(id));
  for (const decision of [...standing].sort((a, b) => a.id - b.id))
    for (const entry of decidedBy(w, decision, today))
      decided.set(entryOf(decision.scenario?.id ?? '', String(entry.event['id'])), entry);
  const inScenarios = w.scenarios.list().flatMap(({ id, name, version, changedAtMs }) =>
    w.scenarios.get(id).scenario.events.flatMap((event) => {
      const entry = entryOf(id, event.id);
      const origin = {
        id: entry,
        source: 'scenario',
        name,
        version,
        savedAtMs: changedAtMs,
        decision: null,
      } as const;
      return decided.has(entry) ? [] : onboardingOf(event, today, origin);
    }),
  );
  const inPipeline = w.pipeline.prospects().flatMap((prospect) =>
    onboardingOf(prospect, today, {
      id: prospect.id,
      source: 'pipeline',
      name: prospect.customer,
      version: null,
      savedAtMs: null,
      decision: null,
    }),
  );
  return [...decided.values(), ...inScenarios, ...inPipeline].sort((a, b) =>
    a.on < b.on ? 1 : a.on > b.on ? -1 : 0,
  );
}

/** Scenarios may have been deleted since: then nothing says what was decided on. */
function decidedBy(
  w: Workspace,
  { id: number, atMs, by, scenario, effect }: KeptDecision,
  today: string,
): readonly RecordedOnboarding[] {
  if (scenario === null || !w.scenarios.list().some(({ id }) => id === scenario.id)) return [];
  const { version, name } = scenario;
  return w.scenarios.get(scenario.id, version).scenario.events.flatMap((event) =>
    onboardingOf(event, today, {
      id: `decision ${number} ${event.id}`,
      source: 'decision',
      name,
      version,
      savedAtMs: atMs,
      decision: { number, atMs, by, figures: effect?.figures ?? [] },
    }),
  );
}
