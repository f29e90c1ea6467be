import { calendarOf } from '../history/calendar.ts';
import { dailyPeaks } from '../history/daily-peaks.ts';
import { gridReduce } from '../history/grid-sum.ts';
import {
  chooseEntities,
  countedValues,
  type DemandSource,
  type MeasuredHistory,
} from '../history/measured-history.ts';
import type { Series } from '../history/series.ts';
import { DAY_MS, HOUR_SECONDS } from '../units.ts';

const HOUR_MS = HOUR_SECONDS * 1000;

/** Hourly samples over whole UTC days, every sample of day i being `value(i)`: its daily peak is that value. */
export function dailySeries(
  entity: string,
  metric: string,
  firstDay: string,
  days: number,
  value: (day: number) => number,
): Series {
  const start = Date.parse(`${firstDay}T00:00:00Z`);
  return {
    entity,
    metric,
    times: Float64Array.from({ length: days * 24 }, (_, i) => start + i * HOUR_MS),
    values: Float64Array.from({ length: days * 24 }, (_, i) => value(Math.floor(i / 24))),
  };
}

/** A measured history held in memory, for tests of what is built on it. */
export function historyOfSeries(all: readonly Series[], timeZone = 'UTC'): MeasuredHistory {
  const find = (entity: string, metric: string): Series | undefined =>
    all.find((series) => series.entity === entity && series.metric === metric);
  const summed = (source: DemandSource) => {
    const chosen = chooseEntities(source.node, source.reduction, (entity) => {
      const times = find(entity, source.metric)?.times ?? new Float64Array();
      const newestMs = times.at(-1);
      if (newestMs === undefined) return null;
      const recent = times.filter((time) => time > newestMs - 14 * DAY_MS);
      return { newestMs, recentDays: new Set(recent.map((time) => Math.floor(time / DAY_MS))).size };
    });
    if (chosen === null) return null;
    const parts = chosen.entities.flatMap((own) => {
      const series = find(own.entity, source.metric);
      return series === undefined ? [] : [{ ...series, values: countedValues(series.values, own) }];
    });
    const [first] = parts;
    const grid = parts.length === 1 ? null : gridReduce(parts, source.scope, source.metric, source.reduction);
    const series = parts.length === 1 ? first : grid?.series;
    return series === undefined ? null : { chosen, series, ratios: grid?.presentRatios ?? [] };
  };
  const calendar = calendarOf(timeZone);
  return {
    timeZone,
    latestDailyPeak: () => null,
    peaksOf(source) {
      const found = summed(source);
      if (found === null) return null;
      const peaks = dailyPeaks(found.series.times, found.series.values, calendar, source.quantile);
      return { chosen: found.chosen, peaks, presentRatioMin: Math.min(1, ...found.ratios) };
    },
    samplesOf(source, fromDay) {
      const series = summed(source)?.series ?? null;
      if (series === null) return null;
      const fromMs = fromDay === -Infinity ? -Infinity : fromDay * DAY_MS;
      const kept = [...series.times.keys()].filter((i) => (series.times[i] ?? 0) >= fromMs);
      return {
        ...series,
        times: Float64Array.from(kept, (i) => series.times[i] ?? 0),
        values: Float64Array.from(kept, (i) => series.values[i] ?? 0),
      };
    },
  };
}
