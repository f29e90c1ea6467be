import type { Unit } from '../units.ts';
import { FORMULAS, type FormulaName } from './formulas.ts';

/** Where a leaf's value comes from; shown as a boxed word beside it. */
export type Origin =
  'measured' | 'default' | 'edited' | 'assumed' | 'vendor' | 'scenario' | 'computed' | 'not measured';

export interface Source {
  readonly origin: Origin;
  /** Entity and field, or policy key: `hosts.csv: h1.memoryBytes`, `policy.hostLossesPerCluster`. */
  readonly of: string;
}

/**
 * A node of a derivation (MODEL.md section 4). Its value is `FORMULAS[formula]` of its inputs' values, so that anyone
 * can recompute it; a node without inputs is a leaf and names its source.
 */
export interface ExplainNode {
  readonly label: string;
  readonly value: number | string | null;
  readonly unit: Unit;
  readonly formula?: FormulaName;
  readonly source?: Source;
  readonly inputs?: readonly ExplainNode[];
}

/** A value taken from the model or the policy as it stands. */
export function leaf(label: string, value: number | string | null, unit: Unit, source: Source): ExplainNode {
  return { label, value, unit, source: value === null ? { ...source, origin: 'not measured' } : source };
}

/** A value computed from others: evaluated here, so a shown value can never disagree with its formula. */
export function derived(
  label: string,
  unit: Unit,
  formula: FormulaName,
  inputs: readonly ExplainNode[],
): ExplainNode {
  return { label, value: evaluate(formula, inputs), unit, formula, inputs };
}

/** The value a node must have, from its formula and the values of its inputs. */
export function evaluate(formula: FormulaName, inputs: readonly ExplainNode[]): number | string | null {
  return FORMULAS[formula](inputs.map((input) => input.value));
}
