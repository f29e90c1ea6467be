/** A reading, or nothing at that moment. */
export type Reading = number | null;

const DIGITS = 12;
const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/** Most series stand still for hours: the same reading again is not rounded again. */
function roundedAll(readings: readonly Reading[]): readonly Reading[] {
  let last: Reading = null;
  let known: Reading = null;
  return readings.map((value) => {
    if (value === null) return null;
    if (value !== last) {
      last = value;
      known = rounded(value);
    }
    return known;
  });
}

/** As promtool's notation reads a number: no `e` without digits it knows. */
function plain(value: number): string {
  const text = String(value);
  return /e/.test(text) ? value.toFixed(Math.abs(value) < 1 ? 18 : 0) : text;
}

/** One reading `count` times: `_x3`, `5x2` for three fives. */
function repeated(value: Reading, count: number): string {
  if (value === null) return count === 1 ? '_' : `_x${count}`;
  return count === 1 ? plain(value) : `${plain(value)}x${count - 1}`;
}

/**
 * Readings at a steady interval in the notation of promtool's `values`, straight runs shortened: `1+2x3` is 1, 3, 5, 7.
 * Values are rounded to twelve digits.
 */
export function sampleNotation(readings: readonly Reading[]): string {
  const values = roundedAll(readings);
  const parts: string[] = [];
  let at = 0;
  while (at < values.length) {
    const first = values[at] ?? null;
    let end = at + 1;
    const second = values[end];
    const step = first !== null && typeof second === 'number' ? rounded(second - first) : null;
    if (step === null || step === 0) while (end < values.length && values[end] === first) end += 1;
    else while (end < values.length && isNext(values[end], first ?? 0, step, end - at)) end += 1;
    const count = end - at;
    if (step !== null && step !== 0 && count > 2 && first !== null)
      parts.push(`${plain(first)}${step < 0 ? '-' : '+'}${plain(Math.abs(step))}x${count - 1}`);
    else if (step !== null && step !== 0) {
      parts.push(repeated(first, 1));
      end = at + 1;
    } else parts.push(repeated(first, count));
    at = end;
  }
  return parts.join(' ');
}

const isNext = (value: Reading | undefined, first: number, step: number, index: number): boolean =>
  typeof value === 'number' && Math.abs(value - (first + step * index)) <= Math.abs(first) * 1e-11 + 1e-11;
