import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PLAN_SETTINGS_DEFAULTS } from '../../shared/plan/plan-settings.ts';
import { HeldBridge, ok, refused } from './held-bridge.fixture.ts';
import { changeSettings, forgetPlan, loadPurchases, usePlan } from './plan-store.ts';

let bridge: HeldBridge;
beforeEach(() => {
  bridge = new HeldBridge();
  usePlan.setState({ settings: PLAN_SETTINGS_DEFAULTS });
});
afterEach(() => {
  forgetPlan();
  vi.unstubAllGlobals();
});

const budget = (amount: number): void => void changeSettings((now) => ({ ...now, budget: amount }));
const hosts = (most: number): void => void changeSettings((now) => ({ ...now, hostsMax: most }));
const limits = () => {
  const { settings } = usePlan.getState();
  return [settings?.budget, settings?.hostsMax];
};

describe('limits that are changed quickly one after the other', () => {
  it('are each changed on what the change before led to', async () => {
    budget(5000);
    hosts(3);
    expect(limits()).toEqual([5000, 3]);
    const [first, second] = [bridge.next('plan:set-settings'), bridge.next('plan:set-settings')];
    expect(second.request).toMatchObject({ budget: 5000, hostsMax: 3 });
    await first.answer(ok(first.request));
    expect(limits(), 'the answer to the first is older than what is shown').toEqual([5000, 3]);
    await second.answer(ok(second.request));
    expect(limits()).toEqual([5000, 3]);
  });

  it('are as they were where the last was not kept', async () => {
    budget(5000);
    const first = bridge.next('plan:set-settings');
    await first.answer(ok(first.request));
    hosts(3);
    await bridge.next('plan:set-settings').answer(refused('read only'));
    expect(limits()).toEqual([5000, null]);
  });

  it('are not overwritten by what was read before them', async () => {
    void loadPurchases();
    budget(5000);
    await bridge.next('plan:settings').answer(ok(PLAN_SETTINGS_DEFAULTS));
    expect(limits()).toEqual([5000, null]);
  });
});
