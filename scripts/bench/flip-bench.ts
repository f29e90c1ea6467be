import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleSteps } from '../../electron/import/sample-region.ts';
import { applyImport } from '../../electron/workspace/import-writer.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';
import { parseScenario } from '../../shared/events/parse-scenario.ts';
import { flipSearch } from '../../shared/timeline/flip-search.ts';
import { tornado } from '../../shared/timeline/tornado.ts';
import { simulateAtOnce } from '../../shared/timeline/simulate.ts';

// What the searches of the what-if workbench cost on the sample region. The strip under a slider: the whole search, its slowest single value (nothing can stop
// it within one), and as reference one simulation without days.

const folder = mkdtempSync(join(tmpdir(), 'headroom flip bench '));
const workspace = new Workspace(join(folder, 'sample.headroom'), Date.now, { create: true });
try {
  for await (const step of sampleSteps(join(process.cwd(), 'assets', 'sample'), () => workspace.model()))
    if (step.kind === 'batch') applyImport(workspace, step.batch);
  const model = workspace.model();
  const policy = workspace.policy();
  const region = model.regions[0]?.id ?? '';
  const cluster = model.clusters.find((candidate) => candidate.region === region)?.id ?? '';
  const flavor = model.flavors[0]?.id;
  const hosts = model.hosts.filter((host) => host.cluster === cluster && host.state !== 'down').length;
  const cases = [
    ['largest hosts', { type: 'hostLoss', count: 1, select: 'largest', cluster }, 'count', 1, hosts],
    ['worst hosts', { type: 'hostLoss', count: 1, select: 'worst', cluster }, 'count', 1, hosts],
    ['edge nodes', { type: 'edgeLoss', region, count: 1, select: 'busiest' }, 'count', 1, 8],
    [
      'customer',
      { type: 'onboardCustomer', customer: 'newco', region, fleet: [{ flavor, count: 100 }] },
      'fleet[0].count',
      0,
      6000,
    ],
  ] as const;
  for (const [name, event, path, min, max] of cases) {
    const scenario = parseScenario(
      { schema: 'headroom.scenario/v1', name, events: [{ id: 'e', ...event }] },
      model,
    );
    if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
    const single = performance.now();
    simulateAtOnce(model, policy, scenario.value);
    const reference = performance.now() - single;
    const search = flipSearch({ model, policy, history: null, solver: null }, scenario.value, {
      event: 'e',
      path,
      min,
      max,
      step: 1,
    });
    const start = performance.now();
    let [last, slowest, tried] = [start, 0, 0];
    for (;;) {
      const { done, value } = search.next();
      const now = performance.now();
      slowest = Math.max(slowest, now - last);
      last = now;
      if (done === true) {
        tried = value.tried;
        break;
      }
    }
    const whole = last - start;
    console.log(
      `${name}: ${tried} values in ${whole.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms; one simulation ${reference.toFixed(0)} ms, ratio ${(whole / reference).toFixed(1)}`,
    );
  }
  const scenario = parseScenario(
    {
      schema: 'headroom.scenario/v1',
      name: 'five events',
      events: [
        { type: 'hostLoss', count: 1, select: 'largest', cluster },
        { type: 'edgeLoss', region, count: 1, select: 'busiest' },
        { type: 'postgresFailover', postgres: model.postgres[0]?.id },
      ],
    },
    model,
  );
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  const began = performance.now();
  const search = tornado(
    { model, policy, history: null, solver: null },
    scenario.value,
    `compute.memory@cluster:${cluster}`,
  );
  for (;;) {
    const { done, value } = search.next();
    if (done !== true) continue;
    const tried = value.bars.length + value.unmoved;
    console.log(
      `tornado: ${tried} assumptions, two ends each, in ${(performance.now() - began).toFixed(0)} ms`,
    );
    break;
  }
} finally {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
}
