import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { assessmentOf, constraintOf } from '../../shared/view/constraint.fixture.ts';
import { triggerOf } from '../../shared/view/forecast.fixture.ts';
import { runMenuCommand } from './run-menu-command.ts';
import { HeldBridge, ok, refused, settled } from '../state/held-bridge.fixture.ts';
import { useInventory } from '../state/inventory-store.ts';
import { useResults } from '../state/result-store.ts';
import { useToasts } from '../state/toast-store.ts';
import { useView } from '../state/view-store.ts';
import { useWorkspace } from '../state/workspace-store.ts';

let bridge: HeldBridge;
let workspaces = 0;

const told = (): readonly string[] =>
  useToasts.getState().toasts.map(({ title, lines }) => [title, ...lines].join(' '));
const asked = (): readonly string[] => bridge.asked.map(({ channel }) => channel);

const WAITS = 'The Overview is exported once its figures are there.';

/** Opens another workspace with these regions, of which nothing else is known yet. */
function open(...regions: readonly string[]): void {
  workspaces += 1;
  const info = {
    displayPath: `/${workspaces}.headroom`,
    name: 'one',
    asOf: '2026-03-31T00:00:00Z',
    revision: 7,
    regions: regions.map((id) => ({ id, name: id })),
  };
  useWorkspace.setState({ info: info as never });
  useView.setState({ screen: 'overview', region: regions[0] ?? null });
}

/** What the first screen of a workspace asks for comes. */
function comes(): void {
  useResults.setState({ baseline: assessmentOf([constraintOf()]) });
  useInventory.setState({
    choices: { clusters: [{ id: 'a', region: 'r', hosts: 3, microvms: 9 }] } as never,
    regionOf: () => 'r',
  });
}

const TRIGGERS = {
  revision: 7,
  asOf: '2026-03-31T00:00:00Z',
  triggers: [{ id: 'memory-headroom@region:r', baseline: triggerOf(), scenario: null }],
};

beforeEach(() => {
  bridge = new HeldBridge();
  useResults.setState({ baseline: null, baselineFailure: null, isComputing: false });
  useInventory.setState({ choices: null, failure: null });
  useToasts.setState({ toasts: [] });
});
afterEach(() => vi.unstubAllGlobals());

it('asked for before the figures are there, the Overview is written once they are, whatever is looked at', async () => {
  open('r');
  runMenuCommand('export-overview-csv', 'menu');
  await settled();
  expect(told()).toEqual([WAITS]);
  expect(asked()).toEqual([]);
  useView.getState().goTo('plan');
  comes();
  await settled();
  await bridge.next('triggers:list').answer(ok(TRIGGERS));
  const { request, answer } = bridge.next('app:save-text');
  expect(request['name']).toBe('overview r 2026-03-31.csv');
  for (const part of ['compute.memory@cluster:a', 'clusters,', 'triggers,', triggerOf().kind])
    expect(request['text']).toContain(part);
  await answer(ok({ displayPath: '/overview.csv' }));
  expect(told()).toEqual([WAITS, 'Written to /overview.csv.']);
});

it('asked for twice while it waits, it is written once; a form of its own is another file', async () => {
  open('r');
  for (const form of ['csv', 'csv', 'json'] as const) runMenuCommand(`export-overview-${form}`, 'menu');
  comes();
  await settled();
  expect(asked()).toEqual(['triggers:list', 'triggers:list']);
});

it('is not written without figures: it is said why', async () => {
  open();
  runMenuCommand('export-overview-json', 'menu');
  await settled();
  expect(told()).toEqual(['The Overview was not exported. The inventory has no region.']);

  open('r');
  useToasts.setState({ toasts: [] });
  runMenuCommand('export-overview-json', 'menu');
  useResults.setState({ baselineFailure: { message: 'The drive is not there.', problems: [] } });
  await settled();
  expect(told()).toEqual([WAITS, 'The Overview was not exported. The drive is not there.']);

  open('r');
  useToasts.setState({ toasts: [] });
  useResults.setState({ baselineFailure: null });
  comes();
  runMenuCommand('export-overview-json', 'menu');
  await settled();
  await bridge.next('triggers:list').answer(refused('The drive is not there.', 'io'));
  expect(told()).toEqual(['The Overview was not exported. The drive is not there.']);
  expect(asked()).toEqual([]);
});

it('asked for in a workspace that was closed since, nothing is written of the next one', async () => {
  open('r');
  runMenuCommand('export-overview-csv', 'menu');
  open('r');
  comes();
  await settled();
  expect(asked()).toEqual([]);
});
