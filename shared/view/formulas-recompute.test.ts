import { describe, expect, it } from 'vitest';
import { derived, leaf } from '../explain/node.ts';
import { MIB } from '../units.ts';
import { filledFormula } from './explain-view.ts';
import { money } from './money.ts';
import { survivalSentence } from './survival-words.ts';
import { sentenceText } from './sentence.ts';

const of = { origin: 'measured', of: 'x' } as const;

describe('a formula with its values filled in', () => {
  it('has disks and times of one unit, so that it recomputes', () => {
    const disk = derived('free', 'diskBytes', 'a − b', [
      leaf('size', 1.2e12, 'diskBytes', of),
      leaf('used', 9e11, 'diskBytes', of),
    ]);
    expect(filledFormula(disk)).toBe('1,200 − 900 = 300');
    const time = derived('outage', 'seconds', 'sum of inputs', [
      leaf('detection', 30, 'seconds', of),
      leaf('replay', 600, 'seconds', of),
    ]);
    expect(filledFormula(time)).toBe('30 + 600 = 630');
  });

  it('does not write a little as nothing', () => {
    const overhead = derived('overhead', 'bytes', 'product of inputs', [
      leaf('each', 40 * MIB, 'bytes', of),
      leaf('microVMs', 400, 'count', of),
    ]);
    expect(filledFormula(overhead)).toBe('0.039 × 400 = 15.6');
  });
});

describe('money', () => {
  it('names a currency without a sign of its own behind the amount, wherever it stands', () =>
    expect(money(101_500, 'CHF')).toBe('101,500 CHF'));
});

describe('losses of which some fail', () => {
  it('counts the undecided ones too', () => {
    const counts = { survives: 3, 'survives-repacked': 0, fails: 1, undecided: 2 };
    const row = { cluster: 'a', losses: 1, tried: 6, combinations: 6, counts, worst: [] };
    expect(
      sentenceText(survivalSentence({ single: [row as never], pairs: null }, () => null).sentence),
    ).toMatch(/^1 of 6 host losses fails, 2 undecided\. /);
  });
});
