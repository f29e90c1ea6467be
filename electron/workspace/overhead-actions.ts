import { assess } from '../../shared/assess/assess.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { OverheadAnswer, OverheadPreview } from '../../shared/ipc/forecast-channels.ts';
import type { Model, Overhead } from '../../shared/model/document.ts';
import { overheadOffers } from '../../shared/timeline/measured-overhead-offers.ts';
import { survivalProvider } from '../../shared/timeline/survival-provider.ts';
import { lazySolver } from '../solver/lazy-solver.ts';
import { Refusal } from '../refusal.ts';
import type { Workspace } from './workspace.ts';

const NOTHING: Overhead = {
  memoryBytesPerVm: null,
  cpuCoresPerVm: null,
  fileDescriptorsPerVm: null,
  processesPerVm: null,
  source: 'measured',
};

export function overheadAnswer(workspace: Workspace): OverheadAnswer {
  const model = workspace.model();
  return {
    revision: workspace.revision,
    current: model.overhead,
    offers: overheadOffers(model, workspace.policy(), workspace.history()),
  };
}

/** The model's overhead with the named estimates in it. @throws Refusal `not-found` where one could not be estimated. */
function withEstimates(
  { offers, current }: OverheadAnswer,
  { keys }: RequestOf<'overhead:accept'>,
): Overhead {
  const next: { -readonly [Key in keyof Overhead]: Overhead[Key] } = {
    ...(current ?? NOTHING),
    source: 'measured',
  };
  for (const key of keys) {
    const estimate = offers.find((offer) => offer.key === key)?.estimate;
    if (estimate === null || estimate === undefined)
      throw new Refusal('not-found', `${key} could not be estimated. Nothing was changed.`);
    next[key] = Math.max(0, estimate.perMicrovm);
  }
  return next;
}

/** Today's constraints without and with the named estimates; nothing is changed. @throws Refusal `not-found`. */
export function previewOverhead(
  workspace: Workspace,
  request: RequestOf<'overhead:preview'>,
): OverheadPreview {
  const [model, policy] = [workspace.model(), workspace.policy()];
  const changed = { ...model, overhead: withEstimates(overheadAnswer(workspace), request) };
  const judged = (of: Model) => assess(of, policy, null, survivalProvider(lazySolver));
  return { revision: workspace.revision, before: judged(model), after: judged(changed) };
}

/**
 * Takes estimates into the model, source `measured`; a negative one counts as 0, since no microVM gives anything back.
 * @throws Refusal `not-found` where one of them could not be estimated, `read-only`.
 */
export function acceptOverhead(workspace: Workspace, request: RequestOf<'overhead:accept'>): OverheadAnswer {
  const next = withEstimates(overheadAnswer(workspace), request);
  workspace.act('Take measured overhead', () => workspace.facts.set('overhead', next));
  return overheadAnswer(workspace);
}
