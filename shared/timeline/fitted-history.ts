import { backtest, type Backtest } from '../forecast/backtest.ts';
import { FIT_MIN_DAYS, fitLine, type LinearFit } from '../forecast/linear-fit.ts';
import { fitRobust, type RobustFit } from '../forecast/theil-sen.ts';
import { completeDays, type DailyPeaks } from '../history/daily-peaks.ts';
import type { ChosenEntities, MeasuredHistory, SourcePeaks } from '../history/measured-history.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Unit } from '../units.ts';
import { demandFeeds, type DemandFeed } from './demand-sources.ts';

/** The measured demand of a constraint, in its own unit, by day. */
export interface MeasuredDemand {
  readonly feed: DemandFeed;
  readonly chosen: ChosenEntities;
  readonly basis: 'reserved' | 'used' | 'max';
  readonly unit: Unit | null;
  readonly peaks: DailyPeaks;
  readonly presentRatioMin: number;
  /** Complete days alone, rising. */
  readonly days: Int32Array;
  readonly complete: Float64Array;
  readonly notes: readonly string[];
}

export type MeasuredDemandAnswer =
  | { readonly demand: MeasuredDemand; readonly reason: null }
  /** No demand: in words, why. */
  | { readonly demand: null; readonly reason: string };

const known = new WeakMap<MeasuredHistory, WeakMap<Model, Map<string, MeasuredDemandAnswer>>>();

/**
 * What a constraint is fitted on (MODEL.md section 8). Memory follows the policy's basis: `reserved` falls back to `used`
 * while the reserved series has fewer than 7 complete days; `max` takes the larger of the two on each day that both know.
 */
export function measuredDemand(
  history: MeasuredHistory,
  model: Model,
  policy: Policy,
  id: string,
): MeasuredDemandAnswer {
  let byModel = known.get(history);
  if (byModel === undefined) known.set(history, (byModel = new WeakMap()));
  let answers = byModel.get(model);
  if (answers === undefined) byModel.set(model, (answers = new Map()));
  const memory = id.startsWith('compute.memory@');
  const key = memory ? `${id} ${policy.memoryBasis}` : id;
  let answer = answers.get(key);
  if (answer === undefined) {
    const feeds = demandFeeds(model, id);
    answer = memory ? memoryDemand(history, feeds, policy.memoryBasis) : firstDemand(history, feeds, id);
    answers.set(key, answer);
  }
  return answer;
}

function read(history: MeasuredHistory, feed: DemandFeed): MeasuredDemand | null {
  const found = history.peaksOf(feed.source);
  return found === null ? null : demandOf(feed, found);
}

function demandOf(feed: DemandFeed, { chosen, peaks, presentRatioMin }: SourcePeaks): MeasuredDemand {
  const { days, peaks: complete } = completeDays(peaks);
  const missing = chosen.expected - chosen.entities.length;
  return {
    feed,
    chosen,
    basis: feed.basis,
    unit: feed.unit ?? null,
    peaks,
    presentRatioMin,
    days,
    complete,
    notes: missing > 0 ? [`${missing} of ${chosen.expected} have no ${feed.source.metric}`] : [],
  };
}

const enough = (demand: MeasuredDemand | null): demand is MeasuredDemand =>
  demand !== null && demand.days.length >= FIT_MIN_DAYS;

const daysOf = (demand: MeasuredDemand | null): string =>
  demand === null ? 'no samples' : `${demand.days.length} complete days`;

function firstDemand(
  history: MeasuredHistory,
  feeds: readonly DemandFeed[],
  id: string,
): MeasuredDemandAnswer {
  const [feed] = feeds;
  if (feed === undefined) return { demand: null, reason: `the model lacks what ${id} is measured by` };
  const demand = read(history, feed);
  return demand === null
    ? { demand: null, reason: `no samples of ${feed.source.metric} for ${feed.source.scope}` }
    : { demand, reason: null };
}

function memoryDemand(
  history: MeasuredHistory,
  feeds: readonly DemandFeed[],
  basis: Policy['memoryBasis'],
): MeasuredDemandAnswer {
  const of = (wanted: 'reserved' | 'used'): MeasuredDemand | null => {
    const feed = feeds.find((candidate) => candidate.basis === wanted);
    return feed === undefined ? null : read(history, feed);
  };
  const used = of('used');
  const reserved = basis === 'used' ? null : of('reserved');
  const either = reserved ?? used;
  if (either === null) {
    const metrics = feeds.map((feed) => feed.source.metric);
    const asked = basis === 'used' ? metrics.slice(-1) : metrics;
    return {
      demand: null,
      reason: `no samples of ${asked.join(' or ')} for ${feeds[0]?.source.scope ?? ''}`,
    };
  }
  if (basis === 'used') return { demand: either, reason: null };
  if (basis === 'reserved') {
    if (enough(reserved) || !enough(used)) return { demand: either, reason: null };
    const note = `memory_reserved_bytes has ${daysOf(reserved)}: the used series is fitted`;
    return { demand: { ...used, notes: [...used.notes, note] }, reason: null };
  }
  if (enough(reserved) && enough(used)) return { demand: larger(reserved, used), reason: null };
  const alone = enough(used) && !enough(reserved) ? used : either;
  const other = alone === used ? 'memory_reserved_bytes' : 'memory_used_bytes';
  const note = `${other} has ${daysOf(alone === used ? reserved : used)}: ${alone.basis} alone is fitted`;
  return { demand: { ...alone, notes: [...alone.notes, note] }, reason: null };
}

/** Day by day the larger of two demands; a day is complete where both are. */
function larger(a: MeasuredDemand, b: MeasuredDemand): MeasuredDemand {
  const at = new Map(Array.from(b.peaks.days, (day, i) => [day, i]));
  const kept = Array.from(a.peaks.days, (day, i) => ({ i, j: at.get(day) })).filter(
    (pair): pair is { i: number; j: number } => pair.j !== undefined,
  );
  const peaks: DailyPeaks = {
    stepSeconds: Math.max(a.peaks.stepSeconds ?? 0, b.peaks.stepSeconds ?? 0),
    days: Int32Array.from(kept, ({ i }) => a.peaks.days[i] ?? 0),
    peaks: Float64Array.from(kept, ({ i, j }) => Math.max(a.peaks.peaks[i] ?? 0, b.peaks.peaks[j] ?? 0)),
    samples: Int32Array.from(kept, ({ i, j }) => Math.min(a.peaks.samples[i] ?? 0, b.peaks.samples[j] ?? 0)),
    complete: Uint8Array.from(kept, ({ i, j }) => (a.peaks.complete[i] ?? 0) & (b.peaks.complete[j] ?? 0)),
  };
  const { days, peaks: complete } = completeDays(peaks);
  const presentRatioMin = Math.min(a.presentRatioMin, b.presentRatioMin);
  return { ...a, basis: 'max', peaks, days, complete, presentRatioMin, notes: [...a.notes, ...b.notes] };
}

/** A stretch of complete days: indices [from, to). */
export interface FitWindow {
  readonly from: number;
  readonly to: number;
}

/** The last `windowDays` complete days. */
export function lastDays(demand: MeasuredDemand, windowDays: number): FitWindow {
  return { from: Math.max(0, demand.days.length - windowDays), to: demand.days.length };
}

const fits = new WeakMap<MeasuredDemand, Map<string, unknown>>();

/** Computes something about a demand once; `key` names what. */
export function once<T>(demand: MeasuredDemand, key: string, compute: () => T): T {
  let found = fits.get(demand);
  if (found === undefined) fits.set(demand, (found = new Map()));
  if (!found.has(key)) found.set(key, compute());
  return found.get(key) as T; // written by this function under the same key alone
}

export function fitOf(demand: MeasuredDemand, { from, to }: FitWindow): LinearFit | null {
  return once(demand, `fit ${from} ${to}`, () => fitLine(demand.days, demand.complete, from, to));
}

export function robustFitOf(
  demand: MeasuredDemand,
  { from, to }: FitWindow,
  level: number,
): RobustFit | null {
  return once(demand, `robust ${from} ${to} ${level}`, () =>
    fitRobust(demand.days.subarray(from, to), demand.complete.subarray(from, to), level),
  );
}

export function backtestOf(demand: MeasuredDemand, windowDays: number, level: number): Backtest {
  return once(demand, `backtest ${windowDays} ${level}`, () =>
    backtest(demand.days, demand.complete, windowDays, level),
  );
}
