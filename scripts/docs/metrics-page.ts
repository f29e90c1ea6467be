import type { CatalogueMetric, MetricQuery } from '../../shared/import/catalogue/catalogue-metric.ts';
import { EXPORTERS } from '../../shared/import/catalogue/exporters.ts';
import { METRIC_CATALOGUE } from '../../shared/import/metric-catalogue.ts';

const KINDS = {
  host: 'host',
  cluster: 'cluster',
  region: 'region',
  edgeNode: 'edge node',
  postgresNode: 'Postgres node',
  controlPlane: 'control plane',
  storagePool: 'storage pool',
  overlay: 'overlay',
  peer: 'peer',
} as const;

const REDUCTIONS = { sum: 'added up', max: 'the worst one', mean: 'their mean' } as const;

const code = (text: string): string => `\`${text}\``;

/** `a`, `a or b`, `a, b or c`, each with its article. */
function listed(names: readonly string[]): string {
  const each = names.map((name) => `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`);
  return [each.slice(0, -1).join(', '), each.at(-1) ?? ''].filter((part) => part !== '').join(' or ');
}

function queryText({ exporter, kind, entityLabel, query, note }: MetricQuery): string[] {
  const said = note === undefined ? '' : ` ${note}`;
  return [
    `${EXPORTERS[exporter].title}, one series per ${KINDS[kind]} by label ${code(entityLabel)}.${said}`,
    '',
    '```promql',
    query,
    '```',
    '',
  ];
}

function metricText(metric: CatalogueMetric): string[] {
  const { feeds, aliases, patterns } = metric;
  return [
    `## ${code(metric.id)}`,
    '',
    `${metric.title}, in ${code(metric.unit)}, of ${listed(metric.kinds.map((kind) => KINDS[kind]))}. ` +
      `Several become one: ${REDUCTIONS[metric.reduction]}. ` +
      (feeds.length === 0 ? 'Kept and charted.' : `Feeds ${feeds.map(code).join(', ')}.`),
    '',
    ...(aliases.length === 0 ? [] : [`Also read as ${aliases.map(code).join(', ')}.`, '']),
    ...(patterns.length === 0
      ? []
      : [`With a unit that fits, also what matches ${patterns.map(code).join(', ')}.`, '']),
    ...metric.queries.flatMap(queryText),
  ];
}

/** docs/metrics.md: the catalogue for people, from the same data the program reads. */
export function metricsPage(): string {
  return [
    '# Metrics',
    '',
    '<!-- Written from shared/import/catalogue by scripts/docs/metrics-page.test.ts; `npx vitest run scripts/docs -u` renews it. -->',
    '',
    'What Headroom calls a measured quantity, in which unit it is kept, and where it comes from. A name is recognised in any',
    'case and with any punctuation, also with another unit of the same kind: `Memory used [GiB]`, `memory_used_gib`. Every other',
    'name is kept as it is, unmapped.',
    '',
    'Series of a peer name source and target: an entity `a → b`, or labels such as `source` and `target`, `instance` and `peer`;',
    'see [import.md](import.md).',
    '',
    'In the queries `$window` stands for the range of rates and `$match` for further label matchers, such as `region="eu-west"`.',
    '',
    ...METRIC_CATALOGUE.flatMap(metricText),
  ].join('\n');
}
