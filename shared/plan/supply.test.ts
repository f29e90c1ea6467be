import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOST_RESOURCES } from '../assess/host-resource.ts';
import { assessOne } from '../assess/explain-constraint.ts';
import { modelWithHosts } from '../events/add-hosts.ts';
import { modelArbitrary, policyArbitrary } from '../model/model.arbitrary.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { modelWith } from '../timeline/two-clusters.fixture.ts';
import { availableWith, supplyOf, type BoughtHosts, type Supply } from './supply.ts';

const [memory] = HOST_RESOURCES;
if (memory === undefined) throw new Error('no resources');

const bought: fc.Arbitrary<BoughtHosts[]> = fc.array(
  fc.record({
    size: fc.integer({ min: 0, max: 300 }),
    count: fc.integer({ min: 0, max: 4 }),
    failureDomain: fc.constantFrom(null, 'rack-1', 'rack-2', 'new'),
  }),
  { maxLength: 4 },
);

const supplies: fc.Arbitrary<Supply> = fc
  .array(
    fc.record({ limit: fc.integer({ min: 1, max: 300 }), rack: fc.constantFrom(null, 'rack-1', 'rack-2') }),
    {
      maxLength: 6,
    },
  )
  .map((hosts) => {
    const model = modelWith({
      clusters: [{ id: 'a', region: 'r' }],
      hosts: hosts.map(({ limit, rack }, i) => ({
        id: `h${i}`,
        cluster: 'a',
        memoryBytes: limit,
        ...(rack === null ? {} : { failureDomain: rack }),
      })),
      microvms: [],
      orders: [],
    });
    const supply = supplyOf(model, 'a', memory);
    if (supply === null) throw new Error('a limit is not measured');
    return supply;
  });

describe('availableWith', () => {
  it('keeps the k largest hosts back, bought ones among them', () => {
    const supply = supplyOf(modelWith(), 'a', memory);
    const with300 = [{ size: 300, count: 1, failureDomain: null }];
    expect(supply).not.toBeNull();
    if (supply === null) return;
    expect(availableWith(supply, [], POLICY_DEFAULTS)).toBe(200);
    expect(availableWith(supply, with300, POLICY_DEFAULTS)).toBe(400);
    expect(availableWith(supply, with300, { ...POLICY_DEFAULTS, hostLossesPerCluster: 2 })).toBe(200);
    expect(availableWith(supply, [], { ...POLICY_DEFAULTS, hostLossesPerCluster: 9 })).toBe(0);
  });

  it('never falls when a host more is bought, whatever its size, its failure domain and the reserve', () => {
    fc.assert(
      fc.property(supplies, bought, policyArbitrary(), (supply, hosts, policy) => {
        for (const [i, { count }] of hosts.entries()) {
          const more = hosts.map((entry, j) => (i === j ? { ...entry, count: count + 1 } : entry));
          expect(availableWith(supply, more, policy)).toBeGreaterThanOrEqual(
            availableWith(supply, hosts, policy),
          );
        }
      }),
    );
  });

  it('is what the assessment has available once the hosts are in the model', () => {
    fc.assert(
      fc.property(
        modelArbitrary({ hosts: 6, microvms: 3 }),
        policyArbitrary(),
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom(null, 'rack-1', 'elsewhere'),
        (model, policy, count, failureDomain) => {
          for (const { id } of model.clusters) {
            for (const sku of model.skus) {
              const size = memory.limit(sku);
              const supply = supplyOf(model, id, memory);
              if (size === null || supply === null) continue;
              const after = modelWithHosts(model, sku, id, count, failureDomain).model;
              const told = assessOne(after, policy, `compute.memory@cluster:${id}`)?.available;
              const own = availableWith(supply, [{ size, count, failureDomain }], policy);
              expect(Math.abs(own - (told ?? NaN))).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(own)));
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
