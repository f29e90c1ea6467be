import { describe, expect, it } from 'vitest';
import { columnsOf, INVENTORY_TABLES, snakeCase } from './columns.ts';
import { MODEL_FIELDS } from './kinds.ts';

describe('columns', () => {
  it.each([
    ['memoryBytesPerVm', 'memory_bytes_per_vm'],
    ['api5xxRatio', 'api_5xx_ratio'],
    ['roundTripSecondsP95', 'round_trip_seconds_p95'],
    ['apiP95LatencySeconds', 'api_p95_latency_seconds'],
    ['id', 'id'],
  ])('writes %s as %s', (name, column) => {
    expect(snakeCase(name)).toBe(column);
  });

  it('flattens groups and remembers the way back', () => {
    const column = columnsOf(MODEL_FIELDS.hosts).find(({ name }) => name === 'used_memory_bytes');
    expect(column?.path).toEqual(['used', 'memoryBytes']);
    expect(column?.required).toBe(false);
  });

  it('never gives one table two columns of the same name', () => {
    for (const { columns } of INVENTORY_TABLES) {
      expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    }
  });

  it('does not require a column of a group that may be absent as a whole', () => {
    const table = INVENTORY_TABLES.find(({ file }) => file === 'control_planes');
    expect(table?.columns.filter(({ required }) => required).map(({ name }) => name)).toEqual(['id']);
  });

  it('gives lists inside a kind a table of their own, with the column of their owner', () => {
    expect(
      INVENTORY_TABLES.filter(({ parent }) => parent !== undefined).map(({ file, parent }) => [
        file,
        parent?.column,
      ]),
    ).toEqual([
      ['postgres_nodes', 'postgres'],
      ['client_pools', 'postgres'],
      ['volumes', 'storage_pool'],
      ['backup_jobs', 'storage_pool'],
      ['overlay_peers', 'region'],
    ]);
  });
});
