import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import { Folder, openSampleIn } from '../cli/command-line.fixture.ts';
import { loadSolver } from '../solver/lazy-solver.ts';
import { createEngineInputService } from '../workers/engine-input-service.ts';
import { EngineAnswers } from './engine-answers.ts';
import { ForecastAnswers } from './forecast-answers.ts';
import { HostAnswers } from './host-answers.ts';
import { renameScenario, saveScenario } from './scenario-actions.ts';
import type { Workspace } from './workspace.ts';

// What is computed from model, policy and history outlives everything people keep beside them.

let folder: Folder;
let workspace: Workspace;

beforeAll(async () => {
  await loadSolver();
  folder = new Folder('inputs kept');
  workspace = await openSampleIn(folder);
}, 60_000);
afterAll(() => {
  workspace.close();
  folder.remove();
});

const document = (count: number) => ({
  schema: 'headroom.scenario/v1',
  name: 'Autumn',
  events: [{ type: 'hostLoss', cluster: 'euw-b', count, select: 'largest' }],
});

describe('after a scenario is saved, changed, renamed, deleted, and all of it undone', () => {
  it('nothing that does not depend on it is computed anew, and answers carry the revision of now', () => {
    const forecasts = new ForecastAnswers(workspace);
    const engine = new EngineAnswers(workspace);
    const hosts = new HostAnswers(workspace);
    const input = createEngineInputService(() => workspace);
    const baseline: ScenarioSelection = { kind: 'baseline' };
    const draft: ScenarioSelection = { kind: 'draft', scenario: document(1) };
    const first = {
      rows: forecasts.list(draft).rows,
      triggers: forecasts.triggers(baseline).triggers,
      assessed: engine.baseline(),
      figures: hosts.figures(baseline).baseline,
      model: workspace.model(),
      known: input.engineInput({ scenario: baseline, known: 0 }).inputs,
    };
    // Whatever is computed asks for the history: sides of forecasts, assessments, results.
    const computed = vi.spyOn(workspace, 'history');
    const { revision } = workspace;
    const { id } = saveScenario(workspace, { scenario: document(1) });
    saveScenario(workspace, { id, scenario: document(2) });
    renameScenario(workspace, id, 'Winter');
    workspace.act('Remove', () => workspace.scenarios.remove(id));
    for (let n = 0; n < 4; n += 1) workspace.undo();
    workspace.redo();
    expect(workspace.revision).toBeGreaterThan(revision + 8);

    const again = forecasts.list({
      kind: 'draft',
      scenario: { ...document(1), name: 'Under another name' },
    });
    expect(again.rows).toBe(first.rows);
    expect(again).toMatchObject({ revision: workspace.revision, scenarioName: 'Under another name' });
    const triggers = forecasts.triggers(baseline);
    expect(triggers.triggers).toBe(first.triggers);
    expect(triggers.revision).toBe(workspace.revision);
    expect(engine.assess(baseline)).toMatchObject({ revision: workspace.revision });
    expect(engine.baseline()).toBe(first.assessed);
    expect(hosts.figures(baseline).baseline).toBe(first.figures);
    expect(workspace.model()).toBe(first.model);
    expect(input.engineInput({ scenario: baseline, known: first.known }).base).toBeNull();
    expect(computed.mock.calls.length).toBeLessThanOrEqual(3); // each class looks at its side, none computes

    workspace.act('Assume', (atMs) =>
      workspace.policyValues.set('memoryHeadroomMinRatio', 0.3, {
        origin: 'edited',
        author: null,
        atMs,
        note: null,
      }),
    );
    expect(forecasts.list(draft).rows).not.toBe(first.rows);
    expect(engine.baseline()).not.toBe(first.assessed);
    expect(input.engineInput({ scenario: baseline, known: first.known }).base).not.toBeNull();
    workspace.undo();
    expect(engine.baseline()).not.toBe(first.assessed);
  });
});
