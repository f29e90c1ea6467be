import { dayNumber } from '../../history/calendar.ts';
import { formatDay } from '../../view/date-format.ts';
import { formatChosenShare, formatPercent } from '../../view/number-format.ts';
import { escaped } from './markup.ts';

/** Headroom of one scope over the shown days. */
export interface HeadroomLine {
  readonly name: string;
  readonly points: readonly { readonly day: string; readonly headroom: number }[];
}

const WIDTH = 900;
const HEIGHT = 240;
const PLOT = { left: 44, right: 150, top: 10, bottom: 26 } as const;
/** Lines are told apart without colour: by dashes, and by their names at the right end. */
const DASHES = ['', '7 3', '2 3', '10 3 2 3', '4 2', '12 4'];
const LABEL_GAP = 14;
/** A day is named only where its name has this much room to the next one’s. */
const DAY_GAP = 64;

/** Headroom by month against the least of it; below the limit the ground is shaded. `null` where there is nothing to draw. */
export function headroomDrawing(lines: readonly HeadroomLine[], least: number, asOf: string): string | null {
  const points = lines.flatMap((line) => line.points);
  const days = [...new Set(points.map(({ day }) => day))].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const values = [...points.map(({ headroom }) => headroom), least];
  const [low, high] = [Math.min(0, ...values), Math.max(...values) + 0.03];
  const x = (day: string): number =>
    PLOT.left +
    ((dayNumber(day) - dayNumber(first)) / (dayNumber(last) - dayNumber(first))) *
      (WIDTH - PLOT.left - PLOT.right);
  const y = (value: number): number =>
    PLOT.top + ((high - value) / (high - low)) * (HEIGHT - PLOT.top - PLOT.bottom);
  const at = (value: number): string => value.toFixed(1);
  const right = WIDTH - PLOT.right;
  const named = new Set<string>();
  let nextAt = Infinity;
  for (const day of days.toReversed()) {
    if (nextAt - x(day) < DAY_GAP) continue;
    named.add(day);
    nextAt = x(day);
  }
  const ticks = days.map((day) => {
    const line = `<line x1="${at(x(day))}" x2="${at(x(day))}" y1="${PLOT.top}" y2="${HEIGHT - PLOT.bottom}" stroke="#e4e7eb"/>`;
    if (!named.has(day)) return line;
    return `${line}<text x="${at(x(day))}" y="${HEIGHT - 8}" text-anchor="middle">${escaped(formatDay(day, asOf))}</text>`;
  });
  const ends = lines
    .flatMap(({ name, points: own }, index) => {
      const end = own.at(-1);
      return end === undefined ? [] : [{ name, index, value: end.headroom, labelY: y(end.headroom) }];
    })
    .sort((a, b) => a.labelY - b.labelY);
  let before = -Infinity;
  const labels = ends.map(({ name, value, labelY }) => {
    before = Math.max(labelY, before + LABEL_GAP);
    return `<line x1="${right}" x2="${right + 8}" y1="${at(labelY)}" y2="${at(before)}" stroke="#5b6470" stroke-width="0.75"/><text x="${right + 11}" y="${at(before + 4)}">${escaped(name)} ${formatPercent(value, 1, [least])}</text>`;
  });
  const paths = lines.map(({ points: own }, index) => {
    const path = own
      .map(({ day, headroom }, i) => `${i === 0 ? 'M' : 'L'}${at(x(day))} ${at(y(headroom))}`)
      .join('');
    return `<path d="${path}" fill="none" stroke="#1b1f24" stroke-width="1.5" stroke-dasharray="${DASHES[index % DASHES.length] ?? ''}"/>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="100%" role="img" aria-label="Headroom by month">
<rect x="${PLOT.left}" y="${at(y(least))}" width="${right - PLOT.left}" height="${at(HEIGHT - PLOT.bottom - y(least))}" fill="#f1dede"/>
${ticks.join('\n')}
<line x1="${PLOT.left}" x2="${right}" y1="${at(y(least))}" y2="${at(y(least))}" stroke="#a4161a" stroke-width="1.5"/>
<text x="${PLOT.left - 6}" y="${at(y(least) + 4)}" text-anchor="end">${formatChosenShare(least)}</text>
${paths.join('\n')}
${labels.join('\n')}
</svg>`;
}
