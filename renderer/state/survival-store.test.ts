import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HeldBridge, ok } from './held-bridge.fixture.ts';
import { forgetScenarios, startDraft } from './scenario-store.ts';
import { chooseLoss, forgetSurvival, renewLoss, sweepScenario, useSurvival } from './survival-store.ts';
import { useWorkspace } from './workspace-store.ts';

let bridge: HeldBridge;

beforeEach(() => {
  bridge = new HeldBridge();
  useWorkspace.setState({ info: { revision: 1 } as never });
  forgetScenarios();
  forgetSurvival();
});
afterEach(() => vi.unstubAllGlobals());

it('never shows the pairs of one scenario beside the singles of another', async () => {
  startDraft('one');
  void sweepScenario();
  await bridge.next('survive:run').answer(ok({ revision: 1, survival: { of: 'one' }, elapsedMs: 1 }));
  await bridge.next('survive:run').answer(ok({ revision: 1, survival: { of: 'one' }, elapsedMs: 1 }));
  expect(useSurvival.getState().after[2].survival).toEqual({ of: 'one' });

  startDraft('two');
  void sweepScenario();
  const { after } = useSurvival.getState();
  expect([after[1].survival, after[2].survival]).toEqual([null, null]);
});

it('never shows the loss that is open as another scenario had it', async () => {
  const first = startDraft('one');
  void chooseLoss({ name: 'h-1', cluster: 'c', hosts: ['h-1'] });
  for (const side of ['baseline', first]) await bridge.next('survive:loss').answer(ok({ of: side }));
  expect(useSurvival.getState().loss).toEqual({ before: { of: 'baseline' }, after: { of: first } });

  startDraft('two');
  renewLoss();
  expect(useSurvival.getState().loss.after).toBeNull();
  await bridge.next('survive:loss').answer(ok({ of: 'baseline' }));
  const { request, answer } = bridge.next('survive:loss');
  expect(request).toMatchObject({ hosts: ['h-1'], scenario: { scenario: { name: 'two' } } });
  await answer(ok({ of: 'two' }));
  expect(useSurvival.getState().loss.after).toEqual({ of: 'two' });
});
