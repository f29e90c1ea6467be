import { outcomeOf } from '../../events/outcome-of.ts';
import { modelIndex } from '../../model/model-index.ts';
import { outlookOf } from '../../timeline/outlook.ts';
import { crossingOf } from '../../timeline/outlook-crossing.ts';
import { sidesOf } from '../../timeline/sides.ts';
import { idOf, modelOf, type RuleSource } from '../alerts/rule-context.ts';
import { expectedGrowth } from '../alerts/storage-drafts.ts';
import { EVALUATION_SECONDS, type AlertCase } from './alert-case.ts';
import { course, DAY } from './course.ts';
import type { SimulatedSeries } from './raw-series.ts';
import { simulatedPreset } from './simulated.ts';

const INTERVAL = EVALUATION_SECONDS;
/** Days of a bleed shown, and how near its end they come. */
const BLEED_SHOWN = 2.5;
const BLEED_LEFT = 10;
const SNAPSHOT_DAYS = 2.5;
/** A host this full or less is none that a bleed alarm is about. */
export const ROOMY = 0.75;

/** The first host that bleeds empty, by the engine, over the days before; the others stay as measured. */
export function memoryBleedCases(source: RuleSource, scope: string): readonly AlertCase[] {
  const found = simulatedPreset(source, 'memory-bleed', scope);
  if (typeof found === 'string') return [];
  const outcome = outcomeOf(found.applied, 'memoryBleed');
  const hosts = (modelIndex(modelOf(source)).hostsByCluster.get(idOf(scope)) ?? []).filter(
    (host) => host.state !== 'down',
  );
  const first = hosts.find(({ id }) => id === outcome?.firstHost);
  const perDay = Number(found.scenario.events[0]?.['bytesPerHostPerDay']);
  const size = first?.memoryBytes ?? null;
  if (first === undefined || size === null) return [];
  const left = Math.min(BLEED_LEFT, (0.15 * size) / perDay);
  const series = hosts.flatMap((host): readonly SimulatedSeries[] => {
    if (host.used.memoryBytes === null || host.memoryBytes === null) return [];
    // One that is full already alarms before anything bleeds.
    const used = Math.min(host.used.memoryBytes, ROOMY * host.memoryBytes);
    const vms = (modelIndex(modelOf(source)).microvmsByHost.get(host.id) ?? []).reduce(
      (sum, row) => sum + row.count,
      0,
    );
    return [
      {
        metric: 'memory_used_bytes',
        entity: host.id,
        readings: course(INTERVAL, BLEED_SHOWN * DAY, (second) =>
          host === first ? size - perDay * (left + BLEED_SHOWN - second / DAY) : used,
        ),
      },
      {
        metric: 'microvm_count',
        entity: host.id,
        readings: course(INTERVAL, BLEED_SHOWN * DAY, () => vms),
      },
    ];
  });
  return [
    {
      title: `${first.id} bleeds, and is empty ${left.toFixed(0)} days later`,
      mode: 'memory-bleed',
      scope,
      intervalSeconds: INTERVAL,
      series,
      checks: [
        { atSeconds: DAY, firing: [] },
        { atSeconds: BLEED_SHOWN * DAY, firing: [{ alert: 'HeadroomMemoryBleed', scope, count: 1 }] },
      ],
    },
  ];
}

/** Twice the growth expected; then the same a few days before the store is full. */
export function snapshotGrowthCases(source: RuleSource, scope: string): readonly AlertCase[] {
  const found = simulatedPreset(source, 'snapshot-growth', scope);
  const growth = expectedGrowth(source, scope);
  const pool = modelOf(source).storagePools.find((candidate) => candidate.id === idOf(scope));
  const backing = pool?.snapshotBackingBytes ?? null;
  if (typeof found === 'string' || growth === null || backing === null) return [];
  const perDay = growth.perDay * Number(found.scenario.events[0]?.['factor']);
  const now = Math.max(pool?.snapshotUsedBytes ?? 0, 0.4 * backing);
  const of = (name: string, start: number, days: number, alerts: readonly string[]): AlertCase => ({
    title: name,
    mode: 'snapshot-growth',
    scope,
    intervalSeconds: INTERVAL,
    series: [
      {
        metric: 'snapshot_used_bytes',
        entity: idOf(scope),
        readings: course(INTERVAL, days * DAY, (second) => start + (perDay * second) / DAY),
      },
    ],
    checks: [
      { atSeconds: DAY, firing: [] },
      { atSeconds: days * DAY, firing: alerts.map((alert) => ({ alert, scope, count: 1 })) },
    ],
  });
  const growing = 'HeadroomSnapshotGrowth';
  const cases: AlertCase[] = [];
  if (now + 12 * perDay < 0.85 * backing) cases.push(of('growth doubled', now, SNAPSHOT_DAYS, [growing]));
  if (8 * perDay < 0.12 * backing)
    cases.push(
      of('growth doubled, nearly full', backing - 8 * perDay, SNAPSHOT_DAYS, [
        growing,
        'HeadroomSnapshotStoreFull',
      ]),
    );
  return cases;
}

const PROJECTED = {
  'memory-headroom': {
    constraint: 'compute.memory',
    metric: 'memory_used_bytes',
    alert: 'HeadroomMemoryHeadroom',
  },
  'edge-connections': {
    constraint: 'edge.connections',
    metric: 'edge_connections',
    alert: 'HeadroomEdgeConnections',
  },
  'snapshot-store': {
    constraint: 'storage.snapshots',
    metric: 'snapshot_used_bytes',
    alert: 'HeadroomSnapshotStore',
  },
} as const;
export type ProjectedMode = keyof typeof PROJECTED;

const PROJECTION_DAYS = 7;
/** Growth a day, as a share of the limit, up to which a projection warns before the limit is reached. */
const STEEPEST = 0.4;

interface Part {
  readonly entity: string;
  readonly share: number;
}

/** How a scope's demand is spread over its entities, by size; what its measure counts on top of the demand. */
function partsOf(
  source: RuleSource,
  mode: ProjectedMode,
  scope: string,
): { readonly parts: readonly Part[]; readonly offset: number; readonly metric: string } {
  const { metric } = PROJECTED[mode];
  const { clustersByRegion, hostsByCluster, edgeNodesByRegion } = modelIndex(modelOf(source));
  const shared = (list: readonly { readonly id: string; readonly size: number }[]): readonly Part[] => {
    const whole = list.reduce((sum, { size }) => sum + size, 0);
    return list.map(({ id, size }) => ({ entity: id, share: size / whole }));
  };
  const region = idOf(scope);
  if (mode === 'snapshot-store') return { parts: [{ entity: region, share: 1 }], offset: 0, metric };
  if (mode === 'edge-connections') {
    const nodes = (edgeNodesByRegion.get(region) ?? []).filter((node) => node.state === 'in-service');
    return {
      parts: shared(nodes.map(({ id, maxConnections }) => ({ id, size: maxConnections ?? 1 }))),
      offset: 0,
      metric,
    };
  }
  const hosts = (clustersByRegion.get(region) ?? [])
    .flatMap(({ id }) => hostsByCluster.get(id) ?? [])
    .filter((host) => host.state !== 'down');
  const reserved = source.book.has('memory_reserved_bytes');
  return {
    parts: shared(hosts.map(({ id, memoryBytes }) => ({ id, size: memoryBytes ?? 1 }))),
    offset: reserved ? 0 : hosts.reduce((sum, host) => sum + host.systemReservedMemoryBytes, 0),
    metric: reserved ? 'memory_reserved_bytes' : metric,
  };
}

/**
 * The engine's own line of a scope under the mode's preset, over the days before it misses the target: the alert must fire
 * before the limit is reached, and not before there are enough days.
 */
export function projectionCases(
  source: RuleSource,
  mode: ProjectedMode,
  scope: string,
): readonly AlertCase[] {
  const found = simulatedPreset(source, mode, scope);
  if (typeof found === 'string') return [];
  const { base, policy } = source.side.days;
  const sides = sidesOf(base, policy, found.scenario, source.side.history);
  const { constraint, alert } = PROJECTED[mode];
  const outlook = sides.ok ? outlookOf(sides.value.scenario, `${constraint}@${scope}`) : null;
  const limit = outlook?.targetOn(source.side.days.asOfDay)?.limit ?? null;
  const crossing = outlook === null ? null : crossingOf(outlook, policy.forecastHorizonDays);
  const day = crossing?.date ?? null;
  if (outlook === null || day === null || limit === null) return [];
  const [near, before] = [outlook.demandOn(day - 1)?.value ?? null, outlook.demandOn(day - 2)?.value ?? null];
  // A bleed lowers the capacity, not the demand: then the demand grows by what a day takes from the limit.
  const takes = dailyTake(outlook.targetOn(day - 2)?.limit ?? null, outlook.targetOn(day - 1)?.limit ?? null);
  if (near === null || before === null) return [];
  const slope = Math.max(near - before, 0) + takes;
  // The alert waits for hours and reads the p95 of a day: what fills the limit within two days is over it by then.
  if (!(slope > 0) || slope > STEEPEST * limit) return [];
  const { parts, offset, metric } = partsOf(source, mode, scope);
  // Half a day's growth below the limit at the end, and at most a twentieth of it: projected to cross, above the gate of the
  // level, not across. Nothing measured is below 0.
  const short = Math.min(slope / 2, limit / 20);
  const demandAt = (second: number): number =>
    Math.max(0, limit - short - slope * (PROJECTION_DAYS - second / DAY));
  return [
    {
      title: found.scenario.name,
      mode,
      scope,
      intervalSeconds: INTERVAL,
      series: parts.map(({ entity, share }) => ({
        metric,
        entity,
        readings: course(INTERVAL, PROJECTION_DAYS * DAY, (second) => share * (demandAt(second) + offset)),
      })),
      checks: [
        { atSeconds: 3 * DAY, firing: [] },
        { atSeconds: PROJECTION_DAYS * DAY, firing: [{ alert, scope, count: 1 }] },
      ],
    },
  ];
}

const dailyTake = (before: number | null, after: number | null): number =>
  before === null || after === null ? 0 : Math.max(0, before - after);
