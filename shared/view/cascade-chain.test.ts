import { describe, expect, it } from 'vitest';
import { leaf } from '../explain/node.ts';
import type { Consequence } from '../timeline/result.ts';
import type { Unit } from '../units.ts';
import { cascadeChain } from './cascade-chain.ts';

const one = (domain: string, atSeconds: number | null, more: Partial<Consequence> = {}): Consequence => ({
  atSeconds,
  domain,
  cause: 'hostLoss-1',
  follows: null,
  effect: 'something happens',
  value: null,
  limit: null,
  verdict: 'ok',
  nodes: { value: null, limit: null },
  ...more,
});
const titles = new Map([['hostLoss-1', 'Lose hosts']]);

describe('cascadeChain', () => {
  it('puts an instant in a row and a domain in a column, machines first', () => {
    const { columns, instants } = cascadeChain(
      [one('overlay', 0), one('compute', 0), one('controlPlane', 30), one('edge', null)],
      titles,
    );
    expect(columns).toEqual(['Compute', 'Edge', 'Control plane', 'Overlay']);
    expect(instants.map(({ when, links }) => [when, links.map(({ column }) => column)])).toEqual([
      ['0 s', [3, 0]],
      ['30 s', [2]],
      ['—', [1]],
    ]);
  });
  it('follows each consequence back to its event', () => {
    const { instants } = cascadeChain(
      [one('compute', 0), one('edge', 0, { follows: 0 }), one('edge', 30, { follows: 1 })],
      titles,
    );
    const links = instants.flatMap((instant) => instant.links);
    expect(links.map(({ causes }) => causes)).toEqual([[], [0], [1, 0]]);
    expect(links[0]?.because).toBe('Lose hosts');
  });
  it('gives seconds and shares their unit, what is counted stays a number', () => {
    const of = (unit: Unit, value: number, limit: number) => {
      const node = (label: string, number: number) =>
        leaf(label, number, unit, { origin: 'computed', of: 'a test' });
      return one('edge', 0, {
        value,
        limit,
        nodes: { value: node('is', value), limit: node('most', limit) },
      });
    };
    const { instants } = cascadeChain(
      [
        of('seconds', 3.346, 120),
        of('seconds', 300, 3600),
        of('ratio', 0.7004, 0.7),
        of('connections', 12, 70),
      ],
      titles,
    );
    expect(instants[0]?.links.map(({ figure, most }) => [figure, most])).toEqual([
      ['3.35 s', '120 s'],
      ['300 s', '3,600 s'],
      ['70.04%', '70%'],
      ['12', '70'],
    ]);
  });
  it('says the figure and the limit apart: each opens its own derivation', () => {
    const { instants } = cascadeChain(
      [
        one('edge', 0, { value: 12.345, limit: 70 }),
        one('edge', 0, { value: 1234, effect: 'seconds' }),
        one('edge', 0, { value: 0, limit: 0.001 }),
        one('edge', 0, { limit: 120 }),
      ],
      titles,
    );
    expect(instants[0]?.links.map(({ figure, most }) => [figure, most])).toEqual([
      ['12.35', '70'],
      ['1,234', ''],
      ['0', '0.001'],
      ['', ''],
    ]);
  });
});
