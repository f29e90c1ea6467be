import { evaluate, type ExplainNode } from './node.ts';

/**
 * Walks a derivation and recomputes every node from its inputs by its formula. Returns what does not hold, one line
 * each, with the labels from the root to the node; an intact tree gives an empty list. Numbers must agree exactly.
 */
export function recompute(root: ExplainNode): readonly string[] {
  const wrong: string[] = [];
  walk(root, '', wrong);
  return wrong;
}

function walk(node: ExplainNode, above: string, wrong: string[]): void {
  const path = above === '' ? node.label : `${above} › ${node.label}`;
  if (node.formula === undefined || node.inputs === undefined) {
    if (node.inputs !== undefined) wrong.push(`${path}: has inputs but no formula`);
    else if (node.source === undefined) wrong.push(`${path}: a leaf without source`);
    else if ((node.value === null) !== (node.source.origin === 'not measured')) {
      wrong.push(`${path}: value ${String(node.value)} with origin ${node.source.origin}`);
    }
  } else {
    const value = evaluate(node.formula, node.inputs);
    if (!Object.is(value, node.value)) {
      wrong.push(`${path}: shows ${String(node.value)}, ${node.formula} gives ${String(value)}`);
    }
  }
  for (const input of node.inputs ?? []) walk(input, path, wrong);
}
