import { AMOUNTS, type Amount, type CustomerShape, type ShapeLine } from '../events/customer-shape.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { History } from '../history/history.ts';
import type { Measured, Microvm, Model, Volume } from '../model/document.ts';
import { byCodeUnits } from '../model/model-index.ts';
import { AMOUNT_WORDS, VOLUME_WORDS, type ShapeFigure } from './shape-figures.ts';

/** A customer of the inventory, for choosing one. */
export interface CustomerSummary {
  readonly customer: string;
  readonly microvms: number;
  readonly volumes: number;
  readonly regions: readonly string[];
}

export interface MeasuredShape {
  readonly shape: CustomerShape;
  /** Every figure with its derivation; a leaf says inventory (computed from it), measured, or not measured. */
  readonly figures: readonly ShapeFigure[];
}

/** Every customer named by a microVM or a volume, by name. */
export function customersOf(model: Model): readonly CustomerSummary[] {
  const regionOf = new Map(model.clusters.map(({ id, region }) => [id, region]));
  const found = new Map<string, { microvms: number; volumes: number; regions: Set<string> }>();
  const entry = (customer: string) => {
    let known = found.get(customer);
    if (known === undefined) found.set(customer, (known = { microvms: 0, volumes: 0, regions: new Set() }));
    return known;
  };
  for (const { customer, cluster, count } of model.microvms) {
    if (customer === null) continue;
    const known = entry(customer);
    known.microvms += count;
    const region = regionOf.get(cluster);
    if (region !== undefined) known.regions.add(region);
  }
  for (const { region, volumes } of model.storagePools)
    for (const { customer } of volumes) {
      if (customer === null) continue;
      const known = entry(customer);
      known.volumes += 1;
      if (region !== null) known.regions.add(region);
    }
  return [...found]
    .map(([customer, { microvms, volumes, regions }]) => ({
      customer,
      microvms,
      volumes,
      regions: [...regions].sort(byCodeUnits),
    }))
    .sort((a, b) => byCodeUnits(a.customer, b.customer));
}

/** Series of a customer's own, where somebody stores them: metric by amount, entity `customer:NAME` or `NAME`. */
const METRICS: Readonly<Record<Amount, string | null>> = {
  connections: 'edge_connections',
  edgeThroughputBytesPerSecond: 'edge_throughput_bytes_per_second',
  edgePacketsPerSecond: 'edge_packets_per_second',
  listenerPorts: null,
  apiRequestsPerSecond: 'api_requests_per_second',
  reconcileArrivalsPerSecond: 'reconcile_arrivals_per_second',
  postgresConnections: 'postgres_connections',
  postgresCpuCores: 'postgres_cpu_cores',
};

/**
 * A spread group without its cluster: `euw-b-gannet-web` → `gannet-web`. A new customer goes to one cluster, so that what
 * was a group per cluster becomes one.
 */
function groupOf({ spreadGroup, cluster }: Microvm): string | null {
  if (spreadGroup === null) return null;
  return spreadGroup.startsWith(`${cluster}-`) ? spreadGroup.slice(cluster.length + 1) : spreadGroup;
}

function fleetOf(model: Model, customer: string, figures: ShapeFigure[]): readonly ShapeLine[] {
  const lines = new Map<string, { line: ShapeLine; byCluster: Map<string, number> }>();
  for (const row of model.microvms) {
    if (row.customer !== customer) continue;
    const group = groupOf(row);
    const key = JSON.stringify([row.flavor, group, group === null ? 1 : row.maxPerHost]);
    const known = lines.get(key) ?? {
      line: {
        flavor: row.flavor,
        count: 0,
        ...(group === null ? {} : { spreadGroup: group, maxPerHost: row.maxPerHost }),
      },
      byCluster: new Map<string, number>(),
    };
    known.line = { ...known.line, count: known.line.count + row.count };
    known.byCluster.set(row.cluster, (known.byCluster.get(row.cluster) ?? 0) + row.count);
    lines.set(key, known);
  }
  const sorted = [...lines.values()].sort((a, b) => b.line.count - a.line.count);
  for (const { line, byCluster } of sorted)
    figures.push({
      label: line.spreadGroup === undefined ? line.flavor : `${line.flavor}, ${line.spreadGroup}`,
      origin: 'inventory',
      node: derived(
        `microVMs of ${line.flavor}`,
        'microvms',
        'sum of inputs',
        [...byCluster].map(([cluster, count]) =>
          leaf(`in ${cluster}`, count, 'microvms', {
            origin: 'computed',
            of: `inventory: microvms of ${customer}`,
          }),
        ),
      ),
    });
  return sorted.map(({ line }) => line);
}

/** A volume's used bytes: its last complete daily peak where it is measured, else what the inventory says. */
function usedNode(volume: Volume, history: History | null): { node: ExplainNode; measured: boolean } {
  const peak = history?.latestDailyPeak('volume_used_bytes', volume.id) ?? null;
  if (peak !== null)
    return {
      measured: true,
      node: leaf(volume.id, peak.peak, 'diskBytes', {
        origin: 'measured',
        of: `volume_used_bytes, p95 of ${peak.day}`,
      }),
    };
  return {
    measured: false,
    node: leaf(volume.id, volume.usedBytes, 'diskBytes', {
      origin: 'computed',
      of: `inventory: ${volume.id}.usedBytes`,
    }),
  };
}

const sumOf = (volumes: readonly Volume[], of: (volume: Volume) => Measured): Measured =>
  volumes.reduce<Measured>((sum, volume) => {
    const value = of(volume);
    return sum === null || value === null ? null : sum + value;
  }, 0);

function volumesOf(
  model: Model,
  history: History | null,
  customer: string,
  figures: ShapeFigure[],
): NonNullable<CustomerShape['volumes']> | null {
  const volumes = model.storagePools
    .flatMap((pool) => pool.volumes)
    .filter((one) => one.customer === customer);
  if (volumes.length === 0) return null;
  const used = volumes.map((volume) => usedNode(volume, history));
  const isMeasured = used.every(({ measured }) => measured);
  const inventory = (volume: Volume, field: 'allocatedBytes' | 'changedBytesPerDay') =>
    leaf(volume.id, volume[field], 'diskBytes', {
      origin: 'computed',
      of: `inventory: ${volume.id}.${field}`,
    });
  const figure = (
    name: keyof typeof VOLUME_WORDS,
    node: ExplainNode,
    origin: ShapeFigure['origin'],
  ): Measured => {
    const { value } = node;
    figures.push({ label: VOLUME_WORDS[name].label, node, origin: value === null ? 'not measured' : origin });
    return typeof value === 'number' ? value : null;
  };
  const sum = (label: string, nodes: readonly ExplainNode[]) =>
    derived(label, 'diskBytes', 'sum of inputs', nodes);
  const allocated = figure(
    'allocatedBytes',
    sum(
      'Allocated',
      volumes.map((volume) => inventory(volume, 'allocatedBytes')),
    ),
    'inventory',
  );
  const usedBytes = figure(
    'usedBytes',
    sum(
      'Used',
      used.map(({ node }) => node),
    ),
    isMeasured ? 'measured' : 'inventory',
  );
  const changed = figure(
    'changedBytesPerDay',
    sum(
      'Changes per day',
      volumes.map((volume) => inventory(volume, 'changedBytesPerDay')),
    ),
    'inventory',
  );
  // Weighted by what changes, so that the snapshots come to the same level as those of the volumes one by one.
  const kept = sumOf(volumes, ({ changedBytesPerDay: bytes, snapshotRetentionDays: days }) =>
    bytes === null || days === null ? null : bytes * days,
  );
  const retention = figure(
    'snapshotRetentionDays',
    derived('Retention, weighted by what changes', 'days', 'a ÷ b, 0 if b is 0', [
      leaf('Σ changes per day × retention', kept, 'diskBytes', {
        origin: 'computed',
        of: 'inventory: volumes',
      }),
      leaf('Σ changes per day', changed, 'diskBytes', { origin: 'computed', of: 'inventory: volumes' }),
    ]),
    'inventory',
  );
  return {
    allocatedBytes: allocated ?? 0,
    usedBytes: usedBytes ?? 0,
    changedBytesPerDay: changed ?? 0,
    snapshotRetentionDays: retention ?? 0,
  };
}

/**
 * The shape of a customer who is there, as inventory and measurements have it (MODEL.md section 11's load): microVMs and
 * volumes from the inventory, used bytes from the volumes' series where all are measured, other amounts from series of the
 * customer's own. What nobody measured per customer is absent, listed as not measured, and never guessed from a share.
 */
export function shapeOfCustomer(model: Model, history: History | null, customer: string): MeasuredShape {
  const figures: ShapeFigure[] = [];
  const fleet = fleetOf(model, customer, figures);
  const amounts = AMOUNTS.flatMap((name): [Amount, number][] => {
    const { label, unit } = AMOUNT_WORDS[name];
    const metric = METRICS[name];
    const peak =
      metric === null || history === null
        ? null
        : (history.latestDailyPeak(metric, `customer:${customer}`) ??
          history.latestDailyPeak(metric, customer));
    if (peak === null) {
      const of =
        metric === null ? 'no metric tells it per customer' : `no ${metric} for customer:${customer}`;
      figures.push({
        label,
        origin: 'not measured',
        node: leaf(label, null, unit, { origin: 'not measured', of }),
      });
      return [];
    }
    const source = { origin: 'measured', of: `${metric}, p95 of ${peak.day}` } as const;
    figures.push({ label, origin: 'measured', node: leaf(label, peak.peak, unit, source) });
    return [[name, peak.peak]];
  });
  const volumes = volumesOf(model, history, customer, figures);
  return {
    shape: { fleet, ...Object.fromEntries(amounts), ...(volumes === null ? {} : { volumes }) },
    figures,
  };
}
