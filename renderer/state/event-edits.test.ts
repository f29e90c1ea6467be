import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addFixes, addPreset } from './event-edits.ts';
import { HeldBridge, ok } from './held-bridge.fixture.ts';
import { forgetScenarios, putAway, saveActive, startDraft, useScenarios } from './scenario-store.ts';
import { useToasts } from './toast-store.ts';

let bridge: HeldBridge;
beforeEach(() => {
  bridge = new HeldBridge();
  forgetScenarios();
  useToasts.setState({ toasts: [] });
});
afterEach(() => vi.unstubAllGlobals());

const eventsOf = (key: string) =>
  useScenarios
    .getState()
    .desks.get(key)
    ?.document.events.map(({ id, type }) => `${type} ${id}`);
const lost = { id: 'hostLoss-1', type: 'hostLoss' };
const fix = [{ type: 'addHosts' } as never];
const undo = (): void => useToasts.getState().toasts.at(-1)?.action?.run();
const last = (): string | undefined => useToasts.getState().toasts.at(-1)?.title;

describe('fixes', () => {
  it('are taken out of the scenario they were put into, whichever is shown by then', () => {
    const first = startDraft('first', [lost]);
    addFixes(first, fix, 'One host');
    expect(eventsOf(first)).toEqual(['addHosts addHosts-1', 'hostLoss hostLoss-1']);
    const other = startDraft('other', [{ id: 'addHosts-1', type: 'addHosts' }]);
    undo();
    expect(eventsOf(first)).toEqual(['hostLoss hostLoss-1']);
    expect(eventsOf(other)).toEqual(['addHosts addHosts-1']);
  });

  it('are taken out of it after it was saved under a key of its own', async () => {
    const first = startDraft('first', [lost]);
    addFixes(first, fix, 'One host');
    const takeOut = useToasts.getState().toasts.at(-1)?.action?.run;
    void saveActive();
    const { request, answer } = bridge.next('scenario:save');
    await answer(ok({ id: 's1', name: 'first', version: 1, scenario: request['scenario'] }));
    takeOut?.();
    expect(eventsOf('s1')).toEqual(['hostLoss hostLoss-1']);
  });

  it('of a scenario that was put away are not taken out of another', () => {
    const first = startDraft('first', [lost]);
    addFixes(first, fix, 'One host');
    startDraft('other', [{ id: 'addHosts-1', type: 'addHosts' }]);
    putAway(first);
    undo();
    expect(last()).toBe('Nothing was undone.');
  });
});

describe('a failure mode', () => {
  it('goes into the scenario it was chosen for, though another is shown when it comes', async () => {
    const first = startDraft('first', [lost]);
    void addPreset(first, { mode: 'host-loss', scope: 'host:a' });
    const other = startDraft('other');
    await bridge.next('failures:preset').answer(ok({ name: 'x', events: [lost, lost] }));
    expect(eventsOf(first)).toEqual(['hostLoss hostLoss-1', 'hostLoss hostLoss-2', 'hostLoss hostLoss-3']);
    expect(eventsOf(other)).toEqual([]);
  });

  it('is said to be nowhere where its scenario is gone', async () => {
    const first = startDraft('first');
    void addPreset(first, { mode: 'host-loss', scope: 'host:a' });
    putAway(first);
    await bridge.next('failures:preset').answer(ok({ name: 'x', events: [lost] }));
    expect(last()).toBe('The failure mode was not added.');
  });
});
