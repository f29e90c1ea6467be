import { describe, expect, it } from 'vitest';
import type { Tornado } from '../timeline/tornado.ts';
import { tornadoView } from './tornado-rows.ts';

const event = { id: 'hostLoss-1', type: 'hostLoss', count: { low: 1, mid: 2, high: 4 }, cluster: 'a' };
const bar = {
  event: 'hostLoss-1',
  path: 'count',
  range: 'interval',
  low: { input: 1, margin: 0.1, verdict: 'ok' },
  high: { input: 4, margin: -0.1, verdict: 'breach' },
  flips: true,
  swing: 0.15,
} as const;
const assumption = {
  event: null,
  path: 'memoryHeadroomMinRatio',
  range: 'guess',
  low: { input: 0.18, margin: 0.07, verdict: 'ok' },
  high: { input: 0.22, margin: 0.03, verdict: 'ok' },
  flips: false,
  swing: 0.02,
} as const;
const tornado: Tornado = {
  constraintId: 'compute.memory@cluster:a',
  mid: { input: true, margin: 0.05, verdict: 'ok' },
  bars: [bar, assumption],
  unmoved: 3,
};

describe('bars of a tornado', () => {
  const { rows, midAt, limitAt } = tornadoView(tornado, [event], 12);

  it('stand on one scale on which the limit is margin 0', () => {
    expect(limitAt).toBeCloseTo(0.5, 12);
    expect(midAt).toBeCloseTo(0.75, 12);
    expect(rows[0]).toMatchObject({ from: 0, to: 1, low: '10.0%', high: '−10.0%' });
    expect(rows[1]?.from).toBeCloseTo(0.65, 12);
    expect(rows[1]?.to).toBeCloseTo(0.85, 12);
  });
  it('name the assumption in the words of its form, and say what is only guessed', () => {
    expect(rows[0]).toMatchObject({ name: 'How many', inputs: '1 – 4', flip: 'missed at high' });
    expect(rows[1]).toMatchObject({
      name: 'Memory headroom, at least',
      where: 'Assumptions',
      inputs: '18.0% – 22.0%, guessed',
      flip: '',
    });
  });
  it('have no place where the answer is a verdict, and say the verdict instead', () => {
    const end = { input: 1, margin: null, verdict: 'breach' } as const;
    const verdicts = {
      ...tornado,
      mid: end,
      bars: [{ ...bar, low: end, high: { ...end, verdict: 'ok' } as const }],
    };
    const view = tornadoView(verdicts, [event], 12);
    expect(view.limitAt).toBeNull();
    expect(view.rows[0]).toMatchObject({ from: null, to: null, low: 'missed', high: 'holds' });
  });
});
