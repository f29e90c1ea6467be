/** Made while bundling by scripts/build/formulas/formula-plugin.ts. */
declare module 'virtual:formulas' {
  import type { FormulaBook } from '../../../shared/help/formula-entry.ts';

  export const FORMULA_BOOK: FormulaBook;
}
