import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HeldBridge, ok } from './held-bridge.fixture.ts';
import {
  activate,
  activeDesk,
  duplicateScenario,
  edit,
  forgetScenarios,
  isEdited,
  restoreVersion,
  saveActive,
  showBaseline,
  startDraft,
  useScenarios,
} from './scenario-store.ts';

let bridge: HeldBridge;
const saved = (id: string, name: string) =>
  ok({ id, name, version: 1, scenario: { name, seed: 1, policy: {}, events: [] } });
const active = () => useScenarios.getState().active;

beforeEach(() => {
  bridge = new HeldBridge();
  forgetScenarios();
});
afterEach(() => vi.unstubAllGlobals());

describe('a scenario that is saved', () => {
  it('keeps as an edit what was typed while it was being saved', async () => {
    startDraft('one');
    void saveActive();
    edit((document) => ({ ...document, notes: 'typed meanwhile' }));
    await bridge.next('scenario:save').answer(saved('a', 'one'));
    const desk = activeDesk(useScenarios.getState());
    expect([desk?.key, desk?.version, desk?.document.notes]).toEqual(['a', 1, 'typed meanwhile']);
    expect(desk === null ? null : isEdited(desk)).toBe(true);
  });

  it('is no edit where nothing was typed meanwhile', async () => {
    startDraft('one');
    void saveActive();
    await bridge.next('scenario:save').answer(saved('a', 'one'));
    const desk = activeDesk(useScenarios.getState());
    expect(desk === null ? null : isEdited(desk)).toBe(false);
  });
});

describe('a scenario that is saved twice at once', () => {
  it('is one scenario with one version', async () => {
    startDraft('one');
    const both = [saveActive(), saveActive()];
    await bridge.next('scenario:save').answer(saved('a', 'one'));
    expect(await Promise.all(both)).toEqual([true, false]);
    expect(bridge.asked).toEqual([]);
  });

  it('has what was edited in between as its next version', async () => {
    startDraft('one');
    void saveActive();
    edit((document) => ({ ...document, notes: 'typed meanwhile' }));
    const second = saveActive();
    await bridge.next('scenario:save').answer(saved('a', 'one'));
    const { request, answer } = bridge.next('scenario:save');
    expect(request).toMatchObject({ id: 'a', scenario: { notes: 'typed meanwhile' } });
    await answer(ok({ id: 'a', name: 'one', version: 2, scenario: request['scenario'] }));
    expect(await second).toBe(true);
  });
});

describe('a scenario that is duplicated', () => {
  it('is one copy for two presses, and is not shown over one that was chosen meanwhile', async () => {
    void duplicateScenario('a');
    void duplicateScenario('a');
    const draft = startDraft('another');
    await bridge.next('scenario:duplicate').answer(saved('b', 'copy'));
    expect([bridge.asked, active()]).toEqual([[], draft]);
  });
});

describe('a scenario that is chosen', () => {
  it('is not replaced by one that was chosen before it and is read later', async () => {
    void activate('a');
    void activate('b');
    const [first, second] = [bridge.next('scenario:get'), bridge.next('scenario:get')];
    await second.answer(saved('b', 'two'));
    await first.answer(saved('a', 'one'));
    expect(active()).toBe('b');
  });

  it('is not shown over the baseline, nor in another workspace', async () => {
    void activate('a');
    showBaseline();
    await bridge.next('scenario:get').answer(saved('a', 'one'));
    expect(active()).toBeNull();
    void activate('a');
    forgetScenarios();
    await bridge.next('scenario:get').answer(saved('a', 'one'));
    expect(useScenarios.getState().desks.size).toBe(0);
  });
});

describe('a version that is restored', () => {
  it('takes the place of what is saved, but never of edits that are not', async () => {
    void activate('a');
    await bridge.next('scenario:get').answer(saved('a', 'one'));
    const untouched = activeDesk(useScenarios.getState())?.document;
    if (untouched === undefined) throw new Error('no scenario is open');
    edit((document) => ({ ...document, notes: 'not saved' }));
    expect(await restoreVersion('a', 1)).toBe(false);
    expect(activeDesk(useScenarios.getState())?.document.notes).toBe('not saved');
    edit(() => untouched);
    const restored = restoreVersion('a', 1);
    await bridge.next('scenario:restore').answer(saved('a', 'was'));
    expect(await restored).toBe(true);
    expect(activeDesk(useScenarios.getState())?.document.name).toBe('was');
  });

  it('leaves what was edited while it was restored', async () => {
    void activate('a');
    await bridge.next('scenario:get').answer(saved('a', 'one'));
    void restoreVersion('a', 1);
    edit((document) => ({ ...document, notes: 'typed meanwhile' }));
    await bridge.next('scenario:restore').answer(saved('a', 'was'));
    expect(activeDesk(useScenarios.getState())?.document.notes).toBe('typed meanwhile');
  });
});
