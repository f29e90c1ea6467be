import { byCodeUnits } from '../../model/model-index.ts';
import type { EntityReduction } from '../catalogue/catalogue-metric.ts';
import type { Model } from '../../model/document.ts';
import { DAY_SECONDS } from '../../units.ts';
import { METRIC_CATALOGUE } from '../metric-catalogue.ts';
import type { LiveQuery } from './connection.ts';

/**
 * Daily peaks computed by the server: what MODEL.md section 8 does with a day's samples, as PromQL. The inner question is
 * asked every `step` of the day, so that the peak is that of the samples a sync would have fetched; one number a day comes
 * over the line instead of all of them.
 */

/** Share of a day's samples that makes it complete (MODEL.md section 8). */
const COMPLETE_RATIO = 0.75;

/** Metrics that are bad when low: their day is judged by its 0.05 quantile. */
const BAD_WHEN_LOW: ReadonlySet<string> = new Set(['edge_connect_success_ratio']);

const peakQuantile = (metric: string): number => (BAD_WHEN_LOW.has(metric) ? 0.05 : 0.95);

/**
 * The quantile of a day's samples of `inner`, to be asked a millisecond before the day ends: the range then holds the
 * day's first instant and not the next day's, in servers that include a range's start and in those that do not. Days with
 * fewer samples than a complete one has are left out, since their peak would be that of a part.
 */
export function dailyPeakQuery(
  inner: string,
  metric: string,
  stepSeconds: number,
  daySeconds: number,
): string {
  const range = `(${inner})[${daySeconds}s:${stepSeconds}s]`;
  const enough = Math.ceil((COMPLETE_RATIO * daySeconds) / stepSeconds);
  return `quantile_over_time(${peakQuantile(metric)}, ${range}) and count_over_time(${range}) >= ${enough}`;
}

const OPERATORS: Readonly<Record<EntityReduction, string>> = { sum: 'sum', max: 'max', mean: 'avg' };

/** The server's sum (or worst, or mean) of all series of a query, by the catalogue's word for the metric; sums by default. */
export function reducedQuery(inner: string, metric: string): string {
  const reduction = METRIC_CATALOGUE.find(({ id }) => id === metric)?.reduction ?? 'sum';
  return `${OPERATORS[reduction]}(${inner})`;
}

/** A scope whose entities are summed on the server. */
export interface SummedScope {
  /** Entity the sum is stored under: `cluster:euw-a`, `region:eu-west`. */
  readonly entity: string;
  /** Values of the entity label that belong to it. */
  readonly labelValues: readonly string[];
}

/**
 * Groups label values by the clusters and regions their entities belong to. A region is asked for itself and not put
 * together from its clusters: the quantile of a sum is not the sum of quantiles. Scopes without any of the values are left
 * out; entities the inventory does not know belong nowhere.
 */
export function summedScopes(
  model: Pick<Model, 'hosts' | 'clusters' | 'edgeNodes'>,
  kind: LiveQuery['kind'],
  entities: ReadonlyMap<string, string>,
): SummedScope[] {
  const regionOfCluster = new Map(model.clusters.map(({ id, region }) => [id, region]));
  const clusterOfHost = new Map(model.hosts.map(({ id, cluster }) => [id, cluster]));
  const regionOfEdge = new Map(model.edgeNodes.map(({ id, region }) => [id, region]));
  const scopes = new Map<string, string[]>();
  const add = (scope: string, labelValue: string): void => {
    const known = scopes.get(scope);
    if (known === undefined) scopes.set(scope, [labelValue]);
    else known.push(labelValue);
  };
  for (const [labelValue, entity] of entities) {
    const cluster = kind === 'host' ? clusterOfHost.get(entity) : undefined;
    const region = cluster === undefined ? undefined : regionOfCluster.get(cluster);
    const edgeRegion = kind === 'edgeNode' ? regionOfEdge.get(entity) : undefined;
    if (cluster !== undefined) add(`cluster:${cluster}`, labelValue);
    if (region !== undefined) add(`region:${region}`, labelValue);
    if (edgeRegion !== undefined) add(`region:${edgeRegion}`, labelValue);
  }
  return [...scopes]
    .map(([entity, labelValues]) => ({ entity, labelValues: labelValues.sort() }))
    .sort((a, b) => byCodeUnits(a.entity, b.entity));
}

/** Kinds whose entities are summed over clusters or regions. */
export const isSummable = (kind: LiveQuery['kind']): boolean => kind === 'host' || kind === 'edgeNode';

/** A matcher that holds for exactly these label values: `instance=~"h1:9100|h2:9100"`. */
export function valuesMatcher(label: string, values: readonly string[]): string {
  const escaped = values.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return `${label}=~${JSON.stringify(escaped.join('|'))}`;
}

/** Bytes of one point in an answer, `[1700000000,"12.345678901"],`: what answers of real servers come to. */
const BYTES_PER_POINT = 28;

export interface Saving {
  /** Points and bytes that would come over the line if every sample were fetched. */
  readonly pointsInstead: number;
  readonly bytesInstead: number;
  /** What comes with daily peaks. */
  readonly points: number;
  readonly bytes: number;
}

/** What push-down saves: `series` at every step over `days`, beside one number a day for each of `results`. */
export function pushDownSaving(series: number, results: number, days: number, stepSeconds: number): Saving {
  const pointsInstead = Math.round((series * days * DAY_SECONDS) / stepSeconds);
  const points = results * days;
  return {
    pointsInstead,
    bytesInstead: pointsInstead * BYTES_PER_POINT,
    points,
    bytes: points * BYTES_PER_POINT,
  };
}
