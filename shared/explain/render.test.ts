import { describe, expect, it } from 'vitest';
import { GIB } from '../units.ts';
import { derived, leaf, type ExplainNode } from './node.ts';
import { recompute } from './recompute.ts';
import { explainText, plainQuantity } from './text.ts';
import { trimExplain } from './trim.ts';

const used = leaf('used', 12 * GIB, 'bytes', { origin: 'measured', of: 'hosts[h1].used.memoryBytes' });
const reserve = leaf('losses', 1, 'hosts', { origin: 'default', of: 'policy.hostLossesPerCluster' });
const tree = derived('Headroom', 'ratio', '1 − demand ÷ available', [
  derived('Demand', 'bytes', 'sum of inputs', [used]),
  leaf('available', 16 * GIB, 'bytes', { origin: 'measured', of: 'hosts[h1].memoryBytes' }),
]);

describe('explainText', () => {
  it('writes one indented line a node, with formula or origin', () => {
    expect(explainText(tree)).toBe(
      [
        'Headroom: 0.25  = 1 − demand ÷ available',
        '  Demand: 12 GiB  = sum of inputs',
        '    used: 12 GiB  [measured: hosts[h1].used.memoryBytes]',
        '  available: 16 GiB  [measured: hosts[h1].memoryBytes]',
      ].join('\n'),
    );
  });

  it('says not measured, never zero', () => {
    expect(plainQuantity(null, 'bytes')).toBe('not measured');
    expect(plainQuantity(1 / 3, 'perSecond')).toBe('0.333333/s');
  });
});

describe('trimExplain', () => {
  it('keeps the upper levels and the formula of what it cut', () => {
    expect(trimExplain(tree, 1)).toEqual({
      label: 'Headroom',
      value: 0.25,
      unit: 'ratio',
      formula: '1 − demand ÷ available',
    });
    expect(trimExplain(tree, 2).inputs?.[0]).toEqual({
      label: 'Demand',
      value: 12 * GIB,
      unit: 'bytes',
      formula: 'sum of inputs',
    });
    expect(trimExplain(tree, 9)).toEqual(tree);
  });
});

describe('recompute', () => {
  it('accepts an intact tree', () => {
    expect(recompute(tree)).toEqual([]);
    expect(recompute(reserve)).toEqual([]);
  });

  it.each<[string, ExplainNode, string]>([
    [
      'a value its inputs do not give',
      { ...tree, value: 0.26 },
      'Headroom: shows 0.26, 1 − demand ÷ available gives 0.25',
    ],
    [
      'inputs without formula',
      { label: 'x', value: 1, unit: 'count', inputs: [reserve] },
      'x: has inputs but no formula',
    ],
    ['a leaf without source', { label: 'x', value: 1, unit: 'count' }, 'x: a leaf without source'],
    [
      'a value of unknown origin that is there',
      { ...reserve, source: { origin: 'not measured', of: 'x' } },
      'losses: value 1 with origin not measured',
    ],
  ])('finds %s', (_, node, problem) => {
    expect(recompute(node)).toEqual([problem]);
    expect(recompute(derived('above', 'count', 'largest known input', [node, reserve]))).toContain(
      `above › ${problem}`,
    );
  });
});
