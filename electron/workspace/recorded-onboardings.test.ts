import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { modelWith } from '../../shared/timeline/two-clusters.fixture.ts';
import { decidedMove, predictionWords } from '../../shared/view/actual-view.ts';
import { createDecisionService } from '../workers/decision-service.ts';
import { EngineAnswers } from './engine-answers.ts';
import { ForecastAnswers } from './forecast-answers.ts';
import { writeModel } from './model-store.ts';
import { recordedOnboardings } from './recorded-onboardings.ts';
import { saveScenario } from './scenario-actions.ts';
import { Workspace } from './workspace.ts';

let folder = '';
let workspace: Workspace;
let service: ReturnType<typeof createDecisionService>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom recorded '));
  workspace = new Workspace(join(folder, 'w.headroom'), () => Date.parse('2026-03-02T08:00:00Z'), {
    create: true,
  });
  const of = { workspace, engine: new EngineAnswers(workspace), forecasts: new ForecastAnswers(workspace) };
  service = createDecisionService(() => of, 'ada');
  workspace.act('Import', () => writeModel(modelWith(), workspace.entities, workspace.facts));
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const coming = (count: number) => ({
  schema: 'headroom.scenario/v1',
  name: 'newco',
  events: [
    {
      id: 'e',
      type: 'onboardCustomer',
      customer: 'newco',
      region: 'r',
      cluster: 'a',
      on: '2026-03-10',
      fleet: [{ flavor: 'f', count }],
    },
  ],
});
const decide = (count: number, id?: string) =>
  service.recordDecision({
    kind: 'onboarding',
    title: 'Accept newco',
    reason: 'signed',
    change: { kind: 'save-scenario', scenario: coming(count), ...(id === undefined ? {} : { id }) },
    goLiveOn: '2026-03-10',
  });
const come = () => recordedOnboardings(workspace, '2026-03-20');
const countOf = ({ event }: { readonly event: Readonly<Record<string, unknown>> }) =>
  (event['fleet'] as readonly { readonly count: number }[])[0]?.count;

it('predicts by what was decided, not by what the scenario was changed to since, and says which', () => {
  const made = decide(20);
  const scenario = made.scenario?.id ?? '';
  saveScenario(workspace, { id: scenario, scenario: coming(90) });
  const [entry, ...others] = come();
  expect(others).toEqual([]);
  if (entry === undefined) throw new Error('nobody came');
  expect(countOf(entry)).toBe(20);
  expect(entry).toMatchObject({ source: 'decision', version: 1, decision: { number: made.id, by: 'ada' } });
  expect(predictionWords(entry, '2026-03-20')).toBe(
    `Predicted as decided: decision ${made.id} of 2 Mar by ada, on newco, version 1.`,
  );
  // Cluster a: 400, of which the largest host's 200 are in reserve; 60 are reserved, then 80.
  expect(decidedMove(entry.decision?.figures ?? [], 'compute.memory@cluster:a')).toBe('70.0% → 60.0%');
  expect(decidedMove(entry.decision?.figures ?? [], 'edge.connections@region:r')).toBe('');
});

it('knows nobody before their day, and compares as last written down once the decision is taken back', () => {
  const made = decide(20);
  expect(recordedOnboardings(workspace, '2026-03-09')).toEqual([]);
  const later = decide(30, made.scenario?.id ?? '');
  expect(come().map((entry) => [entry.decision?.number, countOf(entry)])).toEqual([[later.id, 30]]);
  service.revertDecision({ id: later.id, reason: 'elsewhere' });
  expect(come().map((entry) => [entry.decision?.number, countOf(entry)])).toEqual([[made.id, 20]]);
});
