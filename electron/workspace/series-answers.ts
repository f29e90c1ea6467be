import { calendarOf } from '../../shared/history/calendar.ts';
import { dailyPeaks } from '../../shared/history/daily-peaks.ts';
import { stepSeconds } from '../../shared/history/series.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { SeriesAnswer, ShownSeries } from '../../shared/ipc/history-channels.ts';
import { dayNumber } from '../../shared/model/instant.ts';
import type { Workspace } from './workspace.ts';

/** Stored series for charts; what was never imported comes back empty, so that a chart can say so. */
export function seriesAnswer(workspace: Workspace, request: RequestOf<'history:series'>): SeriesAnswer {
  const calendar = calendarOf(workspace.timeZone);
  const from = request.from === undefined ? -Infinity : (dayNumber(request.from) ?? -Infinity);
  const shown = ({ entity, metric }: { readonly entity: string; readonly metric: string }): ShownSeries => {
    const unit = workspace.series.unitOf(entity, metric);
    const { times, values } = workspace.series.read(entity, metric, from);
    const step = stepSeconds(times);
    if (request.resolution === 'samples') return { entity, metric, unit, stepSeconds: step, times, values };
    const { days, peaks } = dailyPeaks(times, values, calendar, 0.95, step);
    const starts = Float64Array.from(days, (day) => calendar.startMs(day));
    return { entity, metric, unit, stepSeconds: stepSeconds(starts), times: starts, values: peaks };
  };
  return { revision: workspace.revision, series: request.series.map(shown) };
}
