import type { Model } from '../../model/document.ts';
import { modelIndex } from '../../model/model-index.ts';
import { isOneOf, selector } from './promql.ts';
import { entityQuery, type QueryBook } from './query-book.ts';
import type { RecordingRule } from './rule.ts';

/** Entities of one place and the labels that say so: hosts of a cluster, edge nodes of a region, nodes of a Postgres. */
export interface Place {
  readonly labels: Readonly<Record<string, string>>;
  readonly entities: readonly string[];
}

export type PlacedKind = 'host' | 'edgeNode' | 'postgresNode' | 'controlPlane' | 'storagePool';

/** Entities that should report: not down. By place, in order of id. */
function placesOf(model: Model, kind: PlacedKind): readonly Place[] {
  const { hostsByCluster, edgeNodesByRegion } = modelIndex(model);
  const filled = (places: readonly Place[]): readonly Place[] =>
    places.filter((place) => place.entities.length > 0);
  switch (kind) {
    case 'host':
      return filled(
        model.clusters.map(({ id, region }) => ({
          labels: { region, cluster: id },
          entities: (hostsByCluster.get(id) ?? [])
            .filter((host) => host.state !== 'down')
            .map((host) => host.id),
        })),
      );
    case 'edgeNode':
      return filled(
        model.regions.map(({ id }) => ({
          labels: { region: id },
          entities: (edgeNodesByRegion.get(id) ?? [])
            .filter((node) => node.state === 'in-service')
            .map((node) => node.id),
        })),
      );
    case 'postgresNode':
      return filled(
        model.postgres.map(({ id, region, nodes }) => ({
          labels: { ...(region === null ? {} : { region }), postgres: id },
          entities: nodes.map((node) => node.id),
        })),
      );
    case 'controlPlane':
      return model.controlPlanes.map(({ id, region }) => ({
        labels: { ...(region === null ? {} : { region }), control_plane: id },
        entities: [id],
      }));
    case 'storagePool':
      return model.storagePools.map(({ id, region }) => ({
        labels: { ...(region === null ? {} : { region }), pool: id },
        entities: [id],
      }));
  }
}

const rawName = (metric: string): string => `headroom:${metric}`;
const placedName = (metric: string): string => `headroom:${metric}:placed`;

/** The recorded series of a metric at a place: `headroom:memory_used_bytes:placed{cluster="euw-a"}`. */
export function placed(metric: string, labels: Readonly<Record<string, string>>): string {
  return selector(placedName(metric), labels);
}

export interface NeededMetric {
  readonly metric: string;
  readonly kind: PlacedKind;
}

/**
 * Two recording rules for each metric that some alert reads: the metric of every entity, by one query, and those of this
 * workspace with the place they stand in as labels. The names of entities are in the file once for each metric.
 */
export function metricRecordings(
  model: Model,
  book: QueryBook,
  needed: readonly NeededMetric[],
): readonly RecordingRule[] {
  return needed.flatMap(({ metric, kind }): readonly RecordingRule[] => {
    const query = book.get(metric);
    if (query === undefined) return [];
    const places = placesOf(model, kind);
    return [
      {
        record: rawName(metric),
        expr: entityQuery(
          query,
          places.flatMap(({ entities }) => entities),
        ),
        labels: {},
        comment: `${metric} of each entity; query of ${query.source}.`,
      },
      ...places.map(({ labels, entities }): RecordingRule => ({
        record: placedName(metric),
        expr: `${rawName(metric)}{${isOneOf('entity', entities)}}`,
        labels,
        comment: null,
      })),
    ];
  });
}

/** Name of the per-entity series, for tests that cannot feed a query's raw series. */
export const recordedName = rawName;
