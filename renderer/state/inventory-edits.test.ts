import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HeldBridge, ok, settled } from './held-bridge.fixture.ts';
import { duplicateRows, removeRows, setCells } from './inventory-edits.ts';
import { refreshTable, showTable, useInventoryTable } from './inventory-table-store.ts';

let bridge: HeldBridge;
const cell = (value: string) => [{ at: { owner: null, index: 0 }, column: 'id', value }];
const first = { revision: 5, rows: [{ owner: null, index: 0 }] };
const done = (revision: number) => ok({ done: true, revision, label: 'done' });

beforeEach(() => {
  bridge = new HeldBridge();
  useInventoryTable.setState({ table: 'hosts', revision: 5 });
});
afterEach(() => vi.unstubAllGlobals());

it('makes an edit in the table it was typed in, also where another is looked at when its turn comes', async () => {
  void setCells(cell('a'), 5);
  void setCells(cell('b'), 5);
  await settled();
  showTable('edge_nodes');
  await bridge.next('inventory:edit').answer(done(6));
  const { request, answer } = bridge.next('inventory:edit');
  expect([request['table'], request['revision']]).toEqual(['hosts', 6]);
  await answer(done(7));
});

it('does not take the places of rows from before a removal for those after it', async () => {
  void removeRows(first);
  await settled();
  await bridge.next('inventory:remove').answer(done(6));
  expect(useInventoryTable.getState().revision).toBe(5);
});

it('deletes and changes the rows that were chosen, and none that stand in their places after a change', async () => {
  void refreshTable();
  await bridge.next('inventory:tables').answer(ok({}));
  const page = (revision: number) => ok({ columns: [], total: 1, matching: 1, revision, rows: [] });
  await bridge.next('inventory:table').answer(page(5));
  void refreshTable(); // a sync has added hosts meanwhile
  await bridge.next('inventory:tables').answer(ok({}));
  await bridge.next('inventory:table').answer(page(9));
  const acts = [
    ['inventory:remove', () => removeRows(first)],
    ['inventory:duplicate', () => duplicateRows(first)],
    ['inventory:edit', () => setCells(cell('a'), 5)],
  ] as const;
  for (const [channel, act] of acts) {
    void act();
    await settled();
    const { request, answer } = bridge.next(channel);
    expect([channel, request['revision']], 'the workspace refuses it as stale').toEqual([channel, 5]);
    await answer(done(10));
  }
});
