import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { OverheadAnswer } from '../../shared/ipc/forecast-channels.ts';
import type { Overhead } from '../../shared/model/document.ts';
import { overheadOffers } from '../../shared/timeline/measured-overhead-offers.ts';
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

/**
 * Takes estimates into the model, source `measured`; a negative one counts as 0, since no microVM gives anything back.
 * @throws Refusal `not-found` where one of them could not be estimated, `read-only`.
 */
export function acceptOverhead(workspace: Workspace, { keys }: RequestOf<'overhead:accept'>): OverheadAnswer {
  const { offers, current } = overheadAnswer(workspace);
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
  workspace.act('Take measured overhead', () => workspace.facts.set('overhead', next));
  return overheadAnswer(workspace);
}
