import { describe, expect, it } from 'vitest';
import { recompute } from '../explain/recompute.ts';
import { modelWith } from '../timeline/two-clusters.fixture.ts';
import { customersOf, shapeOfCustomer } from './shape-of-customer.ts';

const model = modelWith({
  microvms: [
    {
      id: 'w1',
      host: 'a1',
      flavor: 'f',
      customer: 'gannet',
      spreadGroup: 'a-gannet-web',
      maxPerHost: 4,
      count: 3,
    },
    {
      id: 'w2',
      host: 'b1',
      flavor: 'f',
      customer: 'gannet',
      spreadGroup: 'b-gannet-web',
      maxPerHost: 4,
      count: 2,
    },
    { id: 'w3', host: 'b1', flavor: 'f', customer: 'gannet', count: 1 },
    { id: 'w4', host: 'b2', flavor: 'f', customer: 'heron' },
  ],
  storagePools: [
    {
      id: 'pool',
      region: 'r',
      volumes: [
        {
          id: 'v1',
          customer: 'gannet',
          allocatedBytes: 100,
          usedBytes: 50,
          changedBytesPerDay: 10,
          snapshotRetentionDays: 10,
        },
        {
          id: 'v2',
          customer: 'gannet',
          allocatedBytes: 300,
          usedBytes: 60,
          changedBytesPerDay: 30,
          snapshotRetentionDays: 2,
        },
      ],
    },
  ],
});
const history = (peaks: Readonly<Record<string, number>>) => ({
  latestDailyPeak(metric: string, scope: string) {
    const peak = peaks[`${metric} ${scope}`];
    return peak === undefined ? null : { day: '2026-02-28', peak };
  },
});
const originOf = (figures: ReturnType<typeof shapeOfCustomer>['figures'], label: string) =>
  figures.find((figure) => figure.label === label)?.origin;

describe('the shape of a customer who is there', () => {
  it('takes microVMs of all clusters, groups without their cluster, volumes with the retention that keeps the level', () => {
    const { shape, figures } = shapeOfCustomer(model, null, 'gannet');
    expect(shape.fleet).toEqual([
      { flavor: 'f', count: 5, spreadGroup: 'gannet-web', maxPerHost: 4 },
      { flavor: 'f', count: 1 },
    ]);
    expect(shape.volumes).toEqual({
      allocatedBytes: 400,
      usedBytes: 110,
      changedBytesPerDay: 40,
      snapshotRetentionDays: 4, // (10 × 10 + 30 × 2) ÷ 40: the same level of snapshots, 160
    });
    expect(originOf(figures, 'f, gannet-web')).toBe('inventory');
    for (const { node } of figures) expect(recompute(node)).toEqual([]);
  });

  it('leaves out what nobody measured per customer, and says so; never a share of the whole', () => {
    const { shape, figures } = shapeOfCustomer(
      model,
      history({ 'edge_connections region:r': 400 }),
      'gannet',
    );
    expect(shape.connections).toBeUndefined();
    expect(originOf(figures, 'Connections')).toBe('not measured');
    expect(figures.find(({ label }) => label === 'Connections')?.node.value).toBeNull();
  });

  it('takes what is measured: series of the customer’s own, used bytes where every volume has a series', () => {
    const known = { 'edge_connections customer:gannet': 77, 'volume_used_bytes v1': 55 };
    const half = shapeOfCustomer(model, history(known), 'gannet');
    expect(half.shape.connections).toBe(77);
    expect(originOf(half.figures, 'Connections')).toBe('measured');
    expect(half.shape.volumes?.usedBytes).toBe(115);
    expect(originOf(half.figures, 'Volumes, used')).toBe('inventory');
    const whole = shapeOfCustomer(model, history({ ...known, 'volume_used_bytes v2': 61 }), 'gannet');
    expect(whole.shape.volumes?.usedBytes).toBe(116);
    expect(originOf(whole.figures, 'Volumes, used')).toBe('measured');
  });

  it('lists every customer with what is theirs', () => {
    expect(customersOf(model)).toEqual([
      { customer: 'gannet', microvms: 6, volumes: 2, regions: ['r'] },
      { customer: 'heron', microvms: 1, volumes: 0, regions: ['r'] },
    ]);
  });
});
