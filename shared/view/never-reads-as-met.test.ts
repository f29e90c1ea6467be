import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GIB } from '../units.ts';
import { cascadeChain } from './cascade-chain.ts';
import { clusterRows } from './cluster-rows.ts';
import { assessmentOf, constraintOf } from './constraint.fixture.ts';
import { shownInSentence, shownText } from './forecast-words.ts';
import { measureText } from './host-measures.ts';
import { certificateSides } from './loss-detail.ts';
import { formatPercentInSentence, formatShareAtMost } from './number-format.ts';
import { oddsText } from './odds-view.ts';
import { strandedReason } from './placement-view.ts';
import { quantityText } from './quantity-format.ts';
import { regionVerdict } from './region-verdict.ts';
import { sentenceText } from './sentence.ts';
import { limitPhrase, numberText, shownValue, spokenValue, targetText } from './target-text.ts';

const SHORT = constraintOf({ headroom: 0.1996, utilization: 0.8004, demand: 800.4, verdict: 'breach' });

describe('a value that rounds onto its target', () => {
  it('gets the digits that tell it apart, in tables and sentences', () => {
    expect(shownValue(SHORT)).toBe('19.96%');
    expect(`${spokenValue(SHORT)} (${limitPhrase(SHORT)})`).toBe('19.96% (target 20%)');
    expect(numberText(SHORT, 0.20004)).toBe('20.004%');
    expect(sentenceText(regionVerdict([SHORT], 1).sentence)).toContain('is 19.96% (target 20%)');
    const [row] = clusterRows([{ id: 'a', hosts: 3, microvms: 9 }], assessmentOf([SHORT]), null);
    expect(row?.memory?.baseline).toBe('19.96%');
  });

  it('reads as the target where it is the target', () => {
    const exact = constraintOf({ headroom: 0.2, utilization: 0.8 });
    expect(shownValue(exact)).toBe('20.0%');
    // Noise of sums is none: the verdict takes it for the target as well.
    expect(shownValue(constraintOf({ headroom: 0.2 - 3e-17 }))).toBe('20.0%');
    expect(spokenValue(exact)).toBe('20.0%');
  });

  it('is told apart in seconds, cores and bytes too', () => {
    const lag = constraintOf({
      unit: 'seconds',
      demand: 5.003,
      target: { on: 'demand', op: '<=', value: 5 },
      verdict: 'breach',
    });
    expect([shownValue(lag), targetText(lag)]).toEqual(['5.003 s', '≤ 5 s']);
    expect(quantityText(9.96, 'cores', 10)).toBe('9.96 cores');
    expect(quantityText(10 * GIB + 4, 'bytes', 10 * GIB)).toBe('10.000000004 GiB');
    expect(shownText({ target: SHORT.target, unit: 'bytes' }, 0.1996)).toBe('19.96%');
    expect(shownInSentence({ target: SHORT.target, unit: 'bytes' }, 0.1996)).toBe('19.96%');
    expect(measureText(0.7004, 'ratio', 0.7)).toBe('70.04%');
    expect(measureText(0.01004, 'ratio', 0.01)).toBe('1.004%');
  });

  it('stands on the same side of it as its verdict, whatever both are', () => {
    const read = (text: string): number => Number(text.replace('%', '').replace('−', '-'));
    const share = fc.integer({ min: -9999, max: 19999 }).map((n) => n / 10_000);
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 9999 }), (value, n) => {
        const target = n / 10_000;
        for (const text of [quantityText(value, 'ratio', target), formatPercentInSentence(value, target)])
          expect(Math.sign(read(text) - n / 100)).toBe(Math.sign(Math.round((value - target) * 1e4)));
      }),
    );
  });

  it('is no proof that reads alike on both sides', () => {
    const proof = {
      bound: 'resource sum',
      resource: 'memory',
      need: 3200.04 * GIB,
      have: 3200.01 * GIB,
    } as const;
    expect(certificateSides({ ...proof, text: '' })).toEqual({ need: '3,200.04 GiB', have: '3,200.01 GiB' });
    const unplaced = { microvm: 'v', resource: 'memory', need: 64 * GIB, have: 64 * GIB - 4096 } as const;
    expect(strandedReason(unplaced)).toBe('needs 64.000000 GiB; most free 63.999996 GiB');
    const late = {
      atSeconds: 1,
      domain: 'edge',
      cause: 'e',
      follows: null,
      effect: 'x',
      nodes: { value: null, limit: null },
    };
    const figures = { value: 120.004, limit: 120, verdict: 'breach' } as const;
    const [link] = cascadeChain([{ ...late, ...figures }], new Map()).instants[0]?.links ?? [];
    expect([link?.figure, link?.most]).toEqual(['120.004', '120']);
  });
});

describe('a target', () => {
  it('is said in full', () => {
    expect(targetText(constraintOf({ target: { on: 'headroom', op: '>=', value: 0.2025 } }))).toBe(
      '≥ 20.25%',
    );
    const lag = constraintOf({ unit: 'seconds', target: { on: 'demand', op: '<=', value: 0.004 } });
    expect(targetText(lag)).toBe('≤ 0.004 s');
  });
});

describe('a little', () => {
  it('never reads as nothing, nor nearly everything as everything', () => {
    expect(quantityText(12_000, 'bytesPerSecond')).toBe('0.01 MB/s');
    expect(quantityText(0.002, 'perSecond')).toBe('0.002 /s');
    expect(quantityText(0.999_999_9, 'ratio')).toBe('99.99999%');
    expect(oddsText(0.995)).toBe('over 99%');
    expect(formatShareAtMost(0.0004)).toBe('0.1%');
    expect(formatShareAtMost(0.05)).toBe('5.0%');
  });

  it('of one thing is one thing', () => {
    expect(quantityText(1, 'connections')).toBe('1 connection');
    expect(quantityText(1.04, 'days')).toBe('1 day');
  });
});
