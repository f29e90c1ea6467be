import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelArbitrary } from './model.arbitrary.ts';
import { modelIndex, runningHost } from './model-index.ts';

describe('modelIndex', () => {
  it('loses no host, cluster or microVM and sorts each list by id', () => {
    fc.assert(
      fc.property(modelArbitrary(), (model) => {
        const index = modelIndex(model);
        const hosts = [...index.hostsByCluster.values()].flat();
        expect(hosts.map((host) => host.id).sort()).toEqual(model.hosts.map((host) => host.id).sort());
        const placed = [...index.microvmsByHost.values()].flat();
        expect(placed).toHaveLength(model.microvms.filter((row) => row.host !== null).length);
        for (const list of [...index.hostsByCluster.values(), ...index.clustersByRegion.values()]) {
          const ids = list.map((entry) => entry.id);
          expect(ids).toEqual([...ids].sort());
        }
      }),
    );
  });

  it('is built once per model', () => {
    const [model] = fc.sample(modelArbitrary(), 1);
    if (model === undefined) throw new Error('no sample');
    expect(modelIndex(model)).toBe(modelIndex(model));
    expect(modelIndex({ ...model })).not.toBe(modelIndex(model));
  });

  it('takes microVMs on a host that is down for pending', () => {
    fc.assert(
      fc.property(modelArbitrary(), (model) => {
        for (const row of model.microvms) {
          const state = model.hosts.find((host) => host.id === row.host)?.state ?? 'down';
          expect(runningHost(model, row) === null).toBe(state === 'down');
        }
      }),
    );
  });
});
