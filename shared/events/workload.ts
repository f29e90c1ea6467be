import type { CarriedWorkload, Host, HostUsed, Measured, Microvm, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { applyMoves } from '../placement/apply-moves.ts';
import { demandOf } from '../placement/demand.ts';
import type { Move, PlacementOutcome } from '../placement/outcome.ts';

/**
 * The measured workload travels with the microVMs (MODEL.md section 4): each carries its share, by reservation, of what
 * its host was measured to use of memory (above the system reserve), CPU, IOPS and disk throughput. So a loss, a drain
 * or a repair moves demand and never removes it.
 *
 * - Where the reservations of a resource are not known or all 0, its workload is shared by memory reservation, and by
 *   head where that is 0 too.
 * - What was not measured stays unknown: a microVM from a host without a measured CPU makes its new host's CPU `null`.
 * - A host that is measured to use something but runs no microVM has nobody to carry it: when it is lost its workload
 *   is spread evenly over survivors (see `spreadOrphans`), so that headroom cannot improve.
 */

/** memory above the system reserve, cores, IOPS, bytes per second — the order of the first four placement resources. */
type Load = readonly [Measured, Measured, Measured, Measured];

const NOTHING: Load = [0, 0, 0, 0];
const PARTS = [0, 1, 2, 3] as const;

function measuredLoad(host: Host): Load {
  const { memoryBytes, cpuCores, iops, diskThroughputBytesPerSecond } = host.used;
  const above = memoryBytes === null ? null : Math.max(0, memoryBytes - host.systemReservedMemoryBytes);
  return [above, cpuCores, iops, diskThroughputBytesPerSecond];
}

function plus(a: Load, b: Load, times: number): Load {
  const add = (x: Measured, y: Measured): Measured =>
    times === 0 ? x : x === null || y === null ? null : x + times * y;
  return [add(a[0], b[0]), add(a[1], b[1]), add(a[2], b[2]), add(a[3], b[3])];
}

/** A host with `delta` more (or less) measured workload; other measurements are kept. */
function withLoad(host: Host, delta: Load): Host {
  const [memory, cpuCores, iops, throughput] = plus(measuredLoad(host), delta, 1);
  const floor = (value: Measured): Measured => (value === null ? null : Math.max(0, value));
  const used: HostUsed = {
    ...host.used,
    memoryBytes: memory === null ? null : host.systemReservedMemoryBytes + Math.max(0, memory),
    cpuCores: floor(cpuCores),
    iops: floor(iops),
    diskThroughputBytesPerSecond: floor(throughput),
  };
  return { ...host, used };
}

/** What one microVM of a row reserves, as far as measured workload is concerned. */
function reservationOf(model: Model, policy: Policy): (row: Microvm) => Load {
  const flavors = new Map(model.flavors.map((flavor) => [flavor.id, flavor]));
  const known = new Map<string, Load>();
  return (row) => {
    let load = known.get(row.flavor);
    if (load === undefined) {
      const flavor = flavors.get(row.flavor);
      const [memory, cpu, iops, throughput] =
        flavor === undefined ? [] : demandOf(flavor, model.overhead, policy.cpuOvercommit);
      load = [memory ?? 0, cpu ?? 0, iops ?? 0, throughput ?? 0];
      known.set(row.flavor, load);
    }
    return load;
  };
}

/** The share of its host's measured workload one microVM of each row carries, for the rows on `hosts`. */
function sharesOn(model: Model, policy: Policy, hosts: ReadonlySet<string>): Map<string, Load> {
  const reservation = reservationOf(model, policy);
  const rows = new Map<string, Microvm[]>();
  for (const row of model.microvms) {
    if (row.host === null || !hosts.has(row.host)) continue;
    const list = rows.get(row.host);
    if (list === undefined) rows.set(row.host, [row]);
    else list.push(row);
  }
  const shares = new Map<string, Load>();
  for (const host of model.hosts) {
    const list = rows.get(host.id);
    if (list === undefined) continue;
    const load = measuredLoad(host);
    const total = list.reduce((sum, row) => plus(sum, reservation(row), row.count), NOTHING);
    const heads = list.reduce((sum, row) => sum + row.count, 0);
    for (const row of list) {
      const own = reservation(row);
      const part = (resource: 0 | 1 | 2 | 3): number => {
        const sum = total[resource] ?? 0;
        if (sum > 0) return (own[resource] ?? 0) / sum;
        const memory = total[0] ?? 0;
        return memory > 0 ? (own[0] ?? 0) / memory : 1 / heads;
      };
      const share = (resource: 0 | 1 | 2 | 3): Measured => {
        const measured = load[resource];
        return measured === null ? null : measured * part(resource);
      };
      shares.set(row.id, [share(0), share(1), share(2), share(3)]);
    }
  }
  return shares;
}

/** A row's `carried` is the total of the whole row; one microVM's part of it. */
function carriedByOne(row: Microvm, carried: CarriedWorkload): Load {
  const { memoryBytes, cpuCores, iops, diskThroughputBytesPerSecond } = carried;
  return plus(NOTHING, [memoryBytes, cpuCores, iops, diskThroughputBytesPerSecond], 1 / row.count);
}

function carriedByRow(row: Microvm, one: Load): CarriedWorkload {
  const [memoryBytes, cpuCores, iops, diskThroughputBytesPerSecond] = plus(NOTHING, one, row.count);
  return { memoryBytes, cpuCores, iops, diskThroughputBytesPerSecond };
}

/** Pending rows that never ran carry their reservation, so that onboarding adds it to what is used (MODEL.md section 4). */
export function carryingReservation(
  model: Model,
  policy: Policy,
  rows: readonly Microvm[],
): readonly Microvm[] {
  const reservation = reservationOf(model, policy);
  return rows.map((row) => ({ ...row, carried: carriedByRow(row, reservation(row)) }));
}

/** `vm-1#3` → `vm-1`, the row it came from; a row's own id stays. */
function rowOf(rows: ReadonlyMap<string, Microvm>, microvm: string): Microvm | undefined {
  const whole = rows.get(microvm);
  if (whole !== undefined) return whole;
  const cut = microvm.lastIndexOf('#');
  return cut < 0 ? undefined : rows.get(microvm.slice(0, cut));
}

/** What a placement leaves without a host: the scheduler's unplaced ones that its search found no place for either. */
export function strandedBy(outcome: PlacementOutcome): readonly string[] {
  if (outcome.unplaced.length === 0) return [];
  const moved = new Set(outcome.moves.map((move) => move.microvm));
  return outcome.unplaced.map((entry) => entry.microvm).filter((id) => !moved.has(id));
}

export interface Relocation {
  readonly moves: readonly Move[];
  /** MicroVMs that lose their host and get none. */
  readonly stranded: readonly string[];
}

/**
 * Moves microVMs and their measured workload. A microVM that comes from no host brings what it carried, or where it
 * never ran (newly onboarded) its reservation. Stranded ones become pending rows that keep their share as `carried`.
 * Rows of several split where their instances part ways.
 */
export function relocate(model: Model, policy: Policy, { moves, stranded }: Relocation): Model {
  const rows = new Map(model.microvms.map((row) => [row.id, row]));
  const touched = new Set<string>();
  for (const { from } of moves) if (from !== null) touched.add(from);
  for (const id of stranded) {
    const host = rowOf(rows, id)?.host;
    if (host !== null && host !== undefined) touched.add(host);
  }
  const shares = sharesOn(model, policy, touched);
  const reservation = reservationOf(model, policy);
  const loadOf = (row: Microvm): Load =>
    shares.get(row.id) ?? (row.carried === undefined ? reservation(row) : carriedByOne(row, row.carried));

  const delta = new Map<string, Load>();
  const shift = (host: string | null, load: Load, times: number): void => {
    if (host !== null) delta.set(host, plus(delta.get(host) ?? NOTHING, load, times));
  };
  for (const move of moves) {
    const row = rowOf(rows, move.microvm);
    if (row === undefined || move.from === move.to) continue;
    shift(move.from, loadOf(row), -1);
    shift(move.to, loadOf(row), 1);
  }
  for (const id of stranded) {
    const row = rowOf(rows, id);
    if (row !== undefined) shift(row.host, loadOf(row), -1);
  }
  const moved = applyMoves(model, moves, stranded);
  return {
    ...moved,
    hosts: moved.hosts.map((host) => {
      const change = delta.get(host.id);
      return change === undefined || host.state === 'down' ? host : withLoad(host, change);
    }),
    microvms: moved.microvms.map((row) => {
      const before = rowOf(rows, row.id);
      if (row.host === null) {
        const unchanged = before === undefined || (before.host === null && before.count === row.count);
        return unchanged ? row : { ...row, carried: carriedByRow(row, loadOf(before)) };
      }
      if (row.carried === undefined) return row;
      const { carried: _delivered, ...placed } = row;
      return placed;
    }),
  };
}

/** The schedulable hosts of a host's cluster, else its other hosts that are not down, else the same of its region. */
function takersFor(model: Model, host: Host, unavailable: ReadonlySet<string>): readonly Host[] {
  const regionOf = (cluster: string) => model.clusters.find((entry) => entry.id === cluster)?.region;
  const up = model.hosts.filter((other) => other.state !== 'down' && !unavailable.has(other.id));
  const inCluster = up.filter((other) => other.cluster === host.cluster);
  const near =
    inCluster.length > 0
      ? inCluster
      : up.filter((other) => regionOf(other.cluster) === regionOf(host.cluster));
  const schedulable = near.filter((other) => other.state === 'schedulable');
  return schedulable.length > 0 ? schedulable : near;
}

/**
 * Spreads the measured workload of lost hosts that run no microVM evenly over the survivors nearest to them (see
 * `takersFor`); none of `unavailable` takes anything. Returns the hosts whose workload found nobody, too.
 */
export function spreadOrphans(
  model: Model,
  lost: ReadonlySet<string>,
  unavailable: ReadonlySet<string> = lost,
): { readonly model: Model; readonly spread: readonly string[]; readonly dropped: readonly string[] } {
  const carriers = new Set(model.microvms.map((row) => row.host));
  const spread: string[] = [];
  const dropped: string[] = [];
  const delta = new Map<string, Load>();
  for (const host of model.hosts) {
    if (!lost.has(host.id) || host.state === 'down' || carriers.has(host.id)) continue;
    const load = measuredLoad(host);
    if (PARTS.every((part) => load[part] === 0)) continue;
    const takers = takersFor(model, host, unavailable);
    (takers.length > 0 ? spread : dropped).push(host.id);
    for (const taker of takers) {
      delta.set(taker.id, plus(delta.get(taker.id) ?? NOTHING, load, 1 / takers.length));
    }
  }
  if (delta.size === 0) return { model, spread, dropped };
  const hosts = model.hosts.map((host) => {
    const change = delta.get(host.id);
    return change === undefined ? host : withLoad(host, change);
  });
  return { model: { ...model, hosts }, spread, dropped };
}
