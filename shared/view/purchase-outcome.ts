import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import { dayNumber } from '../history/calendar.ts';
import type { PurchaseRecord } from '../plan/purchase-record.ts';
import { formatDay } from './date-format.ts';
import { money } from './money.ts';
import { counted } from './number-format.ts';

/** A figure of a purchase at one time, with its derivation where it has one; `null`: not said, or its time has not come. */
export type PurchaseFigure = { readonly text: string; readonly node: ExplainNode | null } | null;

/** One thing expected of a purchase when it was decided, as it was ordered, and as it came. */
export interface PurchaseOutcomeRow {
  readonly what: string;
  readonly expected: PurchaseFigure;
  readonly ordered: PurchaseFigure;
  readonly delivered: PurchaseFigure;
  /** The latest known against the expected: `€500 more`, `3 days later`, `as expected`; empty where nothing is known. */
  readonly difference: string;
  readonly isWorse: boolean;
}

const SAID = { origin: 'edited', of: 'the purchase' } as const;

function priceRow(
  what: string,
  count: number,
  [expected, ordered, delivered]: readonly (number | null)[],
  currency: string | null,
): PurchaseOutcomeRow {
  const figure = (price: number | null | undefined, time: string): PurchaseFigure => {
    if (price === null || price === undefined) return null;
    const node =
      count === 1 && what !== 'Cost'
        ? null
        : derived(`Cost ${time}`, 'count', 'product of inputs', [
            leaf('hosts', count, 'hosts', { origin: 'computed', of: 'the accepted line' }),
            leaf(`price of one ${time}`, price, 'count', SAID),
          ]);
    return { text: money(price * count, currency), node };
  };
  const known = delivered ?? ordered ?? null;
  const more =
    known === null || expected === null || expected === undefined ? null : (known - expected) * count;
  const difference =
    more === null
      ? ''
      : more === 0
        ? 'as expected'
        : `${money(Math.abs(more), currency)} ${more > 0 ? 'more' : 'less'}`;
  return {
    what,
    expected: figure(expected, 'expected'),
    ordered: figure(ordered, 'as ordered'),
    delivered: figure(delivered, 'as billed'),
    difference,
    isWorse: (more ?? 0) > 0,
  };
}

function dayRow(
  what: string,
  [expected, ordered, delivered]: readonly (string | null)[],
  asOf: string,
): PurchaseOutcomeRow {
  const figure = (day: string | null | undefined): PurchaseFigure =>
    day === null || day === undefined ? null : { text: formatDay(day, asOf), node: null };
  const known = delivered ?? ordered ?? null;
  const late =
    known === null || expected === null || expected === undefined
      ? null
      : dayNumber(known) - dayNumber(expected);
  const difference =
    late === null
      ? ''
      : late === 0
        ? 'as expected'
        : `${counted(Math.abs(late), 'day')} ${late > 0 ? 'later' : 'earlier'}`;
  return {
    what,
    expected: figure(expected),
    ordered: figure(ordered),
    delivered: figure(delivered),
    difference,
    isWorse: (late ?? 0) > 0,
  };
}

/** What became of an accepted line against what was expected of it: price, cost, day of order, day in service. */
export function purchaseOutcome(
  {
    decision: { line },
    orderedUnitCost,
    deliveredUnitCost,
    orderedOn,
    arrivesOn,
    deliveredOn,
  }: PurchaseRecord,
  currency: string | null,
  asOf: string,
): readonly PurchaseOutcomeRow[] {
  const prices = [line.unitCost, orderedUnitCost, deliveredUnitCost];
  return [
    priceRow('Price of one', 1, prices, currency),
    priceRow('Cost', line.count, prices, currency),
    dayRow('Ordered', [line.orderBy, orderedOn, null], asOf),
    dayRow('In service', [line.inServiceBy, arrivesOn, deliveredOn], asOf),
  ];
}
