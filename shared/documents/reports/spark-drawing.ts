import type { DayPoint } from '../../view/demand-side.ts';
import { SPARK_AHEAD_DAYS, SPARK_PAST_DAYS, type ForecastSpark } from '../../view/forecast-spark.ts';

const WIDTH = 200;
const HEIGHT = 44;
const ACCENT = '#0b62c4';

/**
 * One constraint as a share of its limit, 60 days back and 90 ahead, as the Overview draws it: up is worse, the line is the
 * limit; the scenario dashed, and its crossing a full dot, where it differs.
 */
export function sparkDrawing({
  past,
  baseline,
  scenario,
  hasLimit,
  low,
  high,
  today,
}: ForecastSpark): string {
  const x = (day: number): number =>
    ((day - today + SPARK_PAST_DAYS) / (SPARK_PAST_DAYS + SPARK_AHEAD_DAYS)) * (WIDTH - 5);
  const y = (share: number): number => 2 + (1 - (Math.min(share, high) - low) / (high - low)) * (HEIGHT - 4);
  const place = (day: number, share: number): string => `${x(day).toFixed(1)} ${y(share).toFixed(1)}`;
  const path = (points: readonly DayPoint[]): string =>
    points.map(({ day, value }, at) => `${at === 0 ? 'M' : 'L'}${place(day, value)}`).join('');
  const band = [
    ...baseline.band.map((point) => place(point.day, point.high)),
    ...baseline.band.map((point) => place(point.day, point.low)).reverse(),
  ].join('L');
  const limit = y(1).toFixed(1);
  const dot = (crossing: ForecastSpark['baseline']['crossing'], fill: string): string =>
    crossing === null || crossing.day > today + SPARK_AHEAD_DAYS
      ? ''
      : `<circle cx="${x(crossing.day).toFixed(1)}" cy="${limit}" r="3.25" fill="${fill}" stroke="${fill === '#fff' ? '#1b1f24' : fill}" stroke-width="1.5"/>`;
  const then =
    scenario === null
      ? ''
      : `<path d="${path(scenario.line)}" fill="none" stroke="${ACCENT}" stroke-width="1.5" stroke-dasharray="4 2"/>${dot(scenario.crossing, ACCENT)}`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true">${
    band === '' ? '' : `<path d="M${band}Z" fill="#1b1f24" fill-opacity="0.13"/>`
  }${
    hasLimit
      ? `<rect x="0" y="0" width="${WIDTH}" height="${limit}" fill="#f1dede"/><line x1="0" x2="${WIDTH}" y1="${limit}" y2="${limit}" stroke="#a4161a"/>`
      : ''
  }<line x1="${x(today).toFixed(1)}" x2="${x(today).toFixed(1)}" y1="0" y2="${HEIGHT}" stroke="#5b6470" stroke-width="0.75"/><path d="${path(past)}" fill="none" stroke="#5b6470"/><path d="${path(baseline.line)}" fill="none" stroke="#1b1f24" stroke-width="1.5"/>${dot(baseline.crossing, '#fff')}${then}</svg>`;
}
