import { byCodeUnits } from '../../shared/model/model-index.ts';
import type { Connection, LiveQuery } from '../../shared/import/live/connection.ts';
import { entityNameOf } from '../../shared/import/live/entity-name.ts';
import { pushDownSaving, summedScopes, isSummable, type Saving } from '../../shared/import/live/push-down.ts';
import type { PreviewSeries, QueryPreview } from '../../shared/import/live/query-preview.ts';
import type { Model } from '../../shared/model/document.ts';
import { DAY_SECONDS } from '../../shared/units.ts';
import type { PrometheusApi } from './api.ts';
import { EntityMatcher } from './entity-matcher.ts';
import { promqlOf } from './question.ts';

const SHOWN_ROWS = 12;
const SHOWN_NAMES = 8;

function labelText(labels: Readonly<Record<string, string>>): string {
  const { __name__: name = '', ...rest } = labels;
  const pairs = Object.keys(rest)
    .sort()
    .map((label) => `${label}=${JSON.stringify(rest[label])}`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(', ')}}`;
}

function savingOf(
  query: LiveQuery,
  connection: Connection,
  model: Model,
  entities: ReadonlyMap<string, string>,
  series: number,
): Saving | null {
  if (query.keep === 'samples') return null;
  const { days, stepSeconds } = connection;
  const summed = query.per === 'sums' && isSummable(query.kind);
  const results = summed ? summedScopes(model, query.kind, entities).length : series;
  return pushDownSaving(series, results, days, stepSeconds);
}

/**
 * Asks a query once, now, and shows what a sync would make of the answer: which series belong to which entity of the
 * inventory, what would be left out and why, and how much would be fetched. Nothing is kept.
 * @throws PrometheusFailure with the server's own words; Refusal `cancelled`.
 */
export async function previewQuery(
  api: PrometheusApi,
  connection: Connection,
  query: LiveQuery,
  model: Model,
  nowMs: number,
  signal?: AbortSignal,
): Promise<QueryPreview> {
  const promql = promqlOf(connection, query);
  const answer = await api.query(promql, nowMs, signal);
  const matcher = new EntityMatcher(model, query.kind);
  const seen = new Map<string, number>();
  const byLabelValue = new Map<string, string>();
  const found = new Set<string>();
  let otherKind = 0;
  const rows = answer.series.map(({ labels, values }): PreviewSeries => {
    const name = entityNameOf(labels, query);
    const stored = name === null ? null : matcher.stored(name);
    if (name !== null && stored === null) otherKind += 1;
    if (stored !== null) {
      seen.set(stored.entity, (seen.get(stored.entity) ?? 0) + 1);
      byLabelValue.set(labels[query.entityLabel] ?? '', stored.entity);
      const id = name === null ? null : matcher.idOf(name);
      if (id !== null) found.add(id);
    }
    return {
      labels: labelText(labels),
      name: labels[query.entityLabel] ?? null,
      entity: stored?.entity ?? null,
      matched: stored?.matched ?? false,
      value: values[0] ?? null,
    };
  });
  const missing = matcher.ids.filter((id) => !found.has(id));
  return {
    promql,
    series: rows.length,
    // What needs attention first.
    rows: [...rows]
      .sort((a, b) => Number(a.matched) - Number(b.matched) || byCodeUnits(a.labels, b.labels))
      .slice(0, SHOWN_ROWS),
    matched: rows.filter((row) => row.matched).length,
    unmatched: rows.filter((row) => row.entity !== null && !row.matched).length,
    unnamed: rows.filter((row) => row.entity === null).length - otherKind,
    otherKind,
    ambiguous: [...seen]
      .filter(([, count]) => count > 1)
      .map(([entity]) => entity)
      .slice(0, SHOWN_NAMES),
    missing: missing.slice(0, SHOWN_NAMES),
    missingCount: missing.length,
    warnings: answer.warnings,
    points: Math.round((rows.length * connection.days * DAY_SECONDS) / connection.stepSeconds),
    saving: savingOf(query, connection, model, byLabelValue, rows.length),
  };
}
