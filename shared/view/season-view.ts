import type { SeasonFigures } from '../timeline/forecast-result.ts';

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** Distance of a weekday's peaks from the line, as a share of the largest: −1 … 1; `null` = that weekday never occurred. */
export interface WeekdayBar {
  readonly name: (typeof WEEKDAYS)[number];
  readonly share: number | null;
  readonly value: number | null;
}

export function weekdayBars(season: SeasonFigures): readonly WeekdayBar[] {
  const most = season.weekday.reduce<number>((largest, value) => Math.max(largest, Math.abs(value ?? 0)), 0);
  return WEEKDAYS.map((name, at) => {
    const value = season.weekday[at] ?? null;
    return { name, value, share: value === null ? null : most === 0 ? 0 : value / most };
  });
}

export interface HourCell {
  readonly weekday: number;
  readonly hour: number;
  readonly value: number | null;
  /** Step of the sequential ramp, 1 … 9; `null` = nothing measured. */
  readonly step: number | null;
}

export interface HourGrid {
  readonly cells: readonly HourCell[];
  readonly least: number | null;
  readonly most: number | null;
  readonly peak: HourCell | null;
}

const STEPS = 9;

/** The hour of the week as 7 × 24 cells on nine steps from the least to the most mean. */
export function hourGrid(season: SeasonFigures): HourGrid {
  const known = season.hours.flat().filter((value) => value !== null);
  const least = known.length === 0 ? null : known.reduce((a, b) => Math.min(a, b));
  const most = known.length === 0 ? null : known.reduce((a, b) => Math.max(a, b));
  const step = (value: number | null): number | null => {
    if (value === null || least === null || most === null) return null;
    if (most === least) return 1;
    return Math.min(STEPS, 1 + Math.floor(((value - least) / (most - least)) * STEPS));
  };
  const cells = WEEKDAYS.flatMap((_, weekday) =>
    Array.from({ length: 24 }, (__, hour): HourCell => {
      const value = season.hours[weekday]?.[hour] ?? null;
      return { weekday, hour, value, step: step(value) };
    }),
  );
  const peak = cells.find((cell) => cell.value !== null && cell.value === most) ?? null;
  return { cells, least, most, peak };
}

const HOURS = 24;
const WEEK_HOURS = 7 * HOURS;

/** 0 = Monday 0:00 … 167 = Sunday 23:00: the order of `cells`. */
export function hourNumber(weekday: number, hour: number): number {
  return weekday * HOURS + hour;
}

/** Where a key leads from an hour of the week, held at the edges; `null` for a key that does not move. */
export function gridKey(key: string, isWhole: boolean, at: number): number | null {
  const hour = at % HOURS;
  switch (key) {
    case 'ArrowLeft':
      return hour === 0 ? at : at - 1;
    case 'ArrowRight':
      return hour === HOURS - 1 ? at : at + 1;
    case 'ArrowUp':
      return at < HOURS ? at : at - HOURS;
    case 'ArrowDown':
      return at >= WEEK_HOURS - HOURS ? at : at + HOURS;
    case 'Home':
      return isWhole ? 0 : at - hour;
    case 'End':
      return isWhole ? WEEK_HOURS - 1 : at - hour + HOURS - 1;
    default:
      return null;
  }
}
