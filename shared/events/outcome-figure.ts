import type { ExplainNode } from '../explain/node.ts';

/** A figure of an event's outcome and how it came about. */
export interface OutcomeFigure {
  /** Path of the figure in the outcome: `recovery.seconds`, `survivors[2].utilization.memory`. */
  readonly field: string;
  /** Its root value is the figure. */
  readonly node: ExplainNode;
}

/** Figures by their fields, prefixed: `{ seconds: node }` under `recovery` is `recovery.seconds`. */
export function figuresOf(nodes: Readonly<Record<string, ExplainNode>>, under = ''): OutcomeFigure[] {
  return Object.entries(nodes).map(([field, node]) => ({
    field: under === '' ? field : `${under}.${field}`,
    node,
  }));
}
