/** One step of a derivation as the engine's source writes it. */
export interface FormulaStep {
  /** What the value is called; `…` stands where the source puts a name or a number in: `Line on …`. */
  readonly label: string;
  /** Name of the operation, a key of `FORMULAS`. */
  readonly operation: string;
  /** The operation with the names of its inputs in it: `capacity − reserve`. */
  readonly words: string;
  /** Line in the entry's file, from 1. */
  readonly line: number;
}

/** A function of the engine that computes something, as its own docstring and derivations say it. */
export interface FormulaEntry {
  /** File and name: `shared/transients/edge-reconnect.ts#edgeReconnect`. */
  readonly id: string;
  readonly title: string;
  /** The docstring, word for word, without its references to the contract. Empty: the steps say it. */
  readonly text: string;
  /** Section of the contract (MODEL.md) it implements; `null`: names none. */
  readonly section: number | null;
  readonly file: string;
  readonly line: number;
  readonly steps: readonly FormulaStep[];
}

/** An operation a derivation may name (`a − b`, `sum of inputs`), with the code that computes it. */
export interface Operation {
  readonly name: string;
  readonly code: string;
  /** What its wrapper says of inputs that are not measured. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** Read from the engine's source when the window is built, so that help and engine cannot disagree. */
export interface FormulaBook {
  readonly entries: readonly FormulaEntry[];
  readonly operations: readonly Operation[];
}

/** A label of a derivation against a label of the source: `Line on 3 May` is `Line on …`. */
function labelMatches(pattern: string, label: string): boolean {
  const parts = pattern.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return parts.length === 1 ? pattern === label : new RegExp(`^${parts.join('.*')}$`, 'u').test(label);
}

const ownLength = (pattern: string): number => pattern.replaceAll('…', '').length;

/**
 * Where a node of a derivation is made: the entry whose step has its operation and its label, of several the one that says
 * most of the label. `null` where the label is made elsewhere: then only the operation is known.
 */
export function entryOfNode(
  entries: readonly FormulaEntry[],
  node: { readonly label: string; readonly formula?: string },
): FormulaEntry | null {
  let best: FormulaEntry | null = null;
  let said = 0;
  for (const entry of entries) {
    for (const step of entry.steps) {
      if (step.operation !== node.formula || !labelMatches(step.label, node.label)) continue;
      if (ownLength(step.label) <= said) continue;
      said = ownLength(step.label);
      best = entry;
    }
  }
  return best;
}
