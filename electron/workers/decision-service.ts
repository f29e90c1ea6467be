import type {
  DecisionDetail,
  DecisionDraft,
  DecisionList,
  LoggedDecision,
} from '../../shared/ipc/decision-channels.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import { decisionText, type DecisionFormat } from '../../shared/documents/decisions/decision-text.ts';
import type { AdoptedEvent } from '../../shared/timeline/adopt-scenario.ts';
import type { PurchaseRecord } from '../../shared/plan/purchase-record.ts';
import { revertedBy, type KeptDecision } from '../../shared/view/decision.ts';
import { decisionOutcome } from '../../shared/view/decision-outcome.ts';
import { Refusal } from '../refusal.ts';
import { scenarioHash } from '../workspace/content-hash.ts';
import { recordDecision, revertDecision, revertPreview } from '../workspace/decision-actions.ts';
import { adoptedScenario } from '../workspace/decision-changes.ts';
import { presentData, presentSide, type Decided } from '../workspace/decision-figures.ts';
import type { Workspace } from '../workspace/workspace.ts';

function logged(workspace: Workspace): readonly LoggedDecision[] {
  const decisions = workspace.decisions.list();
  const reverted = revertedBy(decisions);
  return decisions.map((decision) => ({ ...decision, revertedBy: reverted.get(decision.id) ?? null }));
}

/** Whether the version a decision rests on is still there, and still the newest. */
function scenarioState(workspace: Workspace, decision: KeptDecision): DecisionDetail['scenarioState'] {
  const { scenario } = decision;
  if (scenario === null) return null;
  try {
    const kept = workspace.scenarios.get(scenario.id, scenario.version);
    if (scenarioHash(kept.scenario) !== scenario.hash) return 'changed';
    return workspace.scenarios.get(scenario.id).version === scenario.version ? 'same' : 'newer';
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return 'gone';
    throw error;
  }
}

/** The purchase a decision accepted, as it stands now. */
function purchaseOf(workspace: Workspace, { id, kind }: KeptDecision): PurchaseRecord | null {
  if (kind !== 'plan-line') return null;
  const own = workspace.decisions.changesOf(id).find(({ table }) => table === 'purchase')?.after;
  return workspace.purchases.list().find((record) => record.id === own?.['id']) ?? null;
}

function detail(of: Decided, id: number): DecisionDetail {
  const { workspace } = of;
  const decision = logged(workspace).find((each) => each.id === id);
  if (decision === undefined) throw new Refusal('not-found', 'This decision is not in the log any more.');
  const now = presentData(of);
  return {
    revision: workspace.revision,
    decision,
    outcome: decisionOutcome(decision, now, () => presentSide(of)),
    revert: revertPreview(workspace, id),
    purchase: purchaseOf(workspace, decision),
    scenarioState: scenarioState(workspace, decision),
    dataState: now.modelHash === decision.data.modelHash ? 'same' : 'changed',
  };
}

/** The part of the workspace's service about the log of decisions; `author` is written where nobody is named. */
export function createDecisionService(decided: () => Decided, author: string | null) {
  return {
    decisions: (): DecisionList => {
      const { workspace } = decided();
      return { revision: workspace.revision, decisions: logged(workspace), author };
    },
    decision: ({ id }: RequestOf<'decision:get'>): DecisionDetail => detail(decided(), id),
    adoptPreview: ({ id, version }: RequestOf<'decision:adopt-preview'>): readonly AdoptedEvent[] =>
      adoptedScenario(decided().workspace, id, version).events,
    recordDecision: (draft: DecisionDraft): KeptDecision => recordDecision(decided(), draft, author),
    revertDecision: (request: RequestOf<'decision:revert'>): KeptDecision =>
      revertDecision(decided(), request, author),
    decisionText: ({ format }: { readonly format: DecisionFormat }): string => {
      const of = decided();
      const now = of.workspace.decisions.list().length === 0 ? null : presentData(of);
      return decisionText(
        logged(of.workspace).map((decision) => ({
          decision,
          revertedBy: decision.revertedBy,
          purchase: purchaseOf(of.workspace, decision),
          outcome: now === null ? null : decisionOutcome(decision, now, () => presentSide(of)),
        })),
        format,
      );
    },
  };
}
