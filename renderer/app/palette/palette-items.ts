import type { InventoryChoices } from '../../../shared/ipc/inventory-channels.ts';
import type { ScenarioSummary } from '../../../shared/ipc/scenario-channels.ts';
import { activate } from '../../state/scenario-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { comparisonItems, failureItems, forecastItems } from './answer-items.ts';
import { commandItems } from './command-items.ts';
import { hostItems, placeItems } from './entity-items.ts';
import type { PaletteItem } from './palette-item.ts';

/** Everything the palette offers for what is typed so far; before a workspace is open, what needs none. */
export function paletteItems(
  choices: InventoryChoices | null,
  scenarios: readonly ScenarioSummary[],
  query: string,
): readonly PaletteItem[] {
  if (useWorkspace.getState().info === null) return commandItems();
  return [
    ...commandItems(),
    ...scenarios.map(({ id, name, version }): PaletteItem => ({
      key: `scenario ${id}`,
      group: 'Scenarios',
      label: name,
      icon: 'scenarios',
      beside: `version ${version}`,
      run: () => void activate(id),
    })),
    ...comparisonItems(scenarios, query),
    ...forecastItems(query),
    ...failureItems(query),
    ...(choices === null ? [] : [...placeItems(choices), ...hostItems(choices, query)]),
  ];
}
