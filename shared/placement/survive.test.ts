import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS, type Policy } from '../model/policy.ts';
import { buildFleet } from './fleet.ts';
import type { LossResult, Survival } from './outcome.ts';
import { placeDisplaced } from './place.ts';
import { assembleSurvival, survive, surviveRange, surviveSteps, surviveTasks, worstLoss } from './survive.ts';
import { testModel, tinyCluster, type TestHost, type TestVm } from './tiny-cluster.arbitrary.ts';
import { compareLosses } from './worst-losses.ts';

const policy: Policy = { ...POLICY_DEFAULTS, cpuOvercommit: 1 };
const schedulers = fc.constantFrom<Policy['scheduler']>('best-fit', 'worst-fit', 'first-fit');

/** Every combination by itself through `placeDisplaced`, in the order of the report. */
function oneByOne(model: ReturnType<typeof testModel>, rules: Policy, losses: number): LossResult[] {
  const fleet = buildFleet(model, rules);
  const ids = model.hosts.filter((host) => host.state !== 'down').map((host) => host.id);
  const results: LossResult[] = [];
  const visit = (from: number, lost: string[]): void => {
    if (lost.length === Math.min(losses, ids.length)) {
      const outcome = placeDisplaced(fleet, lost, { effort: 'sweep' });
      const displaced = new Set(outcome.moves.slice(0, outcome.displaced).map((move) => move.microvm));
      const memoryOf = (id: string): number => {
        const row = model.microvms.find((vm) => vm.id === id);
        return model.flavors.find((flavor) => flavor.id === row?.flavor)?.memoryBytes ?? 0;
      };
      results.push({
        lost,
        verdict: outcome.verdict,
        unplaced: outcome.unplaced.length,
        unplacedMemoryBytes: outcome.unplaced.reduce((sum, one) => sum + memoryOf(one.microvm), 0),
        extraMoves: outcome.verdict === 'survives-repacked' ? outcome.moves.length - displaced.size : 0,
        ...(outcome.certificate === undefined ? {} : { certificate: outcome.certificate }),
      });
      return;
    }
    for (let i = from; i < ids.length; i += 1) visit(i + 1, [...lost, ids[i]!]);
  };
  visit(0, []);
  return results.sort(compareLosses);
}

describe('survive', () => {
  it('equals placing each combination by itself', () => {
    fc.assert(
      fc.property(tinyCluster, schedulers, fc.integer({ min: 1, max: 3 }), (cluster, scheduler, losses) => {
        const model = testModel(cluster.hosts, cluster.vms);
        const rules = { ...policy, scheduler };
        const survival = survive(model, rules, losses, { worst: 1000 });
        expect(survival.clusters[0]?.worst).toEqual(oneByOne(model, rules, losses));
        expect(survival.clusters[0]?.tried).toBe(survival.clusters[0]?.worst.length);
      }),
      { numRuns: 400, seed: 21 },
    );
  });
});

void [assembleSurvival, surviveRange, surviveSteps, surviveTasks, worstLoss];
export type { Survival, TestHost, TestVm };
