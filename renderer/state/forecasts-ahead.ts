import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import { bridge } from './bridge.ts';
import { keepDetail, keepList, keepSparks, keepTriggers, keptForecasts } from './forecast-kept.ts';
import { useForecasts } from './forecast-store.ts';
import { useWorkspace } from './workspace-store.ts';

/**
 * Asks ahead for what a switch to a scenario will draw of forecasts, where a screen has drawn the baseline's: the list, the
 * triggers, the same small charts, the same forecasts in full. Kept aside; nothing on screen changes.
 */
export async function forecastsAhead(scenario: ScenarioSelection, isWanted: () => boolean): Promise<void> {
  const revision = useWorkspace.getState().info?.revision ?? -1;
  if (useForecasts.getState().list === null) return;
  const known = () => keptForecasts(revision, scenario);
  if (known() === null) {
    const answer = await bridge().invoke('forecast:list', { scenario });
    if (!answer.ok || !isWanted()) return;
    keepList(scenario, answer.value);
  }
  if (known()?.triggers === null) {
    const answer = await bridge().invoke('triggers:list', { scenario });
    if (!answer.ok || !isWanted()) return;
    keepTriggers(scenario, answer.value);
  }
  const { sparks, details } = useForecasts.getState();
  const ids = [...sparks.keys()].filter((id) => known()?.sparks.has(id) === false);
  if (ids.length > 0) {
    const answer = await bridge().invoke('forecast:sparks', { scenario, ids });
    if (!answer.ok || !isWanted()) return;
    keepSparks(scenario, answer.value);
  }
  for (const id of details.keys()) {
    if (known()?.details.has(id) !== false) continue;
    const answer = await bridge().invoke('forecast:get', { scenario, constraintId: id });
    if (!answer.ok || !isWanted()) return;
    keepDetail(scenario, id, answer.value);
  }
}
