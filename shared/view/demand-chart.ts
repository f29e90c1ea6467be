import type { CrossingDates, ForecastDetail, TimeMarker } from '../timeline/forecast-result.ts';
import { axisUnit, type AxisUnit } from './axis-unit.ts';
import {
  dayOf,
  linePoints,
  peakPoints,
  sideOf,
  whereDifferent,
  type BandPoint,
  type ChartSide,
  type DayPoint,
  type PeakPoint,
} from './demand-side.ts';
import { DAY_MS } from '../units.ts';

export interface ChartMarker {
  readonly day: number;
  readonly kind: TimeMarker['kind'];
  readonly label: string;
  /** `true` where only the scenario has it. */
  readonly isScenario: boolean;
}

/** Everything a chart of demand against its limit draws, in the constraint's own unit. */
export interface DemandChart {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly endDay: number;
  readonly today: number;
  /** Ends of the value axis: data, bands and limits with a little air. */
  readonly low: number;
  readonly high: number;
  readonly unit: AxisUnit;
  /** Demand misses its target above the limit (the usual case) or below it. */
  readonly missedAbove: boolean;
  readonly peaks: readonly PeakPoint[];
  readonly baseline: ChartSide;
  /** Only what differs from the baseline; `null` where nothing does. */
  readonly scenario: ChartSide | null;
  /** The robust line in the fan of its slope's interval, over the days fitted and ahead; `null` where it is not asked for. */
  readonly robust: { readonly line: readonly DayPoint[]; readonly band: readonly BandPoint[] } | null;
  /** Days with an outlier among their samples: marked, never dropped. */
  readonly outlierDays: ReadonlySet<number>;
  readonly markers: readonly ChartMarker[];
}

const sameCrossing = (a: CrossingDates | null, b: CrossingDates | null): boolean =>
  a?.date === b?.date && a?.early === b?.early && a?.late === b?.late;

function onlyDifferent(
  scenario: ForecastDetail,
  baseline: ForecastDetail,
  ends: { readonly lastDay: number; readonly endDay: number; readonly span: number },
): ChartSide | null {
  const is = sideOf(scenario, ends.lastDay, ends.endDay);
  const was = sideOf(baseline, ends.lastDay, ends.endDay);
  const tolerance = ends.span * 5e-4;
  const projected = whereDifferent(is.projected, was.projected, tolerance);
  const limit = whereDifferent(is.limit, was.limit, tolerance);
  if (projected.length === 0 && limit.length === 0) return null;
  const from = projected[0]?.day ?? Infinity;
  return {
    fitted: [],
    projected,
    band: is.band.filter((point) => point.day >= from),
    limit,
    crossing: sameCrossing(scenario.crossing, baseline.crossing) ? null : is.crossing,
  };
}

/** A delivery matters where the limit steps that day; elsewhere it belongs to another place. */
function changesLimit({ capacity }: ForecastDetail, day: string): boolean {
  const at = capacity.day.indexOf(day);
  return at > 0 && capacity.limit[at] !== capacity.limit[at - 1];
}

function markersOf(baseline: ForecastDetail, scenario: ForecastDetail | null): readonly ChartMarker[] {
  const key = (marker: TimeMarker): string => `${marker.day} ${marker.kind} ${marker.label}`;
  const known = new Set(baseline.markers.map(key));
  const place = (marker: TimeMarker, isScenario: boolean): ChartMarker => ({
    day: dayOf(marker.day),
    kind: marker.kind,
    label: marker.label,
    isScenario,
  });
  return [
    ...baseline.markers
      .filter(({ kind, day }) => kind !== 'order' || changesLimit(baseline, day))
      .map((marker) => place(marker, false)),
    ...(scenario?.markers ?? [])
      .filter((marker) => !known.has(key(marker)))
      .filter(({ kind, day }) => kind !== 'order' || (scenario !== null && changesLimit(scenario, day)))
      .map((marker) => place(marker, true)),
  ].sort((a, b) => a.day - b.day);
}

/** Theil–Sen through the days of the fit; the edges are the lines with the edges of its slope's interval. */
function robustLine({ robust, fit }: ForecastDetail, endDay: number): DemandChart['robust'] {
  if (robust === null || fit === null) return null;
  const first = dayOf(fit.firstDay);
  const days = Array.from({ length: Math.max(0, endDay - first + 1) }, (_, at) => at);
  const at = (intercept: number, slope: number, x: number): number => intercept + slope * x;
  return {
    line: days.map((x) => ({ day: first + x, value: at(robust.intercept, robust.slopePerDay, x) })),
    band: days.map((x) => {
      const edges = [
        at(robust.interceptLow, robust.slopeLow, x),
        at(robust.interceptHigh, robust.slopeHigh, x),
      ];
      return { day: first + x, low: Math.min(...edges), high: Math.max(...edges) };
    }),
  };
}

/** Whether demand above the limit misses the target (the usual case) and not demand below it. */
export function missesAbove(target: ForecastDetail['target']): boolean {
  return !(target?.on === 'demand' && target.op === '>=');
}

/** Lowest and highest of everything drawn, with a little air; the limit is always among it. */
export function valueEnds(
  peaks: DemandChart['peaks'],
  sides: readonly (ChartSide | null)[],
  robust: DemandChart['robust'],
): [number, number] {
  const values = peaks.map((point) => point.value);
  for (const point of robust?.band ?? []) values.push(point.low, point.high);
  for (const side of sides) {
    if (side === null) continue;
    for (const point of [...side.fitted, ...side.projected, ...side.limit]) values.push(point.value);
    for (const point of side.band) values.push(point.low, point.high);
  }
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length === 0) return [0, 1];
  const low = finite.reduce((least, value) => Math.min(least, value), Infinity);
  const high = finite.reduce((most, value) => Math.max(most, value), -Infinity);
  const air = (high - low || Math.abs(high) || 1) * 0.06;
  return [low >= 0 && low - air < 0 ? 0 : low - air, high + air];
}

/**
 * Places of a forecast's chart. Days without a peak stay out; the scenario is there only where it differs by more than
 * a twentieth of a percent of what is shown.
 *
 * @param showsRobust whether the robust line is drawn beside the fitted one.
 */
export function demandChart(
  baseline: ForecastDetail,
  scenario: ForecastDetail | null,
  asOf: string,
  showsRobust = false,
): DemandChart {
  const peaks = peakPoints(baseline.days);
  const line = linePoints(baseline.line);
  const lastDay = dayOf(baseline.lastDay ?? baseline.days.day.at(-1) ?? asOf);
  const endDay = Math.max(lastDay, line.at(-1)?.day ?? lastDay, dayOf(asOf));
  const side = sideOf(baseline, lastDay, endDay);
  const whole = scenario === null ? null : sideOf(scenario, lastDay, endDay);
  const robust = showsRobust ? robustLine(baseline, endDay) : null;
  const [low, high] = valueEnds(peaks, [side, whole], robust);
  return {
    firstDay: Math.min(peaks[0]?.day ?? lastDay, line[0]?.day ?? lastDay),
    lastDay,
    endDay,
    today: dayOf(asOf),
    low,
    high,
    unit: axisUnit(baseline.unit, high),
    missedAbove: missesAbove(baseline.target),
    peaks,
    baseline: side,
    scenario:
      scenario === null ? null : onlyDifferent(scenario, baseline, { lastDay, endDay, span: high - low }),
    robust,
    outlierDays: new Set(baseline.outlierDays.map(dayOf)),
    markers: markersOf(baseline, scenario),
  };
}

/** The limit as a line of horizontal pieces: one point where a level begins, one where it ends. */
export function stepped(points: readonly DayPoint[]): readonly DayPoint[] {
  const corners: DayPoint[] = [];
  for (const [at, point] of points.entries()) {
    const before = points[at - 1];
    if (before !== undefined && before.value !== point.value) {
      corners.push({ day: point.day, value: before.value }, point);
    } else if (before === undefined || at === points.length - 1) corners.push(point);
  }
  return corners;
}

/** Firsts of months between two days, for an axis: `{day, month: 1 … 12, year}`. */
export function monthTicks(
  from: number,
  to: number,
): readonly { readonly day: number; readonly month: number; readonly year: number }[] {
  const ticks = [];
  for (let day = Math.ceil(from); day <= to; day += 1) {
    const date = new Date(day * DAY_MS);
    if (date.getUTCDate() === 1)
      ticks.push({ day, month: date.getUTCMonth() + 1, year: date.getUTCFullYear() });
  }
  return ticks;
}
