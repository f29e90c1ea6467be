import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EdgeNode } from '../model/document.ts';
import { ids, oneOf, upTo } from '../model/services.arbitrary.ts';
import { edgeNodeArbitrary } from '../model/services.arbitrary.ts';
import { POLICY_DEFAULTS, type Policy } from '../model/policy.ts';
import { EDGE_RESOURCES, edgeLoadsAfter, edgeUtilization } from './edge-load.ts';
import { worstEdgeLoss } from './edge-worst-loss.ts';

function combinations<T>(list: readonly T[], k: number): T[][] {
  const [first, ...rest] = list;
  if (k === 0) return [[]];
  if (first === undefined) return [];
  return [...combinations(rest, k - 1).map((some) => [first, ...some]), ...combinations(rest, k)];
}

const CARRIES_CONNECTIONS: readonly string[] = ['connections', 'memory'];

/** Every combination, every survivor, every resource; of the lost, those whose connections are known share them out. */
function bruteForce(nodes: readonly EdgeNode[], losses: number, policy: Policy): number | null {
  let worst: number | null = null;
  for (const lost of combinations(nodes, losses)) {
    const survivors = nodes.filter((node) => !lost.includes(node));
    for (const survivor of survivors) {
      const known = lost.filter((node) => node.used.connections !== null);
      const others = nodes.filter((node) => !known.includes(node));
      const utilization = edgeUtilization(survivor, edgeLoadsAfter(survivor, survivors, lost, policy));
      const least = edgeUtilization(survivor, edgeLoadsAfter(survivor, others, known, policy));
      for (const resource of EDGE_RESOURCES) {
        const after = CARRIES_CONNECTIONS.includes(resource) ? least : utilization;
        const value = after[resource] ?? edgeUtilization(survivor, survivor.used)[resource];
        if (value !== null && (worst === null || value > worst)) worst = value;
      }
    }
  }
  return worst;
}

const nodesArbitrary = fc.integer({ min: 1, max: 7 }).chain((count) =>
  fc.tuple(
    ...ids('e', count).map((id) =>
      fc
        .tuple(
          edgeNodeArbitrary(id, ['r'], (values) => values),
          oneOf(0, 500, 1000, 1500, 3000),
          upTo(3000),
        )
        .map(([node, maxConnections, connections]) => ({
          ...node,
          maxConnections,
          used: { ...node.used, connections },
        })),
    ),
  ),
);

describe('worstEdgeLoss', () => {
  it.each(['even', 'by-capacity'] as const)(
    'agrees with every combination tried one by one, shares %s',
    (edgeRebalance) => {
      fc.assert(
        fc.property(nodesArbitrary, fc.integer({ min: 0, max: 4 }), (nodes, losses) => {
          fc.pre(losses < nodes.length);
          const policy = { ...POLICY_DEFAULTS, edgeRebalance };
          // Survivors without any capacity can take nothing over: what they already carry is then all that can be told.
          const found = worstEdgeLoss(nodes, losses, policy).worst?.utilization ?? null;
          const expected = bruteForce(nodes, losses, policy);
          if (expected === null || !Number.isFinite(expected)) expect(found).toBe(expected);
          else expect(found).toBeCloseTo(expected, 12);
        }),
        { numRuns: 500 },
      );
    },
  );

  it.each(['even', 'by-capacity'] as const)(
    'takes the worst combination of known loads as a lower bound where others are not measured, shares %s',
    (edgeRebalance) => {
      const unknownToo = fc.tuple(nodesArbitrary, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }));
      fc.assert(
        fc.property(unknownToo, fc.integer({ min: 1, max: 3 }), ([known, measured], losses) => {
          fc.pre(losses < known.length);
          const policy = { ...POLICY_DEFAULTS, edgeRebalance };
          const nodes = known.map((node, i) =>
            measured[i] === true ? node : { ...node, used: { ...node.used, connections: null } },
          );
          const { worst, missing } = worstEdgeLoss(nodes, losses, policy);
          const expected = bruteForce(nodes, losses, policy);
          if (expected === null || !Number.isFinite(expected))
            expect(worst?.utilization ?? null).toBe(expected);
          else expect(worst?.utilization).toBeCloseTo(expected, 12);
          if (nodes.some((node) => node.used.connections === null)) expect(missing).toContain('connections');
        }),
        { numRuns: 500 },
      );
    },
  );

  it('never gets lighter by losing more, however few nodes are measured', () => {
    const unknownToo = fc.tuple(nodesArbitrary, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }));
    fc.assert(
      fc.property(unknownToo, fc.integer({ min: 0, max: 5 }), ([known, measured], losses) => {
        fc.pre(losses + 1 < known.length);
        const nodes = known.map((node, i) =>
          measured[i] === true ? node : { ...node, used: { ...node.used, connections: null } },
        );
        const fullest = (lost: number): number =>
          worstEdgeLoss(nodes, lost, POLICY_DEFAULTS).worst?.utilization ?? 0;
        expect(fullest(losses + 1)).toBeGreaterThanOrEqual(fullest(losses));
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps every connection: what the survivors have after the loss is what all had before', () => {
    fc.assert(
      fc.property(
        nodesArbitrary,
        fc.constantFrom('even' as const, 'by-capacity' as const),
        (nodes, edgeRebalance) => {
          fc.pre(nodes.length > 1);
          const [lost, ...survivors] = nodes;
          fc.pre(survivors.some((node) => node.maxConnections > 0));
          const policy = { ...POLICY_DEFAULTS, edgeRebalance };
          const after = survivors.map(
            (node) => edgeLoadsAfter(node, survivors, [lost!], policy).connections ?? NaN,
          );
          const before = nodes.reduce((sum, node) => sum + node.used.connections, 0);
          expect(after.reduce((sum, value) => sum + value, 0)).toBeCloseTo(before, 6);
        },
      ),
    );
  });
});
