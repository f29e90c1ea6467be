import { DAY_MS, type Unit } from '../units.ts';
import type { AxisUnit } from './axis-unit.ts';
import type { ChartTable } from './chart-table.ts';
import { listed } from './number-format.ts';
import { quantityText } from './quantity-format.ts';
import {
  lowerBound,
  valueAt,
  wholeSpan,
  type TimeLine,
  type TimeSpan,
  type TimeTarget,
} from './time-lines.ts';
import { momentText, spanText } from './time-text.ts';

/** The shortest distance between two neighbours of any line; a day where there are none. */
export function finestStep(lines: readonly TimeLine[]): number {
  let step = Number.POSITIVE_INFINITY;
  for (const { times } of lines) {
    const end = Math.min(times.length, 64); // the start of a line says how often it was sampled
    for (let i = 1; i < end; i += 1) {
      const distance = (times[i] ?? 0) - (times[i - 1] ?? 0);
      if (distance > 0) step = Math.min(step, distance);
    }
  }
  return Number.isFinite(step) ? step : DAY_MS;
}

/** Every moment any line has a sample of within the span, one row each, in the axis's unit. */
export function timeTable(lines: readonly TimeLine[], span: TimeSpan, unit: AxisUnit): ChartTable {
  const moments = new Set<number>();
  for (const { times } of lines) {
    const end = lowerBound(times, span.to + 1);
    for (let i = lowerBound(times, span.from); i < end; i += 1) moments.add(times[i] ?? 0);
  }
  const label = unit.label === '' ? '' : ` (${unit.label})`;
  return {
    columns: ['time', ...lines.map(({ name }) => `${name}${label}`)],
    rows: [...moments]
      .sort((a, b) => a - b)
      .map((time) => [
        new Date(time).toISOString(),
        ...lines.map((line) => {
          const index = lowerBound(line.times, time);
          const value = line.times[index] === time ? (line.values[index] ?? Number.NaN) : Number.NaN;
          return Number.isNaN(value) ? null : value / unit.factor;
        }),
      ]),
  };
}

function lineSentence({ name, times, values }: TimeLine, unit: Unit): string {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let last = Number.NaN;
  for (let i = 0; i < times.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
    last = value;
  }
  if (Number.isNaN(last)) return `${name} not measured`;
  return `${name} ${quantityText(last, unit)} at the end, between ${quantityText(least, unit)} and ${quantityText(most, unit)}`;
}

/** The drawing in a sentence: what, over how long, where each line ends and what it ranges over, and the target. */
export function describeLines(
  label: string,
  lines: readonly TimeLine[],
  unit: Unit,
  target: TimeTarget | null,
): string {
  const span = wholeSpan(lines);
  if (span === null) return `${label}: not measured.`;
  const said = lines.map((line) => lineSentence(line, unit));
  const limit = target === null ? '' : ` Target ${target.label}.`;
  return `${label}, ${spanText(span.to - span.from)} to ${momentText(span.to, finestStep(lines))}: ${said.join('; ')}.${limit}`;
}

/** What the crosshair reads: the moment and each line's value, for the eye and for the ear. */
export function readOff(
  lines: readonly TimeLine[],
  time: number,
  unit: Unit,
  stepMs: number,
): {
  readonly moment: string;
  readonly values: readonly { readonly key: string; readonly name: string; readonly text: string }[];
  readonly spoken: string;
} {
  const moment = momentText(time, stepMs);
  const values = lines.map((line) => ({
    key: line.key,
    name: line.name,
    text: quantityText(valueAt(line, time), unit),
  }));
  return {
    moment,
    values,
    spoken: `${moment}: ${listed(values.map(({ name, text }) => `${name} ${text}`))}`,
  };
}
