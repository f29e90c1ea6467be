import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS, type Policy } from '../model/policy.ts';
import { crowdedCluster } from './crowded-cluster.arbitrary.ts';
import { buildFleet } from './fleet.ts';
import { VERDICT_CODES, type LossResult, type Survival } from './outcome.ts';
import { placeDisplaced } from './place.ts';
import { assembleSurvival, survive, surviveRange, surviveTasks, type SurvivePart } from './survive.ts';
import { testModel, tinyCluster, type TestHost, type TestVm } from './tiny-cluster.arbitrary.ts';
import { verifyCertificate } from './verify-certificate.ts';
import { worstLoss } from './worst-loss.ts';
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
        const alone = oneByOne(model, rules, losses);
        const worst = survival.clusters[0]?.worst.map((loss, n) => {
          // What a part of the loss proves is certified by that part; everything else is the same.
          const certificate = alone[n]?.certificate;
          return loss.certificate?.inputs?.['provenBy'] === undefined || certificate === undefined
            ? loss
            : { ...loss, certificate };
        });
        expect(worst).toEqual(alone);
        expect(survival.clusters[0]?.tried).toBe(survival.clusters[0]?.worst.length);
      }),
      { numRuns: 400 },
    );
  });

  it('tells the verdict of every single combination where asked', () => {
    fc.assert(
      fc.property(tinyCluster, fc.integer({ min: 1, max: 2 }), (cluster, losses) => {
        const model = testModel(cluster.hosts, cluster.vms);
        const fleet = buildFleet(model, policy);
        const [whole] = survive(model, policy, losses, { every: true, worst: 1000 }).clusters;
        const { hosts, verdicts } = whole!.every!;
        const said: LossResult['verdict'][] = [];
        const visit = (from: number, lost: string[]): void => {
          if (lost.length === Math.min(losses, hosts.length)) {
            if (lost.length > 0) said.push(placeDisplaced(fleet, lost, { effort: 'sweep' }).verdict);
            return;
          }
          for (let i = from; i < hosts.length; i += 1) visit(i + 1, [...lost, hosts[i]!]);
        };
        visit(0, []);
        expect([...verdicts].map((code) => VERDICT_CODES[code])).toEqual(said);
        expect(survive(model, policy, losses).clusters[0]).not.toHaveProperty('every');
      }),
      { numRuns: 100 },
    );
  });

  it('gives the same result in ranges of any lengths, put together in any order, and in one go', () => {
    fc.assert(
      fc.property(
        tinyCluster,
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.infiniteStream(fc.nat()),
        (cluster, lengths, losses, shuffle) => {
          const model = testModel(cluster.hosts, cluster.vms);
          const options = { worst: 3, every: true };
          const fleet = buildFleet(model, policy);
          const tasks = surviveTasks(fleet, losses, options);
          const parts: SurvivePart[] = [];
          for (const task of tasks) {
            for (let from = 0, n = 0; from < task.tried; n += 1) {
              const to = Math.min(task.tried, from + (lengths[n % lengths.length] ?? 1));
              parts.push(surviveRange(fleet, task, from, to, options));
              from = to;
            }
          }
          const keyed = parts.map((part) => ({ part, key: shuffle.next().value ?? 0 }));
          keyed.sort((a, b) => a.key - b.key);
          const joined = assembleSurvival(
            tasks,
            keyed.map(({ part }) => part),
            options,
          );
          expect(joined).toEqual(survive(model, policy, losses, options));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('never lets a loss survive that contains one that fails', () => {
    let pairs = 0;
    fc.assert(
      fc.property(tinyCluster, (cluster) => {
        const model = testModel(cluster.hosts, cluster.vms);
        const results = (losses: number): readonly LossResult[] =>
          survive(model, policy, losses, { worst: 1000 }).clusters[0]?.worst ?? [];
        const failing = results(1)
          .filter((one) => one.verdict === 'fails')
          .map((one) => one.lost[0] ?? '');
        for (const pair of results(2)) {
          if (!failing.some((host) => pair.lost.includes(host))) continue;
          pairs += 1;
          expect(pair.verdict).toBe('fails');
        }
      }),
      { numRuns: 300 },
    );
    expect(pairs).toBeGreaterThan(300);
  });

  it('loses every host that is not down, cordoned ones too, and each failure domain', () => {
    const hosts: TestHost[] = [
      { id: 'a', memory: 4, failureDomain: 'r1' },
      { id: 'b', memory: 4, failureDomain: 'r1', state: 'cordoned' },
      { id: 'c', memory: 4, failureDomain: 'r2', state: 'down' },
      { id: 'd', memory: 4, failureDomain: 'r2' },
    ];
    const vms: TestVm[] = [
      { id: 'v1', host: 'a', memory: 2 },
      { id: 'v2', host: 'b', memory: 3 },
    ];
    const survival = survive(testModel(hosts, vms), policy, 1);
    expect(survival.clusters[0]).toMatchObject({
      tried: 3,
      combinations: 3,
      counts: { survives: 3, fails: 0 },
    });
    expect(
      survival.failureDomains.map(({ failureDomain, lost, verdict }) => [failureDomain, lost, verdict]),
    ).toEqual([
      ['r1', ['a', 'b'], 'fails'],
      ['r2', ['d'], 'survives'],
    ]);
  });

  it('orders the worst by verdict, then unplaced memory, then ids, and picks the first as the worst loss', () => {
    const hosts = ['a', 'b', 'c', 'd'].map((id): TestHost => ({ id, memory: 10 }));
    const vms: TestVm[] = [
      { id: 'v1', host: 'a', memory: 9 },
      { id: 'v2', host: 'b', memory: 8 },
      { id: 'v3', host: 'c', memory: 9 },
      { id: 'v4', host: 'd', memory: 8 },
    ];
    const model = testModel(hosts, vms);
    const survival = survive(model, policy, 1);
    expect(survival.clusters[0]?.worst.map((one) => one.lost[0])).toEqual(['a', 'c', 'b', 'd']);
    expect(worstLoss(buildFleet(model, policy), 1, 'c').lost).toEqual(['a']);
    expect(worstLoss(buildFleet(model, policy), 1, null).lost).toEqual(['a']);
    expect(worstLoss(buildFleet(testModel([], []), policy), 1, null).lost).toEqual([]);
  });

  it('samples larger losses with the stated seed and says how many there are', () => {
    const hosts = Array.from({ length: 12 }, (_, i): TestHost => ({
      id: `h${String(i).padStart(2, '0')}`,
      memory: 10,
    }));
    const vms = hosts.map((host, i): TestVm => ({ id: `v${i}`, host: host.id, memory: 1 + (i % 4) }));
    const model = testModel(hosts, vms);
    const sampled = (seed: number): Survival => survive(model, policy, 4, { sample: 50, seed, worst: 50 });
    expect(sampled(1).clusters[0]).toMatchObject({ tried: 50, combinations: 495, seed: 1 });
    expect(survive(model, POLICY_DEFAULTS, 2).clusters[0]).not.toHaveProperty('seed');
    expect(sampled(1)).toEqual(sampled(1));
    expect(sampled(2)).not.toEqual(sampled(1));
    const named = sampled(1).clusters[0]?.worst.map((one) => one.lost.join()) ?? [];
    expect(new Set(named).size).toBe(50);
  });

  it('certifies a pair by a host whose loss alone fails, with the verdicts of searching every pair on its own', () => {
    let restated = 0;
    for (let seed = 1; seed <= 8; seed += 1) {
      const crowd = { seed, hosts: 10, kinds: 2 + (seed % 4), fill: 0.8, twoResources: seed % 2 === 0 };
      const drawn = crowdedCluster(crowd);
      const packed = placeDisplaced(buildFleet(drawn, policy), ['x']);
      const home = new Map(packed.moves.map(({ microvm, to }) => [microvm, to]));
      const model = {
        ...drawn,
        hosts: drawn.hosts.slice(1),
        microvms: drawn.microvms.flatMap((row) => {
          const host = home.get(row.id);
          return host === undefined ? [] : [{ ...row, host }];
        }),
      };
      const fleet = buildFleet(model, policy);
      const [cluster] = survive(model, policy, 2, {
        every: true,
        worst: 1000,
        failureDomains: false,
      }).clusters;
      for (const { lost, verdict, certificate } of cluster!.worst) {
        expect([lost, verdict]).toEqual([lost, placeDisplaced(fleet, lost, { effort: 'sweep' }).verdict]);
        if (certificate === undefined) continue;
        expect([lost, verifyCertificate(model, policy, lost, certificate)]).toEqual([lost, true]);
        const provenBy = certificate.inputs?.['provenBy'];
        if (provenBy === undefined) continue;
        restated += 1;
        expect(lost).toEqual(expect.arrayContaining(provenBy as string[]));
        const others = model.hosts.map(({ id }) => id).filter((id) => !(provenBy as string[]).includes(id));
        expect(verifyCertificate(model, policy, others.slice(0, 2), certificate)).toBe(false);
      }
    }
    expect(restated).toBeGreaterThan(10);
  });
});
