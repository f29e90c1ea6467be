import fc from 'fast-check';
import { dayName, dayNumber } from '../shared/history/calendar.ts';
import { POLICY_DEFAULTS, type Policy } from '../shared/model/policy.ts';
import type { PlanInput } from '../shared/plan/plan-base.ts';
import { PLAN_SETTINGS_DEFAULTS, type PlanSettings } from '../shared/plan/plan-settings.ts';
import { modelWith, scenarioWith } from '../shared/timeline/two-clusters.fixture.ts';

/** A question small enough for brute force. */
export interface Instance {
  readonly input: Omit<PlanInput, 'solver'>;
  readonly settings: PlanSettings;
}

export const ASOF = '2026-03-01';
const HORIZON = 5;

/** Up to three clusters of two or three hosts, up to three machine types, customers who come at once or ramp up. */
export const instances: fc.Arbitrary<Instance> = fc
  .record({
    clusters: fc.array(
      fc.record({
        hosts: fc.array(fc.constantFrom(60, 80, 100, 140), { minLength: 1, maxLength: 3 }),
        load: fc.integer({ min: 0, max: 12 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    skus: fc.array(
      fc.record({
        memoryBytes: fc.constantFrom(50, 80, 120, 200),
        cpuCores: fc.constantFrom(4, 8, 16),
        unitCost: fc.constantFrom(3, 5, 7, 11),
        leadTimeDays: fc.constantFrom(0, 1, 2, 3),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    customers: fc.array(
      fc.record({
        cluster: fc.nat(2),
        count: fc.integer({ min: 1, max: 16 }),
        on: fc.integer({ min: 0, max: 4 }),
        days: fc.constantFrom(0, 0, 3, 5),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    hostLossesPerCluster: fc.constantFrom(0, 1, 1, 1),
    provisioningDays: fc.constantFrom(0, 1),
    reserveBasis: fc.constantFrom<Policy['reserveBasis']>('hosts', 'hosts', 'failureDomain', 'max'),
    ordered: fc.boolean(),
    hostsMax: fc.constantFrom(null, null, null, 1, 2, 4),
    powerWattsMax: fc.constantFrom(null, null, null, 500, 1000),
    minimumOrderCount: fc.constantFrom(null, null, null, 2, 3),
    budget: fc.constantFrom(null, null, null, null, 5, 12),
  })
  .map((drawn) => {
    const clusters = drawn.clusters.map((_, i) => ({ id: `c${i}`, region: 'r' }));
    const hosts = drawn.clusters.flatMap(({ hosts: sizes }, c) =>
      sizes.map((memoryBytes, i) => ({
        id: `h${c}-${i}`,
        cluster: `c${c}`,
        failureDomain: `rack-${i % 2}`,
        memoryBytes,
        cpuCores: 8,
        used: { memoryBytes: 10, cpuCores: 1 },
      })),
    );
    const model = modelWith({
      asOf: `${ASOF}T00:00:00Z`,
      clusters,
      hosts,
      flavors: [{ id: 'f', vcpus: 1, memoryBytes: 10 }],
      microvms: drawn.clusters.flatMap(({ load }, c) =>
        load === 0 ? [] : [{ id: `v${c}`, cluster: `c${c}`, flavor: 'f', count: load }],
      ),
      skus: drawn.skus.map((sku, i) => ({ id: `s${i}`, currency: 'EUR', powerWatts: 300, ...sku })),
      orders: drawn.ordered
        ? [{ sku: 's0', cluster: 'c0', count: 1, arrivesOn: dayName(dayNumber(ASOF) + 2) }]
        : [],
      edgeNodes: [],
      postgres: [],
      storagePools: [],
    });
    const events = drawn.customers.map(({ cluster, count, on, days }, i) => ({
      type: 'onboardCustomer',
      customer: `k${i}`,
      region: 'r',
      cluster: `c${cluster % clusters.length}`,
      on: dayName(dayNumber(ASOF) + on),
      fleet: [{ flavor: 'f', count }],
      ...(days === 0 ? {} : { ramp: { kind: 'linear', days } }),
    }));
    const { hostLossesPerCluster, provisioningDays, reserveBasis } = drawn;
    return {
      input: {
        model,
        policy: {
          ...POLICY_DEFAULTS,
          hostLossesPerCluster,
          provisioningDays,
          reserveBasis,
          cpuOvercommit: 2,
        },
        history: null,
        scenario: scenarioWith(model, events),
        horizonDays: HORIZON,
      },
      settings: {
        ...PLAN_SETTINGS_DEFAULTS,
        budget: drawn.budget,
        powerWattsMax: drawn.powerWattsMax,
        clusters: { c0: { hostsMax: drawn.hostsMax, rackUnitsMax: null, powerWattsMax: null } },
        skus: {
          s0: {
            unitCost: null,
            leadTimeDays: null,
            minimumOrderCount: drawn.minimumOrderCount,
            excluded: false,
          },
        },
      },
    };
  });
