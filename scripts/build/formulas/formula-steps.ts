import type { FormulaName } from '../../../shared/explain/formulas.ts';
import type { ExplainNode } from '../../../shared/explain/node.ts';
import type { FormulaStep } from '../../../shared/help/formula-entry.ts';
import { explainLine } from '../../../shared/view/explain-view.ts';
import { spelledOut } from './docstring.ts';
import { descendants, lineAt, nameOf, nodeOf, nodesOf, type SyntaxNode } from './syntax.ts';

/** What a text of the source can come out as; `…` for what is only known when it runs. Empty: nothing is known. */
function textsOf(node: SyntaxNode | null): readonly string[] {
  if (node === null) return [];
  if (node.type === 'Literal' && typeof node['value'] === 'string') return [node['value']];
  if (node.type === 'TemplateLiteral') {
    const parts = nodesOf(node['quasis']).map((part) => (part['value'] as { cooked: string }).cooked);
    return [parts.join('…')];
  }
  if (node.type === 'ConditionalExpression')
    return [...textsOf(nodeOf(node['consequent'])), ...textsOf(nodeOf(node['alternate']))];
  return [];
}

/** Names of values made in the same declaration: `const demand = sumNode('Used on …', …)`. */
type Labels = ReadonlyMap<string, string>;

/** What an input is called, as far as the source says. */
function labelOf(node: SyntaxNode, labels: Labels): string {
  const name = nameOf(node);
  if (name !== null) return labels.get(name) ?? spelledOut(name).toLowerCase();
  if (node.type !== 'CallExpression') return '…';
  const [first = null, second = null] = nodesOf(node['arguments']);
  const callee = nameOf(nodeOf(node['callee'])) ?? '…';
  // A policy value goes by its key.
  const [key] = callee === 'policyLeaf' ? textsOf(second) : [];
  const said = key === undefined ? textsOf(first)[0] : spelledOut(key).toLowerCase();
  return said ?? spelledOut(callee.replace(/(Node|Leaf|Of)$/, '')).toLowerCase();
}

function labelsIn(node: SyntaxNode): Labels {
  const labels = new Map<string, string>();
  for (const inner of descendants(node)) {
    if (inner.type !== 'VariableDeclarator') continue;
    const name = nameOf(nodeOf(inner['id']));
    const value = nodeOf(inner['init']);
    if (name === null || value?.type !== 'CallExpression') continue;
    const [label] = textsOf(nodesOf(value['arguments'])[0] ?? null);
    if (label !== undefined) labels.set(name, label);
  }
  return labels;
}

const named = (label: string): ExplainNode => ({ label, value: null, unit: 'count' });

/** `derived(label, unit, formula, inputs)` and `sumNode(label, unit, items)`, wherever they stand in a declaration. */
export function stepsIn(declaration: SyntaxNode, source: string): readonly FormulaStep[] {
  const labels = labelsIn(declaration);
  const steps: FormulaStep[] = [];
  for (const node of descendants(declaration)) {
    if (node.type !== 'CallExpression') continue;
    const callee = nameOf(nodeOf(node['callee']));
    if (callee !== 'derived' && callee !== 'sumNode' && callee !== 'sumBySizeNode') continue;
    const [label = null, , formula = null, inputs = null] = nodesOf(node['arguments']);
    const operations = callee === 'derived' ? textsOf(formula) : ['sum of inputs'];
    const names =
      callee === 'derived' && inputs?.type === 'ArrayExpression'
        ? nodesOf(inputs['elements']).map((input) => labelOf(input, labels))
        : [];
    for (const said of textsOf(label)) {
      for (const operation of operations) {
        // The compiler has checked that it is one.
        const line = explainLine({
          ...named(said),
          formula: operation as FormulaName,
          inputs: names.map(named),
        });
        const words = names.length === 0 ? operation : (line.formula ?? operation);
        const isKnown = steps.some((step) => step.label === said && step.words === words);
        if (!isKnown) steps.push({ label: said, operation, words, line: lineAt(source, node.start) });
      }
    }
  }
  return steps;
}
