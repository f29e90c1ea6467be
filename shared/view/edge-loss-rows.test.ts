import { describe, expect, it } from 'vitest';
import { survivorUtilization } from '../events/edge-loss-explain.ts';
import { edgeLossOutcome, edgeLossReconnect } from '../events/edge-loss.ts';
import { recompute } from '../explain/recompute.ts';
import { parseModel } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { edgeLossRows } from './edge-loss-rows.ts';

const node = (id: string, connections: number) => ({
  id,
  region: 'r',
  maxConnections: 1000,
  newConnectionsPerSecond: 50,
  used: { connections },
});
const parsed = parseModel({
  schema: 'headroom.model/v1',
  asOf: '2026-03-31T00:00:00Z',
  regions: [{ id: 'r' }],
  edgeNodes: [node('e1', 300), node('e2', 500), { ...node('e3', 100), state: 'down' }, node('e4', 0)],
});
if (!parsed.ok) throw new Error('broken model');
const model = parsed.value;
const side = {
  edgeNodes: model.edgeNodes,
  edgeLosses: ['e1', 'e2', 'e4'].map((id) => edgeLossOutcome(model, POLICY_DEFAULTS, [id])),
};

describe('edgeLossRows', () => {
  it('has a row per node in service, the fullest survivor first', () => {
    expect(edgeLossRows(side, null, 'r').map((row) => [row.node, row.before?.fullest?.node])).toEqual([
      ['e1', 'e2'],
      ['e2', 'e1'],
      ['e4', 'e2'],
    ]);
  });
  it('derives each cell: the survivor’s own load and its share, recomputed to the outcome’s figure', () => {
    for (const { before, node: lost } of edgeLossRows(side, null, 'r')) {
      for (const survivor of before?.outcome.survivors ?? []) {
        const cell = survivorUtilization(model, POLICY_DEFAULTS, [lost], survivor.node, 'connections');
        expect(cell.value).toBe(survivor.utilization.connections);
        expect(recompute(cell)).toEqual([]);
      }
      const back = edgeLossReconnect(model, POLICY_DEFAULTS, [lost]);
      expect(back.value).toBe(before?.outcome.reconnect.seconds);
      expect(recompute(back)).toEqual([]);
    }
  });
});
