import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recompute } from '../explain/recompute.ts';
import type { ExplainNode } from '../explain/node.ts';
import type { Model } from '../model/document.ts';
import { modelArbitrary, policyArbitrary, type ModelOptions } from '../model/model.arbitrary.ts';
import type { Policy } from '../model/policy.ts';
import type { ClusterSurvival } from '../placement/outcome.ts';
import { assess } from './assess.ts';
import type { Constraint } from './constraint.ts';
import { assessOne, explainConstraint, shownNumber } from './explain-constraint.ts';
import { sensitivities } from './sensitivities.ts';

const history = {
  latestDailyPeak: (_: string, scope: string) =>
    scope.endsWith('0') ? { day: '2026-03-29', peak: 7.25 } : null,
};

/** A made-up survival, so that its row is assessed and explained, too. */
const survival = (model: Model): ReadonlyMap<string, ClusterSurvival> =>
  new Map(
    model.clusters.slice(1).map(({ id: cluster }, i) => {
      const counts = { survives: 2, 'survives-repacked': i, fails: 0, undecided: 0 };
      return [cluster, { cluster, losses: 1, tried: 2 + i, combinations: 2 + i, counts, worst: [] }];
    }),
  );

const byId = (model: Model, policy: Policy) =>
  new Map(assess(model, policy).constraints.map((constraint) => [constraint.id, constraint]));

/** Runs a check on random models and policies. */
function always(
  check: (model: Model, policy: Policy, order: number) => void,
  options: ModelOptions = {},
): void {
  fc.assert(fc.property(modelArbitrary(options), policyArbitrary(), fc.nat(), check), {
    numRuns: 100,
  });
}

const compute = (constraint: Constraint): boolean =>
  constraint.target?.on === 'headroom' && constraint.resource !== 'osDisk';

/** `null` headroom means nothing is available: worse than any number if there is demand, all of it if there is none. */
function headroomRank(constraint: Constraint): number {
  return constraint.headroom ?? (constraint.demand === 0 ? 1 : -Infinity);
}

describe('assess', () => {
  it('gives the same bytes for the same input', () => {
    always((model, policy) => {
      const again = structuredClone(model);
      expect(JSON.stringify(assess(again, { ...policy }, history, survival))).toBe(
        JSON.stringify(assess(model, policy, history, survival)),
      );
    });
  });

  it('does not depend on the order of any list of the model', () => {
    const turned = <T>(list: readonly T[], by: number): readonly T[] => {
      const at = list.length === 0 ? 0 : by % list.length;
      return [...list.slice(at), ...list.slice(0, at)].reverse();
    };
    always((model, policy, order) => {
      const shuffled: Model = {
        ...model,
        regions: turned(model.regions, order),
        clusters: turned(model.clusters, order),
        hosts: turned(model.hosts, order),
        flavors: turned(model.flavors, order),
        microvms: turned(model.microvms, order),
        edgeNodes: turned(model.edgeNodes, order),
        postgres: turned(
          model.postgres.map((entry) => ({ ...entry, nodes: turned(entry.nodes, order) })),
          order,
        ),
        controlPlanes: turned(model.controlPlanes, order),
        storagePools: turned(
          model.storagePools.map((pool) => ({
            ...pool,
            volumes: turned(pool.volumes, order),
            backupJobs: turned(pool.backupJobs, order),
          })),
          order,
        ),
        overlays: turned(
          model.overlays.map((overlay) => ({ ...overlay, peers: turned(overlay.peers, order) })),
          order,
        ),
      };
      expect(assess(shuffled, policy)).toEqual(assess(model, policy));
    });
  });

  it('never shows a verdict its own numbers contradict', () => {
    always((model, policy) => {
      expect(assess(model, policy, history, survival).constraints.flatMap(contradictions)).toEqual([]);
    });
  });

  it('never gives more headroom for more demand', () => {
    always(
      (model, policy, order) => {
        const [first] = model.flavors;
        const more: Model = {
          ...model,
          microvms: [
            ...model.microvms,
            {
              id: 'one-more',
              host: null,
              cluster: model.clusters[order % model.clusters.length]!.id,
              flavor: first!.id,
              customer: null,
              spreadGroup: null,
              maxPerHost: 1,
              count: 3,
            },
          ],
        };
        const after = byId(more, policy);
        for (const before of byId(model, policy).values()) {
          const then = after.get(before.id)!;
          if (compute(before) && before.demand !== null && then.demand !== null) {
            expect(headroomRank(then)).toBeLessThanOrEqual(headroomRank(before));
          }
          if (before.verdict === 'breach') expect(then.verdict).not.toBe('ok');
        }
      },
      { computeOnly: true, measured: true },
    );
  });

  it('never gets worse from more capacity: a bigger host, or one back in service', () => {
    fc.assert(
      fc.property(
        modelArbitrary({ computeOnly: true, measured: true }),
        policyArbitrary(),
        fc.nat(),
        (model, policy, pick) => {
          fc.pre(model.hosts.length > 0);
          const at = pick % model.hosts.length;
          const larger = model.hosts.map((host, index) =>
            index === at
              ? {
                  ...host,
                  state: host.state === 'down' ? host.state : ('schedulable' as const),
                  cpuCores: (host.cpuCores ?? 0) * 2,
                  memoryBytes: (host.memoryBytes ?? 0) * 2,
                }
              : host,
          );
          const after = byId({ ...model, hosts: larger }, policy);
          for (const before of byId(model, policy).values()) {
            if (!compute(before)) continue;
            const then = after.get(before.id)!;
            expect(then.available!).toBeGreaterThanOrEqual(before.available!);
            expect(headroomRank(then)).toBeGreaterThanOrEqual(headroomRank(before) - 1e-12);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('never gives more headroom for a larger reserve', () => {
    always((model, policy) => {
      const after = byId(model, {
        ...policy,
        hostLossesPerCluster: policy.hostLossesPerCluster + 1,
        edgeLossesPerRegion: policy.edgeLossesPerRegion + 1,
      });
      for (const before of byId(model, policy).values()) {
        const then = after.get(before.id)!;
        if (before.reserve === null || then.reserve === null) continue;
        expect(then.reserve).toBeGreaterThanOrEqual(before.reserve);
        if (before.headroom !== null && then.headroom !== null)
          expect(then.headroom).toBeLessThanOrEqual(before.headroom);
        if (before.domain === 'edge' && before.resource !== 'survival' && before.verdict === 'breach')
          expect(then.verdict).toBe('breach');
      }
    });
  });

  it('never improves when a host is lost and its microVMs stay as demand', () => {
    always(
      (model, policy, pick) => {
        fc.pre(model.hosts.length > 0);
        const lost = model.hosts[pick % model.hosts.length]!;
        const down: Model = {
          ...model,
          hosts: model.hosts.map((host) => (host === lost ? { ...host, state: 'down' as const } : host)),
        };
        const reserved = { ...policy, memoryBasis: 'reserved' as const };
        const after = byId(down, reserved);
        for (const before of byId(model, reserved).values()) {
          const then = after.get(before.id);
          if (
            before.resource !== 'memory' ||
            before.domain !== 'compute' ||
            before.available === null ||
            then?.available == null
          )
            continue;
          expect(then.demand).toBe(before.demand);
          // A larger survivor may be smaller than what was in reserve, never the other way round.
          expect(then.available).toBeLessThanOrEqual(before.available);
        }
      },
      { computeOnly: true },
    );
  });
});

/** What a verdict claims against the numbers beside it; written apart from the engine's own judgement. */
function contradictions(constraint: Constraint): string[] {
  const { id, verdict, target, demand, available, headroom, utilization, margin } = constraint;
  const wrong: string[] = [];
  if (available !== null && available <= 0 && demand !== null && demand > 0 && verdict !== 'breach') {
    wrong.push(`${id}: demand without anything available is ${verdict}`);
  }
  const limit = Number(target?.value);
  const missed =
    (target?.on === 'headroom' && headroom !== null && headroom < limit - 1e-12) ||
    (target?.on === 'utilization' && utilization !== null && utilization > limit + 1e-12) ||
    (target?.on === 'demand' && demand !== null && demand > limit);
  if (missed && verdict !== 'breach') wrong.push(`${id}: misses its target and is ${verdict}`);
  if (verdict === 'ok' && margin !== null && margin < 0) wrong.push(`${id}: ok with margin ${margin}`);
  if (verdict === 'breach' && margin !== null && margin > 0)
    wrong.push(`${id}: breach with margin ${margin}`);
  if (target === null && verdict === 'ok') wrong.push(`${id}: ok without a target`);
  return wrong;
}

describe('explainConstraint', () => {
  it('shows the constraint’s own number and recomputes at every node', () => {
    always((model, policy) => {
      for (const constraint of assess(model, policy, history, survival).constraints) {
        const tree = explainConstraint(model, policy, constraint.id, history, survival);
        if (tree === null) throw new Error(`${constraint.id} has no explanation`);
        expect([constraint.id, tree.value]).toEqual([constraint.id, shownNumber(constraint)]);
        expect(recompute(tree)).toEqual([]);
      }
    });
  });

  it('has no node with more than about 50 inputs, however large the fleet', () => {
    fc.assert(
      fc.property(
        modelArbitrary({ hosts: 130, flavors: 60, microvms: 400, clusters: 2, regions: 1 }),
        policyArbitrary(),
        (model, policy) => {
          for (const { id } of assess(model, policy).constraints.filter(
            ({ resource }) => resource !== 'osDisk',
          )) {
            const tree = explainConstraint(model, policy, id)!;
            expect(widest(tree)).toBeLessThanOrEqual(51);
            expect(recompute(tree)).toEqual([]);
          }
        },
      ),
      { numRuns: 5 },
    );
  });

  it('gives one constraint alone as the whole assessment does', () => {
    always((model, policy) => {
      for (const constraint of assess(model, policy, history, survival).constraints) {
        expect(assessOne(model, policy, constraint.id, history, survival)).toEqual(constraint);
      }
    });
  });

  it('knows no constraint the model does not have', () => {
    always((model, policy) => {
      for (const id of [
        '',
        'compute.memory',
        'compute.memory@region:nowhere',
        'compute.nothing@region:region-0',
        'compute.memory@host:host-0',
      ]) {
        expect(explainConstraint(model, policy, id)).toBeNull();
        expect(sensitivities(model, policy, id)).toEqual([]);
      }
    });
  });
});

function widest(node: ExplainNode): number {
  return Math.max(node.inputs?.length ?? 0, ...(node.inputs ?? []).map(widest), 0);
}

describe('sensitivities', () => {
  it('names at most three changes, each of which moves the number', () => {
    always((model, policy) => {
      for (const constraint of assess(model, policy, history, survival).constraints) {
        const moved = sensitivities(model, policy, constraint.id, history, survival);
        expect(moved.length).toBeLessThanOrEqual(3);
        for (const { value } of moved) expect(value).not.toBe(shownNumber(constraint));
      }
    });
  });
});
