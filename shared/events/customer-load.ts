import type { ControlPlane, Measured, Microvm, Model, Postgres, StoragePool } from '../model/document.ts';
import { byCodeUnits, remember } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import { withNewLoad } from './edge-rebalance.ts';
import { carryingReservation } from './workload.ts';

/** What a customer brings at full ramp (MODEL.md section 11). Absent amounts are 0. */
export interface CustomerLoad {
  readonly customer: string;
  readonly region: string;
  readonly fleet: readonly {
    readonly flavor: string;
    readonly count: number;
    readonly spreadGroup: string | null;
    readonly maxPerHost: number;
  }[];
  readonly connections: number;
  readonly edgeThroughputBytesPerSecond: number;
  readonly edgePacketsPerSecond: number;
  readonly listenerPorts: number;
  readonly volumes: {
    readonly allocatedBytes: number;
    readonly usedBytes: number;
    readonly changedBytesPerDay: number;
    readonly snapshotRetentionDays: number;
  } | null;
  readonly pool: string | null;
  readonly apiRequestsPerSecond: number;
  readonly reconcileArrivalsPerSecond: number;
  readonly postgresConnections: number;
  readonly postgresCpuCores: number;
}

export interface WithCustomer {
  readonly model: Model;
  /** Ids of the new microVM rows, pending in the cluster. */
  readonly rows: readonly string[];
  /** Parts of the load the model has nothing to carry them with. */
  readonly notes: readonly string[];
}

/** `load` as many times over, as one customer: for sums, where it does not matter who is who. */
export function scaled(load: CustomerLoad, copies: number): CustomerLoad {
  const { volumes } = load;
  return {
    ...load,
    fleet: load.fleet.map((row) => ({ ...row, count: row.count * copies })),
    connections: load.connections * copies,
    edgeThroughputBytesPerSecond: load.edgeThroughputBytesPerSecond * copies,
    edgePacketsPerSecond: load.edgePacketsPerSecond * copies,
    listenerPorts: load.listenerPorts * copies,
    volumes:
      volumes === null
        ? null
        : {
            allocatedBytes: volumes.allocatedBytes * copies,
            usedBytes: volumes.usedBytes * copies,
            changedBytesPerDay: volumes.changedBytesPerDay * copies,
            snapshotRetentionDays: volumes.snapshotRetentionDays,
          },
    apiRequestsPerSecond: load.apiRequestsPerSecond * copies,
    reconcileArrivalsPerSecond: load.reconcileArrivalsPerSecond * copies,
    postgresConnections: load.postgresConnections * copies,
    postgresCpuCores: load.postgresCpuCores * copies,
  };
}

/**
 * The model with a customer's whole load in a region, its microVMs pending in `cluster` (placing them is the caller's).
 *
 * - Connections, packets and throughput go to the region's edge nodes in service by the policy's `edgeRebalance`, listener
 *   ports to every one of them; where all are down they stand on those, as demand nobody serves.
 * - API requests and reconcile arrivals are shared evenly by the region's control planes; Postgres connections and CPU by
 *   the primaries of the Postgres clusters these use, else of those in the region.
 * - Volumes go to `pool`, else to the region's pool with the most room for volumes. Their snapshots count at the level
 *   they reach, changed bytes per day × retention (section 8): the load of a customer who is fully there.
 * - What was not measured stays not measured. Parts without anything in the model to carry them are noted.
 */
export function withCustomer(
  model: Model,
  policy: Policy,
  load: CustomerLoad,
  cluster: string | null,
): WithCustomer {
  const notes: string[] = [];
  const lacking = (part: string, what: string): void => {
    notes.push(
      `${part} of ${load.customer} are not counted: region ${load.region} has no ${what} in the model`,
    );
  };
  const edgeNodes = onEdge(model, policy, load);
  if (edgeNodes === null) lacking('connections', 'edge node');
  const controlPlanes = onControlPlanes(model, load);
  if (controlPlanes === null) lacking('API requests and reconcile arrivals', 'control plane');
  const postgres = onPostgres(model, load);
  if (postgres === null) lacking('Postgres connections and CPU', 'Postgres cluster');
  const storagePools = onStorage(model, load);
  if (storagePools === null) lacking('volumes', 'storage pool');
  const taken = namesTaken(model.microvms, load.customer);
  const rows = cluster === null ? [] : newRows(taken, load, cluster);
  return {
    model: {
      ...model,
      edgeNodes: edgeNodes ?? model.edgeNodes,
      controlPlanes: controlPlanes ?? model.controlPlanes,
      postgres: postgres ?? model.postgres,
      storagePools: storagePools ?? model.storagePools,
      microvms:
        rows.length === 0
          ? model.microvms
          : withRows(model.microvms, carryingReservation(model, policy, rows)),
    },
    rows: rows.map((row) => row.id),
    notes,
  };
}

/** References to rows that the remembered lists of one fleet may hold together. */
const MOST_ROWS = 2_000_000;
const FEWEST_LISTS = 16;

const listsOf = remember((_microvms: Model['microvms']) => new Map<string, Model['microvms']>());

/**
 * The list with rows behind it: the very same list for the same rows, so that what is remembered of it holds for every day
 * and every run with that many microVMs, however the customer came to have them.
 */
function withRows(microvms: Model['microvms'], rows: readonly Microvm[]): Model['microvms'] {
  const lists = listsOf(microvms);
  const key = JSON.stringify(rows);
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list = [...microvms, ...rows];
  const [oldest] = lists.keys();
  if (oldest !== undefined && lists.size >= Math.max(FEWEST_LISTS, MOST_ROWS / list.length))
    lists.delete(oldest);
  lists.set(key, list);
  return list;
}

const takenNames = remember((_microvms: Model['microvms']) => new Map<string, ReadonlySet<string>>());

/** Names of rows that begin like a customer's, without the number of a part. */
export function namesTaken(microvms: Model['microvms'], customer: string): ReadonlySet<string> {
  const byCustomer = takenNames(microvms);
  const known = byCustomer.get(customer);
  if (known !== undefined) return known;
  const taken = new Set<string>();
  for (const { id } of microvms) {
    if (!id.startsWith(customer)) continue;
    const cut = id.indexOf('#');
    taken.add(cut < 0 ? id : id.slice(0, cut));
  }
  byCustomer.set(customer, taken);
  return taken;
}

/** A customer's rows, pending in a cluster: named `customer-flavor`, with a number behind where that is taken. */
export function newRows(names: ReadonlySet<string>, load: CustomerLoad, cluster: string): Microvm[] {
  const taken = new Set(names);
  return load.fleet
    .filter((row) => row.count > 0)
    .map((row) => {
      const plain = `${load.customer}-${row.flavor}`;
      let id = plain;
      for (let n = 2; taken.has(id); n += 1) id = `${plain}-${n}`;
      taken.add(id);
      return {
        id,
        host: null,
        cluster,
        flavor: row.flavor,
        customer: load.customer,
        spreadGroup: row.spreadGroup,
        maxPerHost: row.maxPerHost,
        count: row.count,
      };
    });
}

const add = (value: Measured, more: number): Measured => (value === null ? null : value + more);

function onEdge(model: Model, policy: Policy, load: CustomerLoad): Model['edgeNodes'] | null {
  const { connections, edgePacketsPerSecond, edgeThroughputBytesPerSecond, listenerPorts } = load;
  if (connections + edgePacketsPerSecond + edgeThroughputBytesPerSecond + listenerPorts === 0)
    return model.edgeNodes;
  const all = model.edgeNodes.filter((node) => node.region === load.region);
  if (all.length === 0) return null;
  const up = all.filter((node) => node.state === 'in-service');
  const taking = withNewLoad(
    up.length > 0 ? up : all,
    {
      connections,
      packetsPerSecond: edgePacketsPerSecond,
      throughputBytesPerSecond: edgeThroughputBytesPerSecond,
      cpuCores: 0,
    },
    policy,
  ).map((node) => ({
    ...node,
    used: { ...node.used, listenerPorts: add(node.used.listenerPorts, listenerPorts) },
  }));
  const changed = new Map(taking.map((node) => [node.id, node]));
  return model.edgeNodes.map((node) => changed.get(node.id) ?? node);
}

/** Control planes that share a region's requests. */
export function planesOf(model: Model, region: string): readonly ControlPlane[] {
  return model.controlPlanes.filter((plane) => plane.region === region);
}

function onControlPlanes(model: Model, load: CustomerLoad): Model['controlPlanes'] | null {
  if (load.apiRequestsPerSecond + load.reconcileArrivalsPerSecond === 0) return model.controlPlanes;
  const planes = planesOf(model, load.region);
  if (planes.length === 0) return null;
  return model.controlPlanes.map((plane) =>
    planes.includes(plane)
      ? {
          ...plane,
          apiRequestsPerSecond: add(plane.apiRequestsPerSecond, load.apiRequestsPerSecond / planes.length),
          reconcileArrivalsPerSecond: add(
            plane.reconcileArrivalsPerSecond,
            load.reconcileArrivalsPerSecond / planes.length,
          ),
        }
      : plane,
  );
}

/** Postgres clusters a region's control planes use, else those in the region. */
export function postgresOf(model: Model, region: string): readonly Postgres[] {
  const used = new Set(planesOf(model, region).map((plane) => plane.postgres));
  const named = model.postgres.filter((postgres) => used.has(postgres.id));
  return named.length > 0 ? named : model.postgres.filter((postgres) => postgres.region === region);
}

function onPostgres(model: Model, load: CustomerLoad): Model['postgres'] | null {
  if (load.postgresConnections + load.postgresCpuCores === 0) return model.postgres;
  const targets = postgresOf(model, load.region);
  if (targets.length === 0) return null;
  return model.postgres.map((postgres) =>
    targets.includes(postgres)
      ? {
          ...postgres,
          nodes: postgres.nodes.map((node) =>
            node.role === 'primary'
              ? {
                  ...node,
                  used: {
                    ...node.used,
                    connections: add(node.used.connections, load.postgresConnections / targets.length),
                    cpuCores: add(node.used.cpuCores, load.postgresCpuCores / targets.length),
                  },
                }
              : node,
          ),
        }
      : postgres,
  );
}

/** Room for volumes in a pool: backing − Σ used; not measured counts least. */
function roomOf(pool: StoragePool): number {
  let used = 0;
  for (const volume of pool.volumes) {
    if (volume.usedBytes === null) return -Infinity;
    used += volume.usedBytes;
  }
  return pool.backingBytes === null ? -Infinity : pool.backingBytes - used;
}

/** The pool a customer's volumes go to: the one given, else the region's with the most room; `null`: there is none. */
export function poolFor(model: Model, load: CustomerLoad): StoragePool | null {
  if (load.pool !== null) return model.storagePools.find((pool) => pool.id === load.pool) ?? null;
  const pools = model.storagePools.filter((pool) => pool.region === load.region);
  pools.sort((a, b) => {
    const [left, right] = [roomOf(a), roomOf(b)];
    return left === right ? byCodeUnits(a.id, b.id) : right - left;
  });
  return pools[0] ?? null;
}

/** Name of a customer's volumes in a pool, with a number behind where it is taken. */
export function volumesName(volumes: readonly { readonly id: string }[], customer: string): string {
  const taken = new Set(volumes.map((volume) => volume.id));
  let id = `${customer}-volumes`;
  for (let n = 2; taken.has(id); n += 1) id = `${customer}-volumes-${n}`;
  return id;
}

function onStorage(model: Model, load: CustomerLoad): Model['storagePools'] | null {
  const { volumes } = load;
  if (volumes === null) return model.storagePools;
  const pool = poolFor(model, load);
  if (pool === null) return null;
  const id = volumesName(pool.volumes, load.customer);
  const snapshots = volumes.changedBytesPerDay * volumes.snapshotRetentionDays;
  const grown: StoragePool = {
    ...pool,
    snapshotUsedBytes: add(pool.snapshotUsedBytes, snapshots),
    volumes: [...pool.volumes, { id, customer: load.customer, host: null, ...volumes }],
  };
  return model.storagePools.map((entry) => (entry === pool ? grown : entry));
}
