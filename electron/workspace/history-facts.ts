import { calendarOf } from '../../shared/history/calendar.ts';
import type { DailyPeak } from '../../shared/history/history.ts';
import type { DemandSource, MeasuredHistory, SourcePeaks } from '../../shared/history/measured-history.ts';
import type { Series } from '../../shared/history/series.ts';
import type { Model } from '../../shared/model/document.ts';
import type { Policy } from '../../shared/model/policy.ts';
import { timelineIds } from '../../shared/timeline/build-timeline.ts';
import { demandFeeds } from '../../shared/timeline/demand-sources.ts';

/** A history as plain data, so that it can be sent to a worker; see `historyOf`. */
export interface HistoryFacts {
  readonly timeZone: string;
  readonly latest: readonly {
    readonly metric: string;
    readonly scope: string;
    readonly peak: DailyPeak | null;
  }[];
  /** Daily peaks of every source a timeline may ask for, by its key. */
  readonly peaks: readonly { readonly key: string; readonly peaks: SourcePeaks | null }[];
  /** Samples for what looks below the day: CPU of Postgres primaries in peak hours. */
  readonly samples: readonly { readonly key: string; readonly series: Series | null }[];
}

/** Days of samples beyond the policy's window, for a scenario with a longer one. */
const SPARE_DAYS = 60;

/** Every answer the engine may ask for of a model, as plain data. */
export function historyFacts(history: MeasuredHistory, model: Model, policy: Policy): HistoryFacts {
  const scopes = [
    ...model.regions.map((region) => `region:${region.id}`),
    ...model.clusters.map((cluster) => `cluster:${cluster.id}`),
  ];
  const metric = 'cpu_used_cores';
  const sources = timelineIds(model, policy).flatMap((id) =>
    demandFeeds(model, id).map(({ source }) => source),
  );
  const answers = sources.map((source) => ({ source, peaks: history.peaksOf(source) }));
  return {
    timeZone: history.timeZone,
    latest: scopes.map((scope) => ({ metric, scope, peak: history.latestDailyPeak(metric, scope) })),
    peaks: answers.map(({ source, peaks }) => ({ key: source.key, peaks })),
    samples: answers
      .filter(({ source }) => source.key.includes(' controlPlane.postgresCpu@'))
      .map(({ source, peaks }) => ({
        key: source.key,
        series: recentSamples(history, source, peaks, policy),
      })),
  };
}

function recentSamples(
  history: MeasuredHistory,
  source: DemandSource,
  peaks: SourcePeaks | null,
  policy: Policy,
): Series | null {
  const last = peaks?.peaks.days.at(-1);
  if (last === undefined) return null;
  const days = Math.max(policy.forecastWindowDays, policy.postgresCpuSustainedDays) + SPARE_DAYS;
  return history.samplesOf(source, last - days);
}

/** The history those facts describe. Samples are those that were sent, from whichever day on they are asked for. */
export function historyOf(facts: HistoryFacts): MeasuredHistory {
  const latest = new Map(facts.latest.map(({ metric, scope, peak }) => [`${metric} ${scope}`, peak]));
  const peaks = new Map(facts.peaks.map(({ key, peaks: found }) => [key, found]));
  const samples = new Map(facts.samples.map(({ key, series }) => [key, series]));
  return {
    timeZone: facts.timeZone,
    latestDailyPeak: (metric, scope) => latest.get(`${metric} ${scope}`) ?? null,
    peaksOf: (source) => peaks.get(source.key) ?? null,
    samplesOf: (source, fromDay) => from(samples.get(source.key) ?? null, fromDay, facts.timeZone),
  };
}

function from(series: Series | null, fromDay: number, timeZone: string): Series | null {
  if (series === null || fromDay === -Infinity) return series;
  const startMs = calendarOf(timeZone).startMs(fromDay);
  const first = series.times.findIndex((time) => time >= startMs);
  if (first < 0) return { ...series, times: new Float64Array(), values: new Float64Array() };
  return { ...series, times: series.times.subarray(first), values: series.values.subarray(first) };
}
