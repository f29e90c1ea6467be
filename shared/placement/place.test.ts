import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS, type Policy } from '../model/policy.ts';
import { naiveSchedule, trueVerdict, type NaiveScheduler } from './brute-force.arbitrary.ts';
import { buildFleet } from './fleet.ts';
import { placeDisplaced } from './place.ts';
import { testModel, tinyCluster } from './tiny-cluster.arbitrary.ts';
import { verifyCertificate } from './verify-certificate.ts';
import { checkWitness } from './witness.ts';

const policyWith = (scheduler: NaiveScheduler): Policy => ({
  ...POLICY_DEFAULTS,
  cpuOvercommit: 1,
  scheduler,
});
const schedulers: NaiveScheduler[] = ['best-fit', 'worst-fit', 'first-fit'];
const lost = new Set(['h0']);
const BOUNDS = ['resource sum', 'large microVMs', 'usable fill', 'spread group', 'exhaustive search'];

describe('placeDisplaced against brute force on tiny clusters', () => {
  it('places exactly where the schedulers by their definition place', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(tinyCluster, fc.constantFrom(...schedulers), (cluster, scheduler) => {
        const outcome = placeDisplaced(
          buildFleet(testModel(cluster.hosts, cluster.vms), policyWith(scheduler)),
          ['h0'],
          {
            effort: 'none',
          },
        );
        const naive = naiveSchedule(cluster, lost, scheduler);
        expect(Object.fromEntries(outcome.moves.map((move) => [move.microvm, move.to]))).toEqual(
          Object.fromEntries([...naive].filter(([, host]) => host !== null)),
        );
        expect(outcome.unplaced.map((one) => one.microvm)).toEqual(
          [...naive].filter(([, host]) => host === null).map(([id]) => id),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it(
    'is never wrong and never undecided; witnesses check, certificates re-verify',
    { timeout: 120_000 },
    () => {
      const seen = new Map<string, number>();
      fc.assert(
        fc.property(tinyCluster, fc.constantFrom(...schedulers), (cluster, scheduler) => {
          const model = testModel(cluster.hosts, cluster.vms);
          const policy = policyWith(scheduler);
          const outcome = placeDisplaced(buildFleet(model, policy), ['h0']);
          expect(outcome.verdict).toBe(trueVerdict(cluster, lost, scheduler));
          const key = outcome.certificate?.bound ?? outcome.verdict;
          seen.set(key, (seen.get(key) ?? 0) + 1);
          if (outcome.certificate === undefined)
            expect(checkWitness(model, policy, ['h0'], outcome.moves)).toEqual({ ok: true });
          else expect(verifyCertificate(model, policy, ['h0'], outcome.certificate)).toBe(true);
        }),
        { numRuns: 3000 },
      );
      // Every way to end must have been met, or the test would show less than it says.
      for (const way of ['survives', 'survives-repacked', 'no survivor', ...BOUNDS])
        expect([...seen.keys()]).toContain(way);
    },
  );
});
