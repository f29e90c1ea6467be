import { calendarOf, dayName, type Calendar } from '../../shared/history/calendar.ts';
import { dailyPeaks } from '../../shared/history/daily-peaks.ts';
import { gridSum } from '../../shared/history/grid-sum.ts';
import type { DailyPeak, History } from '../../shared/history/history.ts';
import type { Series } from '../../shared/history/series.ts';
import type { Model } from '../../shared/model/document.ts';
import { DAY_MS } from '../../shared/units.ts';
import type { SeriesStore } from './series-store.ts';

/** Days read at a time while looking backwards for a complete one, and how far back that goes. */
const WINDOW_DAYS = 4;
const LOOK_BACK_DAYS = 32;

/** Entities whose series add up to a scope: `region:eu-west`, `cluster:a`; any other scope is one entity. */
function membersOf(model: Model, scope: string): readonly string[] {
  const [kind, id] = [scope.slice(0, scope.indexOf(':')), scope.slice(scope.indexOf(':') + 1)];
  if (kind !== 'region' && kind !== 'cluster') return [id];
  const clusters = new Set(
    kind === 'cluster'
      ? [id]
      : model.clusters.filter((cluster) => cluster.region === id).map((cluster) => cluster.id),
  );
  return model.hosts.filter((host) => clusters.has(host.cluster)).map((host) => host.id);
}

/** Latest complete day among the given samples; their first day is ignored when it may have been cut by the window. */
function latestComplete(series: Series, calendar: Calendar, firstDayIsCut: boolean): DailyPeak | null {
  const peaks = dailyPeaks(series.times, series.values, calendar);
  for (let i = peaks.days.length - 1; i >= (firstDayIsCut ? 1 : 0); i -= 1) {
    if (peaks.complete[i] === 1) return { day: dayName(peaks.days[i] ?? 0), peak: peaks.peaks[i] ?? 0 };
  }
  return null;
}

function latestDailyPeak(
  store: SeriesStore,
  calendar: Calendar,
  metric: string,
  scope: string,
  members: readonly string[],
): DailyPeak | null {
  const last = store.lastDay(metric, members);
  if (last === null) return null;
  for (let days = WINDOW_DAYS; days <= LOOK_BACK_DAYS; days *= 2) {
    const from = last - days + 1;
    const parts = members
      .map((entity) => store.read(entity, metric, from))
      .filter((part) => part.times.length > 0);
    const summed = members.length === 1 ? parts[0] : gridSum(parts, scope, metric)?.series;
    const cut = summed !== undefined && (summed.times[0] ?? 0) < (from + 1) * DAY_MS;
    const found = summed === undefined ? null : latestComplete(summed, calendar, cut);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Measured history over the stored samples. A scope's own series (`cluster:a`) is taken where there is one, else the sum
 * over its hosts (MODEL.md section 8). Looks back 32 days at most from the newest sample; answers are remembered.
 */
export function readHistory(store: SeriesStore, model: Model, timeZone: string): History {
  const calendar = calendarOf(timeZone);
  const known = new Map<string, DailyPeak | null>();
  return {
    latestDailyPeak(metric, scope) {
      const key = `${metric} ${scope}`;
      const answer = known.get(key);
      if (answer !== undefined) return answer;
      const own = store.lastDay(metric, [scope]) === null ? membersOf(model, scope) : [scope];
      const peak = latestDailyPeak(store, calendar, metric, scope, own);
      known.set(key, peak);
      return peak;
    },
  };
}
