import type { CatalogueMetric, EntityKind } from '../../import/catalogue/catalogue-metric.ts';
import type { Connection, LiveQuery } from '../../import/live/connection.ts';
import { METRIC_CATALOGUE } from '../../import/metric-catalogue.ts';
import { fillQuery } from '../../import/metric-query.ts';
import { quoted } from './promql.ts';

/** How one canonical metric is asked for, and which label names its entity. */
export interface BookedQuery {
  readonly metric: string;
  /** PromQL, filled in. */
  readonly promql: string;
  readonly entityLabel: string;
  /** Regular expression (RE2) over the whole label; its first group is the entity's id. `null`: as sync reads names. */
  readonly entityPattern: string | null;
  /** Where the query is from, for people: an exporter's name, or a connection's. */
  readonly source: string;
  /** `true`: the catalogue's own first query, untouched; its raw series are known, so tests feed those. */
  readonly isDefault: boolean;
}

/** Queries by canonical metric. A metric that is not in it is not mapped: rules that need it are gaps. */
export type QueryBook = ReadonlyMap<string, BookedQuery>;

const WINDOW = '5m';

/**
 * Reserved memory is what the inventory promises, not what an exporter of a Firecracker host knows: only where a
 * connection asks for it can a rule watch it.
 */
const ONLY_WHERE_CONNECTED: ReadonlySet<string> = new Set(['memory_reserved_bytes']);

/** Rules read what single entities say; sums and peers are of no use to them. */
const SINGLE: ReadonlySet<EntityKind> = new Set([
  'host',
  'edgeNode',
  'postgresNode',
  'controlPlane',
  'storagePool',
]);

function catalogueQuery({ id, queries }: CatalogueMetric): BookedQuery | null {
  const [first] = queries;
  if (first === undefined || ONLY_WHERE_CONNECTED.has(id)) return null;
  return {
    metric: id,
    promql: fillQuery(first.query, { window: WINDOW }),
    entityLabel: first.entityLabel,
    entityPattern: null,
    source: first.exporter,
    isDefault: true,
  };
}

function connectedQuery(id: string, connections: readonly Connection[]): BookedQuery | 'unusable' | null {
  for (const { name, matchers, queries } of connections) {
    const query = queries.find(({ metric, enabled, kind }) => enabled && metric === id && SINGLE.has(kind));
    if (query === undefined) continue;
    const pattern = anchoredPattern(query);
    if (pattern === null) return 'unusable';
    return {
      metric: id,
      promql: fillQuery(query.query, { window: WINDOW, matchers }),
      entityLabel: query.entityLabel,
      entityPattern: pattern.over,
      source: `connection ${name}`,
      isDefault: false,
    };
  }
  return null;
}

/**
 * A pattern that sync looks for anywhere in a label, as one over all of it. What Prometheus' regular expressions do not know
 * (looking ahead and back, named groups, references) makes a rule the server would refuse.
 */
function anchoredPattern({ entityPattern: pattern }: LiveQuery): { readonly over: string | null } | null {
  if (pattern === null) return { over: null };
  if (/\(\?[=!<]|\\[1-9k]/.test(pattern)) return null;
  const groups = (RegExp(`${pattern}|`, 'u').exec('')?.length ?? 1) - 1;
  return { over: groups > 0 ? `.*?(?:${pattern}).*` : `.*?(${pattern}).*` };
}

/**
 * The query of each metric: a connection's own where one asks for the metric (the first by name), else the catalogue's first,
 * over all a Prometheus has.
 */
export function queryBook(connections: readonly Connection[]): QueryBook {
  const book = new Map<string, BookedQuery>();
  for (const metric of METRIC_CATALOGUE) {
    const connected = connectedQuery(metric.id, connections);
    const query = connected ?? catalogueQuery(metric);
    if (query !== null && query !== 'unusable') book.set(metric.id, query);
  }
  return book;
}

const ADDRESS = '(?:[0-9]+[.]){3}[0-9]+';
/** A name with its port cut off. */
const WITHOUT_PORT = '(.+?)(?::[0-9]+)?';
/** And with its domain, unless it is an address. */
const SHORT_NAME = `(${ADDRESS}|[^.:]+)(?:[.][^:]*)?(?::[0-9]+)?`;

/** As sync finds entities: `h1.dc.example:9100` is `h1`, where no entity has a dot in its own name. */
function namePattern(entities: readonly string[]): string {
  const address = new RegExp(`^${ADDRESS}$`);
  return entities.some((entity) => entity.includes('.') && !address.test(entity)) ? WITHOUT_PORT : SHORT_NAME;
}

/** The query with its entity in the label `entity`, one series per entity. `entities`: those of the inventory. */
export function entityQuery(query: BookedQuery, entities: readonly string[]): string {
  const pattern = query.entityPattern ?? namePattern(entities);
  return `max by (entity) (label_replace(${query.promql}, "entity", "$1", ${quoted(query.entityLabel)}, ${quoted(pattern)}))`;
}
