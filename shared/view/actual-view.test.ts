import { describe, expect, it } from 'vitest';
import { recompute } from '../explain/recompute.ts';
import type { ActualTarget, OnboardingActual } from '../timeline/onboarding-actual.ts';
import { actualSentence, ownRatioNode, ratioNode, shapeAsMeasured } from './actual-view.ts';
import { sentenceText } from './sentence.ts';

const day = (n: number, actual: number | null) => ({
  day: `2026-02-${10 + n}`,
  without: 100,
  load: 20,
  predicted: 120,
  low: 115,
  high: 125,
  actual,
});
const EDGE: ActualTarget = {
  id: 'edge.connections@region:r',
  unit: 'connections',
  verdict: 'above',
  reason: null,
  days: [day(0, 130), day(1, null), day(2, 134)],
  inside: 0,
  ratio: 264 / 240,
  ownRatio: 64 / 40,
  own: 32,
  ownFraction: 0.5,
};
const QUIET: ActualTarget = {
  ...EDGE,
  id: 'compute.memory@region:r',
  verdict: 'as-predicted',
  unit: 'bytes',
};
const UNKNOWN: ActualTarget = {
  ...EDGE,
  id: 'edge.packets@region:r',
  verdict: 'not-measured',
  days: [],
  inside: null,
  ratio: null,
  ownRatio: null,
  own: null,
  ownFraction: null,
  reason: 'no samples',
};
const actual = (targets: readonly ActualTarget[]): OnboardingActual => ({
  customer: 'gannet',
  on: '2026-02-10',
  fraction: 0.5,
  targets,
});

describe('the words of a comparison', () => {
  it('name what is off first, and say so where nothing is measured', () => {
    expect(sentenceText(actualSentence(actual([EDGE, QUIET])).sentence)).toBe(
      'More than predicted: the region’s edge connections. 1 other as predicted, since 10 February 2026.',
    );
    expect(actualSentence(actual([QUIET]))).toMatchObject({ mark: 'ok' });
    expect(actualSentence(actual([UNKNOWN])).mark).toBe('unknown');
  });

  it('derive each ratio to the figure shown', () => {
    for (const [node, value] of [
      [ownRatioNode(EDGE), EDGE.ownRatio],
      [ratioNode(EDGE), EDGE.ratio],
    ] as const) {
      expect(node.value).toBeCloseTo(value ?? 0, 12);
      expect(recompute(node)).toEqual([]);
    }
  });
});

describe('the shape as measured', () => {
  it('takes what came on top of the line, for the whole ramp, only where the inventory says nothing', () => {
    const inventory = {
      shape: { fleet: [{ flavor: 'f', count: 3 }], postgresCpuCores: 0.2 },
      figures: [
        {
          label: 'Connections',
          origin: 'not measured' as const,
          node: { label: 'Connections', value: null, unit: 'connections' as const },
        },
      ],
    };
    const cpu = { ...EDGE, id: 'controlPlane.postgresCpu@postgres:p', unit: 'cores' as const };
    const { shape, figures } = shapeAsMeasured(inventory, actual([EDGE, cpu, UNKNOWN]));
    expect(shape).toEqual({ fleet: [{ flavor: 'f', count: 3 }], postgresCpuCores: 0.2, connections: 64 });
    expect(figures[0]).toMatchObject({ origin: 'measured', node: { value: 64 } });
    expect(figures.flatMap(({ node }) => recompute(node))).toEqual([]);
    // 29 × 0.29 ÷ 0.29 is 29.000000000000004.
    const part = shapeAsMeasured(inventory, actual([{ ...EDGE, own: 29 * 0.29, ownFraction: 0.29 }]));
    expect(part.shape.connections).toBe(29);
    const less = shapeAsMeasured(inventory, actual([{ ...EDGE, own: -5 }]));
    expect(less.shape.connections).toBe(0);
  });
});
