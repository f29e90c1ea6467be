import { FORMULA_BOOK as BOOK } from 'virtual:formulas';
import type { FormulaBook } from '../../../shared/help/formula-entry.ts';

/** The engine's formulas as they stood in its source when the window was built. */
export const FORMULA_BOOK = BOOK as FormulaBook;
