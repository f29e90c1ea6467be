import { METRIC_CATALOGUE } from '../../import/metric-catalogue.ts';
import { fillQuery } from '../../import/metric-query.ts';
import { quoted } from './promql.ts';

/** How one canonical metric is asked for, and which label names its entity. */
export interface BookedQuery {
  readonly metric: string;
  /** PromQL, filled in. */
  readonly promql: string;
  readonly entityLabel: string;
  /** Regular expression over the label's value; its first group is the entity's id. */
  readonly entityPattern: string;
  /** Where the query is from, for people: an exporter's name, or a connection's. */
  readonly source: string;
  /** `true`: the catalogue's own first query, untouched; its raw series are known, so tests feed those. */
  readonly isDefault: boolean;
}

/** Queries by canonical metric. A metric that is not in it is not mapped: rules that need it are gaps. */
export type QueryBook = ReadonlyMap<string, BookedQuery>;

/** An id, with the port cut off that `instance` labels mostly end in. */
const WITHOUT_PORT = '(.+?)(?::[0-9]+)?';
const WINDOW = '5m';

/**
 * Reserved memory is what the inventory promises, not what an exporter of a Firecracker host knows: only where a
 * connection asks for it can a rule watch it.
 */
const ONLY_WHERE_CONNECTED: ReadonlySet<string> = new Set(['memory_reserved_bytes']);

/** The catalogue's first query of each metric, over all a Prometheus has. */
export function catalogueQueries(): QueryBook {
  const book = new Map<string, BookedQuery>();
  for (const { id, queries } of METRIC_CATALOGUE) {
    const [first] = queries;
    if (first === undefined || ONLY_WHERE_CONNECTED.has(id)) continue;
    book.set(id, {
      metric: id,
      promql: fillQuery(first.query, { window: WINDOW }),
      entityLabel: first.entityLabel,
      entityPattern: WITHOUT_PORT,
      source: first.exporter,
      isDefault: true,
    });
  }
  return book;
}

/** The query with its entity in the label `entity`, one series per entity. */
export function entityQuery({ promql, entityLabel, entityPattern }: BookedQuery): string {
  const pattern = entityPattern.replace(/^\^/, '').replace(/\$$/, '');
  return `max by (entity) (label_replace(${promql}, "entity", "$1", ${quoted(entityLabel)}, ${quoted(pattern)}))`;
}
