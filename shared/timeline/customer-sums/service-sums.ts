import { poolFor, planesOf, postgresOf, volumesName } from '../../events/customer-load.ts';
import { groupedSumOfMeasured } from '../../explain/grouping.ts';
import type { ControlPlane, Measured, Model, PostgresNode, Volume } from '../../model/document.ts';
import { byId } from '../../model/model-index.ts';
import type { FigureParts } from '../figure-effect.ts';
import { demandAlone, plus, times, type CustomerSums, type Part } from './part.ts';

/** The control planes of a region share its requests and arrivals evenly. */
export function controlPlaneSums(model: Model, region: string): CustomerSums {
  const planes = planesOf(model, region);
  const count = planes.length;
  const byScope = new Map(
    planes.map((plane) => [
      `controlPlane:${plane.id}`,
      { plane, requests: plane.apiRequestsPerSecond, arrivals: plane.reconcileArrivalsPerSecond },
    ]),
  );
  return {
    has: (name, scope) =>
      (name === 'controlPlane.apiConcurrency' || name === 'controlPlane.reconcile') && byScope.has(scope),
    take(parts) {
      for (const entry of byScope.values()) {
        entry.requests = entry.plane.apiRequestsPerSecond;
        entry.arrivals = entry.plane.reconcileArrivalsPerSecond;
        for (const { load } of parts) {
          if (load.region !== region) continue;
          entry.requests = plus(entry.requests, load.apiRequestsPerSecond / count);
          entry.arrivals = plus(entry.arrivals, load.reconcileArrivalsPerSecond / count);
        }
      }
    },
    figures(name, scope) {
      const entry = byScope.get(scope);
      if (entry === undefined) return null;
      if (name === 'controlPlane.apiConcurrency')
        return demandAlone(times(entry.requests, entry.plane.apiMeanLatencySeconds));
      return name === 'controlPlane.reconcile' ? converging(entry.plane, entry.arrivals) : null;
    },
  };
}

/** Arrivals, and the time to converge = depth ÷ (workers ÷ service − arrivals) (assess/reconcile.ts). */
function converging(plane: ControlPlane, arrivals: Measured): FigureParts {
  const { reconcileWorkers: workers, reconcileServiceSeconds: service, reconcileQueueDepth: depth } = plane;
  const capacity = workers === null || service === null || service === 0 ? null : workers / service;
  const free =
    capacity === null || arrivals === null ? null : capacity > arrivals ? capacity - arrivals : null;
  const timeToConvergeSeconds = depth === null || free === null ? null : depth / free;
  return { ...demandAlone(arrivals), capacity, beside: { timeToConvergeSeconds } };
}

/** The primaries of the Postgres clusters a region's control planes use share its connections and CPU evenly. */
export function postgresSums(model: Model): CustomerSums {
  const entries = model.postgres.map((postgres) => {
    const primary: PostgresNode | null = postgres.nodes.find((node) => node.role === 'primary') ?? null;
    return { postgres, primary, connections: null as Measured, cores: null as Measured };
  });
  const byScope = new Map(entries.map((entry) => [`postgres:${entry.postgres.id}`, entry]));
  const serving = new Map<string, readonly (typeof entries)[number][]>();
  const servingIn = (region: string) => {
    let own = serving.get(region);
    if (own === undefined) {
      const targets = new Set(postgresOf(model, region));
      serving.set(region, (own = entries.filter(({ postgres }) => targets.has(postgres))));
    }
    return own;
  };
  return {
    has: (name, scope) =>
      (name === 'controlPlane.postgresConnections' || name === 'controlPlane.postgresCpu') &&
      byScope.has(scope),
    take(parts) {
      for (const entry of entries) {
        entry.connections = entry.primary?.used.connections ?? null;
        entry.cores = entry.primary?.used.cpuCores ?? null;
      }
      for (const { load } of parts) {
        const own = servingIn(load.region);
        for (const entry of own) {
          entry.connections = plus(entry.connections, load.postgresConnections / own.length);
          entry.cores = plus(entry.cores, load.postgresCpuCores / own.length);
        }
      }
    },
    figures(name, scope) {
      const entry = byScope.get(scope);
      if (entry === undefined) return null;
      if (name === 'controlPlane.postgresConnections') return demandAlone(entry.connections);
      return name === 'controlPlane.postgresCpu' ? demandAlone(entry.cores) : null;
    },
  };
}

/** A pool: volumes stand among the others in order of id; their snapshots count at the level they reach. */
export function poolSums(model: Model, id: string): CustomerSums {
  const scope = `pool:${id}`;
  const pool = model.storagePools.find((candidate) => candidate.id === id) ?? null;
  const inOrder = [...(pool?.volumes ?? [])].sort(byId);
  const orders = new Map<string, readonly Place[]>();
  let snapshots: Measured = null;
  let came: readonly Part[] = [];
  let order: readonly Place[] = [];
  return {
    has: (name, of) =>
      (name === 'storage.snapshots' || name === 'storage.volumes') && of === scope && pool !== null,
    take(parts) {
      came = parts.filter(({ load }) => load.volumes !== null && poolFor(model, load) === pool);
      snapshots = came.reduce(
        (sum, { load }) => plus(sum, snapshotsOf(load)),
        pool?.snapshotUsedBytes ?? null,
      );
      const who = JSON.stringify(came.map(({ load }) => load.customer));
      order = orders.get(who) ?? orderOf(inOrder, came);
      orders.set(who, order);
    },
    figures(name, of) {
      if (of !== scope || pool === null) return null;
      if (name === 'storage.snapshots') return demandAlone(snapshots);
      if (name !== 'storage.volumes') return null;
      const used = order.map(({ volume, part }) =>
        part < 0 ? (volume?.usedBytes ?? null) : (came[part]?.load.volumes?.usedBytes ?? null),
      );
      return demandAlone(groupedSumOfMeasured(used));
    },
  };
}

const snapshotsOf = ({ volumes }: Part['load']): number =>
  volumes === null ? 0 : volumes.changedBytesPerDay * volumes.snapshotRetentionDays;

/** A volume of the pool, or (`part` from 0 on) those of a customer who came. */
interface Place {
  readonly id: string;
  readonly volume: Volume | null;
  readonly part: number;
}

function orderOf(inOrder: readonly Volume[], came: readonly Part[]): readonly Place[] {
  const places: Place[] = inOrder.map((volume) => ({ id: volume.id, volume, part: -1 }));
  for (const [part, { load }] of came.entries())
    places.push({ id: volumesName(places, load.customer), volume: null, part });
  return places.sort(byId);
}
