import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  chooseForecast,
  forgetForecasts,
  loadForecasts,
  setWindow,
  useForecasts,
  wantForecast,
} from './forecast-store.ts';
import { HeldBridge, ok, refused } from './held-bridge.fixture.ts';
import { forgetScenarios } from './scenario-store.ts';
import { useWorkspace } from './workspace-store.ts';

let bridge: HeldBridge;
const forecast = ok({ revision: 1, baseline: { of: 'base' }, scenario: null });

beforeEach(async () => {
  bridge = new HeldBridge();
  useWorkspace.setState({ info: { revision: 1 } as never });
  forgetScenarios();
  forgetForecasts();
  void loadForecasts();
  await bridge.next('forecast:list').answer(ok({ revision: 1, scenarioName: null, rows: [] }));
  await bridge.next('triggers:list').answer(ok({ revision: 1, triggers: [] }));
});
afterEach(() => vi.unstubAllGlobals());

it('shows no fit of an older window where the newer one could not be fitted', async () => {
  chooseForecast('c');
  setWindow({ from: '2026-01-01', to: '2026-03-01' });
  await bridge.next('forecast:get').answer(forecast);
  expect(useForecasts.getState().refit).not.toBeNull();
  setWindow({ from: '2026-02-27', to: '2026-03-01' });
  await bridge.next('forecast:get').answer(refused('too few days'));
  const { refit, refitFailure } = useForecasts.getState();
  expect([refit, refitFailure]).toEqual([null, 'too few days']);
});

it('says why a forecast in full did not come, until it does', async () => {
  void wantForecast('c');
  await bridge.next('forecast:get').answer(refused('out of memory'));
  expect(useForecasts.getState().detailFailure).toEqual({ id: 'c', message: 'out of memory' });
  void wantForecast('c');
  await bridge.next('forecast:get').answer(forecast);
  expect(useForecasts.getState().detailFailure).toBeNull();
});
