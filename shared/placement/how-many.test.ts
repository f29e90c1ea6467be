import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS, type Policy } from '../model/policy.ts';
import { buildFleet } from './fleet.ts';
import { howManyMore } from './how-many.ts';
import { testModel, type TestHost } from './tiny-cluster.arbitrary.ts';

const policy: Policy = { ...POLICY_DEFAULTS, cpuOvercommit: 1 };
const alike = (count: number, memory: number): TestHost[] =>
  Array.from({ length: count }, (_, i) => ({ id: `h${i}`, memory }));

describe('howManyMore', () => {
  it('is (n − 1) · ⌊usable ÷ size⌋ on empty identical hosts under N+1, exact fit allowed', () => {
    for (const [hosts, memory, size] of [
      [2, 10, 3],
      [4, 10, 3],
      [5, 12, 4],
      [7, 9, 9],
    ] as const) {
      const model = testModel(alike(hosts, memory), [{ id: 'none', host: null, memory: size, cluster: 'c' }]);
      const flavor = model.flavors[0]?.id ?? '';
      const fleet = buildFleet(model, policy);
      expect(howManyMore(fleet, 'c', [{ flavor, count: 1 }]).count).toBe(
        (hosts - 1) * Math.floor(memory / size),
      );
      expect(howManyMore(fleet, 'c', [{ flavor, count: 1 }], { losses: 0 }).count).toBe(
        hosts * Math.floor(memory / size),
      );
    }
  });

  it('gives every copy of a bundle spread groups of its own', () => {
    const model = testModel(alike(3, 10), [{ id: 'none', host: null, memory: 2, cluster: 'c' }]);
    const bundle = [{ flavor: model.flavors[0]?.id ?? '', count: 2, spreadGroup: 'web', maxPerHost: 1 }];
    // Two survivors hold ten of size 2, and each copy one on each of them.
    expect(howManyMore(buildFleet(model, policy), 'c', bundle).count).toBe(5);
  });

  it('is 0 where N+1 is lost already, and stops at the limit', () => {
    const broken = testModel(alike(2, 10), [
      { id: 'a', host: 'h0', memory: 9 },
      { id: 'b', host: 'h1', memory: 9 },
    ]);
    const flavor = broken.flavors[0]?.id ?? '';
    expect(howManyMore(buildFleet(broken, policy), 'c', [{ flavor, count: 1 }])).toMatchObject({
      count: 0,
      refusedBy: 'survival',
    });
    const empty = testModel(alike(9, 90), [{ id: 'none', host: null, memory: 1, cluster: 'c' }]);
    const one = [{ flavor: empty.flavors[0]?.id ?? '', count: 1 }];
    expect(howManyMore(buildFleet(empty, policy), 'c', one, { limit: 5 })).toMatchObject({
      count: 5,
      refusedBy: 'limit',
    });
  });
});
