import type { ExplainNode } from './node.ts';

/**
 * The upper `levels` levels of a derivation, as the command line prints it: 1 = the root alone. Nodes whose inputs are cut
 * keep their formula, so that a reader sees there is more.
 */
export function trimExplain(node: ExplainNode, levels: number): ExplainNode {
  if (node.inputs === undefined) return node;
  const { inputs, ...rest } = node;
  return levels <= 1 ? rest : { ...rest, inputs: inputs.map((input) => trimExplain(input, levels - 1)) };
}
