import { FIT_MIN_DAYS, fitLine, project } from './linear-fit.ts';

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

const CUTOFF_EVERY_DAYS = 7;
const SCORED_DAYS = 30;
const MIN_CUTOFFS = 3;
const MIN_COVERAGE = 0.6;

/** The window of complete days a forecast made on `cutoff` would have used: index range [from, to). */
function windowAt(days: ArrayLike<number>, cutoff: number, windowDays: number): { from: number; to: number } {
  let to = days.length;
  while (to > 0 && (days[to - 1] ?? 0) > cutoff) to -= 1;
  return { from: Math.max(0, to - windowDays), to };
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
 * Rolling-origin backtest over complete days (rising `days`): cut-offs c = lastDay − 7, − 14, … while at least 7 complete
 * days lie at or before c and at least 7 after. Each fit uses the last `windowDays` complete days ≤ c and is scored on the
 * complete days in (c, c + 30]; all pairs are pooled.
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
  const lastDay = days[days.length - 1] ?? 0;
  for (let cutoff = lastDay - CUTOFF_EVERY_DAYS; ; cutoff -= CUTOFF_EVERY_DAYS) {
    const { from, to } = windowAt(days, cutoff, windowDays);
    if (to < FIT_MIN_DAYS) break;
    if (days.length - to < FIT_MIN_DAYS) continue;
    score(days, peaks, { from, to, cutoff, level }, tally);
  }
  return summary(tally);
}

interface Origin {
  readonly from: number;
  readonly to: number;
  readonly cutoff: number;
  readonly level: number;
}

function score(days: ArrayLike<number>, peaks: ArrayLike<number>, origin: Origin, tally: Tally): void {
  const fit = fitLine(days, peaks, origin.from, origin.to);
  if (fit === null) return;
  const naive = peaks[origin.to - 1] ?? 0;
  tally.cutoffs += 1;
  for (let i = origin.to; i < days.length && (days[i] ?? 0) <= origin.cutoff + SCORED_DAYS; i += 1) {
    const actual = peaks[i] ?? 0;
    const forecast = project(fit, days[i] ?? 0, origin.level);
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

/** 1 − MAPE / naive; both perfect counts as skill 0 (as good as repeating), a perfect naive with a worse line as `null`. */
function skillOf(mape: number | null, naiveMape: number | null): number | null {
  if (mape === null || naiveMape === null) return null;
  if (naiveMape === 0) return mape === 0 ? 0 : null;
  return 1 - mape / naiveMape;
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
  if (beatenByPerfectNaive || (skill !== null && skill < 0) || (coverage !== null && coverage < MIN_COVERAGE))
    return 'untrusted';
  return 'trusted';
}
