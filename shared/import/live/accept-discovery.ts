import type { Model } from '../../model/document.ts';
import { serializeModel } from '../../model/serialize-model.ts';
import { parseModel } from '../../model/parse-model.ts';
import type { Parsed, Problem } from '../../model/problem.ts';
import type { DiscoveryRow, FoundKind } from './discovery.ts';

type Row = Record<string, unknown>;

/** The document's list of a kind, made where it is missing. Rows are copied before they are changed. */
function listOf(document: Row, key: string): Row[] {
  const list = ((document[key] ?? []) as readonly Row[]).map((row) => ({ ...row }));
  document[key] = list;
  return list;
}

const figuresOf = ({ fields }: DiscoveryRow): Row =>
  Object.fromEntries(fields.map(({ field, after }) => [field, after]));

const byId = (list: readonly Row[], id: string): Row | undefined => list.find((row) => row['id'] === id);

/** Adds a region or cluster that an accepted machine belongs to and the inventory does not have yet. */
class Places {
  readonly #regions: Row[];
  readonly #clusters: Row[];

  constructor(document: Row) {
    this.#regions = listOf(document, 'regions');
    this.#clusters = listOf(document, 'clusters');
  }

  region(id: string): string {
    if (byId(this.#regions, id) === undefined) this.#regions.push({ id });
    return id;
  }

  /** A new cluster goes to the region its label says, else to the only one there is, else to one of its own name. */
  cluster(id: string, region: string | null): string {
    if (byId(this.#clusters, id) !== undefined) return id;
    const only = this.#regions.length === 1 ? String(this.#regions[0]?.['id']) : null;
    this.#clusters.push({ id, region: this.region(region ?? only ?? id) });
    return id;
  }
}

const LISTS: Readonly<Record<FoundKind, string>> = {
  host: 'hosts',
  edgeNode: 'edgeNodes',
  postgresNode: 'postgres',
};

function accept(document: Row, places: Places, row: DiscoveryRow): Problem | null {
  const list = listOf(document, LISTS[row.kind]);
  if (row.kind === 'postgresNode') return acceptPostgresNode(list, row);
  const existing = byId(list, row.id);
  if (row.change === 'gone') {
    if (existing !== undefined) existing['state'] = 'down';
    return null;
  }
  if (existing !== undefined) {
    Object.assign(existing, figuresOf(row));
    return null;
  }
  if (row.place === null) return unplaced(row);
  const place =
    row.kind === 'host'
      ? { cluster: places.cluster(row.place, row.region) }
      : { region: places.region(row.place) };
  list.push({ id: row.id, ...place, ...figuresOf(row) });
  return null;
}

function acceptPostgresNode(groups: Row[], row: DiscoveryRow): Problem | null {
  if (row.place === null) return unplaced(row);
  let group = byId(groups, row.place);
  if (group === undefined) {
    group = { id: row.place };
    groups.push(group);
  }
  const nodes = listOf(group, 'nodes');
  const existing = byId(nodes, row.id);
  if (row.change === 'gone') group['nodes'] = nodes.filter((node) => node !== existing);
  else if (existing !== undefined) Object.assign(existing, figuresOf(row));
  else nodes.push({ id: row.id, role: row.role ?? 'replica', ...figuresOf(row) });
  return null;
}

function unplaced(row: DiscoveryRow): Problem {
  const where = { host: 'cluster', edgeNode: 'region', postgresNode: 'Postgres' }[row.kind];
  return { message: `${row.id}: say which ${where} it belongs to` };
}

/**
 * The model with the accepted differences in it, checked like any document. A host or edge node that is gone is marked as
 * down and not removed, since microVMs and history may refer to it; a Postgres node leaves its group. Usage of added
 * machines is not measured until it is synced.
 */
export function acceptDiscovery(model: Model, rows: readonly DiscoveryRow[], asOf: string): Parsed<Model> {
  const document: Row = { ...serializeModel(model), asOf };
  const places = new Places(document);
  const problems = rows.map((row) => accept(document, places, row)).filter((problem) => problem !== null);
  return problems.length > 0 ? { ok: false, problems } : parseModel(document);
}
