import { byCodeUnits } from '../model/model-index.ts';
import type { EdgeResource } from '../assess/edge-load.ts';
import type { EdgeLossOutcome } from '../events/edge-loss.ts';
import type { EdgeNode } from '../model/document.ts';

/** What binds a survivor, in words. */
export const EDGE_RESOURCE_WORDS: Readonly<Record<EdgeResource, string>> = {
  connections: 'connections',
  memory: 'memory',
  packets: 'packets',
  throughput: 'throughput',
  listeners: 'listeners',
  cpu: 'CPU',
};

/** One side of the comparison: its nodes, and losing each of those in service by itself. */
interface EdgeLossSide {
  readonly edgeNodes: readonly EdgeNode[];
  readonly edgeLosses: readonly EdgeLossOutcome[];
}

export interface EdgeLossFigure {
  readonly outcome: EdgeLossOutcome;
  /** The fullest survivor and what it is full of; `null` without one, or where nothing is measured. */
  readonly fullest: { readonly node: string; readonly resource: EdgeResource; readonly ratio: number } | null;
}

export interface EdgeLossRow {
  readonly node: string;
  readonly before: EdgeLossFigure | null;
  /** `null`: no scenario, or the node is lost in it already. */
  readonly after: EdgeLossFigure | null;
}

function figureOf(outcome: EdgeLossOutcome | undefined): EdgeLossFigure | null {
  if (outcome === undefined) return null;
  let fullest: EdgeLossFigure['fullest'] = null;
  for (const { node, utilization, binding } of outcome.survivors) {
    const ratio = binding === null ? null : (utilization[binding] ?? null);
    if (binding !== null && ratio !== null && ratio > (fullest?.ratio ?? -1))
      fullest = { node, resource: binding, ratio };
  }
  return { outcome, fullest };
}

/** Losing each node of a region by itself, on both sides, the fullest survivor's loss first. */
export function edgeLossRows(
  before: EdgeLossSide,
  after: EdgeLossSide | null,
  region: string,
): readonly EdgeLossRow[] {
  const byNode = (side: EdgeLossSide | null) =>
    new Map(side?.edgeLosses.map((outcome) => [outcome.lost[0] ?? '', outcome]));
  const [was, is] = [byNode(before), byNode(after)];
  const nodes = [...(after?.edgeNodes ?? []), ...before.edgeNodes].filter((node) => node.region === region);
  return [...new Set(nodes.map(({ id }) => id))]
    .map((node) => ({ node, before: figureOf(was.get(node)), after: figureOf(is.get(node)) }))
    .filter((row) => row.before !== null || row.after !== null)
    .sort(
      (a, b) =>
        (b.before?.fullest?.ratio ?? -1) - (a.before?.fullest?.ratio ?? -1) || byCodeUnits(a.node, b.node),
    );
}
