import { afterEach, expect, it, vi } from 'vitest';
import { HeldBridge, ok } from './held-bridge.fixture.ts';
import { forgetHosts, loadHosts, openHost, useHosts } from './host-store.ts';
import { forgetScenarios, startDraft } from './scenario-store.ts';
import { useWorkspace } from './workspace-store.ts';

afterEach(() => vi.unstubAllGlobals());

it('shows the baseline alone on the page of a host until the scenario switched to has come', async () => {
  const bridge = new HeldBridge();
  useWorkspace.setState({ info: { revision: 1 } as never });
  forgetScenarios();
  forgetHosts();
  startDraft('one');
  openHost('h');
  await bridge.next('hosts:page').answer(
    ok({
      revision: 1,
      id: 'h',
      baseline: { of: 'base' },
      scenario: { of: 'one' },
      microvms: [{ id: 'm', goesTo: 'elsewhere' }],
      arrivals: [{ id: 'n' }],
    }),
  );
  startDraft('two');
  void loadHosts();
  const figures = { figures: { ids: [], states: [] } };
  await bridge.next('hosts:figures').answer(ok({ revision: 1, baseline: figures, scenario: null }));
  expect(useHosts.getState().page).toMatchObject({
    baseline: { of: 'base' },
    scenario: null,
    microvms: [{ id: 'm' }],
    arrivals: [],
  });
  expect(useHosts.getState().page?.microvms[0]).not.toHaveProperty('goesTo');
});
