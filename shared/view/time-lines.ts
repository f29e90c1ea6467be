/**
 * One line of a time series chart. `baseline` is ink, `scenario` accent, `series` takes the series colours in order.
 * Times are ms since the epoch and rise; a value that is `NaN` was not measured and breaks the line.
 */
export interface TimeLine {
  readonly key: string;
  /** Stands at the line's right end: `used`, `CPU`. */
  readonly name: string;
  readonly role: 'baseline' | 'scenario' | 'series';
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  /** Samples further apart than this are not joined, so that a gap is not drawn as a slope. */
  readonly gapMs: number;
}

/** An interval around a line, drawn under it. */
export interface TimeBand {
  readonly role: 'baseline' | 'scenario';
  readonly times: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** The limit the lines are drawn against; the ground beyond it is shaded. */
export interface TimeTarget {
  readonly value: number;
  /** `at most 60%`. */
  readonly label: string;
  readonly missedAbove: boolean;
}

export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** A line as few points as its pixels can show; `NaN` values are breaks. */
export interface ThinLine {
  readonly times: readonly number[];
  readonly values: readonly number[];
  /** The samples stand in for many: there was more than one per pixel. */
  readonly isDense: boolean;
}

const at = (list: ArrayLike<number>, index: number): number => list[index] ?? Number.NaN;

/** Index of the first time that is not before `time`; the length if all are. */
export function lowerBound(times: ArrayLike<number>, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(times, middle) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the sample nearest in time; −1 of an empty line. */
export function nearestIndex(times: ArrayLike<number>, time: number): number {
  if (times.length === 0) return -1;
  const after = lowerBound(times, time);
  if (after === 0) return 0;
  if (after === times.length) return times.length - 1;
  return time - at(times, after - 1) <= at(times, after) - time ? after - 1 : after;
}

/** What a line shows at a moment: the nearest sample that is not farther than the line's gap; else `null`. */
export function valueAt(line: TimeLine, time: number): number | null {
  const index = nearestIndex(line.times, time);
  if (index < 0 || Math.abs(at(line.times, index) - time) > line.gapMs) return null;
  const value = at(line.values, index);
  return Number.isNaN(value) ? null : value;
}

/** From the first sample of any line to the last; `null` where there is no sample. One sample gets an hour around it. */
export function wholeSpan(lines: readonly Pick<TimeLine, 'times'>[]): TimeSpan | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { times } of lines) {
    if (times.length === 0) continue;
    from = Math.min(from, at(times, 0));
    to = Math.max(to, at(times, times.length - 1));
  }
  if (from > to) return null;
  return from === to ? { from: from - 1_800_000, to: to + 1_800_000 } : { from, to };
}

/**
 * A line for a drawing `pixels` wide of the span. With no more than two samples per pixel it is the samples themselves;
 * else each pixel keeps its first, least, greatest and last sample in their order, so that no peak is lost. One sample
 * beyond each edge is kept, so that the line reaches it.
 */
export function thinLine(line: TimeLine, span: TimeSpan, pixels: number): ThinLine {
  const first = Math.max(0, lowerBound(line.times, span.from) - 1);
  const last = Math.min(line.times.length - 1, lowerBound(line.times, span.to));
  const isDense = last - first + 1 > pixels * 2;
  return isDense ? bucketed(line, first, last, span, pixels) : copied(line, first, last);
}

function copied({ times, values, gapMs }: TimeLine, first: number, last: number): ThinLine {
  const thin = { times: [] as number[], values: [] as number[], isDense: false };
  for (let i = first; i <= last; i += 1) {
    const time = at(times, i);
    if (i > first && time - at(times, i - 1) > gapMs) push(thin, time, Number.NaN);
    push(thin, time, at(values, i));
  }
  return thin;
}

function push(thin: { times: number[]; values: number[] }, time: number, value: number): void {
  thin.times.push(time);
  thin.values.push(value);
}

function bucketed(
  { times, values, gapMs }: TimeLine,
  first: number,
  last: number,
  span: TimeSpan,
  pixels: number,
): ThinLine {
  const thin = { times: [] as number[], values: [] as number[], isDense: true };
  const perMs = pixels / (span.to - span.from);
  let bucket = Number.NaN;
  // Indices into the samples of the bucket being filled.
  let [head, least, most, tail] = [-1, -1, -1, -1];
  const flush = (): void => {
    if (head < 0) return;
    let before = -1;
    for (const index of least < most ? [head, least, most, tail] : [head, most, least, tail]) {
      if (index > before) push(thin, at(times, index), at(values, index));
      before = Math.max(before, index);
    }
    head = -1;
  };
  let previous = Number.NaN;
  for (let i = first; i <= last; i += 1) {
    const time = at(times, i);
    const value = at(values, i);
    if (value !== value || time - previous > gapMs) {
      flush();
      push(thin, time, Number.NaN);
    }
    previous = time;
    if (value !== value) continue; // NaN: not measured
    const own = Math.floor((time - span.from) * perMs);
    if (own !== bucket) {
      flush();
      bucket = own;
    }
    if (head < 0) head = least = most = tail = i;
    else {
      if (value < at(values, least)) least = i;
      if (value > at(values, most)) most = i;
      tail = i;
    }
  }
  flush();
  return thin;
}

/** Least and greatest of what is drawn, target included; `null` where there is nothing. */
export function valueExtent(
  thin: readonly ThinLine[],
  bands: readonly TimeBand[],
  span: TimeSpan,
  target: TimeTarget | null,
): readonly [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const take = (value: number): void => {
    if (value < low) low = value;
    if (value > high) high = value;
  };
  for (const { values } of thin) for (const value of values) take(value);
  for (const band of bands) {
    const end = lowerBound(band.times, span.to + 1);
    for (let i = lowerBound(band.times, span.from); i < end; i += 1) {
      take(at(band.low, i));
      take(at(band.high, i));
    }
  }
  if (target !== null) take(target.value);
  return low > high ? null : [low, high];
}

/**
 * Places of labels beside lines that end close together, `least` apart, in the order of the lines' ends and as near to
 * them as that allows, inside top and bottom where they fit.
 */
export function spreadLabels(
  ends: readonly number[],
  least: number,
  top: number,
  bottom: number,
): readonly number[] {
  const order = ends.map((end, index) => ({ end, index })).sort((a, b) => a.end - b.end);
  const placed = new Array<number>(ends.length).fill(0);
  let free = top;
  for (const { end, index } of order) {
    placed[index] = Math.max(end, free);
    free = (placed[index] ?? 0) + least;
  }
  let room = bottom;
  for (const { index } of order.reverse()) {
    placed[index] = Math.max(top, Math.min(placed[index] ?? 0, room));
    room = (placed[index] ?? 0) - least;
  }
  return placed;
}
