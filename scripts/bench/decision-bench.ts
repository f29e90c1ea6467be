import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleSteps } from '../../electron/import/sample-region.ts';
import { loadSolver } from '../../electron/solver/lazy-solver.ts';
import { createDecisionService } from '../../electron/workers/decision-service.ts';
import { EngineAnswers } from '../../electron/workspace/engine-answers.ts';
import { ForecastAnswers } from '../../electron/workspace/forecast-answers.ts';
import { applyImport } from '../../electron/workspace/import-writer.ts';
import { simulatedAtOnce } from '../../electron/workspace/scenario-side.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';
import { parseScenario } from '../../shared/events/parse-scenario.ts';

// What recording a decision costs on the sample region with its history: the expected effect of a customer, a purchase and an
// assumption is computed by the engine, both sides, with the dates of every constraint, and kept in one step of undo. The
// reference is what the same scenario does at once, in the same run.

const RUNS = 5;

function timed(work: (run: number) => unknown): { readonly first: number; readonly median: number } {
  const taken = Array.from({ length: RUNS }, (_, run) => {
    const start = performance.now();
    work(run);
    return performance.now() - start;
  });
  const [first = 0] = taken;
  return { first, median: taken.sort((a, b) => a - b)[RUNS >> 1] ?? 0 };
}

const folder = mkdtempSync(join(tmpdir(), 'headroom decision bench '));
const workspace = new Workspace(join(folder, 'sample.headroom'), Date.now, { create: true });
try {
  for await (const step of sampleSteps(join(process.cwd(), 'assets', 'sample'), () => workspace.model()))
    if (step.kind === 'batch') applyImport(workspace, step.batch);
  await loadSolver();
  const model = workspace.model();
  const region = model.regions[0]?.id ?? '';
  const cluster = model.clusters.find((candidate) => candidate.region === region)?.id ?? '';
  const flavor = model.flavors[0]?.id;
  const sku = model.skus[0]?.id;
  const of = { workspace, engine: new EngineAnswers(workspace), forecasts: new ForecastAnswers(workspace) };
  const service = createDecisionService(() => of, 'bench');
  const events: readonly (readonly [string, (run: number) => object])[] = [
    [
      'a customer who fits',
      (run) => ({
        type: 'onboardCustomer',
        customer: 'newco',
        region,
        connections: 900,
        fleet: [{ flavor, count: 10 + run }],
        ramp: { kind: 'linear', days: 60 },
      }),
    ],
    ['hosts bought', (run) => ({ type: 'addHosts', cluster, sku, count: 1 + run })],
  ];
  const rows = events.map(([work, event]) => {
    const document = (run: number) => ({ schema: 'headroom.scenario/v1', name: work, events: [event(run)] });
    const reference = timed((run) => {
      const parsed = parseScenario(document(run), model);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      simulatedAtOnce({ model, policy: workspace.policy(), history: workspace.history() }, parsed.value);
    });
    const recorded = timed((run) =>
      service.recordDecision({
        kind: 'scenario',
        title: work,
        reason: 'bench',
        change: { kind: 'save-scenario', scenario: document(run) },
      }),
    );
    return {
      work,
      'first ms': recorded.first.toFixed(0),
      'median ms': recorded.median.toFixed(0),
      'at once ms': reference.median.toFixed(0),
      ratio: (recorded.median / reference.median).toFixed(1),
    };
  });
  const assumption = timed((run) =>
    service.recordDecision({
      kind: 'policy',
      title: 'hold more free',
      reason: 'bench',
      change: { kind: 'policy', values: [{ key: 'memoryHeadroomMinRatio', value: 0.21 + run / 100 }] },
    }),
  );
  console.table([
    ...rows,
    {
      work: 'an assumption changed',
      'first ms': assumption.first.toFixed(0),
      'median ms': assumption.median.toFixed(0),
    },
  ]);
} finally {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
}
