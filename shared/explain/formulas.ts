/**
 * The formulas an explanation node may name. The name is what the reader sees; the function is what computes.
 * `null` stands for "not measured" and makes a result `null`, except where a formula says otherwise.
 */
type Value = number | string | null;

function numbers(values: readonly Value[]): number[] | null {
  const known: number[] = [];
  for (const value of values) {
    if (typeof value !== 'number') return null;
    known.push(value);
  }
  return known;
}

/** A formula over numbers that is `null` as soon as one input is not measured. */
const over =
  (compute: (values: readonly number[]) => number | null) =>
  (values: readonly Value[]): number | null => {
    const known = numbers(values);
    return known === null ? null : compute(known);
  };

/** A formula of exactly two numbers. */
const of2 = (compute: (a: number, b: number) => number | null) =>
  over(([a, b]) => (a === undefined || b === undefined ? null : compute(a, b)));

export const FORMULAS = {
  'sum of inputs': over((values) => values.reduce((sum, value) => sum + value, 0)),
  'maximum of inputs': over((values) => (values.length === 0 ? null : Math.max(...values))),
  'minimum of inputs': over((values) => (values.length === 0 ? null : Math.min(...values))),
  'product of inputs': over((values) => values.reduce((product, value) => product * value, 1)),
  'same as input': over(([value]) => value ?? null),
  'a − b': of2((a, b) => a - b),
  'a ÷ b': of2((a, b) => (b === 0 ? null : a / b)),
  'a − b, at least 0': of2((a, b) => Math.max(0, a - b)),
  '1 − demand ÷ available': of2((demand, available) => (available > 0 ? 1 - demand / available : null)),
  'demand ÷ available': of2((demand, available) => (available > 0 ? demand / available : null)),
} satisfies Record<string, (values: readonly Value[]) => Value>;

export type FormulaName = keyof typeof FORMULAS;
