import { describe, expect, it } from 'vitest';
import type { Consequence } from '../timeline/result.ts';
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
  it('says the figure once: with its limit, or where the sentence does not', () => {
    const { instants } = cascadeChain(
      [
        one('edge', 0, { value: 12.345, limit: 70 }),
        one('edge', 0, { value: 4, effect: '4 microVMs lose their host' }),
        one('edge', 0, { value: 1234, effect: 'seconds' }),
        one('edge', 0, { value: 0, limit: 0.001 }),
      ],
      titles,
    );
    expect(instants[0]?.links.map(({ figure }) => figure)).toEqual([
      '12.35 of at most 70',
      '',
      '1,234',
      '0 of at most 0.001',
    ]);
  });
});
