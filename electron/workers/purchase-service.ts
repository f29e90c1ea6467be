import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { PlanSettings } from '../../shared/plan/plan-settings.ts';
import { acceptPurchase, markPurchase, purchasesOf, setPlanSettings } from '../workspace/purchase-actions.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The part of the workspace's service about purchases: what limits them, and what became of those accepted. */
export function createPurchaseService(workspace: () => Workspace) {
  return {
    planSettings: (): PlanSettings => workspace().planSettings(),
    setPlanSettings: (settings: PlanSettings): PlanSettings => setPlanSettings(workspace(), settings),
    purchases: () => purchasesOf(workspace()),
    acceptPurchase: (request: RequestOf<'plan:accept'>) => acceptPurchase(workspace(), request),
    markPurchase: (request: RequestOf<'plan:mark'>) => markPurchase(workspace(), request),
  };
}
