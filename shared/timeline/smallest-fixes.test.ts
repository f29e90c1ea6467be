import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../events/scenario.ts';
import type { Model } from '../model/document.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import type { Fix, FixAnswer, FixEvent } from './fix-result.ts';
import { simulateAtOnce } from './simulate.ts';
import { smallestFixes, withFixes } from './smallest-fixes.ts';
import { modelWith, scenarioWith } from './two-clusters.fixture.ts';

function found(model: Model, scenario: Scenario): FixAnswer {
  const search = smallestFixes({ model, policy: POLICY_DEFAULTS, history: null, solver: null }, scenario);
  for (;;) {
    const { done, value } = search.next();
    if (done !== true) continue;
    if (value === null) throw new Error('not applied');
    return value;
  }
}

/** What the plain engine says with fixes: ids of missed and of held targets, and how many microVMs are stranded. */
function ending(model: Model, scenario: Scenario, fixes: readonly FixEvent[]) {
  const result = simulateAtOnce(model, POLICY_DEFAULTS, withFixes(scenario, fixes));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { after, events } = result.value;
  const ids = (verdict: string) =>
    after.constraints.filter((constraint) => constraint.verdict === verdict).map(({ id }) => id);
  const placements = events.map(({ outcome }) => outcome as { readonly unplaced?: readonly unknown[] });
  return {
    missed: ids('breach'),
    held: ids('ok'),
    stranded: placements.reduce((sum, { unplaced }) => sum + (unplaced?.length ?? 0), 0),
  };
}

/** Whether an event makes the wanted targets hold, strands nobody where `places` asks for it, and misses nothing new. */
function mends(
  model: Model,
  scenario: Scenario,
  event: FixEvent,
  wanted: readonly string[],
  places: boolean,
) {
  const before = ending(model, scenario, []);
  const then = ending(model, scenario, [event]);
  return (
    wanted.every((id) => then.held.includes(id)) &&
    (!places || then.stranded === 0) &&
    then.missed.every((id) => before.missed.includes(id))
  );
}

const targets = ({ mends: lacks }: Fix, prefix: string): readonly string[] =>
  lacks.map(({ key }) => key).filter((key) => key.startsWith(prefix));

const counts = (most: number) => Array.from({ length: most }, (_, at) => at + 1);
const SKUS = [
  { id: 's', memoryBytes: 110, systemReservedMemoryBytes: 10, cpuCores: 10, unitCost: 5, currency: 'EUR' },
  { id: 'big', memoryBytes: 260, systemReservedMemoryBytes: 10, cpuCores: 24, unitCost: 11, currency: 'EUR' },
];
const model = modelWith({ skus: SKUS });

describe('the smallest fixes of a scenario', () => {
  it('adds hosts where microVMs stay stranded, and names every target that holds again', () => {
    const scenario = scenarioWith(model, [{ type: 'hostLoss', hosts: ['b1', 'b2'] }]);
    const { fixes } = found(model, scenario);
    const fix = fixes.find(({ event }) => event.type === 'addHosts' && event['cluster'] === 'b');
    expect(fix?.mends.map(({ kind }) => kind)).toContain('stranded');
    expect(fix?.cost).toBe(10);
    expect(ending(model, scenario, [fix?.event ?? { type: '' }]).stranded).toBe(0);
  });

  it('is never lighter than need be: brute force over every host, node and core finds nothing smaller', () => {
    fc.assert(
      fc.property(
        fc.record({
          vms: fc.integer({ min: 20, max: 190 }),
          cores: fc.integer({ min: 2, max: 14 }),
          connections: fc.integer({ min: 200, max: 1400 }),
          lost: fc.subarray(['a1', 'a2', 'a3'], { minLength: 1 }),
        }),
        ({ vms, cores, connections, lost }) => {
          const small = modelWith({
            skus: SKUS,
            microvms: [{ id: 'vb', host: 'b1', flavor: 'f', count: 40 }],
            postgres: [
              {
                id: 'p',
                region: 'r',
                nodes: [
                  {
                    id: 'p1',
                    role: 'primary',
                    cpuCores: 10,
                    maxConnections: 100,
                    used: { cpuCores: cores, connections: 20 },
                  },
                  {
                    id: 'p2',
                    role: 'replica',
                    cpuCores: 8,
                    maxConnections: 100,
                    used: { cpuCores: 1, connections: 5 },
                  },
                ],
              },
            ],
          });
          const scenario = scenarioWith(small, [
            {
              type: 'onboardCustomer',
              customer: 'newco',
              region: 'r',
              cluster: 'a',
              connections,
              fleet: [{ flavor: 'f', count: vms }],
            },
            { type: 'hostLoss', hosts: lost },
            { type: 'postgresFailover', postgres: 'p' },
          ]);
          const { fixes, unmended } = found(small, scenario);
          const before = ending(small, scenario, []);
          const told = [...fixes.flatMap((fix) => fix.mends), ...unmended.map(({ lack }) => lack)];
          for (const id of before.missed) expect(told.map(({ key }) => key)).toContain(id);
          for (const fix of fixes) expectNothingLighter(small, scenario, fix);
          for (const { lack, searched } of unmended)
            if (lack.kind === 'target' && searched?.kind === 'cores')
              for (const size of counts(40).slice(8))
                for (const nodes of ['primary', 'replicas', 'all'])
                  if (size > 10)
                    expect(
                      mends(
                        small,
                        scenario,
                        { type: 'resizePostgres', postgres: 'p', nodes, cpuCores: size },
                        [lack.key],
                        false,
                      ),
                    ).toBe(false);
        },
      ),
      { numRuns: 5 },
    );
  }, 180_000);

  it('says what was searched where nothing mends, and never offers what breaks another target', () => {
    const meshed = modelWith({
      skus: SKUS,
      overlays: [{ region: 'r', topology: 'full-mesh', maxPeersPerHost: 6 }],
    });
    const scenario = scenarioWith(meshed, [{ type: 'hostLoss', hosts: ['b1', 'b2'] }]);
    const { fixes, unmended } = found(meshed, scenario);
    expect(fixes.some(({ event }) => event.type === 'addHosts')).toBe(false);
    const stranded = unmended.find(({ lack }) => lack.kind === 'stranded');
    expect(stranded?.searched).toMatchObject({ kind: 'hosts', clusters: ['b'], skus: 2 });
  });

  it('tells what no event of a scenario changes', () => {
    const scenario = scenarioWith(model, [{ type: 'postgresFailover', postgres: 'p' }]);
    const { unmended } = found(model, scenario);
    const rto = unmended.find(({ lack }) => lack.kind === 'failover' && lack.objective === 'rto');
    expect(rto?.searched).toBeNull();
  });

  it('says what is missed without the scenario too, and whether all fixes hold together', () => {
    const scenario = scenarioWith(model, [
      { type: 'hostLoss', hosts: ['b1', 'b2'] },
      { type: 'onboardCustomer', customer: 'newco', region: 'r', connections: 900, fleet: [] },
    ]);
    const { fixes, together, missedBefore } = found(model, scenario);
    expect(fixes.length).toBeGreaterThan(1);
    const then = ending(
      model,
      scenario,
      fixes.map(({ event }) => event),
    );
    const promised = fixes.flatMap((fix) => fix.mends).filter(({ kind }) => kind === 'target');
    expect(promised.every(({ key }) => then.held.includes(key))).toBe(together);
    const plain = ending(model, { ...scenario, events: [] }, []);
    expect(missedBefore.filter((key) => key.includes('@'))).toEqual(
      ending(model, scenario, []).missed.filter(
        (id) => plain.missed.includes(id) && missedBefore.includes(id),
      ),
    );
  });

  it('has nothing to mend where every target holds', () => {
    const calm = modelWith({ skus: SKUS, postgres: [], storagePools: [], microvms: [] });
    const scenario = scenarioWith(calm, [{ type: 'addHosts', cluster: 'a', sku: 's', count: 1 }]);
    const answer = found(calm, scenario);
    expect(answer.fixes).toEqual([]);
    expect(answer.unmended.filter(({ lack }) => lack.kind !== 'target')).toEqual([]);
  });
});

function expectNothingLighter(small: Model, scenario: Scenario, fix: Fix): void {
  const { event } = fix;
  if (event.type === 'addHosts') {
    const cluster = String(event['cluster']);
    const own = targets(fix, 'compute.').filter((id) => id.endsWith(`@cluster:${cluster}`));
    const places = fix.mends.some(({ kind }) => kind === 'stranded');
    if (own.length === 0 && !places) return;
    expect(mends(small, scenario, event, own, places)).toBe(true);
    for (const sku of SKUS)
      for (const count of counts(14)) {
        if (sku.unitCost * count >= (fix.cost ?? 0)) continue;
        const other = { type: 'addHosts', cluster, sku: sku.id, count };
        expect(mends(small, scenario, other, own, places), JSON.stringify(other)).toBe(false);
      }
  } else if (event.type === 'addEdgeNodes') {
    expect(mends(small, scenario, event, targets(fix, 'edge.'), false)).toBe(true);
    for (const count of counts(Number(event['count']) - 1))
      expect(mends(small, scenario, { ...event, count }, targets(fix, 'edge.'), false)).toBe(false);
  } else if (typeof event['cpuCores'] === 'number') {
    const own = targets(fix, 'controlPlane.postgresCpu');
    const now = { primary: [10], replicas: [8], all: [10, 8] };
    const added = (nodes: keyof typeof now, size: number) =>
      now[nodes].reduce((sum, old) => sum + size - old, 0);
    const weight = added(event['nodes'] as keyof typeof now, event['cpuCores']);
    expect(mends(small, scenario, event, own, false)).toBe(true);
    for (const nodes of ['primary', 'replicas', 'all'] as const)
      for (const cpuCores of counts(40)) {
        if (cpuCores <= Math.max(...now[nodes]) || added(nodes, cpuCores) >= weight) continue;
        const other = { type: 'resizePostgres', postgres: 'p', nodes, cpuCores };
        expect(mends(small, scenario, other, own, false), JSON.stringify(other)).toBe(false);
      }
  }
}
