import type { ForecastAnswer, TriggerListAnswer } from '../../shared/ipc/forecast-channels.ts';

/** An answer about both sides with its scenario's half taken away. */
export const withoutScenario = <Answer extends { readonly scenario: unknown }>(
  answer: Answer,
): Answer & { readonly scenario: null } => ({ ...answer, scenario: null });

/** Triggers of the baseline alone, where they are of the workspace as it stands; others are left as they are. */
export function triggersOfBaseline(
  answer: TriggerListAnswer | null,
  revision: number,
): TriggerListAnswer | null {
  if (answer === null || answer.revision !== revision) return answer;
  return { ...answer, triggers: answer.triggers.map(withoutScenario) };
}

/** The same of one forecast in full. */
export function forecastOfBaseline(answer: ForecastAnswer | null, revision: number): ForecastAnswer | null {
  return answer === null || answer.revision !== revision ? answer : withoutScenario(answer);
}
