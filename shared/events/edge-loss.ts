import { meets } from '../assess/verdict.ts';
import { worstEdgeLoss } from '../assess/edge-worst-loss.ts';
import { byCodeUnits } from '../model/model-index.ts';
import type { ExplainNode } from '../explain/node.ts';
import type { EdgeNode, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import {
  edgeReconnect,
  edgeReconnectTransient,
  type EdgeReconnectFigures,
} from '../transients/edge-reconnect.ts';
import { edgeLossFigures, reconnectAfterLoss } from './edge-loss-explain.ts';
import { defineEvent, refused, type EventContext, type Applied } from './definition.ts';
import {
  highestUtilization,
  redistribute,
  stateOf,
  type Redistribution,
  type SurvivorState,
} from './edge-rebalance.ts';

/** MODEL.md section 16. */
export interface EdgeLossOutcome {
  readonly lost: readonly string[];
  readonly survivors: readonly SurvivorState[];
  readonly maxUtilization: number | null;
  /** No survivor, or a known utilization above the policy’s maximum: breach. Else anything unknown: not measured. */
  readonly verdict: 'ok' | 'breach' | 'not-measured';
  readonly reconnect: EdgeReconnectFigures;
}

/**
 * Edge nodes go out of service (MODEL.md section 6): connections, packets and throughput of the lost nodes — and the CPU
 * they cost, where it is measured — go to the survivors of their region by the policy's `edgeRebalance`. Per survivor
 * every resource's utilization and the binding one; how long the connections take to come back, section 7.
 *
 * A known utilization above the maximum is a breach, whatever else is not measured; else a resource whose limit or load is
 * not measured is `null` in the outcome and leaves the verdict not measured. `worst` is the loss with the highest
 * utilization of any survivor.
 */
export const edgeLoss = defineEvent({
  type: 'edgeLoss',
  title: 'Lose edge nodes',
  summary: 'Edge nodes go out of service; their connections and traffic go to the survivors of the region.',
  group: 'failure',
  fields: [
    {
      kind: 'entity',
      of: 'edgeNode',
      many: true,
      name: 'nodes',
      label: 'Edge nodes',
      help: 'The nodes that go down.',
      within: 'region',
    },
    {
      kind: 'count',
      min: 1,
      name: 'count',
      label: 'How many',
      help: 'Number of nodes, chosen by the selector.',
    },
    {
      kind: 'choice',
      name: 'select',
      label: 'Which',
      help: 'Largest: most connections possible. Busiest: most connections now. Worst: highest utilization left on a survivor.',
      choices: [
        { value: 'largest', label: 'largest' },
        { value: 'busiest', label: 'busiest' },
        { value: 'worst', label: 'worst' },
      ],
      default: 'busiest',
    },
    {
      kind: 'entity',
      of: 'region',
      many: false,
      name: 'region',
      label: 'Region',
      help: 'Where to choose; absent: everywhere.',
    },
  ],
  oneOf: [
    { label: 'These nodes', fields: ['nodes'] },
    { label: 'A number of nodes', fields: ['count', 'select', 'region'] },
  ],
  defaults(model) {
    const up = model.edgeNodes.find((node) => node.state === 'in-service');
    return up === undefined
      ? 'no edge node is in service'
      : { count: 1, select: 'busiest', region: up.region };
  },
  apply(context, values): Applied<EdgeLossOutcome> {
    const picked = pickNodes(context, values);
    if ('problems' in picked) return picked;
    const { model, policy } = context;
    const lost = new Set(picked.nodes.map((node) => node.id));
    const after = redistribute(model, policy, lost);
    const connections = after.lostConnections;
    const stranded = after.strandedRegions.length > 0;
    return {
      ok: true,
      model: { ...model, edgeNodes: after.edgeNodes },
      outcome: outcomeOf([...lost], after, policy),
      transients: [edgeReconnectTransient(connections, stranded ? [] : after.reconnect)],
      figures: () => edgeLossFigures(model, policy, lost, after),
      notes: after.strandedRegions.map(
        (region) => `no edge node of ${region} is left in service: its connections have nowhere to go`,
      ),
    };
  },
});

/** What losing these nodes (in service, of one model) together would do, as the event reports it. */
export function edgeLossOutcome(
  model: Pick<Model, 'edgeNodes'>,
  policy: Policy,
  lost: readonly string[],
): EdgeLossOutcome {
  return outcomeOf(lost, redistribute(model, policy, new Set(lost)), policy);
}

/** How long the connections of these nodes take to come back, as the derivation of the outcome's `reconnect.seconds`. */
export function edgeLossReconnect(
  model: Pick<Model, 'edgeNodes'>,
  policy: Policy,
  lost: readonly string[],
): ExplainNode {
  return reconnectAfterLoss(redistribute(model, policy, new Set(lost))).seconds;
}

function outcomeOf(lost: readonly string[], after: Redistribution, policy: Policy): EdgeLossOutcome {
  const survivors = after.survivors.map(stateOf);
  const maxUtilization = highestUtilization(survivors);
  const stranded = after.strandedRegions.length > 0;
  return {
    lost,
    survivors,
    maxUtilization,
    verdict: verdictOf(stranded, survivors, maxUtilization, policy),
    reconnect: edgeReconnect(after.lostConnections, stranded ? [] : after.reconnect),
  };
}

/** As `edge.survival` judges: a known overload is a breach, but a figure nobody measured never lets a loss count as held. */
function verdictOf(
  stranded: boolean,
  survivors: EdgeLossOutcome['survivors'],
  maxUtilization: number | null,
  policy: Policy,
): EdgeLossOutcome['verdict'] {
  if (stranded) return 'breach';
  if (maxUtilization !== null && !meets(maxUtilization, '<=', policy.edgeUtilizationMaxRatio, false))
    return 'breach';
  const isUnknown = survivors.some(({ utilization }) => Object.values(utilization).includes(null));
  return maxUtilization === null || isUnknown ? 'not-measured' : 'ok';
}

interface NodeChoice {
  readonly nodes: readonly string[];
  readonly count: number | null;
  readonly select: 'largest' | 'busiest' | 'worst';
  readonly region: string | null;
}

function pickNodes(
  context: EventContext,
  choice: NodeChoice,
): { readonly nodes: readonly EdgeNode[] } | ReturnType<typeof refused> {
  const { model, policy } = context;
  if (choice.count === null) {
    const nodes: EdgeNode[] = [];
    for (const [index, id] of choice.nodes.entries()) {
      const node = model.edgeNodes.find((candidate) => candidate.id === id);
      if (node === undefined) return refused(context, `nodes[${index}]`, `there is no edge node ${id}`, id);
      if (node.state === 'down')
        return refused(context, `nodes[${index}]`, `edge node ${id} is already down`, id);
      nodes.push(node);
    }
    return { nodes };
  }
  if (choice.region !== null && !model.regions.some((region) => region.id === choice.region)) {
    return refused(context, 'region', `there is no region ${choice.region}`, choice.region);
  }
  const up = model.edgeNodes.filter(
    (node) => node.state === 'in-service' && (choice.region === null || node.region === choice.region),
  );
  if (choice.count > up.length) {
    return refused(
      context,
      'count',
      `only ${up.length} edge ${up.length === 1 ? 'node is' : 'nodes are'} in service there`,
      String(choice.count),
    );
  }
  const nodes = choice.select === 'worst' ? worstOf(up, choice.count, policy) : ranked(up, choice.select);
  return { nodes: nodes.slice(0, choice.count) };
}

/** By the selector's measure, most first, ties by id; not measured counts least. */
function ranked(nodes: readonly EdgeNode[], by: 'largest' | 'busiest'): EdgeNode[] {
  const measure = (node: EdgeNode) => (by === 'largest' ? node.maxConnections : node.used.connections) ?? -1;
  return [...nodes].sort((a, b) => measure(b) - measure(a) || byCodeUnits(a.id, b.id));
}

/**
 * The loss within one region that leaves a survivor fullest (exact, assess/edge-worst-loss.ts); a region that loses every
 * node is worse than any. Where nothing can be computed the busiest nodes are taken.
 */
function worstOf(up: readonly EdgeNode[], count: number, policy: Policy): readonly EdgeNode[] {
  let worst = ranked(up, 'busiest');
  let most = -Infinity;
  for (const region of [...new Set(up.map((node) => node.region))].sort(byCodeUnits)) {
    const nodes = up.filter((node) => node.region === region);
    if (nodes.length < count) continue;
    if (nodes.length === count) return nodes;
    const found = worstEdgeLoss(nodes, count, policy).worst;
    if (found !== null && found.utilization > most) [worst, most] = [[...found.lost], found.utilization];
  }
  return worst;
}
