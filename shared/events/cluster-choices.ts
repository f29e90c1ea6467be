import { assessOne } from '../assess/explain-constraint.ts';
import type { Model } from '../model/document.ts';
import { byCodeUnits } from '../model/model-index.ts';
import type { Unplaced } from '../placement/outcome.ts';
import type { CustomerLoad } from './customer-load.ts';
import { tryCustomer, type Yardstick } from './onboarding-trial.ts';

/** A cluster a customer might go to, and what came of trying. */
export interface ClusterChoice {
  readonly cluster: string;
  /** Everything is placed, no target gets worse, N+1 survives. */
  readonly fits: boolean;
  /** Memory headroom of the cluster with the whole customer in it; `null` = not measured. */
  readonly memoryHeadroom: number | null;
  /** `null` where the customer brings no microVMs. */
  readonly survives: boolean | null;
  /** MicroVMs that find no host, the first with what refused it. */
  readonly stranded: number;
  readonly unplaced: Unplaced | null;
  /** Targets that break or worsen, worst first. */
  readonly violations: readonly string[];
}

/** Every cluster of the customer's region tried in turn, by id; yields how many are done. */
export function* clusterChoices(
  model: Model,
  load: CustomerLoad,
  yardstick: Yardstick,
): Generator<number, readonly ClusterChoice[]> {
  const clusters = model.clusters
    .filter(({ region }) => region === load.region)
    .map(({ id }) => id)
    .sort(byCodeUnits);
  const choices: ClusterChoice[] = [];
  for (const cluster of clusters) {
    const { placement, violations, clean, survives } = tryCustomer(model, load, cluster, yardstick);
    const stranded = new Set(placement.stranded);
    const memory = assessOne(placement.model, yardstick.policy, `compute.memory@cluster:${cluster}`);
    choices.push({
      cluster,
      fits: clean,
      memoryHeadroom: memory?.headroom ?? null,
      survives,
      stranded: stranded.size,
      unplaced: placement.outcome?.unplaced.find(({ microvm }) => stranded.has(microvm)) ?? null,
      violations: violations.map(({ id }) => id),
    });
    yield choices.length;
  }
  return choices;
}
