import type { Dimension } from '../cell-units.ts';
import type { ExporterId } from './exporters.ts';

export type EntityKind =
  | 'host'
  | 'cluster'
  | 'region'
  | 'edgeNode'
  | 'postgresNode'
  | 'controlPlane'
  | 'storagePool'
  | 'overlay'
  | 'peer';

/** How values of several entities become one: added up, the worst of them, or a mean over them. */
export type EntityReduction = 'sum' | 'max' | 'mean';

/**
 * How a Prometheus is asked for a metric. The answer holds one series per entity, in the metric's own unit, so that it is
 * stored as it comes. `$window` stands for the range of rates, `$match` for further label matchers; see `fillQuery`.
 */
export interface MetricQuery {
  readonly exporter: ExporterId;
  /** What the entities of the answer are. */
  readonly kind: EntityKind;
  /** The label of the answer that names the entity; `instance` mostly ends in a port, which is no part of the name. */
  readonly entityLabel: string;
  readonly query: string;
  /** What is counted, or what the exporter must be told; one sentence or two for a person. */
  readonly note?: string;
}

export interface CatalogueMetric {
  /** Canonical id: MODEL.md section 8, and what the charts of the Fleet need beside it. */
  readonly id: string;
  readonly title: string;
  /** Entities that carry the metric; `region` and `cluster` carry sums. */
  readonly kinds: readonly EntityKind[];
  /** Unit of stored values, as shown. */
  readonly unit: string;
  readonly dimension: Dimension;
  readonly reduction: EntityReduction;
  /** Constraint ids (MODEL.md section 4, without scope) that read the metric; empty: kept and charted only. */
  readonly feeds: readonly string[];
  /** Other names in snake_case that mean the same, unit included. */
  readonly aliases: readonly string[];
  /**
   * Regular expressions on a name in snake_case without its unit, for what common exports call it. They count only where
   * the file gives a unit that fits, or the metric is a plain count: a name alone never makes a unit.
   */
  readonly patterns: readonly string[];
  /** Default PromQL, the usual one first. */
  readonly queries: readonly MetricQuery[];
}
