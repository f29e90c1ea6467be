import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import { weekday } from '../history/calendar.ts';
import { dayNumber } from '../model/instant.ts';
import type { FitFigures, ForecastDetail } from '../timeline/forecast-result.ts';
import type { FigureExplained } from './figure-explain.ts';
import { WEEKDAYS } from './season-view.ts';

const computed = (label: string, value: number, unit: ForecastDetail['unit'], of: string): ExplainNode =>
  leaf(label, value, unit, { origin: 'computed', of });

const spanOf = (fit: FitFigures): string => `complete daily peaks, ${fit.firstDay} to ${fit.lastDay}`;

/** How far a weekday's peaks lie from the line on average, from the peaks and the line that are drawn; Monday is 0. */
export function weekdayFigure(detail: ForecastDetail, which: number): FigureExplained | null {
  const { fit, days, line, unit, season } = detail;
  if (fit === null || season?.weekday[which] == null) return null;
  const lineOn = new Map(line.day.map((day, at) => [day, line.value[at]]));
  let [sum, count] = [0, 0];
  for (const [at, day] of days.day.entries()) {
    const [peak, value] = [days.peak[at], lineOn.get(day)];
    const isFitted = days.complete[at] === true && day >= fit.firstDay && day <= fit.lastDay;
    if (!isFitted || weekday(dayNumber(day) ?? 0) !== which || peak === undefined || value === undefined)
      continue;
    sum += peak - value;
    count += 1;
  }
  const name = WEEKDAYS[which] ?? '';
  const of = `${spanOf(fit)}, ${name} only`;
  return {
    name: `${name} against the line`,
    node: derived(`Mean of peak − line, ${name}`, unit, 'a ÷ b', [
      computed('Σ (peak − line)', sum, unit, of),
      computed('days', count, 'count', of),
    ]),
  };
}

/** The mean of an hour of the week: of every sample in it, over the days fitted. */
export function hourFigure(detail: ForecastDetail, which: number, hour: number): FigureExplained | null {
  const value = detail.season?.hours[which]?.[hour] ?? null;
  if (value === null || detail.fit === null) return null;
  const at = `${WEEKDAYS[which] ?? ''} ${hour}:00`;
  const of = `${detail.origin?.metric ?? detail.id}, ${detail.fit.firstDay} to ${detail.fit.lastDay}`;
  return {
    name: at,
    node: computed(`Mean of the samples of ${at} to ${hour + 1}:00`, value, detail.unit, of),
  };
}

/** Heights fitted along with the line: weekdays over Monday's, recorded steps. */
export function termFigures(detail: ForecastDetail): {
  readonly weekdays: readonly FigureExplained[];
  readonly steps: readonly FigureExplained[];
} {
  const { fit, unit } = detail;
  if (fit === null) return { weekdays: [], steps: [] };
  const of = `${fit.n} ${spanOf(fit)}`;
  return {
    weekdays: (fit.weekdays ?? []).map((height, at) => ({
      name: `${WEEKDAYS[at] ?? ''} over Monday`,
      node: computed(
        `Coefficient of ${WEEKDAYS[at] ?? ''}, least squares with a term per weekday`,
        height,
        unit,
        of,
      ),
    })),
    steps: fit.steps.map((step) => ({
      name: `step on ${step.day}`,
      node: computed(
        `Coefficient of “${step.label}”: 0 before ${step.day}, 1 from then on, least squares`,
        step.height,
        unit,
        of,
      ),
    })),
  };
}
