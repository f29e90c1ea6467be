import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Model } from '../model/document.ts';
import { modelArbitrary, policyArbitrary } from '../model/model.arbitrary.ts';
import { POLICY_DEFAULTS, type Policy } from '../model/policy.ts';
import { applyMoves } from './apply-moves.ts';
import { buildFleet } from './fleet.ts';
import { placeDisplaced } from './place.ts';
import { randomStream } from './random-stream.ts';
import { selectLargest, selectMostLoaded } from './selectors.ts';
import { survive } from './survive.ts';
import { testModel, tinyCluster, type TestVm } from './tiny-cluster.arbitrary.ts';
import { verifyCertificate } from './verify-certificate.ts';
import { checkWitness } from './witness.ts';

const policy: Policy = { ...POLICY_DEFAULTS, cpuOvercommit: 1 };
const fresh = (model: Model): Model => structuredClone(model);
const possible = (model: Model, lost: readonly string[]): boolean =>
  placeDisplaced(buildFleet(model, policy), lost).verdict !== 'fails';

describe('placement', () => {
  it('is deterministic, whatever the order of hosts, flavors and microVMs in the document', () => {
    fc.assert(
      fc.property(tinyCluster, fc.integer({ min: 1, max: 1e9 }), (cluster, seed) => {
        const model = testModel(cluster.hosts, cluster.vms);
        const shuffle = <T>(list: readonly T[]): T[] => {
          const next = randomStream(seed);
          return list
            .map((value) => ({ value, key: next() }))
            .sort((a, b) => a.key - b.key)
            .map(({ value }) => value);
        };
        const shuffled = {
          ...model,
          hosts: shuffle(model.hosts),
          flavors: shuffle(model.flavors),
          microvms: shuffle(model.microvms),
        };
        const once = placeDisplaced(buildFleet(model, policy), ['h0']);
        expect(placeDisplaced(buildFleet(fresh(model), policy), ['h0'])).toEqual(once);
        const other = placeDisplaced(buildFleet(shuffled, policy), ['h0']);
        expect([other.verdict, other.placed, other.unplaced]).toEqual([
          once.verdict,
          once.placed,
          once.unplaced,
        ]);
        if (once.verdict === 'survives') expect(other).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });

  it('never becomes impossible by more capacity, nor possible by a further loss', () => {
    fc.assert(
      fc.property(tinyCluster, fc.constantFrom('memory', 'cpu'), fc.nat(3), (cluster, key, n) => {
        const model = testModel(cluster.hosts, cluster.vms);
        const grown = cluster.hosts.map((host, i) =>
          i === 1 + (n % (cluster.hosts.length - 1)) && host[key] !== undefined
            ? { ...host, [key]: host[key] + 2 }
            : host,
        );
        if (possible(model, ['h0'])) expect(possible(testModel(grown, cluster.vms), ['h0'])).toBe(true);
        else for (const host of cluster.hosts) expect(possible(model, ['h0', host.id])).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('loses no microVM: the model afterwards has each once, on a host that takes it, or pending', () => {
    fc.assert(
      fc.property(
        tinyCluster,
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 16, maxLength: 16 }),
        (cluster, counts) => {
          const vms = cluster.vms.map((vm, i): TestVm => ({
            ...vm,
            count: vm.group === undefined ? (counts[i] ?? 1) : 1,
          }));
          const model = testModel(cluster.hosts, vms);
          const outcome = placeDisplaced(buildFleet(model, policy), ['h0'], { effort: 'none' });
          expect(outcome.placed + outcome.unplaced.length).toBe(outcome.displaced);
          const after = applyMoves(
            model,
            outcome.moves,
            outcome.unplaced.map((one) => one.microvm),
          );
          const names = (of: Model): string[] =>
            of.microvms.flatMap((row) =>
              row.count === 1 ? [row.id] : Array.from({ length: row.count }, (_, k) => `${row.id}#${k + 1}`),
            );
          expect(names(after).sort()).toEqual(names(model).sort());
          expect(after.microvms.some((row) => row.host === 'h0')).toBe(false);
          const pending = after.microvms
            .filter((row) => row.host === null)
            .reduce((sum, row) => sum + row.count, 0);
          expect(pending).toBe(outcome.unplaced.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves a cluster that a witness rearranged with nothing more to do: losing the empty host again is free', () => {
    fc.assert(
      fc.property(tinyCluster, (cluster) => {
        const model = testModel(cluster.hosts, cluster.vms);
        const outcome = placeDisplaced(buildFleet(model, policy), ['h0']);
        if (outcome.certificate !== undefined) return;
        const again = placeDisplaced(buildFleet(applyMoves(model, outcome.moves), policy), ['h0']);
        expect(again).toMatchObject({ verdict: 'survives', displaced: 0 });
      }),
      { numRuns: 200 },
    );
  });

  it('keeps clusters apart: a verdict does not depend on what another cluster holds', () => {
    fc.assert(
      fc.property(tinyCluster, tinyCluster, (one, two) => {
        const renamed = two.hosts.map((host) => ({ ...host, id: `z${host.id}`, cluster: 'z' }));
        const vms = two.vms.map((vm) => ({ ...vm, id: `z${vm.id}`, host: `z${vm.host ?? ''}` }));
        const both = testModel([...one.hosts, ...renamed], [...one.vms, ...vms]);
        const alone = survive(testModel(one.hosts, one.vms), policy, 1).clusters[0];
        expect(survive(both, policy, 1).clusters.find((part) => part.cluster === 'c')).toEqual(alone);
      }),
      { numRuns: 150 },
    );
  });
});

describe('on any model and policy', () => {
  it(
    'sweeps in step with single placements; witnesses check and certificates re-verify',
    { timeout: 60_000 },
    () => {
      const counts = { survives: 0, 'survives-repacked': 0, fails: 0, undecided: 0 };
      fc.assert(
        fc.property(modelArbitrary({ computeOnly: true }), policyArbitrary(), (model, rules) => {
          for (const cluster of survive(model, rules, 1, { worst: 100 }).clusters) {
            for (const loss of cluster.worst) {
              const outcome = placeDisplaced(buildFleet(model, rules), loss.lost, { effort: 'sweep' });
              expect([outcome.verdict, outcome.unplaced.length]).toEqual([loss.verdict, loss.unplaced]);
              counts[outcome.verdict] += 1;
              if (outcome.certificate !== undefined)
                expect(verifyCertificate(model, rules, loss.lost, outcome.certificate)).toBe(true);
              else if (outcome.verdict !== 'undecided')
                expect(checkWitness(model, rules, loss.lost, outcome.moves)).toEqual({ ok: true });
            }
          }
        }),
        { numRuns: 300 },
      );
      expect(counts.survives).toBeGreaterThan(100);
      expect(counts.fails).toBeGreaterThan(100);
    },
  );
});

describe('selectors', () => {
  const model = testModel(
    [
      { id: 'a', memory: 4 },
      { id: 'b', memory: 9 },
      { id: 'c', memory: 9 },
      { id: 'd', memory: 99, state: 'down' },
      { id: 'e', memory: 5, cluster: 'other' },
    ],
    [
      { id: 'v', host: 'a', memory: 3 },
      { id: 'w', host: 'e', memory: 4 },
    ],
  );

  it('take the largest or most loaded hosts that are not down, ties by id, in the cluster or anywhere', () => {
    expect(selectLargest(model, 2, 'c')).toEqual(['b', 'c']);
    expect(selectLargest(model, 9, null)).toEqual(['b', 'c', 'e', 'a']);
    expect(selectMostLoaded(buildFleet(model, policy), 2, 'c')).toEqual(['a', 'b']);
    expect(selectMostLoaded(buildFleet(model, policy), 1, null)).toEqual(['e']);
  });
});
