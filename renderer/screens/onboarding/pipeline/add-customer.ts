import { builtInTemplates } from '../../../../shared/events/customer-shape.ts';
import type { Prospect } from '../../../../shared/ipc/pipeline-channels.ts';
import { useInventory } from '../../../state/inventory-store.ts';
import { freshProspectId, savePipeline } from '../../../state/pipeline-store.ts';
import { useView } from '../../../state/view-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';
import { startDay } from '../start-day.ts';

/** Adds a customer of medium size, as likely as not, to the chosen region. */
export function addCustomer(prospects: readonly Prospect[]): void {
  const { formModel } = useInventory.getState();
  const region = useView.getState().region ?? formModel?.regions[0]?.id;
  if (formModel === null || region === undefined) return;
  const medium = builtInTemplates(formModel).find(({ id }) => id === 'medium')?.shape;
  const asOf = useWorkspace.getState().info?.asOf ?? null;
  const added: Prospect = {
    fleet: [],
    ...medium,
    id: freshProspectId(new Set(prospects.map(({ id }) => id))),
    type: 'onboardCustomer',
    customer: `customer ${prospects.length + 1}`,
    region,
    probability: 0.5,
    ...startDay(asOf),
  };
  void savePipeline([...prospects, added], `Add ${added.customer} to the pipeline`);
}
