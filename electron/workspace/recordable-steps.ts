import { byCodeUnits } from '../../shared/model/model-index.ts';
import { describeEvent } from '../../shared/events/describe-event.ts';
import { dayName, dayNumber } from '../../shared/history/calendar.ts';
import type { Outlook } from '../../shared/timeline/outlook.ts';
import type { Workspace } from './workspace.ts';

/** Events that come or go with a level of demand. */
const STEPS: ReadonlySet<string> = new Set(['onboardCustomer', 'removeHosts', 'postgresFailover']);

/**
 * Dated onboardings and departures within the days fitted, as saved scenarios have them: whether one of them really
 * happened is for a person to say, so they are offered as steps, not taken. Of scenarios about other scopes too, since a
 * region's customer is a cluster's as well.
 */
export function recordableSteps(
  workspace: Workspace,
  _constraintId: string,
  { line }: Outlook,
): readonly { readonly day: string; readonly label: string }[] {
  if (line === null) return [];
  const [first, last] = [dayName(line.fit.firstDay), dayName(line.fit.lastDay)];
  const found = new Map<string, { day: string; label: string }>();
  for (const { id } of workspace.scenarios.list()) {
    for (const event of workspace.scenarios.get(id).scenario.events) {
      const day = event.on;
      if (day === undefined || event.disabled === true || !STEPS.has(event.type)) continue;
      if (Number.isNaN(dayNumber(day)) || day <= first || day > last) continue;
      const label = describeEvent(event);
      found.set(`${day} ${label}`, { day, label });
    }
  }
  return [...found.values()].sort((a, b) => byCodeUnits(a.day, b.day));
}
