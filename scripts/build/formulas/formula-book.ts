import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type {
  FormulaBook,
  FormulaEntry,
  FormulaStep,
  Operation,
} from '../../../shared/help/formula-entry.ts';
import { docstringOf, spelledOut } from './docstring.ts';
import { stepsIn } from './formula-steps.ts';
import { declarationsOf, descendants, lineAt, nameOf, nodeOf, nodesOf } from './syntax.ts';

/** Folders of shared/ that compute what the window shows. */
const FOLDERS = [
  'assess',
  'placement',
  'events',
  'transients',
  'history',
  'forecast',
  'timeline',
  'plan',
] as const;
const NOT_THE_ENGINE = /\.(test|arbitrary|fixture)\.ts$|\.d\.ts$/;
/** Sections of the contract that name formats and fields, not figures. */
const FORMATS: ReadonlySet<number> = new Set([2, 3, 14, 15, 16, 17]);
/** A docstring that says how something is computed has one of these. */
const SAYS_HOW = /[=÷×√Σ∑⌈⌊≥≤]|quantile|least squares|median|largest|smallest|sum of|share of/;
const OPERATIONS = 'shared/explain/formulas.ts';
const LONGEST_TITLE = 48;

/**
 * The docstring's first words where they are a name (`Edge reconnect: …`); without a docstring what the first step is
 * called; else the function's own name.
 */
function titleOf(name: string, text: string, steps: readonly FormulaStep[]): string {
  const [head = ''] = text.split(': ');
  if (head.length > 0 && head.length <= LONGEST_TITLE && text !== head && !/[.,`÷=]/.test(head)) return head;
  const [first] = steps;
  if (text === '' && first !== undefined && !first.label.includes('…')) return first.label;
  return spelledOut(name.replace(/^explain(?=[A-Z])/, '').replace(/(Node|Of|Row|Event)$/, ''));
}

function entriesOf(file: string, source: string): readonly FormulaEntry[] {
  return declarationsOf(file, source).flatMap(({ name, node, comment }): readonly FormulaEntry[] => {
    const steps = stepsIn(node, source);
    const { text, section } = comment === null ? { text: '', section: null } : docstringOf(comment);
    const isFormula = section !== null && !FORMATS.has(section) && SAYS_HOW.test(text);
    if (steps.length === 0 && !isFormula) return [];
    const line = lineAt(source, node.start);
    return [{ id: `${file}#${name}`, title: titleOf(name, text, steps), text, section, file, line, steps }];
  });
}

/** The operations a derivation may name, each as it is written, with what its wrapper says. */
function operationsOf(source: string): readonly Operation[] {
  const declarations = declarationsOf(OPERATIONS, source);
  const docs = new Map(declarations.map(({ name, comment }) => [name, comment]));
  const table = declarations.find(({ name }) => name === 'FORMULAS');
  const object =
    table === undefined
      ? undefined
      : [...descendants(table.node)].find(({ type }) => type === 'ObjectExpression');
  return nodesOf(object?.['properties']).flatMap((property): readonly Operation[] => {
    const key = nodeOf(property['key']);
    const value = nodeOf(property['value']);
    if (key === null || value === null) return [];
    const wrapper = nameOf(nodeOf(value['callee'])) ?? nameOf(value);
    const comment = wrapper === null ? null : docs.get(wrapper);
    return [
      {
        name: typeof key['value'] === 'string' ? key['value'] : (nameOf(key) ?? ''),
        code: source.slice(value.start, value.end),
        text: comment == null ? '' : docstringOf(comment).text,
        file: OPERATIONS,
        line: lineAt(source, property.start),
      },
    ];
  });
}

function sourceFiles(root: string): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, 'shared', folder), { recursive: true, withFileTypes: true })
      .filter(({ name }) => name.endsWith('.ts') && !NOT_THE_ENGINE.test(name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort(),
  );
}

/** Every formula of the engine, out of its source: docstrings and derivations are the only place where they are written. */
export function formulaBook(root: string): FormulaBook {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  return {
    entries: sourceFiles(root).flatMap((file) => entriesOf(file, read(file))),
    operations: operationsOf(read(OPERATIONS)),
  };
}
