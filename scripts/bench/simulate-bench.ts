import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleSteps } from '../../electron/import/sample-region.ts';
import { historyFacts, historyOf } from '../../electron/workspace/history-facts.ts';
import { applyImport } from '../../electron/workspace/import-writer.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import { simulate, simulateAtOnce } from '../../shared/timeline/simulate.ts';

// What a live what-if costs in its worker while a slider moves: the sample region with its history, each run another
// value of the field, so that no result is remembered. The reference is the part without days, and what
// copying the result to the window costs.

const RUNS = 15;

function timed(
  times: number,
  work: (run: number) => unknown,
): { readonly median: number; readonly most: number } {
  const taken = Array.from({ length: times }, (_, run) => {
    const start = performance.now();
    work(run);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return { median: taken[times >> 1] ?? 0, most: taken.at(-1) ?? 0 };
}

const folder = mkdtempSync(join(tmpdir(), 'headroom simulate bench '));
const workspace = new Workspace(join(folder, 'sample.headroom'), Date.now, { create: true });
try {
  for await (const step of sampleSteps(join(process.cwd(), 'assets', 'sample'), () => workspace.model()))
    if (step.kind === 'batch') applyImport(workspace, step.batch);
  const model = workspace.model();
  const policy = workspace.policy();
  const history = historyOf(historyFacts(workspace.history(), model, policy));
  const region = model.regions[0]?.id ?? '';
  const cluster = model.clusters.find((candidate) => candidate.region === region)?.id ?? '';
  const flavor = model.flavors[0]?.id;
  const postgres = model.postgres[0]?.id;
  const events: readonly (readonly [string, (run: number) => object])[] = [
    ['host loss', (run) => ({ type: 'hostLoss', count: 1 + (run % 4), select: 'largest', cluster })],
    ['the worst host of the region', () => ({ type: 'hostLoss', count: 1, select: 'worst' })],
    ['edge loss', (run) => ({ type: 'edgeLoss', region, count: 1 + (run % 2), select: 'busiest' })],
    ['Postgres failover', () => ({ type: 'postgresFailover', postgres })],
    [
      'onboarding, ramp over 60 days',
      (run) => ({
        type: 'onboardCustomer',
        customer: 'newco',
        region,
        connections: 9000,
        fleet: [{ flavor, count: 100 + run }],
        ramp: { kind: 'linear', days: 60 },
      }),
    ],
    [
      'growth × 1.5',
      (run) => ({ type: 'growthMultiplier', constraint: 'compute.memory', factor: 1.5 + run / 100 }),
    ],
  ];
  const scenarioOf = (event: object, run: number): Scenario =>
    ({
      schema: 'headroom.scenario/v1',
      name: 'bench',
      seed: run,
      policy: {},
      events: [{ id: 'event', ...event }],
    }) as unknown as Scenario;
  console.table(
    events.map(([work, event]) => {
      const first = timed(1, () => simulate(model, policy, scenarioOf(event(0), 0), history));
      const whole = timed(RUNS, (run) => simulate(model, policy, scenarioOf(event(run), run), history));
      const atOnce = timed(RUNS, (run) =>
        simulateAtOnce(model, policy, scenarioOf(event(run), run), history),
      );
      const result = simulate(model, policy, scenarioOf(event(0), 0), history);
      // Copied once from the worker to the main process and once from there to the window.
      const transfer = timed(RUNS, () => structuredClone(structuredClone(result)));
      return {
        work,
        'first ms': first.median.toFixed(1),
        'median ms (goal < 50)': whole.median.toFixed(1),
        'slowest ms': whole.most.toFixed(1),
        'without days ms': atOnce.median.toFixed(1),
        ratio: (whole.median / atOnce.median).toFixed(1),
        'to the window ms': transfer.median.toFixed(1),
      };
    }),
  );
} finally {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
}
