import { modelIndex } from '../../model/model-index.ts';
import type { EdgeNode } from '../../model/document.ts';
import { counted, formatInteger, formatPlain } from '../../view/number-format.ts';
import { expectedToReport, goneNow, reporting, wholeSum } from './compute-drafts.ts';
import { placed } from './placed-metric.ts';
import { projectionDraft } from './projection.ts';
import { promNumber, quoted } from './promql.ts';
import {
  idOf,
  modelOf,
  need,
  policyOf,
  type Drafts,
  type RuleDraft,
  type RuleSource,
} from './rule-context.ts';

const CONNECTIONS = 'edge_connections';
const RESETS = 'edge_resets_per_second';

const nodesOf = (source: RuleSource, region: string): readonly EdgeNode[] =>
  (modelIndex(modelOf(source)).edgeNodesByRegion.get(region) ?? []).filter(
    (node) => node.state === 'in-service',
  );

/** `edge-connections`: the region's connections, projected. */
export const edgeConnectionsDrafts: Drafts = (source, scope) => {
  const region = idOf(scope);
  return [
    projectionDraft(source, {
      alert: 'HeadroomEdgeConnections',
      constraint: 'edge.connections',
      scope,
      demand: wholeSum(placed(CONNECTIONS, { region }), nodesOf(source, region).length),
      needs: need('edgeNode', CONNECTIONS),
      title: `Edge connections of ${region}`,
      basisNote: null,
    }),
  ];
};

/** `edge-loss`: a node stops reporting; more of them than the reserve covers; a survivor over its target. */
export const edgeLossDrafts: Drafts = (source, scope) => {
  const region = idOf(scope);
  const { edgeLossesPerRegion: losses, edgeUtilizationMaxRatio: most } = policyOf(source);
  const nodes = nodesOf(source, region);
  const reports = expectedToReport(nodes, ({ used }) => used.connections !== null).length;
  const series = placed(CONNECTIONS, { region });
  const needs = need('edgeNode', CONNECTIONS);
  const limits = new Set(nodes.map((node) => node.maxConnections));
  const [limit = null] = limits.size === 1 ? limits : [];
  const overTarget: RuleDraft = {
    alert: 'HeadroomEdgeNodeOverTarget',
    needs,
    rule:
      limit === null
        ? 'the nodes’ maxConnections differ or are not measured'
        : {
            expr: `${series} > ${promNumber(most * limit)}`,
            for: '15m',
            constraint: `edge.connections@${scope}`,
            severity: 'warning',
            summary: `{{ $labels.entity }} of ${region} carries more connections than its target`,
            description: `{{ $value | humanize }} connections of ${formatInteger(limit)}; the target is ${formatInteger(most * limit)}. After a loss the survivors carry the lost node’s share.`,
            says: `A node over ${formatInteger(most * limit)} of its ${formatInteger(limit)} connections for 15 minutes.`,
            numbers: [`maxConnections ${formatInteger(limit)} × edgeUtilizationMaxRatio ${most}`],
          },
  };
  return [
    {
      alert: 'HeadroomEdgeNodeLost',
      needs,
      rule: {
        expr: goneNow(series, '6h'),
        for: '1m',
        constraint: `edge.connections@${scope}`,
        severity: 'warning',
        summary: `{{ $labels.entity }} of ${region} does not report`,
        description: `${region} has ${counted(nodes.length, 'edge node')}; the reserve covers the loss of ${losses}. Its connections come back on the others.`,
        says: 'A node that reported within 6 hours has not for 1 minute.',
        numbers: [`${counted(nodes.length, 'node')} in service; edgeLossesPerRegion ${losses}`],
      },
    },
    {
      alert: 'HeadroomEdgeLossBeyondReserve',
      needs,
      rule:
        losses >= reports
          ? null // no loss is beyond a reserve that is all of it
          : {
              expr: `${reporting(series)} < ${reports - losses}`,
              for: '1m',
              constraint: `edge.connections@${scope}`,
              severity: 'critical',
              summary: `${region} has lost more edge nodes than its reserve covers`,
              description: `{{ $value }} of ${reports} edge nodes report; the reserve covers the loss of ${losses}.`,
              says: `Fewer than ${reports - losses} of ${reports} nodes report for 1 minute.`,
              numbers: [`${reports} nodes − ${losses} in reserve = ${reports - losses}`],
            },
    },
    overTarget,
  ];
};

/** Resets a second that no steady node makes: twice what it has anyway, and one drop of all its connections an hour. */
export const flapLimit = (connections: number, resetsPerSecond: number | null): number =>
  2 * (resetsPerSecond ?? 0) + connections / 3600;

/**
 * `edge-flap`: resets, averaged over an hour, above what the node has anyway plus one drop of all its connections an hour:
 * more than one fall an hour. Counters see falls too short for a scrape.
 */
export const edgeFlapDrafts: Drafts = (source, scope) => {
  const region = idOf(scope);
  return nodesOf(source, region).map(({ id, used }): RuleDraft => {
    const alert = 'HeadroomEdgeFlap';
    const needs = need('edgeNode', RESETS);
    const { connections, resetsPerSecond } = used;
    if (connections === null) return { alert, needs, rule: `the connections of ${id} are not measured` };
    if (connections === 0) return { alert, needs, rule: `${id} has no connections that a fall could drop` };
    const quiet = resetsPerSecond ?? 0;
    const limit = flapLimit(connections, resetsPerSecond);
    const series = placed(RESETS, { region }).replace(/\}$/, `,entity=${quoted(id)}}`);
    return {
      alert,
      needs,
      rule: {
        expr: `avg_over_time(${series}[1h]) > ${promNumber(limit)}`,
        for: '5m',
        constraint: null,
        severity: 'critical',
        labels: { entity: id },
        summary: `${id} of ${region} drops its connections again and again`,
        description: `{{ $value | humanize }} resets a second over the last hour. One fall an hour of ${formatInteger(connections)} connections makes ${formatPlain(connections / 3600, 1)}; without falls it has ${resetsPerSecond === null ? 'an unknown number' : formatPlain(quiet, 1)}.`,
        says: `${id}: more than ${formatPlain(limit, 1)} resets a second over an hour, that is more than one fall an hour.`,
        numbers: [
          `${id}: ${formatInteger(connections)} connections ÷ 3600 + 2 × ${resetsPerSecond === null ? 'not measured, 0' : formatPlain(quiet, 2)} resets/s measured`,
        ],
      },
    };
  });
};
