import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS, type Policy } from '../model/policy.ts';
import { combinationCount } from './combinations.ts';
import { buildFleet } from './fleet.ts';
import { survive } from './survive.ts';
import { testModel, tinyCluster, type TestHost, type TestVm } from './tiny-cluster.arbitrary.ts';
import { worstLoss, type Watch } from './worst-loss.ts';

const policy: Policy = { ...POLICY_DEFAULTS, cpuOvercommit: 1 };

/** Hosts of 10 that hold as given; losing one of the full ones needs a search, whatever comes of it. */
function clusterOf(...held: readonly (readonly number[])[]) {
  const hosts = held.map((_, h): TestHost => ({ id: `h${h}`, memory: 10 }));
  const vms = held.flatMap((sizes, h) =>
    sizes.map((memory, n): TestVm => ({ id: `v${h}-${n}`, host: `h${h}`, memory })),
  );
  return testModel(hosts, vms);
}

describe('worstLoss', () => {
  it('is the first of the worst combinations of a sweep that searches every one', () => {
    fc.assert(
      fc.property(tinyCluster, fc.integer({ min: 1, max: 3 }), (cluster, count) => {
        const model = testModel(cluster.hosts, cluster.vms);
        const [swept] = survive(model, policy, count, { worst: 1, failureDomains: false }).clusters;
        const worst = worstLoss(buildFleet(model, policy), count, null);
        expect(worst.lost).toEqual(swept?.worst[0]?.lost ?? []);
        expect(worst).toMatchObject({
          tried: swept?.tried,
          combinations: swept?.combinations,
          unsearched: 0,
        });
      }),
      { numRuns: 400 },
    );
  });

  it('says how many it did not search, and searches no further than it must', () => {
    // Losing any of them leaves a microVM of 7 or 6 that only a repacking places.
    const fleet = buildFleet(clusterOf([7], [6, 1], [5, 2], [4, 3]), policy);
    const full = worstLoss(fleet, 1, null);
    expect(full.unsearched).toBe(0);
    const cut = worstLoss(fleet, 1, null, { searches: 1 });
    expect(cut.unsearched).toBeGreaterThan(0);
    expect(cut.tried).toBe(4);
  });

  it('tells how far it is, ends without a trace where that throws, and is found again for the same fleet', () => {
    const fleet = buildFleet(clusterOf([7], [6, 1], [5, 2], [4, 3]), policy);
    const stop = (): never => {
      throw new Error('stopped');
    };
    expect(() => worstLoss(fleet, 1, null, { watch: stop })).toThrow('stopped');
    const told: string[] = [];
    const watch: Watch = (cluster, what, done, total) => {
      told.push(`${cluster} ${what} ${done}/${total}`);
      return false;
    };
    const worst = worstLoss(fleet, 1, null, { watch });
    expect(told[0]).toMatch(/losses tried 0\/4$/);
    expect(told.slice(1).every((line, i) => line.includes(`repackings searched ${i}/`))).toBe(true);
    expect(told.length).toBeGreaterThan(2);
    const before = told.length;
    expect(worstLoss(fleet, 1, null, { watch })).toBe(worst);
    expect(told).toHaveLength(before);
    expect(worstLoss(fleet, 2, null, { watch }).lost).toHaveLength(2);
    expect(told.length).toBeGreaterThan(before);
  });

  it('draws a sample of large losses, smaller the more they displace, with its seed', () => {
    const hosts = Array.from({ length: 40 }, (_, h): TestHost => ({ id: `h${h}`, memory: 10_000 }));
    const vms = hosts.map(({ id }): TestVm => ({ id: `v-${id}`, host: id, memory: 1, count: 2000 }));
    const fleet = buildFleet(testModel(hosts, vms), policy);
    const worst = worstLoss(fleet, 10, null);
    expect(worst).toMatchObject({ tried: 200, combinations: 847_660_528, seed: 1 });
    expect(worst.lost).toHaveLength(10);
  });
});

describe('combinationCount', () => {
  it('is symmetric and finite, however many there are', () => {
    expect(combinationCount(40, 10)).toBe(847_660_528);
    expect(combinationCount(1000, 998)).toBe(499_500);
    expect(combinationCount(3, 4)).toBe(0);
    expect(combinationCount(5000, 2500)).toBe(Number.MAX_VALUE);
  });

  it('stopped, says the heaviest it found, that it was stopped, and searches again where it is asked for anew', () => {
    const fleet = buildFleet(clusterOf([7], [6, 1], [5, 2], [4, 3]), policy);
    const stop: Watch = () => true;
    const cut = worstLoss(fleet, 1, null, { watch: stop });
    expect(cut).toMatchObject({ lost: ['h0'], tried: 4, stopped: true });
    expect(cut.unsearched).toBeGreaterThan(0);
    // The days of the same scenario ask for the same loss, and do not search for what was stopped.
    expect(worstLoss(fleet, 1, null)).toBe(cut);
    expect(worstLoss(fleet, 1, null, { watch: () => false })).toBe(cut);
    const anew: Watch = Object.assign(() => false, { anew: true });
    expect(worstLoss(fleet, 1, null, { watch: anew })).toMatchObject({
      stopped: false,
      unsearched: 0,
    });
  });

  it('stopped while it still tries losses, has tried some, and names a loss of as many hosts', () => {
    const many = Array.from({ length: 60 }, () => [3, 2]);
    const fleet = buildFleet(clusterOf(...many), policy);
    const cut = worstLoss(fleet, 2, null, { watch: (_cluster, _what, done) => done > 0 });
    expect(cut).toMatchObject({ tried: 500, combinations: 1770, stopped: true });
    expect(cut.lost).toHaveLength(2);
  });
});
