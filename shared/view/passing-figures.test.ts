import { describe, expect, it } from 'vitest';
import type { Model } from '../model/document.ts';
import { parseModel } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { simulate } from '../timeline/simulate.ts';
import { scenarioWith } from '../timeline/two-clusters.fixture.ts';
import { edgePassing, planePassing } from './passing-figures.ts';

const plane = (change: object = {}) => ({
  id: 'cp',
  region: 'r',
  apiConcurrencyLimit: 400,
  apiRequestsPerSecond: 900,
  apiMeanLatencySeconds: 0.12,
  retry: { maxRetries: 5 },
  reconcileWorkers: 10,
  reconcileServiceSeconds: 0.5,
  reconcileArrivalsPerSecond: 10,
  reconcileQueueDepth: 20,
  ...change,
});

const edgeNode = (id: string) => ({
  id,
  region: 'r',
  maxConnections: 1000,
  newConnectionsPerSecond: 100,
  used: { connections: 200 },
});

/** Two hosts with 40 and 10 microVMs; workers do 20 items a second, 10 arrive, 20 wait. */
function modelOf(change: object = {}): Model {
  const parsed = parseModel({
    schema: 'headroom.model/v1',
    name: 'passing',
    asOf: '2026-03-01T00:00:00Z',
    regions: [{ id: 'r' }],
    clusters: [{ id: 'a', region: 'r' }],
    hosts: ['a1', 'a2'].map((id) => ({ id, cluster: 'a', memoryBytes: 1000, cpuCores: 100 })),
    flavors: [{ id: 'f', vcpus: 1, memoryBytes: 1 }],
    microvms: [
      { id: 'v', host: 'a1', flavor: 'f', count: 40 },
      { id: 'w', host: 'a2', flavor: 'f', count: 10 },
    ],
    controlPlanes: [plane(change)],
    edgeNodes: [edgeNode('e1'), edgeNode('e2')],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

const policy = { ...POLICY_DEFAULTS, hostFailureDetectionSeconds: 30, bootsPerHostPerSecond: 1000 };

function passing(events: readonly object[], change: object = {}) {
  const model = modelOf(change);
  const done = simulate(model, policy, scenarioWith(model, events));
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  const [cp] = model.controlPlanes;
  if (cp === undefined) throw new Error('no plane');
  return {
    plane: planePassing(done.value.events, cp),
    edge: edgePassing(done.value.events, ['e1', 'e2']),
  };
}

const lost = { type: 'hostLoss', hosts: ['a1'] };
const storm = { type: 'retryStorm', controlPlane: 'cp', failureRatio: 0.2, durationSeconds: 90 };

describe('what a scenario does to a control plane in passing', () => {
  it('is the wave of a host loss: what waits at its detection, and how long that takes', () => {
    // 20 waiting + 10/s × 30 s + 40 displaced = 360; 10/s more are done than come: 36 s from the detection on.
    const { queue, converge } = passing([lost]).plane;
    expect(queue).toEqual({ level: 360, text: '360 items at most, empty after 66 s.' });
    expect(converge).toEqual({ level: 36, text: '36 s at most.' });
  });

  it('never ends where as much comes as is done, and is not measured where an input is missing', () => {
    const never = passing([lost], { reconcileArrivalsPerSecond: 20 }).plane;
    expect(never.queue).toEqual({ level: null, text: 'never: more comes than is worked off.' });
    const missing = passing([lost], { reconcileQueueDepth: null }).plane;
    expect(missing.queue?.level).toBeNull();
    expect(missing.queue?.text).toContain('not measured: controlPlanes[cp].reconcileQueueDepth');
  });

  it('has attempts and failures of a retry storm, and no figure for the latency', () => {
    const { requests, errors, latency, queue } = passing([storm]).plane;
    expect(requests?.level).toBeGreaterThan(900);
    expect(errors.level).toBeGreaterThanOrEqual(0.2);
    expect(errors.text).toMatch(/^20\.0% of the attempts fail, for 90 s\.$/);
    expect(latency).toEqual({
      level: null,
      text: 'not known. Nothing in the model leads to the latency of the API.',
    });
    expect(queue).toBeNull();
  });
});

describe('what a scenario does to the edge in passing', () => {
  it('is the share of connects that fail and the rate of drops where a node flaps', () => {
    const flap = { type: 'edgeFlap', node: 'e1', periodSeconds: 600, downSeconds: 30, detectionSeconds: 12 };
    const { success, resets, flapping } = passing([flap]).edge;
    expect(success.level).toBeCloseTo(1 - 12 / 600 / 2, 12);
    expect(resets.level).toBeCloseTo(200 / 600, 12);
    expect(resets.text).toBe('1,200 connections an hour drop at e1.');
    expect([...flapping]).toEqual(['e1']);
  });

  it('is a drop at once where a node is lost, with no rate', () => {
    const { success, resets } = passing([{ type: 'edgeLoss', nodes: ['e1'] }]).edge;
    expect(success.level).toBeNull();
    expect(resets).toEqual({
      level: null,
      text: '200 connections drop at once; a rate after that is not known.',
    });
  });
});
