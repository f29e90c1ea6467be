import { largestNode } from '../events/add-edge-nodes.ts';
import type { Scenario } from '../events/scenario.ts';
import type { EdgeNode, Model, Sku } from '../model/document.ts';
import { byCodeUnits } from '../model/model-index.ts';
import { roundedUp } from '../model/rounding.ts';
import { GB } from '../units.ts';
import type { Fix, FixEvent, Lack, Searched } from './fix-result.ts';
import { choosesHosts } from './lacks.ts';

/** One kind of change, in a growing number of one thing. */
export interface Candidate {
  readonly eventOf: (count: number) => FixEvent;
  /** Fewer than this cannot suffice. */
  readonly least: number;
  readonly most: number;
  /** Every count up to this many past `least` is tried; beyond, counts double and the last gap is halved. */
  readonly oneByOne: number;
  /** What a count weighs against another candidate's; the lightest is chosen, of equals the first. Rises with the count. */
  readonly weightOf: (count: number) => readonly number[];
  readonly priceOf: (count: number) => Pick<Fix, 'cost' | 'currency' | 'leadTimeDays'>;
}

/** What is missed for want of one kind of thing in one place, and what could be changed there. */
export interface FixGroup {
  readonly lacks: readonly Lack[];
  readonly candidates: readonly Candidate[];
  readonly searched: Searched;
}

const HOSTS_BEYOND = 63;
const MOST_EDGE_NODES = 32;
const CORES_TIMES = 16;
const CONNECTIONS_TIMES = 64;
const STORAGE_TIMES = 16;
const NO_PRICE = { cost: null, currency: null, leadTimeDays: null } as const;

/**
 * Sorts what is missed into groups one kind of change may mend: hosts of any machine type in a cluster or, for a region's
 * figures, in any of its clusters; edge nodes shaped like any of the region; cores or max_connections of the primary, the
 * replicas or all nodes; a bigger store. What no event of a scenario changes stands alone, without candidates.
 */
export function fixGroups(model: Model, scenario: Scenario, lacks: readonly Lack[]): readonly FixGroup[] {
  const groups = new Map<string, { lacks: Lack[]; open: (lacks: readonly Lack[]) => FixGroup }>();
  for (const lack of lacks) {
    const { key, open } = groupOf(model, scenario, lack);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { lacks: [lack], open });
    else group.lacks.push(lack);
  }
  return [...groups.values()].map((group) => group.open(group.lacks));
}

interface Place {
  readonly key: string;
  readonly open: (lacks: readonly Lack[]) => FixGroup;
}

function groupOf(model: Model, scenario: Scenario, lack: Lack): Place {
  if (lack.kind === 'stranded') return hostPlace(model, scenario, lack.clusters);
  if (lack.kind === 'failover') return postgresPlace(model, lack.postgres, lack.objective, lack);
  const { domain, resource, scope } = lack.constraint;
  const id = scope.slice(scope.indexOf(':') + 1);
  if (domain === 'compute' && resource !== 'osDisk') {
    const regional = model.clusters.filter(({ region }) => region === id).map((cluster) => cluster.id);
    return hostPlace(model, scenario, scope.startsWith('region:') ? regional : [id]);
  }
  if (domain === 'edge' && resource !== 'listeners') return edgePlace(model, id);
  if (resource === 'postgresCpu') return postgresPlace(model, id, 'cpu', lack);
  if (resource === 'postgresConnections') return postgresPlace(model, id, 'connections', lack);
  return storagePlace(model, resource, id, lack);
}

const nothing = (lack: Lack): Place => ({
  key: `nothing ${lack.key}`,
  open: (lacks) => ({ lacks, candidates: [], searched: null }),
});

function hostPlace(model: Model, scenario: Scenario, clusters: readonly string[]): Place {
  return {
    key: `hosts ${[...clusters].sort(byCodeUnits).join(' ')}`,
    open(lacks) {
      const candidates = clusters.flatMap((cluster) =>
        model.skus.map((sku) => hostCandidate(cluster, sku, hostsAtLeast(lacks, scenario, sku))),
      );
      const most = Math.max(0, ...candidates.map((candidate) => candidate.most));
      return { lacks, candidates, searched: { kind: 'hosts', clusters, skus: model.skus.length, most } };
    },
  };
}

/**
 * Hosts of a type needed at least: what is missing to a missed memory or CPU target over the most one host adds to it, its
 * whole capacity, as if the reserve did not grow. 1 where the scenario picks the hosts it loses: it may then lose others.
 */
function hostsAtLeast(lacks: readonly Lack[], scenario: Scenario, sku: Sku): number {
  if (choosesHosts(scenario)) return 1;
  let least = 1;
  for (const lack of lacks) {
    if (lack.kind !== 'target') continue;
    const { resource, margin, target } = lack.constraint;
    const memory = sku.memoryBytes === null ? null : sku.memoryBytes - sku.systemReservedMemoryBytes;
    const gain = resource === 'memory' ? memory : resource === 'cpu' ? sku.cpuCores : null;
    if (margin === null || gain === null || gain <= 0 || typeof target?.value !== 'number') continue;
    if (target.value < 1) least = Math.max(least, roundedUp(-margin / ((1 - target.value) * gain)));
  }
  return least;
}

/** The cheapest, then the fewest. */
function hostCandidate(cluster: string, sku: Sku, least: number): Candidate {
  const cost = (count: number) => (sku.unitCost === null ? null : sku.unitCost * count);
  return {
    eventOf: (count) => ({ type: 'addHosts', cluster, sku: sku.id, count }),
    least,
    most: least + HOSTS_BEYOND,
    oneByOne: 16,
    weightOf: (count) => [cost(count) ?? Infinity, count],
    priceOf: (count) => ({ cost: cost(count), currency: sku.currency, leadTimeDays: sku.leadTimeDays }),
  };
}

/** The limits a new node takes over; nodes alike in all of them are one shape. */
const shapeOf = ({ id: _id, state: _state, used: _used, region: _region, ...limits }: EdgeNode): string =>
  JSON.stringify(limits);

/** The fewest nodes, of the smallest shape that does with as few. */
function edgePlace(model: Model, region: string): Place {
  return {
    key: `edge ${region}`,
    open(lacks) {
      const shapes = new Map<string, EdgeNode>();
      for (const node of model.edgeNodes)
        if (node.region === region && !shapes.has(shapeOf(node))) shapes.set(shapeOf(node), node);
      const largest = largestNode(model, region)?.maxConnections ?? 0;
      const candidates = [...shapes.values()].map((node): Candidate => ({
        eventOf: (count) => ({ type: 'addEdgeNodes', region, count, like: node.id }),
        least: 1,
        most: MOST_EDGE_NODES,
        oneByOne: MOST_EDGE_NODES,
        weightOf: (count) => [count, node.maxConnections ?? largest],
        priceOf: () => NO_PRICE,
      }));
      return {
        lacks,
        candidates,
        searched: { kind: 'edge', region, shapes: shapes.size, most: MOST_EDGE_NODES },
      };
    },
  };
}

/** The least added over all nodes that change; no node is made smaller. */
function postgresPlace(model: Model, id: string, objective: string, lack: Lack): Place {
  const nodes = model.postgres.find((postgres) => postgres.id === id)?.nodes ?? [];
  const field = objective === 'cpu' ? 'cpuCores' : objective === 'connections' ? 'maxConnections' : null;
  if (field === null) return nothing(lack);
  const kind = field === 'cpuCores' ? 'cores' : 'connections';
  return {
    key: `postgres ${kind} ${id}`,
    open(lacks) {
      const candidates = (['primary', 'replicas', 'all'] as const).flatMap((which): Candidate[] => {
        const meant = nodes.filter(
          ({ role }) => which === 'all' || (which === 'primary') === (role === 'primary'),
        );
        const sizes = meant.map((node) => node[field]).filter((size) => size !== null);
        if (meant.length === 0 || sizes.length < meant.length) return [];
        const now = Math.max(...sizes);
        const added = (size: number) => sizes.reduce((sum, old) => sum + size - old, 0);
        return [
          {
            eventOf: (size) => ({ type: 'resizePostgres', postgres: id, nodes: which, [field]: size }),
            least: Math.floor(now) + 1,
            most: Math.ceil(now) * (kind === 'cores' ? CORES_TIMES : CONNECTIONS_TIMES),
            oneByOne: 0,
            weightOf: (size) => [added(size), meant.length],
            priceOf: () => NO_PRICE,
          },
        ];
      });
      const most = Math.max(0, ...candidates.map((candidate) => candidate.most));
      return { lacks, candidates, searched: { kind, postgres: id, most } };
    },
  };
}

const STORES: Readonly<Record<string, 'backingBytes' | 'snapshotBackingBytes' | 'backupBackingBytes'>> = {
  volumes: 'backingBytes',
  snapshots: 'snapshotBackingBytes',
  backups: 'backupBackingBytes',
};

/** Whole gigabytes for one store. */
function storagePlace(model: Model, resource: string, id: string, lack: Lack): Place {
  const store = STORES[resource];
  const size =
    store === undefined ? null : (model.storagePools.find((pool) => pool.id === id)?.[store] ?? null);
  if (store === undefined || size === null) return nothing(lack);
  return {
    key: `storage ${store} ${id}`,
    open: (lacks) => ({
      lacks,
      candidates: [
        {
          eventOf: (gigabytes) => ({ type: 'addStorage', pool: id, [store]: gigabytes * GB }),
          least: 1,
          most: Math.max(1, Math.ceil(size / GB)) * STORAGE_TIMES,
          oneByOne: 0,
          weightOf: (gigabytes) => [gigabytes],
          priceOf: () => NO_PRICE,
        },
      ],
      searched: { kind: 'storage', pool: id },
    }),
  };
}
