import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  groupedSum,
  groupedSumOfMeasured,
  GROUP_SIZE,
  sumBySize,
  sumBySizeNode,
  sumNode,
} from './grouping.ts';
import { leaf, type ExplainNode } from './node.ts';
import { recompute } from './recompute.ts';

const item = (value: number | null, index: number): ExplainNode =>
  leaf(`h${index}`, value, 'bytes', { origin: 'measured', of: `hosts[h${index}]` });

const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 400 });

function depthAndWidth(node: ExplainNode): readonly [number, number] {
  const below = (node.inputs ?? []).map(depthAndWidth);
  return [
    1 + Math.max(0, ...below.map(([depth]) => depth)),
    Math.max(node.inputs?.length ?? 0, ...below.map(([, width]) => width)),
  ];
}

describe('groupedSum', () => {
  it('agrees with its tree to the last bit', () => {
    fc.assert(
      fc.property(values, (list) => {
        const tree = sumNode('all', 'bytes', list.map(item));
        expect(tree.value).toBe(groupedSum(list));
        expect(recompute(tree)).toEqual([]);
      }),
    );
  });

  it('adds what a plain sum adds, apart from rounding', () => {
    fc.assert(
      fc.property(values, (list) => {
        expect(groupedSum(list)).toBeCloseTo(
          list.reduce((sum, value) => sum + value, 0),
          3,
        );
      }),
    );
  });

  it('opens 3,000 items in groups of at most 50', () => {
    const tree = sumNode(
      'all',
      'bytes',
      Array.from({ length: 3000 }, (_, i) => item(1, i)),
    );
    expect(tree.value).toBe(3000);
    expect(depthAndWidth(tree)).toEqual([4, GROUP_SIZE]);
    expect(tree.inputs?.[0]?.label).toBe('h0 … h2499');
    expect(tree.inputs?.[0]?.inputs?.[1]?.label).toBe('h50 … h99');
  });

  it('is 0 of nothing and not measured as soon as one value is not', () => {
    expect(groupedSum([])).toBe(0);
    expect(groupedSumOfMeasured([1, null])).toBeNull();
    expect(sumNode('all', 'bytes', [item(1, 0), item(null, 1)]).value).toBeNull();
  });
});

describe('sumBySize', () => {
  it('agrees with its tree to the last bit, in whatever order the items come', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0.1, 0.7, 3, 512, 1e9), { maxLength: 200 }), (list) => {
        const tree = sumBySizeNode('all', 'bytes', list.map(item), String);
        expect(tree.value).toBe(sumBySize([...list].sort((a, b) => b - a)));
        expect(recompute(tree)).toEqual([]);
      }),
    );
  });

  it('names each size once, largest first, and leaves a lone item as it is', () => {
    const tree = sumBySizeNode('all', 'bytes', [5, 9, 5, 7].map(item), (size) => `${size} GiB`);
    expect(tree.inputs?.map((node) => [node.label, node.value])).toEqual([
      ['h1', 9],
      ['h3', 7],
      ['2 × 5 GiB', 10],
    ]);
  });
});
