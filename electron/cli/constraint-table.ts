import type { Constraint } from '../../shared/assess/constraint.ts';
import { quantityText } from '../../shared/view/quantity-format.ts';
import { shownValue, targetText } from '../../shared/view/target-text.ts';
import { tableText } from './table.ts';

/** Constraints as a person reads them on a terminal. */
export function constraintTable(constraints: readonly Constraint[]): string {
  return tableText(
    [
      { title: 'constraint' },
      { title: 'demand', align: 'right' },
      { title: 'available', align: 'right' },
      { title: 'value', align: 'right' },
      { title: 'target' },
      { title: 'verdict' },
    ],
    constraints.map((constraint) => [
      constraint.id,
      quantityText(constraint.demand, constraint.unit),
      quantityText(constraint.available, constraint.unit),
      shownValue(constraint),
      targetText(constraint),
      constraint.verdict,
    ]),
  );
}

export const missed = (constraints: readonly Constraint[]): boolean =>
  constraints.some((constraint) => constraint.verdict === 'breach');
