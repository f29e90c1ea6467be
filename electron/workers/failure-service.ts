import type { FailureModeId } from '../../shared/documents/failure-modes/failure-mode.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { FailureDetail, FailureListAnswer, RuleFileAnswer } from '../../shared/ipc/failure-channels.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import type { FailureAnswers, RuleTestOrder } from '../workspace/failure-answers.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What an export is written from. */
export interface RuleExport {
  readonly rules: string;
  /** What the unit tests are made from, elsewhere: simulating every failure takes its time. `null`: none are wanted. */
  readonly tests: RuleTestOrder | null;
  readonly runbooks: readonly { readonly name: string; readonly text: string }[];
}

/** Rules and runbooks are a fifth of the code of this thread: it is read when a screen first asks about them. */
const code = () => import('../workspace/failure-answers.ts');

/** The part of the workspace's service about failure modes, alert rules and runbooks. */
export function createFailureService(workspace: () => Workspace) {
  let held: { readonly workspace: Workspace; readonly answers: FailureAnswers } | null = null;
  const failures = async (): Promise<FailureAnswers> => {
    const asked = workspace();
    const { FailureAnswers: Answers } = await code();
    if (held?.workspace !== asked) held = { workspace: asked, answers: new Answers(asked) };
    return held.answers;
  };
  return {
    failureList: async (): Promise<FailureListAnswer> => (await failures()).list(),
    failureGet: async ({ mode }: { readonly mode: FailureModeId }): Promise<FailureDetail> =>
      (await failures()).get(mode),
    failurePreset: async ({ mode, scope }: RequestOf<'failures:preset'>): Promise<Scenario> =>
      (await failures()).preset(mode, scope),
    async ruleFile(): Promise<RuleFileAnswer> {
      const { text, fingerprint, alertCount, recordingCount } = (await failures()).rules();
      return { text, fingerprint, alerts: alertCount, recordings: recordingCount };
    },
    async ruleExport({ tests, runbooks }: Omit<RequestOf<'rules:export'>, 'task'>): Promise<RuleExport> {
      const answers = await failures();
      return {
        rules: answers.rules().text,
        tests: tests ? answers.testOrder() : null,
        runbooks: runbooks ? answers.runbookFiles() : [],
      };
    },
    setRunbookBase: async ({ base }: RequestOf<'rules:set-runbook-base'>): Promise<null> =>
      (await code()).setRunbookBase(workspace(), base),
    setRunbook: async ({ mode, body }: RequestOf<'runbook:set'>): Promise<null> =>
      (await code()).setRunbook(workspace(), mode, body),
    resetRunbook: async ({ mode }: RequestOf<'runbook:reset'>): Promise<null> =>
      (await code()).resetRunbook(workspace(), mode),
  };
}
