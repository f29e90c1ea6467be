import { describe, expect, it } from 'vitest';
import { inventoryRows } from './import-changes.ts';

describe('inventoryRows', () => {
  it('counts rows of inventory files, and no entities that metrics are about', () => {
    expect(
      inventoryRows([
        { series: 0, entities: 84 },
        { series: 150, entities: 50 },
        { series: 0, entities: 0 },
      ]),
    ).toBe(84);
    expect(inventoryRows([])).toBe(0);
  });
});
