import type { LiveQuery, Connection } from '../../shared/import/live/connection.ts';
import { EXPORTERS, type ExporterId } from '../../shared/import/catalogue/exporters.ts';
import { METRIC_CATALOGUE } from '../../shared/import/metric-catalogue.ts';
import type { PrometheusApi } from './api.ts';
import { PrometheusFailure } from './failure.ts';
import { inOrder } from './in-order.ts';
import { promqlOf } from './question.ts';

const WIDTH = 4;

/** Exporters whose marker metric the server has, now or within the last day. */
async function exportersPresent(
  api: PrometheusApi,
  nowMs: number,
  signal?: AbortSignal,
): Promise<Set<string>> {
  const markers = new Map(Object.entries(EXPORTERS).map(([id, { marker }]) => [marker as string, id]));
  const names = [...markers.keys()].join('|');
  const answer = await api.query(
    `count by (__name__) (last_over_time({__name__=~"${names}"}[1d]))`,
    nowMs,
    signal,
  );
  return new Set(answer.series.flatMap(({ labels }) => markers.get(labels['__name__'] ?? '') ?? []));
}

/**
 * The catalogue's queries that find something on this server: for each metric and kind of entity the first that does.
 * Exporters whose marker the server does not have are not asked for.
 * @throws PrometheusFailure when the server cannot be asked; Refusal `cancelled`.
 */
export async function findQueries(
  api: PrometheusApi,
  connection: Connection,
  nowMs: number,
  signal?: AbortSignal,
): Promise<readonly LiveQuery[]> {
  const present = await exportersPresent(api, nowMs, signal);
  const candidates = METRIC_CATALOGUE.flatMap((metric) =>
    metric.queries
      .filter(({ exporter }) => present.has(exporter satisfies ExporterId))
      .map(({ kind, query, entityLabel }): LiveQuery => ({
        id: `${metric.id} ${kind}`,
        metric: metric.id,
        kind,
        query,
        entityLabel,
        entityPattern: null,
        keep: 'samples',
        per: 'entity',
        enabled: true,
      })),
  );
  const found = new Map<string, LiveQuery>();
  const asked = inOrder(candidates, WIDTH, (query) =>
    api.query(`count(${promqlOf(connection, query)})`, nowMs, signal).catch((error: unknown) => {
      // A query this server cannot do is one that finds nothing here.
      if (error instanceof PrometheusFailure && ['query', 'too-much'].includes(error.kind)) return null;
      throw error;
    }),
  );
  for await (const { task, result } of asked) {
    const series = result?.series[0]?.values[0] ?? 0;
    if (series > 0 && !found.has(task.id)) found.set(task.id, task);
  }
  return [...found.values()];
}
