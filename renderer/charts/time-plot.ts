import type { ThinLine, TimeBand, TimeLine, TimeSpan } from '../../shared/view/time-lines.ts';
import { lowerBound } from '../../shared/view/time-lines.ts';
import type { Scale } from './path.ts';
import type { Plot } from './plot-area.ts';

/** Mean width of a character of a label, in pixels. */
export const CHARACTER = 5.7;

/** Where a time series is drawn: scales and the edges of the plot, in pixels. */
export interface TimePlot extends Plot {
  /** Pixels right of the plot for the lines' names. */
  readonly room: number;
}

/** A line with what its drawing needs: the thinned samples, its colour and width. */
export interface DrawnLine {
  readonly line: TimeLine;
  readonly thin: ThinLine;
  /** Custom property of its colour: `--base`, `--accent`, `--series-3`. */
  readonly colour: string;
  readonly width: number;
}

const SERIES = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** Those of them that nobody takes for the ink of a baseline or the accent of a scenario in the same chart. */
export const SERIES_BESIDE = [2, 5, 6, 4] as const;

/** Ink for the baseline, accent for the scenario, the series colours in order for the rest. */
export function lineStyle(line: TimeLine, lines: readonly TimeLine[]): Pick<DrawnLine, 'colour' | 'width'> {
  if (line.role === 'baseline') return { colour: '--base', width: 1.5 };
  if (line.role === 'scenario') return { colour: '--accent', width: 2 };
  const order = lines.filter(({ role }) => role === 'series').indexOf(line);
  const colours = lines.every(({ role }) => role === 'series') ? SERIES : SERIES_BESIDE;
  return { colour: `--series-${colours[order % colours.length] ?? 1}`, width: 1.5 };
}

/** The `d` of a thinned line; it breaks where a value is not there. */
export function thinPath(thin: ThinLine, x: Scale, y: Scale): string {
  let path = '';
  let pen = 'M';
  for (const [index, time] of thin.times.entries()) {
    const value = thin.values[index] ?? Number.NaN;
    if (Number.isNaN(value)) {
      pen = 'M';
      continue;
    }
    path += `${pen}${x(time).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = 'L';
  }
  return path;
}

/** Samples that stand alone between two breaks: a line of one point would not be seen, so it is drawn as a dot. */
export function loneSamples(thin: ThinLine): readonly { readonly time: number; readonly value: number }[] {
  const known = (index: number): boolean => !Number.isNaN(thin.values[index] ?? Number.NaN);
  return thin.times.flatMap((time, index) =>
    known(index) && !known(index - 1) && !known(index + 1) ? [{ time, value: thin.values[index] ?? 0 }] : [],
  );
}

/** The `d` of the area between an interval's edges, within the span. */
export function bandArea(band: TimeBand, span: TimeSpan, x: Scale, y: Scale): string {
  const first = Math.max(0, lowerBound(band.times, span.from) - 1);
  const last = Math.min(band.times.length - 1, lowerBound(band.times, span.to));
  const upper: string[] = [];
  const lower: string[] = [];
  for (let i = first; i <= last; i += 1) {
    const at = x(band.times[i] ?? 0).toFixed(1);
    upper.push(`${at} ${y(band.high[i] ?? 0).toFixed(1)}`);
    lower.unshift(`${at} ${y(band.low[i] ?? 0).toFixed(1)}`);
  }
  return upper.length === 0 ? '' : `M${[...upper, ...lower].join('L')}Z`;
}
