import { HOST_RESOURCES, type HostResource } from '../assess/host-resource.ts';
import { estimateOverhead, type OverheadObservation } from '../forecast/measured-overhead.ts';
import type { DemandSource, MeasuredHistory } from '../history/measured-history.ts';
import type { Host, Model } from '../model/document.ts';
import { modelIndex } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import type { OverheadKey, OverheadOffer } from './overhead-offer.ts';

/** Metrics of what hosts use; descriptors and processes have no canonical metric and are taken where a series is called so. */
const METRICS: Readonly<Record<string, string>> = {
  memory: 'memory_used_bytes',
  cpu: 'cpu_used_cores',
  fileDescriptors: 'file_descriptors',
  processes: 'processes',
};

const COUNTS = 'microvm_count';

function hostSource(host: string, metric: string): DemandSource {
  return {
    key: `${metric} host:${host}`,
    metric,
    scope: host,
    reduction: 'sum',
    quantile: 0.95,
    node: { entity: host, weight: 1, parts: [] },
  };
}

/** Complete days of a host's series; empty where there is none. Days of a daily series count as they are. */
function daysOf(history: MeasuredHistory, host: string, metric: string): ReadonlyMap<number, number> {
  const found = history.peaksOf(hostSource(host, metric));
  const days = new Map<number, number>();
  found?.peaks.days.forEach((day, i) => {
    if (found.peaks.complete[i] === 1) days.set(day, found.peaks.peaks[i] ?? 0);
  });
  return days;
}

interface HostMix {
  /** MicroVMs the inventory places on the host. */
  readonly count: number;
  /** Their flavors' figure, summed; `null` where one is not measured. */
  readonly flavorSum: number | null;
}

function mixOf(model: Model, host: Host, resource: HostResource, policy: Policy): HostMix {
  const { flavorById, microvmsByHost } = modelIndex(model);
  let count = 0;
  let flavorSum: number | null = 0;
  for (const row of microvmsByHost.get(host.id) ?? []) {
    count += row.count;
    const flavor = flavorById.get(row.flavor);
    const part = flavor === undefined ? null : flavorPart(flavor, resource, policy);
    flavorSum = flavorSum === null || part === null ? null : flavorSum + part * row.count;
  }
  return { count, flavorSum };
}

function flavorPart(flavor: Model['flavors'][number], resource: HostResource, policy: Policy): number | null {
  if (resource.name === 'memory') return flavor.memoryBytes;
  if (resource.name === 'cpu') return flavor.vcpus === null ? null : flavor.vcpus / policy.cpuOvercommit;
  return 0;
}

/**
 * Overhead per microVM as measured (MODEL.md section 8): least squares over hosts and days of what a host used above its
 * system reserve (the day's p95 peak) on its microVM count and the sum of their flavors' figure. The count of a day is that
 * of the `microvm_count` series, where a host has one (the inventory's otherwise); the inventory says what mix of flavors
 * runs on a host, and the sum follows the count in proportion. A mix that changed within the days is not known.
 */
export function overheadOffers(
  model: Model,
  policy: Policy,
  history: MeasuredHistory,
): readonly OverheadOffer[] {
  return HOST_RESOURCES.flatMap((resource) => {
    const key = resource.overheadField;
    const metric = METRICS[resource.name];
    return key === null || metric === undefined
      ? []
      : [offerOf(model, policy, history, { resource, key, metric })];
  });
}

interface Wanted {
  readonly resource: HostResource;
  readonly key: OverheadKey;
  readonly metric: string;
}

function offerOf(
  model: Model,
  policy: Policy,
  history: MeasuredHistory,
  { resource, key, metric }: Wanted,
): OverheadOffer {
  const observations: OverheadObservation[] = [];
  const days = new Set<number>();
  let hosts = 0;
  for (const host of model.hosts) {
    const mix = mixOf(model, host, resource, policy);
    if (host.state === 'down' || mix.count === 0 || mix.flavorSum === null) continue;
    const used = daysOf(history, host.id, metric);
    if (used.size === 0) continue;
    const counts = daysOf(history, host.id, COUNTS);
    hosts += 1;
    for (const [day, peak] of recent(used, policy.forecastWindowDays)) {
      const count = counts.size === 0 ? mix.count : counts.get(day);
      if (count === undefined) continue;
      const reserve = resource.name === 'memory' ? host.systemReservedMemoryBytes : 0;
      days.add(day);
      observations.push({
        usedAboveReserve: Math.max(0, peak - reserve),
        microvmCount: count,
        flavorSum: (mix.flavorSum * count) / mix.count,
      });
    }
  }
  const current = model.overhead?.[key] ?? null;
  const offer = { key, unit: resource.unit, current };
  if (hosts === 0) return { ...offer, estimate: null, reason: `no host has a series of ${metric}` };
  const found = estimate(observations, policy.intervalLevel, resource);
  if (found === null)
    return { ...offer, estimate: null, reason: 'count and flavors move together: they cannot be told apart' };
  return { ...offer, estimate: { ...found, hosts, days: days.size }, reason: null };
}

function recent(days: ReadonlyMap<number, number>, count: number): readonly (readonly [number, number])[] {
  return [...days].sort(([a], [b]) => a - b).slice(-count);
}

/** Descriptors and processes have no flavor part: the mean per microVM is fitted with a constant instead of it. */
function estimate(
  observations: readonly OverheadObservation[],
  level: number,
  resource: HostResource,
): ReturnType<typeof estimateOverhead> {
  if (resource.flavorField !== null) return estimateOverhead(observations, level);
  return estimateOverhead(
    observations.map((each) => ({ ...each, flavorSum: 1 })),
    level,
  );
}
