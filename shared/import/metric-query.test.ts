import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { EXPORTERS } from './catalogue/exporters.ts';
import { METRIC_CATALOGUE } from './metric-catalogue.ts';
import { fillQuery } from './metric-query.ts';

const QUERIES = METRIC_CATALOGUE.flatMap(({ id, kinds, queries }) =>
  queries.map((query) => ({ id, kinds, ...query })),
);

/** Texts of all nodes of a kind. */
function nodes(query: string, name: string): string[] {
  const found: string[] = [];
  parser.parse(query).iterate({
    enter: (node) => {
      if (node.name === name) found.push(query.slice(node.from, node.to));
    },
  });
  return found;
}

const isPromQl = (query: string): boolean => nodes(query, '⚠').length === 0;

describe('the default queries of the catalogue', () => {
  it('the grammar used here refuses what is no PromQL', () => {
    expect(isPromQl('sum by (instance) (rate(x{$match}[5m]))')).toBe(false);
    expect(isPromQl('sum(rate(x[5m])')).toBe(false);
  });

  it.each(QUERIES)('$id from $exporter is PromQL, with and without matchers', ({ query }) => {
    for (const matchers of ['', 'region="eu-west"', 'region="eu-west",job=~"a|b"']) {
      const filled = fillQuery(query, { window: '5m', matchers });
      expect(isPromQl(filled), filled).toBe(true);
      expect(filled).not.toContain('$');
    }
  });

  it.each(QUERIES)('$id from $exporter keeps the label of its entity', ({ query, entityLabel }) => {
    const filled = fillQuery(query, { window: '5m' });
    const groupings = nodes(filled, 'GroupingLabels');
    expect(groupings.length).toBeGreaterThan(0);
    // A label that label_join makes of others needs those; else every aggregation but an inner count keeps it, and
    // histogram_quantile needs `le` besides.
    const joined = /^label_join\(.*, "(\w+)", "[^"]*", "(\w+)", "(\w+)"\)$/.exec(query);
    const needed = joined?.[1] === entityLabel ? joined.slice(2) : [entityLabel];
    expect(
      groupings.every((labels) => needed.every((one) => labels.includes(one)) || labels === '(pool_id)'),
    ).toBe(true);
  });

  it.each(QUERIES)('$id from $exporter puts the matchers into every selector', ({ query }) => {
    const filled = fillQuery(query, { window: '5m', matchers: 'region="eu-west"' });
    for (const selector of nodes(filled, 'VectorSelector')) expect(selector).toContain('region="eu-west"');
  });

  it.each(QUERIES)('$id from $exporter is about a kind of entity that carries the metric', (query) => {
    expect(query.kinds).toContain(query.kind);
    expect(EXPORTERS[query.exporter].title).not.toBe('');
  });

  it('asks node_exporter only for metrics it has', () => {
    const file = new URL('../../e2e/fixtures/node_exporter_names.txt', import.meta.url);
    const known = new Set(readFileSync(file, 'utf8').trimEnd().split('\n'));
    // What its own end-to-end fixture leaves out: three collectors, and a field its meminfo of an old kernel has not.
    const elsewhere =
      /^node_(filesystem_(size|free)_bytes|network_(receive|transmit)_(packets|bytes)_total|network_transmit_drop_total|systemd_unit_state|memory_MemAvailable_bytes)$/;
    const asked = QUERIES.filter(({ exporter }) => exporter === 'node_exporter').flatMap(({ query }) =>
      nodes(fillQuery(query, { window: '5m' }), 'Identifier').filter((name) => name.startsWith('node_')),
    );
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((name) => !known.has(name) && !elsewhere.test(name))).toEqual([]);
  });

  it('every metric but those no exporter tells has a query', () => {
    expect(METRIC_CATALOGUE.filter(({ queries }) => queries.length === 0).map(({ id }) => id)).toEqual([]);
  });
});

describe('fillQuery', () => {
  it('puts the texts in as they are', () => {
    expect(fillQuery('rate(x{$match}[$window])', { window: '1m', matchers: 'a="$&"' })).toBe(
      'rate(x{a="$&"}[1m])',
    );
  });
});
