import { byCodeUnits } from '../model/model-index.ts';
import type { OnboardingAction } from '../events/onboarding-actions.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { Model } from '../model/document.ts';
import { formatDay } from './date-format.ts';
import { money } from './money.ts';

/** One thing to do before the customer comes, the date before the deed. */
export interface ActionRow {
  /** `by 26 Apr`, `at once`, or `no date` where a lead time is not known. */
  readonly when: string;
  readonly text: string;
  /** `in service 7 Jun`; empty where no day is known. */
  readonly due: string;
  readonly isLate: boolean;
  /** `€29,000` with its derivation; `null` where a price is not known or there is none. */
  readonly cost: { readonly text: string; readonly node: ExplainNode } | null;
}

function costOf({ event, cost, currency }: OnboardingAction, model: Model | null): ActionRow['cost'] {
  if (cost === undefined || cost === null) return null;
  const sku = model?.skus.find(({ id }) => id === event['sku']);
  const node = derived('Cost', 'count', 'product of inputs', [
    leaf('hosts', Number(event['count']), 'hosts', {
      origin: 'computed',
      of: 'smallest number that suffices',
    }),
    leaf(`price of ${sku?.id ?? 'one'}`, sku?.unitCost ?? null, 'count', {
      origin: 'vendor',
      of: 'skus.csv',
    }),
  ]);
  return { text: money(cost, currency ?? null), node };
}

/** The engine's actions in the order of their dates; what is late already says since when it should have been begun. */
export function actionRows(
  actions: readonly OnboardingAction[],
  asOf: string | null,
  model: Model | null,
): readonly ActionRow[] {
  const rows = actions.map((action) => {
    const { by, late, inServiceBy, earliest } = action;
    const when = by === null ? 'no date' : late === true ? 'at once' : `by ${formatDay(by, asOf)}`;
    const due =
      inServiceBy === undefined || inServiceBy === null
        ? ''
        : by === null
          ? `in service ${formatDay(inServiceBy, asOf)}, lead time not measured`
          : late === true
            ? `was due ${formatDay(by, asOf)}${earliest === undefined ? '' : `, in service ${formatDay(earliest, asOf)} at the earliest`}`
            : by === inServiceBy
              ? ''
              : `in service ${formatDay(inServiceBy, asOf)}`;
    return {
      sort: by ?? '9999',
      row: { when, text: action.text, due, isLate: late === true, cost: costOf(action, model) },
    };
  });
  rows.sort((a, b) => byCodeUnits(a.sort, b.sort));
  return rows.map(({ row }) => row);
}
