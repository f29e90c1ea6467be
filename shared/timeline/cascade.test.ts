import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../events/parse-scenario.ts';
import { recompute } from '../explain/recompute.ts';
import type { Model } from '../model/document.ts';
import { parseModelText } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import type { Consequence } from './result.ts';
import { simulate } from './simulate.ts';

const parsedModel = parseModelText(readFileSync(join(import.meta.dirname, 'golden/model.json'), 'utf8'));
if (!parsedModel.ok) throw new Error('the golden model is broken');
const golden = parsedModel.value;

function cascade(events: readonly object[], model: Model = golden): readonly Consequence[] {
  const parsed = parseScenario({ schema: 'headroom.scenario/v1', name: 'cascade', events }, model);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const result = simulate(model, POLICY_DEFAULTS, parsed.value);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.cascade;
}

const EVERY_KIND: readonly object[] = [
  { type: 'hostLoss', hosts: ['a1'] },
  { type: 'edgeLoss', nodes: ['e3'] },
  { type: 'postgresFailover', postgres: 'pg' },
  { type: 'retryStorm', controlPlane: 'cp', failureRatio: 0.6, durationSeconds: 90 },
  { type: 'edgeFlap', node: 'e1', periodSeconds: 600, downSeconds: 200, detectionSeconds: 10 },
  { type: 'overlayDegradation', region: 'r', packetLossRatio: 0.9, durationSeconds: 60 },
  { type: 'addHosts', cluster: 'a', sku: golden.skus[0]?.id, count: 2 },
];

const table = (list: readonly Consequence[]) =>
  list.map(({ atSeconds, domain, value, limit, verdict }) => [atSeconds, domain, value, limit, verdict]);

describe('cascade', () => {
  it('follows a host loss through every domain, in time order', () => {
    // 4 of 13 microVMs: 100 × 4/13 connections drop and come back over 18.48 s; the queue holds 20 + 900 + 4 and drains
    // at 50 a second; meanwhile 150 + 50 requests × 0.1 s are in flight and 4 + 50 × 0.02 cores are needed.
    const dropped = 400 / 13;
    expect(table(cascade([{ type: 'hostLoss', hosts: ['a1'] }]))).toEqual([
      [0, 'compute', 4, null, 'ok'],
      [0, 'edge', dropped, null, 'ok'],
      [30, 'edge', dropped / (48.480000000000004 - 30), 12, 'ok'],
      [30, 'controlPlane', 18.48, 120, 'ok'],
      [30, 'controlPlane', 20, 28, 'ok'],
      [30, 'controlPlane', 5, 6, 'ok'],
      [48.480000000000004, 'compute', 48.480000000000004, null, 'ok'],
      [180, 'overlay', 7, null, 'ok'],
    ]);
    // Each from what it follows: connections and the queue from the microVMs, API and database from the queue.
    const followed = cascade([{ type: 'hostLoss', hosts: ['a1'] }]).map(({ follows }) => follows);
    expect(followed).toEqual([null, 0, 1, 0, 3, 3, 0, null]);
  });

  it('keeps the chains of two events of one kind apart', () => {
    const list = cascade([
      { type: 'hostLoss', hosts: ['a1'], id: 'one' },
      { type: 'hostLoss', hosts: ['b1'], id: 'two' },
    ]);
    for (const { cause, follows } of list) if (follows !== null) expect(list[follows]?.cause).toBe(cause);
    expect(list.filter(({ follows }) => follows === null).length).toBeGreaterThanOrEqual(2);
  });

  it('stalls reconciliation and feeds retries when Postgres fails over', () => {
    const list = cascade([{ type: 'postgresFailover', postgres: 'pg' }]);
    expect(table(list)).toEqual([
      [0, 'controlPlane', 40, 60, 'ok'],
      [0, 'controlPlane', 2, 5, 'ok'],
      [0, 'controlPlane', 900, 400, 'breach'], // 150 × 6 attempts against 400
      [40, 'controlPlane', 20, 50, 'ok'],
      [40, 'controlPlane', 1, 0.001, 'breach'],
      [64.4, 'controlPlane', 24.4, null, 'ok'],
    ]);
    expect(list[4]?.effect).toContain('go on without their cause');
  });

  it('counts the days of dated events, and says which event each consequence follows from', () => {
    const list = cascade([
      { type: 'edgeLoss', nodes: ['e3'], on: '2026-05-06', id: 'later' },
      { type: 'edgeLoss', nodes: ['e1'], id: 'now' },
    ]);
    const firstLater = list.findIndex((entry) => entry.cause === 'later');
    expect(list[firstLater]?.atSeconds).toBe(2 * 86_400);
    expect(list.slice(0, firstLater).every((entry) => entry.cause === 'now')).toBe(true);
  });

  it('lists what it cannot compute with the input that is missing, and what has no time last', () => {
    const blind: Model = { ...golden, controlPlanes: [], edgeNodes: [], overlays: [], postgres: [] };
    const list = cascade([{ type: 'hostLoss', hosts: ['a1'] }], blind);
    expect(list.map(({ domain, verdict, missing }) => [domain, verdict, missing])).toEqual([
      ['compute', 'ok', undefined],
      ['edge', 'not-measured', 'edgeNodes'],
      ['controlPlane', 'not-measured', 'controlPlanes'],
      ['overlay', 'not-measured', 'overlays[r]'],
      ['compute', 'not-measured', 'controlPlanes'],
    ]);
    expect(list.at(-1)?.atSeconds).toBeNull();
    const plane = golden.controlPlanes.map((entry) => ({ ...entry, apiRequestsPerReconcile: null }));
    const api = cascade([{ type: 'hostLoss', hosts: ['a1'] }], { ...golden, controlPlanes: plane }).find(
      (entry) => entry.missing !== undefined,
    );
    expect(api).toMatchObject({
      verdict: 'not-measured',
      missing: 'controlPlanes[cp].apiRequestsPerReconcile',
    });
  });

  it.each(EVERY_KIND)('derives every number and every limit of $type', (event) => {
    const list = cascade([event]);
    expect(list.length).toBeGreaterThan(0);
    for (const { effect, value, limit, nodes } of list) {
      for (const [number, node] of [
        [value, nodes.value],
        [limit, nodes.limit],
      ] as const) {
        if (number === null) continue;
        if (node === null) throw new Error(`${effect}: ${number} has no derivation`);
        expect(node.value, effect).toBe(number);
        expect(recompute(node), effect).toEqual([]);
      }
    }
  });

  it('says "never" as a breach, not as unknown', () => {
    const stuck = golden.controlPlanes.map((entry) => ({ ...entry, reconcileArrivalsPerSecond: 80 }));
    const list = cascade([{ type: 'hostLoss', hosts: ['a1'] }], { ...golden, controlPlanes: stuck });
    expect(list.filter(({ verdict }) => verdict === 'breach').map(({ domain }) => domain)).toEqual([
      'edge',
      'controlPlane',
      'compute',
    ]);
  });
});
