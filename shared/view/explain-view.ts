import type { ExplainNode, Origin } from '../explain/node.ts';
import { digitsApart, formatPlain, NOT_MEASURED } from './number-format.ts';
import { formatQuantity, quantityText, type Quantity } from './quantity-format.ts';
import { GIB, type Unit } from '../units.ts';
import { axisUnit } from './axis-unit.ts';

/** One node of a derivation, in words. */
export interface ExplainLine {
  readonly label: string;
  readonly value: Quantity;
  /** How it is made, in words: `capacity − reserve`; `null` for a leaf. */
  readonly formula: string | null;
  readonly origin: Origin | null;
  readonly of: string | null;
  readonly children: readonly ExplainNode[];
}

const NAMED: ReadonlyMap<string, (names: readonly string[]) => string> = new Map([
  ['a − b', ([a = 'a', b = 'b']) => `${a} − ${b}`],
  ['a ÷ b', ([a = 'a', b = 'b']) => `${a} ÷ ${b}`],
  ['a − b, at least 0', ([a = 'a', b = 'b']) => `${a} − ${b}, at least 0`],
  ['sum of inputs', (names) => (names.length > 3 ? `sum of ${names.length}` : names.join(' + '))],
  ['product of inputs', (names) => names.join(' × ')],
  ['maximum of inputs', (names) => `largest of ${names.length}`],
  ['minimum of inputs', (names) => `smallest of ${names.length}`],
]);

/** Signs such as Σ are not capitals of a word. */
const lowerFirst = (text: string): string =>
  /^[A-Z](?![A-Z0-9+])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

const LETTERS = 'abcdef';

/** A formula of the letters a to f with something in their places, without what it says of special cases; `null` for others. */
function lettersReplaced(formula: string, parts: readonly string[]): string | null {
  const [main = ''] = formula.split(/, 0 if | if |, endless /);
  const used = main.match(/\b[a-f]\b/g) ?? [];
  if (used.length < 2 || new Set(used).size > parts.length || !/^[a-f ()+−×÷]+$/.test(main)) return null;
  return main.replace(/\b[a-f]\b/g, (letter) => parts[LETTERS.indexOf(letter)] ?? letter);
}

/** A formula with its inputs' names in it, where that reads well; else the formula's own name. */
function formulaInWords(node: ExplainNode): string | null {
  if (node.formula === undefined) return null;
  const names = (node.inputs ?? []).map((input) => lowerFirst(input.label));
  const written = NAMED.get(node.formula)?.(names) ?? lettersReplaced(node.formula, names);
  if (typeof written === 'string' && written.length <= 80) return written;
  return node.formula === 'sum of inputs' ? `sum of ${names.length}` : node.formula;
}

export function explainLine(node: ExplainNode): ExplainLine {
  return {
    label: node.label,
    value: formatQuantity(node.value, node.unit),
    formula: formulaInWords(node),
    origin: node.source?.origin ?? null,
    of: node.source?.of ?? null,
    children: node.inputs ?? [],
  };
}

/** Units of which a value alone would choose its own size: in a formula all of them have that of the largest. */
const SIZED: ReadonlySet<Unit> = new Set(['diskBytes', 'seconds']);

/**
 * A value inside a formula: bare figures, memory in GiB whatever its size, disks and times in the unit of the largest of them, so
 * that both sides share a unit. A little is never written as nothing.
 */
function bare({ value, unit }: Pick<ExplainNode, 'value' | 'unit'>, all: readonly ExplainNode[]): string {
  if (value === null) return NOT_MEASURED;
  if (typeof value === 'string') return value;
  const plain = (shown: number): string => {
    const digits = digitsApart(shown, [0], 1);
    return formatPlain(shown, digits === 1 ? 1 : digits + 1);
  };
  if (unit === 'bytes') return plain(value / GIB);
  if (unit === 'ratio') return formatPlain(value, digitsApart(value, [0, 1], 4));
  if (!SIZED.has(unit)) return formatQuantity(value, unit).text;
  const sizes = all.map((node) =>
    node.unit === unit && typeof node.value === 'number' ? Math.abs(node.value) : 0,
  );
  return plain(value / axisUnit(unit, Math.max(...sizes)).factor);
}

const FILLED: ReadonlyMap<string, (values: readonly string[]) => string> = new Map([
  ['1 − demand ÷ available', ([a = '?', b = '?']) => `1 − ${a} ÷ ${b}`],
  ['demand ÷ available', ([a = '?', b = '?']) => `${a} ÷ ${b}`],
  ['a − b', ([a = '?', b = '?']) => `${a} − ${b}`],
  ['a ÷ b', ([a = '?', b = '?']) => `${a} ÷ ${b}`],
  ['a − b, at least 0', ([a = '?', b = '?']) => `${a} − ${b}, at least 0`],
  ['sum of inputs', (values) => (values.length > 5 ? '' : values.join(' + '))],
  ['product of inputs', (values) => (values.length > 5 ? '' : values.join(' × '))],
  ['maximum of inputs', (values) => (values.length > 5 ? '' : `max(${values.join(', ')})`)],
  ['minimum of inputs', (values) => (values.length > 5 ? '' : `min(${values.join(', ')})`)],
]);

/** The root's formula with the values filled in: `1 − 16,877.4 ÷ 22,816.0 = 0.2603`; `null` where it has none. */
export function filledFormula(node: ExplainNode): string | null {
  if (node.formula === undefined) return null;
  const inputs = node.inputs ?? [];
  const all = [node, ...inputs];
  const values = inputs.map((input) => bare(input, all));
  const written = FILLED.get(node.formula)?.(values) ?? lettersReplaced(node.formula, values);
  const left = written === null || written === '' ? node.formula : written;
  return `${left} = ${bare(node, all)}`;
}

/** The whole derivation as indented text, for the clipboard. `depth` counts from 0; deeper nodes are left out. */
export function explainText(node: ExplainNode, depth = 12, indent = 0): string {
  const line = explainLine(node);
  const origin = line.origin === null ? '' : ` [${line.origin}${line.of === null ? '' : `: ${line.of}`}]`;
  const formula = line.formula === null ? '' : ` = ${line.formula}`;
  const own = `${'  '.repeat(indent)}${line.label}: ${quantityText(node.value, node.unit)}${formula}${origin}`;
  if (indent >= depth) return own;
  return [own, ...line.children.map((child) => explainText(child, depth, indent + 1))].join('\n');
}
