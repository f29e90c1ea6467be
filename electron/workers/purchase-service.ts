import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { PlanSettings } from '../../shared/plan/plan-settings.ts';
import type { Decided } from '../workspace/decision-figures.ts';
import { acceptPurchase, markPurchase, setPlanSettings } from '../workspace/purchase-actions.ts';

/** The part of the workspace's service about purchases: what limits them, and what became of those accepted; `author` decides. */
export function createPurchaseService(decided: () => Decided, author: string | null) {
  const workspace = () => decided().workspace;
  return {
    planSettings: (): PlanSettings => workspace().planSettings(),
    setPlanSettings: (settings: PlanSettings): PlanSettings => setPlanSettings(workspace(), settings),
    purchases: () => workspace().purchases.list(),
    acceptPurchase: (request: RequestOf<'plan:accept'>) => acceptPurchase(decided(), request, author),
    markPurchase: (request: RequestOf<'plan:mark'>) => markPurchase(workspace(), request),
  };
}
