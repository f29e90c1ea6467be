import type { Scenario } from '../../events/scenario.ts';
import type { Side } from '../../timeline/outlook.ts';
import type { AppliedEvent } from '../../timeline/apply-event.ts';
import { runEvents } from '../../timeline/run-events.ts';
import type { FailureModeId } from '../failure-modes/failure-mode.ts';
import { presetOf } from '../failure-modes/preset.ts';
import type { RuleSource } from '../alerts/rule-context.ts';

/** The scenario of a mode's preset and its first event as the engine applied it; a text: why there is none. `change` replaces fields of the event. */
export interface Simulated {
  readonly scenario: Scenario;
  readonly applied: AppliedEvent;
}

export function simulatedPreset(
  { side }: { readonly side: Side } | RuleSource,
  mode: FailureModeId,
  scope: string,
  change: Readonly<Record<string, unknown>> = {},
): Simulated | string {
  const made = presetOf({ side, mode, scope });
  if (!made.ok) return made.reason;
  const scenario: Scenario = {
    ...made.scenario,
    events: made.scenario.events.map((event) => ({ ...event, ...change })),
  };
  const run = runEvents(side.days.base, side.days.policy, scenario);
  if (!run.ok) return run.problems[0]?.message ?? 'the scenario cannot be applied';
  const [applied] = run.value.events;
  return applied === undefined ? 'the scenario does nothing' : { scenario, applied };
}
