import { describe, expect, it } from 'vitest';
import { cellUnit } from './cell-units.ts';
import { METRIC_CATALOGUE } from './metric-catalogue.ts';
import { recogniseMetric } from './recognise-metric.ts';

const meaning = (name: string, unit: string | null = null) => {
  const known = recogniseMetric(name, unit === null ? null : cellUnit(unit));
  return known === null ? null : [known.metric.id, known.factor / known.divisor];
};

describe('the metric catalogue', () => {
  it('holds the contract’s names and those the charts of the Fleet add, each once', () => {
    const ids = METRIC_CATALOGUE.map((metric) => metric.id);
    expect(ids).toHaveLength(32);
    expect(new Set(ids).size).toBe(32);
  });

  it('knows every id and alias for its own metric only', () => {
    const names = METRIC_CATALOGUE.flatMap((metric) =>
      [metric.id, ...metric.aliases].map((name) => [name, metric.id]),
    );
    expect(new Set(names.map(([name]) => name)).size).toBe(names.length);
    for (const [name, id] of names) expect(meaning(name!)).toEqual([id, 1]);
  });
});

describe('recogniseMetric', () => {
  it.each([
    ['memory_used_gib', null, 'memory_used_bytes', 1024 ** 3],
    ['Memory used [MiB]', null, 'memory_used_bytes', 1024 ** 2],
    ['Packet loss (%)', null, 'packet_loss_ratio', 0.01],
    ['replication_lag_ms', null, 'replication_lag_seconds', 0.001],
    ['disk_throughput_mb_per_second', null, 'disk_throughput_bytes_per_second', 1e6],
    ['memory_used_bytes', 'GiB', 'memory_used_bytes', 1024 ** 3],
    ['IOPS', null, 'iops', 1],
    ['edge_connections', '1', 'edge_connections', 1],
  ])('takes %s (unit %s) for %s', (name, unit, id, factor) => {
    expect(meaning(name, unit)).toEqual([id, factor]);
  });

  it.each([
    'memory',
    'memory_used',
    'memory_used_seconds',
    'cpu',
    'cpu_used_percent',
    '',
    'constructor',
    '__proto__',
  ])('leaves %j unmapped', (name) => {
    expect(meaning(name)).toBeNull();
  });

  it('leaves a metric unmapped whose unit contradicts it', () => {
    expect(meaning('memory_used_bytes', '%')).toBeNull();
  });
});
