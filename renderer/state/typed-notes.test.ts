import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draftNote, forgetCadence, noteReview, signReview, useCadence } from './cadence-store.ts';
import { finishStep, forgetChecklists, typedNote, typeNote, useChecklists } from './checklist-store.ts';
import { draftRunbook, saveRunbook, useFailures } from './failure-store.ts';
import { HeldBridge, ok, refused, settled } from './held-bridge.fixture.ts';
import { useInventoryTable } from './inventory-table-store.ts';
import { draftOf, dropDraft, takeNewCell, useNewRows } from './new-row-store.ts';

let bridge: HeldBridge;
beforeEach(() => {
  bridge = new HeldBridge();
});
afterEach(() => {
  forgetCadence();
  forgetChecklists();
  dropDraft('hosts');
  vi.unstubAllGlobals();
});

describe('notes of a review', () => {
  const typed = (id: number): string | undefined => useCadence.getState().notes.get(id);
  it('stay while another review is looked at, and go once they are kept', async () => {
    draftNote(1, 'two hosts late');
    draftNote(2, 'nothing');
    expect([typed(1), typed(2)]).toEqual(['two hosts late', 'nothing']);
    void noteReview(1, 'two hosts late');
    await bridge.next('cadence:note').answer(ok({}));
    expect([typed(1), typed(2)]).toEqual([undefined, 'nothing']);
  });
  it('stay where they were typed on while they were kept, and where they were not kept', async () => {
    draftNote(1, 'two');
    void noteReview(1, 'two');
    draftNote(1, 'two hosts');
    await bridge.next('cadence:note').answer(ok({}));
    expect(typed(1)).toBe('two hosts');
    void signReview(1, 'two hosts');
    await bridge.next('cadence:sign').answer(refused('read only'));
    expect(typed(1)).toBe('two hosts');
  });
});

describe('a runbook', () => {
  it('keeps what was typed on while it was saved', async () => {
    const typed = (): string | undefined => useFailures.getState().drafts.get('host-loss');
    draftRunbook('host-loss', 'call');
    void saveRunbook('host-loss', 'call');
    draftRunbook('host-loss', 'call somebody');
    await bridge.next('runbook:set').answer(ok(null));
    expect(typed()).toBe('call somebody');
    void saveRunbook('host-loss', 'call somebody');
    await bridge.next('runbook:set').answer(ok(null));
    expect(typed()).toBeUndefined();
  });
});

describe('the note to a step', () => {
  it('stays with its run and its step until the step is done', async () => {
    typeNote(7, 'burn-in', 'by phone');
    expect([7, 8].map((run) => typedNote(useChecklists.getState(), run, 'burn-in'))).toEqual([
      'by phone',
      '',
    ]);
    void finishStep(7, 'burn-in', 'by phone');
    await bridge.next('checklist:done').answer(ok({}));
    expect(typedNote(useChecklists.getState(), 7, 'burn-in')).toBe('');
  });
});

describe('a row that is being written', () => {
  const columns = [
    { key: 'id', required: true },
    { key: 'cluster', required: true },
    { key: 'rack', required: false },
  ] as never;
  const values = (table: string) => draftOf(useNewRows.getState(), table).values;
  const take = (column: string, value: string): void => void takeNewCell('hosts', columns, column, value);
  const added = async () => {
    await settled();
    return bridge.next('inventory:edit');
  };

  it('stays with its table while another one is looked at', () => {
    take('id', 'h-1');
    useInventoryTable.setState({ table: 'skus' });
    expect([values('hosts'), values('skus')]).toEqual([{ id: 'h-1' }, {}]);
  });

  it('goes in once, though a cell is typed while it does; that cell begins the next row', async () => {
    take('id', 'h-1');
    take('cluster', 'c-1');
    take('rack', 'r-9');
    const { request, answer } = await added();
    expect(request).toMatchObject({ table: 'hosts', add: [{ id: 'h-1', cluster: 'c-1' }] });
    await answer(ok({ done: true, revision: 2, label: 'Add host' }));
    expect(bridge.asked).toEqual([]);
    expect(values('hosts')).toEqual({ rack: 'r-9' });
  });

  it('is tried again with what was typed while it was refused', async () => {
    take('id', 'h-1');
    take('cluster', 'c-0');
    take('cluster', 'c-1');
    await (
      await added()
    ).answer(ok({ done: false, problems: [{ column: 'cluster', message: 'There is no c-0' }] }));
    const { request, answer } = await added();
    expect(request).toMatchObject({ add: [{ id: 'h-1', cluster: 'c-1' }] });
    await answer(ok({ done: false, problems: [{ column: 'id', message: 'It is there already' }] }));
    expect(draftOf(useNewRows.getState(), 'hosts')).toMatchObject({
      values: { id: 'h-1', cluster: 'c-1' },
      problems: [{ column: 'id' }],
    });
  });
});
