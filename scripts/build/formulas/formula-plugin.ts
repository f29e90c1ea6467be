import type { Plugin } from 'vite';
import { formulaBook } from './formula-book.ts';

const NAME = 'virtual:formulas';
const RESOLVED = `\0${NAME}`;

/** `import { FORMULA_BOOK } from 'virtual:formulas'`: the engine's formulas, read from its source while bundling. */
export function formulaPlugin(root: string): Plugin {
  return {
    name: 'headroom-formulas',
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    // As text to be parsed: faster to load than an object literal.
    load: (id) =>
      id === RESOLVED
        ? `export const FORMULA_BOOK = JSON.parse(${JSON.stringify(JSON.stringify(formulaBook(root)))});`
        : null,
  };
}
