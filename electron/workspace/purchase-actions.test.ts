import Papa from 'papaparse';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serializeModel } from '../../shared/model/serialize-model.ts';
import { buildPlan } from '../../shared/plan/build-plan.ts';
import type { PlanLine } from '../../shared/plan/plan-result.ts';
import { PLAN_SETTINGS_DEFAULTS } from '../../shared/plan/plan-settings.ts';
import { modelWith, scenarioWith } from '../../shared/timeline/two-clusters.fixture.ts';
import { Refusal } from '../refusal.ts';
import { loadSolver } from '../solver/lazy-solver.ts';
import { writeModel } from './model-store.ts';
import { revertDecision } from './decision-actions.ts';
import type { Decided } from './decision-figures.ts';
import { EngineAnswers } from './engine-answers.ts';
import { ForecastAnswers } from './forecast-answers.ts';
import { acceptPurchase, markPurchase, setPlanSettings } from './purchase-actions.ts';
import { createDecisionService } from '../workers/decision-service.ts';
import { purchaseOutcome } from '../../shared/view/purchase-outcome.ts';
import { Workspace } from './workspace.ts';

let folder = '';
let workspace: Workspace;
let of: Decided;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom purchases '));
  workspace = new Workspace(join(folder, 'w.headroom'), () => 7, { create: true });
  workspace.act('fill', () => writeModel(modelWith(), workspace.entities, workspace.facts));
  of = { workspace, engine: new EngineAnswers(workspace), forecasts: new ForecastAnswers(workspace) };
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const GROWS = {
  type: 'onboardCustomer',
  customer: 'k',
  region: 'r',
  cluster: 'a',
  on: '2026-04-25',
  fleet: [{ flavor: 'f', count: 110 }],
};

/** The plan's lines for a saved scenario, as the Plan screen asks for them. */
async function linesOf(id: string): Promise<readonly PlanLine[]> {
  const plan = buildPlan(
    {
      model: workspace.model(),
      policy: { ...workspace.policy(), cpuOvercommit: 100 },
      history: null,
      scenario: workspace.scenarios.get(id).scenario,
      horizonDays: 90,
      solver: await loadSolver(),
    },
    PLAN_SETTINGS_DEFAULTS,
    { alternatives: false },
  );
  if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
  return plan.value.lines;
}

function savedScenario(): string {
  const scenario = scenarioWith(workspace.model(), [GROWS]);
  return workspace.act('save', (atMs) => workspace.scenarios.add(scenario, atMs, null)).id;
}

async function accepted(id: string) {
  const [line] = await linesOf(id);
  if (line === undefined) throw new Error('nothing to buy');
  return acceptPurchase(of, { scenario: { kind: 'saved', id }, savedId: id, line, missed: [] }, 'ada');
}

describe('acceptPurchase', () => {
  it('puts a dated addHosts before the other events, after which the plan has nothing left to buy', async () => {
    const id = savedScenario();
    const { scenario, purchases } = await accepted(id);
    expect(scenario.scenario.events[0]).toMatchObject({
      type: 'addHosts',
      on: '2026-04-25',
      cluster: 'a',
      sku: 's',
      count: 1,
    });
    expect(scenario.version).toBe(2);
    expect(purchases).toMatchObject([
      {
        status: 'accepted',
        scenario: id,
        decision: { kind: 'purchase', title: 'Buy 1 × s for a, ordered by 14 April 2026' },
      },
    ]);
    expect(await linesOf(id)).toEqual([]);
  });

  it('begins a scenario of its own for the baseline, and goes on with it', async () => {
    const [line] = await linesOf(savedScenario());
    if (line === undefined) throw new Error('nothing to buy');
    const request = { scenario: { kind: 'baseline' as const }, savedId: null, line, missed: [] };
    const first = acceptPurchase(of, request, 'ada').scenario;
    const second = acceptPurchase(of, request, 'ada').scenario;
    expect([first.name, first.version, second.version, second.id === first.id]).toEqual([
      'Purchases',
      1,
      2,
      true,
    ]);
    expect(new Set(second.scenario.events.map(({ id }) => id)).size).toBe(2);
  });

  it('is one step: undone, the workspace is as before', async () => {
    const id = savedScenario();
    const before = JSON.stringify(workspace.scenarios.get(id));
    await accepted(id);
    workspace.undo();
    expect(JSON.stringify(workspace.scenarios.get(id))).toBe(before);
    expect(workspace.purchases.list()).toEqual([]);
  });
});

describe('the decision behind a purchase', () => {
  it('stands in the log with reason, cost and scenario version; taken back, scenario and purchase are as before', async () => {
    const id = savedScenario();
    const before = JSON.stringify(workspace.scenarios.get(id));
    await accepted(id);
    const [decision] = workspace.decisions.list();
    expect(decision).toMatchObject({
      kind: 'plan-line',
      by: 'ada',
      title: 'Buy 1 × s for a, ordered by 14 April 2026',
      reason: 'memory in a falls under its target on 25 Apr 2026',
      cost: { amount: 5, currency: 'EUR' },
      scenario: { id, version: 2 },
    });
    expect(decision?.effect?.figures.length).toBeGreaterThan(0);
    revertDecision(of, { id: decision?.id ?? 0, reason: 'budget went' }, 'ada');
    expect(JSON.stringify(workspace.scenarios.get(id))).toBe(before);
    expect(workspace.purchases.list()).toEqual([]);
    expect(workspace.decisions.list().map(({ kind }) => kind)).toEqual(['revert', 'plan-line']);
  });
});

const ordered = (id: string) =>
  ({ id, status: 'ordered', unitCost: 6, orderedOn: '2026-04-16', arrivesOn: '2026-04-25' }) as const;
const delivered = (id: string) =>
  ({ id, status: 'delivered', unitCost: 5.5, deliveredOn: '2026-04-28' }) as const;

describe('what became of a purchase', () => {
  it('stands beside what was expected of it, in the decision and in the log’s files', async () => {
    const { purchases } = await accepted(savedScenario());
    const purchase = purchases[0]?.id ?? '';
    const service = createDecisionService(() => of, 'ada');
    const differences = () => {
      const { purchase: record } = service.decision({ id: 1 });
      if (record === null) throw new Error('the decision bought nothing');
      return purchaseOutcome(record, 'EUR', '2026-03-01T00:00:00Z').map(
        ({ what, expected, ordered: then, delivered: now, difference }) =>
          [what, expected?.text, then?.text, now?.text, difference].join(' | '),
      );
    };
    expect(differences()).toEqual([
      'Price of one | €5 |  |  | ',
      'Cost | €5 |  |  | ',
      'Ordered | 14 Apr |  |  | ',
      'In service | 25 Apr |  |  | ',
    ]);
    markPurchase(workspace, ordered(purchase));
    markPurchase(workspace, delivered(purchase));
    expect(differences()).toEqual([
      'Price of one | €5 | €6 | €6 | €1 more',
      'Cost | €5 | €6 | €6 | €1 more',
      'Ordered | 14 Apr | 16 Apr |  | 2 days later',
      'In service | 25 Apr | 25 Apr | 28 Apr | 3 days later',
    ]);
    const { data } = Papa.parse<Record<string, string>>(service.decisionText({ format: 'csv' }), {
      header: true,
    });
    const at = (column: string): string | undefined => data[0]?.[column];
    expect(['ordered_cost', 'billed_cost', 'ordered_on', 'in_service_on'].map(at)).toEqual([
      '6',
      '5.5',
      '2026-04-16',
      '2026-04-28',
    ]);
    expect(service.decisionText({ format: 'md' })).toContain('3 days later');
  });
});

describe('markPurchase', () => {
  it('turns a purchase into an order, then into hosts; each step counts once and is undone as one', async () => {
    const id = savedScenario();
    const { purchases } = await accepted(id);
    const purchase = purchases[0]?.id ?? '';
    const documents = [JSON.stringify(serializeModel(workspace.model()))];
    markPurchase(workspace, ordered(purchase));
    expect(workspace.model().orders).toEqual([{ sku: 's', cluster: 'a', count: 1, arrivesOn: '2026-04-25' }]);
    expect(workspace.scenarios.get(id).scenario.events.map(({ type }) => type)).toEqual(['onboardCustomer']);
    expect(await linesOf(id)).toEqual([]);
    documents.push(JSON.stringify(serializeModel(workspace.model())));
    markPurchase(workspace, delivered(purchase));
    expect(workspace.model().orders).toEqual([]);
    expect(workspace.model().hosts.find((host) => host.id === 's-1')).toMatchObject({ cluster: 'a' });
    expect(await linesOf(id)).toEqual([]);
    for (const document of documents.toReversed()) {
      workspace.undo();
      expect(JSON.stringify(serializeModel(workspace.model()))).toBe(document);
    }
  });

  it('refuses a step out of turn and changes nothing', async () => {
    const { purchases } = await accepted(savedScenario());
    const purchase = purchases[0]?.id ?? '';
    expect(() => markPurchase(workspace, delivered(purchase))).toThrow(Refusal);
    expect(() => markPurchase(workspace, { ...ordered(purchase), arrivesOn: '2026-02-01' })).toThrow(
      'Hosts that come on 1 February are there already: the inventory is of 1 March 2026.',
    );
    expect(workspace.purchases.list()).toEqual(purchases);
  });
});

describe('setPlanSettings', () => {
  it('keeps limits in the workspace and refuses what the inventory does not have', () => {
    setPlanSettings(workspace, { ...PLAN_SETTINGS_DEFAULTS, budget: 5 });
    expect(workspace.planSettings().budget).toBe(5);
    const room = { hostsMax: 1, rackUnitsMax: null, powerWattsMax: null };
    expect(() =>
      setPlanSettings(workspace, { ...PLAN_SETTINGS_DEFAULTS, clusters: { nowhere: room } }),
    ).toThrow(/no cluster/);
    workspace.undo();
    expect(workspace.planSettings().budget).toBeNull();
  });
});
