import { fitLine } from '../forecast/linear-fit.ts';
import { dayName } from '../history/calendar.ts';
import { straightLine } from './demand-line.ts';
import { fitFigures } from './forecast-detail.ts';
import type { PastForecast } from './forecast-result.ts';
import { scoreForecast } from './forecast-score.ts';
import type { Outlook, Side } from './outlook.ts';
import { crossingDates, crossingOf } from './outlook-crossing.ts';

/**
 * What would have been said `daysAgo` days before the last complete day, by the policy's window of the days known then,
 * against what came since (MODEL.md section 8). Capacity and target are those of the model: what was installed then is not
 * recorded. `null` where fewer than 7 complete days were known, or nothing was measured.
 */
export function pastForecast(outlook: Outlook, side: Side, daysAgo: number): PastForecast | null {
  const { measured } = outlook;
  if (measured === null || measured.days.length === 0) return null;
  const { days, complete } = measured;
  const { forecastWindowDays, forecastHorizonDays, intervalLevel } = side.days.policy;
  const cutoff = outlook.lastDay - daysAgo;
  let to = days.length;
  while (to > 0 && (days[to - 1] ?? 0) > cutoff) to -= 1;
  const fit = fitLine(days, complete, Math.max(0, to - forecastWindowDays), to);
  if (fit === null) return null;
  const line = straightLine(fit, intervalLevel);
  const lastDay = fit.lastDay;
  const then: Outlook = {
    ...outlook,
    line,
    lastDay,
    now: complete[to - 1] ?? null,
    demandOn: (day) => line.at(day),
  };
  const crossing = crossingOf(then, forecastHorizonDays);
  const last = lastDay + Math.max(forecastHorizonDays, daysAgo);
  const shown = Array.from({ length: last - fit.firstDay + 1 }, (_, i) => fit.firstDay + i);
  const points = shown.map((day) => line.at(day));
  return {
    id: outlook.id,
    cutoff: dayName(cutoff),
    fit: fitFigures(line),
    line: {
      day: shown.map(dayName),
      value: points.map((point) => point.value),
      low: points.map((point) => point.low),
      high: points.map((point) => point.high),
    },
    crossing: crossing === null ? null : crossingDates(crossing, true),
    ...scoreForecast(
      days.subarray(to),
      complete.subarray(to),
      (day) => line.at(day),
      complete[to - 1] ?? null,
    ),
  };
}
