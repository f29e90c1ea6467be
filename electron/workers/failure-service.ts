import type { FailureModeId } from '../../shared/documents/failure-modes/failure-mode.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { FailureDetail, FailureListAnswer, RuleFileAnswer } from '../../shared/ipc/failure-channels.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import {
  resetRunbook,
  setRunbook,
  setRunbookBase,
  type FailureAnswers,
  type RuleTestOrder,
} from '../workspace/failure-answers.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What an export is written from. */
export interface RuleExport {
  readonly rules: string;
  /** What the unit tests are made from, elsewhere: simulating every failure takes its time. `null`: none are wanted. */
  readonly tests: RuleTestOrder | null;
  readonly runbooks: readonly { readonly name: string; readonly text: string }[];
}

/** The part of the workspace's service about failure modes, alert rules and runbooks. */
export function createFailureService(workspace: () => Workspace, failures: () => FailureAnswers) {
  return {
    failureList: (): FailureListAnswer => failures().list(),
    failureGet: ({ mode }: { readonly mode: FailureModeId }): FailureDetail => failures().get(mode),
    failurePreset: ({ mode, scope }: RequestOf<'failures:preset'>): Scenario =>
      failures().preset(mode, scope),
    ruleFile: (): RuleFileAnswer => {
      const { text, fingerprint, alertCount, recordingCount } = failures().rules();
      return { text, fingerprint, alerts: alertCount, recordings: recordingCount };
    },
    ruleExport: ({ tests, runbooks }: Omit<RequestOf<'rules:export'>, 'task'>): RuleExport => ({
      rules: failures().rules().text,
      tests: tests ? failures().testOrder() : null,
      runbooks: runbooks ? failures().runbookFiles() : [],
    }),
    setRunbookBase: ({ base }: RequestOf<'rules:set-runbook-base'>): null =>
      setRunbookBase(workspace(), base),
    setRunbook: ({ mode, body }: RequestOf<'runbook:set'>): null => setRunbook(workspace(), mode, body),
    resetRunbook: ({ mode }: RequestOf<'runbook:reset'>): null => resetRunbook(workspace(), mode),
  };
}
