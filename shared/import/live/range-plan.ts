import { DAY_MS } from '../../units.ts';

/** Points in time from `fromMs` to `toMs`, both included, a step apart; both are multiples of the step. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Prometheus refuses a range query of more points per series (`exceeded maximum resolution of 11,000 points`). */
const POINTS_PER_SERIES = 11_000;
/** So many points in one answer are about 12 MB of JSON: read in a moment, kept at once with the others under way. */
const POINTS_PER_ANSWER = 500_000;

/** How long a window may be, ms: whole days where at least one fits, so that a stored day is written once. */
function windowLengthMs(stepMs: number, series: number): number {
  const points = Math.max(
    1,
    Math.min(POINTS_PER_SERIES, Math.floor(POINTS_PER_ANSWER / Math.max(1, series))),
  );
  const length = points * stepMs;
  return length >= DAY_MS ? Math.floor(length / DAY_MS) * DAY_MS : length;
}

/** Windows of at most the allowed length over a range, oldest first; borders lie on UTC midnights where days fit. */
function cut({ fromMs, toMs }: TimeWindow, stepMs: number, lengthMs: number): TimeWindow[] {
  const windows: TimeWindow[] = [];
  let start = fromMs;
  while (start <= toMs) {
    const border = lengthMs >= DAY_MS ? Math.floor(start / DAY_MS) * DAY_MS + lengthMs : start + lengthMs;
    // The last point before the border; a step that does not divide a day leaves a rest.
    const last = Math.ceil(border / stepMs) * stepMs - stepMs;
    const end = Math.min(toMs, Math.max(start, last));
    windows.push({ fromMs: start, toMs: end });
    start = end + stepMs;
  }
  return windows;
}

export interface RangeQuestion extends TimeWindow {
  readonly stepMs: number;
  /** Expected series of an answer. */
  readonly series: number;
  /** What an earlier sync of the same query fetched; `null` for nothing. */
  readonly covered: TimeWindow | null;
}

/** The first grid point at or after, the last one at or before an instant. */
const gridUp = (timeMs: number, stepMs: number): number => Math.ceil(timeMs / stepMs) * stepMs;
export const gridDown = (timeMs: number, stepMs: number): number => Math.floor(timeMs / stepMs) * stepMs;

/** This much of what was fetched is asked again, since samples and rules may come late. */
const OVERLAP_MS = 10 * 60_000;

/**
 * The windows still to be fetched so that [fromMs, toMs] is covered, in an order in which each touches what is covered
 * then: what is newer oldest first, then what is older newest first. Covered ranges are not asked again but for their
 * last ten minutes. A covered range apart from the wanted one is forgotten.
 */
export function planWindows({ fromMs, toMs, stepMs, series, covered }: RangeQuestion): TimeWindow[] {
  const from = gridUp(fromMs, stepMs);
  const to = gridDown(toMs, stepMs);
  if (from > to) return [];
  const length = windowLengthMs(stepMs, series);
  if (covered === null || !touches(covered, { fromMs: from, toMs: to }, stepMs))
    return cut({ fromMs: from, toMs: to }, stepMs, length);
  const restart = Math.max(from, covered.fromMs, gridUp(covered.toMs - OVERLAP_MS, stepMs));
  const newer =
    to > covered.toMs ? cut({ fromMs: Math.min(restart, covered.toMs), toMs: to }, stepMs, length) : [];
  const older =
    from < covered.fromMs
      ? cut({ fromMs: from, toMs: covered.fromMs - stepMs }, stepMs, length).reverse()
      : [];
  return [...newer, ...older];
}

const touches = (a: TimeWindow, b: TimeWindow, stepMs: number): boolean =>
  a.fromMs <= b.toMs + stepMs && b.fromMs <= a.toMs + stepMs;

/** What is covered once a window was fetched too: one range where they touch, else the window alone. */
export function extendCoverage(covered: TimeWindow | null, window: TimeWindow, stepMs: number): TimeWindow {
  if (covered === null || !touches(covered, window, stepMs))
    return { fromMs: window.fromMs, toMs: window.toMs };
  return {
    fromMs: Math.min(covered.fromMs, window.fromMs),
    toMs: Math.max(covered.toMs, window.toMs),
  };
}

/** A window in two, for a server that found it too much; `null` when it holds a single point. */
export function halve({ fromMs, toMs }: TimeWindow, stepMs: number): [TimeWindow, TimeWindow] | null {
  const steps = Math.round((toMs - fromMs) / stepMs);
  if (steps < 1) return null;
  const middle = fromMs + Math.floor(steps / 2) * stepMs;
  return [
    { fromMs, toMs: middle },
    { fromMs: middle + stepMs, toMs },
  ];
}

export const pointsIn = ({ fromMs, toMs }: TimeWindow, stepMs: number): number =>
  Math.round((toMs - fromMs) / stepMs) + 1;
