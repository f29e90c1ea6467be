import type { Unit } from '../units.ts';
import { derived, type ExplainNode } from './node.ts';

/** No node of an explanation has many more inputs than a person reads. */
export const GROUP_SIZE = 50;

/**
 * Sum in the shape of an explanation: up to 50 values are added as they stand, more are first added in groups of 50.
 * Engine and explanation both add this way, so that a shown sum and its tree agree to the last bit. Empty: 0.
 */
export function groupedSum(values: ArrayLike<number>): number {
  let level = values;
  while (level.length > GROUP_SIZE) {
    const sums: number[] = [];
    for (let from = 0; from < level.length; from += GROUP_SIZE) {
      sums.push(sumOfRange(level, from, Math.min(from + GROUP_SIZE, level.length)));
    }
    level = sums;
  }
  return sumOfRange(level, 0, level.length);
}

function sumOfRange(values: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += values[i] ?? 0;
  return sum;
}

/** The same of values that may not be measured: `null` as soon as one is not. */
export function groupedSumOfMeasured(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? groupedSum(known) : null;
}

/** The node of {@link groupedSum}: its inputs are the items, or groups of 50 that open further. */
export function sumNode(label: string, unit: Unit, items: readonly ExplainNode[]): ExplainNode {
  let level = items;
  while (level.length > GROUP_SIZE) {
    const groups: ExplainNode[] = [];
    for (let from = 0; from < level.length; from += GROUP_SIZE) {
      const group = level.slice(from, from + GROUP_SIZE);
      groups.push(derived(rangeLabel(group), unit, 'sum of inputs', group));
    }
    level = groups;
  }
  return derived(label, unit, 'sum of inputs', level);
}

const RANGE = ' … ';

function rangeLabel(group: readonly ExplainNode[]): string {
  const first = group[0]?.label.split(RANGE)[0] ?? '';
  const last = group.at(-1)?.label.split(RANGE).at(-1) ?? '';
  return first === last ? first : first + RANGE + last;
}

/**
 * Sum of values that stand in descending order, equal ones added first: the shape in which hosts are explained "by
 * size". Agrees with {@link sumBySizeNode}.
 */
export function sumBySize(descending: ArrayLike<number>): number {
  const sums: number[] = [];
  for (let from = 0; from < descending.length;) {
    const size = descending[from] ?? 0;
    let to = from + 1;
    while (to < descending.length && descending[to] === size) to += 1;
    sums.push(groupedSum(new Float64Array(to - from).fill(size)));
    from = to;
  }
  return groupedSum(sums);
}

/** The node of {@link sumBySize}. `items` in any order; `sizeText` names a size, e.g. `480 GiB`. */
export function sumBySizeNode(
  label: string,
  unit: Unit,
  items: readonly ExplainNode[],
  sizeText: (value: number) => string,
): ExplainNode {
  const bySize = new Map<number | string | null, ExplainNode[]>();
  for (const item of items) {
    const group = bySize.get(item.value);
    if (group === undefined) bySize.set(item.value, [item]);
    else group.push(item);
  }
  const sizes = [...bySize.entries()].sort(([a], [b]) => Number(b ?? -Infinity) - Number(a ?? -Infinity));
  const groups = sizes.map(([size, members]) => {
    const [only] = members;
    if (members.length === 1 && only !== undefined) return only;
    const said =
      typeof size === 'number' ? `${members.length} × ${sizeText(size)}` : `${members.length} not measured`;
    return sumNode(said, unit, members);
  });
  return sumNode(label, unit, groups);
}
