import { describe, expect, it } from 'vitest';
import { matchEntities } from './match-entities.ts';

const known = new Set(['euw-a-01', 'euw-a-02', 'edge-1', 'cluster:euw-a']);

describe('matchEntities', () => {
  it('counts names of the inventory and lists the others', () => {
    expect(matchEntities(['euw-a-01', 'cluster:euw-a', 'other'], known)).toMatchObject({
      matched: 2,
      unmatched: ['other'],
      suggestion: null,
    });
  });

  it.each([
    ['a port', ['euw-a-01:9100', 'euw-a-02:9100'], 2],
    ['a domain', ['euw-a-01.example.net', 'edge-1.example.net:9100'], 2],
    ['a path', ['rack/euw-a-01', 'rack/edge-1:9100'], 2],
    ['an address', ['https://euw-a-01.example.net/metrics', 'https://edge-1/metrics'], 2],
    ['labels', ['euw-a-01{device="sda"}', 'euw-a-02{device="sda"}'], 2],
  ])('offers a pattern that takes off %s', (_, names, matched) => {
    expect(matchEntities(names, known).suggestion?.matched).toBe(matched);
  });

  it('offers nothing that would make two series one', () => {
    expect(matchEntities(['euw-a-01:9100', 'euw-a-01:9200'], known).suggestion).toBeNull();
  });

  it('offers nothing where every name is known or none becomes so', () => {
    expect(matchEntities(['edge-1'], known).suggestion).toBeNull();
    expect(matchEntities(['x:1', 'y:2'], known).suggestion).toBeNull();
  });

  it('knows a tunnel by both its ends', () => {
    const match = matchEntities(['euw-a-01 → euw-a-01', 'euw-a-01:9586{peer="other"}'], known);
    expect([match.matched, match.unmatched]).toEqual([1, ['euw-a-01:9586{peer="other"}']]);
  });
});
