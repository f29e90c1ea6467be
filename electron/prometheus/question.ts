import { createHash } from 'node:crypto';
import { rateWindow, type Connection, type LiveQuery } from '../../shared/import/live/connection.ts';
import { entityNameOf } from '../../shared/import/live/entity-name.ts';
import {
  isSummable,
  pushDownSaving,
  reducedQuery,
  summedScopes,
  valuesMatcher,
  type Saving,
} from '../../shared/import/live/push-down.ts';
import { fillQuery } from '../../shared/import/metric-query.ts';
import type { Model } from '../../shared/model/document.ts';
import { DAY_MS } from '../../shared/units.ts';
import type { PrometheusApi } from './api.ts';
import { EntityMatcher } from './entity-matcher.ts';
import { PrometheusFailure } from './failure.ts';
import type { Answer } from './read-answer.ts';

/** One expression that is asked over a range of time. A query with sums has one for each sum. */
export interface Question {
  readonly query: LiveQuery;
  /** Names what was asked in the workspace: a hash of everything the answer depends on. */
  readonly key: string;
  readonly promql: string;
  readonly keep: LiveQuery['keep'];
  /** Entity of a sum; `null`: the answer's label names the entity. */
  readonly entity: string | null;
  /** Distance of the points asked for: the step, or a day. */
  readonly stepMs: number;
  /** Expected series of an answer. */
  readonly series: number;
  readonly saving: Saving | null;
}

/** The query as the server is asked it. `more`: a further matcher. */
export function promqlOf(connection: Connection, query: LiveQuery, more = ''): string {
  const matchers = [connection.matchers.trim().replace(/,+$/, ''), more].filter((part) => part !== '');
  return fillQuery(query.query, {
    window: rateWindow(connection.stepSeconds),
    matchers: matchers.join(','),
  });
}

function keyOf(connection: Connection, query: LiveQuery, promql: string, entity: string | null): string {
  const { metric, kind, entityLabel, entityPattern, keep } = query;
  const facts = [
    promql,
    connection.url,
    connection.stepSeconds,
    metric,
    kind,
    entityLabel,
    entityPattern,
    keep,
    entity,
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32);
}

export interface QuestionContext {
  readonly connection: Connection;
  readonly model: Model;
  readonly timeZone: string;
  readonly nowMs: number;
  /** Days of the range; for the saving. */
  readonly days: number;
  readonly signal?: AbortSignal;
}

/**
 * The questions of a query, after asking the server which series it has. `null`: it has none, now or on any day of the
 * range. @throws PrometheusFailure, Refusal `cancelled`.
 */
export async function questionsOf(
  api: PrometheusApi,
  query: LiveQuery,
  context: QuestionContext,
): Promise<readonly Question[] | null> {
  const { connection, days } = context;
  const promql = promqlOf(connection, query);
  const present = await seriesPresent(api, promql, context);
  const series = present.series.length;
  if (series === 0) return null;
  const { keep } = query;
  const stepMs = keep === 'samples' ? connection.stepSeconds * 1000 : DAY_MS;
  const base = { query, keep, stepMs };
  if (keep === 'samples' || query.per === 'entity' || !isSummable(query.kind)) {
    const saving = keep === 'samples' ? null : pushDownSaving(series, series, days, connection.stepSeconds);
    return [
      {
        ...base,
        key: keyOf(connection, query, promql + zoneOf(keep, context), null),
        promql,
        entity: null,
        series,
        saving,
      },
    ];
  }
  if (!query.query.includes('$match'))
    throw new PrometheusFailure(
      'query',
      'To be summed by cluster and region, the query needs $match in each of its selectors: metric{$match}.',
    );
  const matcher = new EntityMatcher(context.model, query.kind);
  const entities = new Map<string, string>();
  for (const { labels } of present.series) {
    const name = entityNameOf(labels, query);
    const value = labels[query.entityLabel];
    const stored = name === null ? null : matcher.stored(name);
    if (stored !== null && value !== undefined) entities.set(value, stored.entity);
  }
  const scopes = summedScopes(context.model, query.kind, entities);
  if (scopes.length === 0)
    throw new PrometheusFailure(
      'query',
      'None of the series belongs to an entity of the inventory, so there is nothing to sum by cluster or region.',
    );
  return scopes.map(({ entity, labelValues }) => {
    const matched = promqlOf(connection, query, valuesMatcher(query.entityLabel, labelValues));
    const summed = reducedQuery(matched, query.metric);
    return {
      ...base,
      key: keyOf(connection, query, summed + zoneOf(keep, context), entity),
      promql: summed,
      entity,
      series: 1,
      saving: pushDownSaving(labelValues.length, 1, days, connection.stepSeconds),
    };
  });
}

/** By day over the range, since hosts that are gone now were there then; only those of now where that is too much to ask. */
async function seriesPresent(
  api: PrometheusApi,
  promql: string,
  { nowMs, days, signal }: QuestionContext,
): Promise<Answer> {
  try {
    return await api.query(`last_over_time((${promql})[${days}d:1d]) or (${promql})`, nowMs, signal);
  } catch (error) {
    if (!(error instanceof PrometheusFailure) || error.kind !== 'too-much') throw error;
    return api.query(promql, nowMs, signal);
  }
}

/** Daily peaks depend on where days begin. */
const zoneOf = (keep: LiveQuery['keep'], { timeZone }: QuestionContext): string =>
  keep === 'dailyPeaks' ? `@${timeZone}` : '';
