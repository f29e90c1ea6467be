import { fitLine, project } from './linear-fit.ts';
import { MIN_CUTOFFS, rollingOrigins, type RollingOrigin } from './rolling-origins.ts';
import { LEAST_COVERAGE, skillOf } from './skill.ts';

export type ForecastVerdict = 'trusted' | 'untrusted' | 'unvalidated';

/** How past forecasts of this series would have done against what came (MODEL.md section 8, "Validate with reality"). */
export interface Backtest {
  readonly cutoffs: number;
  /** Pairs of forecast and measured peak, pooled over all cut-offs. */
  readonly pairs: number;
  /** Mean |ŷ − y| / |y|; `null` without a pair. Pairs with y = 0 are skipped and counted in `zeroPeaks`. */
  readonly mape: number | null;
  /** Mean (ŷ − y) / |y|: positive = forecast too high. */
  readonly bias: number | null;
  /** Share of pairs inside the stated interval, ends included. */
  readonly coverage: number | null;
  /** MAPE of repeating the last complete peak. */
  readonly naiveMape: number | null;
  /** 1 − MAPE / naive MAPE; `null` if the naive forecast was perfect and the line was not. */
  readonly skill: number | null;
  readonly zeroPeaks: number;
  readonly verdict: ForecastVerdict;
}

interface Tally {
  cutoffs: number;
  pairs: number;
  inside: number;
  zeroPeaks: number;
  scored: number;
  error: number;
  signed: number;
  naiveError: number;
}

/**
 * Rolling-origin backtest over complete days (MODEL.md section 8; cut-offs: rolling-origins.ts): the line is fitted at each
 * cut-off and scored on the days after it; the pairs of all cut-offs are pooled. Where all scored peaks are 0 there is no
 * MAPE and no skill, and the interval alone decides the verdict.
 */
export function backtest(
  days: ArrayLike<number>,
  peaks: ArrayLike<number>,
  windowDays: number,
  level: number,
): Backtest {
  const tally: Tally = {
    cutoffs: 0,
    pairs: 0,
    inside: 0,
    zeroPeaks: 0,
    scored: 0,
    error: 0,
    signed: 0,
    naiveError: 0,
  };
  for (const origin of rollingOrigins(days, windowDays)) score(days, peaks, origin, level, tally);
  return summary(tally);
}

function score(
  days: ArrayLike<number>,
  peaks: ArrayLike<number>,
  { from, to, end }: RollingOrigin,
  level: number,
  tally: Tally,
): void {
  const fit = fitLine(days, peaks, from, to);
  if (fit === null) return;
  const naive = peaks[to - 1] ?? 0;
  tally.cutoffs += 1;
  for (let i = to; i < end; i += 1) {
    const actual = peaks[i] ?? 0;
    const forecast = project(fit, days[i] ?? 0, level);
    tally.pairs += 1;
    if (actual >= forecast.low && actual <= forecast.high) tally.inside += 1;
    if (actual === 0) {
      tally.zeroPeaks += 1;
      continue;
    }
    tally.scored += 1;
    tally.error += Math.abs(forecast.value - actual) / Math.abs(actual);
    tally.signed += (forecast.value - actual) / Math.abs(actual);
    tally.naiveError += Math.abs(naive - actual) / Math.abs(actual);
  }
}

function summary(tally: Tally): Backtest {
  const mean = (total: number): number | null => (tally.scored === 0 ? null : total / tally.scored);
  const mape = mean(tally.error);
  const naiveMape = mean(tally.naiveError);
  const coverage = tally.pairs === 0 ? null : tally.inside / tally.pairs;
  const skill = skillOf(mape, naiveMape);
  return {
    cutoffs: tally.cutoffs,
    pairs: tally.pairs,
    mape,
    bias: mean(tally.signed),
    coverage,
    naiveMape,
    skill,
    zeroPeaks: tally.zeroPeaks,
    verdict: verdictOf(tally.cutoffs, skill, coverage, mape, naiveMape),
  };
}

function verdictOf(
  cutoffs: number,
  skill: number | null,
  coverage: number | null,
  mape: number | null,
  naiveMape: number | null,
): ForecastVerdict {
  if (cutoffs < MIN_CUTOFFS) return 'unvalidated';
  const beatenByPerfectNaive = skill === null && naiveMape === 0 && (mape ?? 0) > 0;
  if (
    beatenByPerfectNaive ||
    (skill !== null && skill < 0) ||
    (coverage !== null && coverage < LEAST_COVERAGE)
  )
    return 'untrusted';
  return 'trusted';
}
