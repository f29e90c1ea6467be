import type { Constraint } from '../../shared/assess/constraint.ts';
import type { RunDetail } from '../../shared/ipc/checklist-channels.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import {
  doStep,
  explainNextStep,
  runDetail,
  startRun,
  stopRun,
  type Checked,
} from '../workspace/checklist-actions.ts';
import type { KeptRun } from '../workspace/checklist-store.ts';

/** The part of the workspace's service about adding and decommissioning hosts step by step. */
export function createChecklistService(checked: () => Checked, author: string | null) {
  return {
    checklists: (): readonly KeptRun[] => checked().workspace.checklists.list(),
    checklist: ({ id }: RequestOf<'checklist:get'>): RunDetail => runDetail(checked(), id),
    explainChecklist: (request: RequestOf<'checklist:explain'>): Constraint =>
      explainNextStep(checked(), request),
    startChecklist: ({ plan }: RequestOf<'checklist:start'>): KeptRun => startRun(checked(), plan),
    checklistStep: (request: RequestOf<'checklist:done'>): KeptRun => doStep(checked(), request, author),
    stopChecklist: (request: RequestOf<'checklist:stop'>): KeptRun => stopRun(checked(), request, author),
  };
}
