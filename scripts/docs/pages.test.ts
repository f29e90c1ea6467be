import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { inRoot } from '../setup/places.mjs';
import { layerOrder } from './architecture/layer-order.ts';
import { commandLinePage } from './command-line-page.ts';
import { inventoryPage } from './inventory-page.ts';
import { workspaceTables } from './workspace-tables.ts';

test('docs/command-line.md says what --help says', async () => {
  await expect(commandLinePage()).toMatchFileSnapshot('../../docs/command-line.md');
});

test('docs/inventory-csv.md has every column the importer reads', async () => {
  await expect(inventoryPage()).toMatchFileSnapshot('../../docs/inventory-csv.md');
});

test('docs/decisions/0001-layer-order.md names the folders in the order that is checked', () => {
  const page = readFileSync(inRoot('docs', 'decisions', '0001-layer-order.md'), 'utf8');
  const [, named = ''] = /^`(.+ · .+)`$/m.exec(page) ?? [];
  expect(named.split(' · ')).toEqual(layerOrder(inRoot()));
});

describe('docs/workspace-file.md', () => {
  it('lists every table with the migration that makes it', () => {
    const page = readFileSync(inRoot('docs', 'workspace-file.md'), 'utf8');
    const listed = [...page.matchAll(/^\| `(\w+)` \| .+ \| `(.+)` \|$/gm)].map(([, table, migration]) => ({
      table,
      migration,
    }));
    expect(listed).toEqual(
      workspaceTables(inRoot()).map(({ table, migration }) => ({
        table,
        migration: `electron/workspace/migrations/${migration}`,
      })),
    );
  });
});
