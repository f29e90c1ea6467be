import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import { assessOne } from '../assess/explain-constraint.ts';
import { dayNumber, dayText, instantMs } from '../model/instant.ts';
import type { Host, Model } from '../model/document.ts';
import { byCodeUnits } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import { DAY_MS } from '../units.ts';
import { figuresOf } from './outcome-figure.ts';
import { defineEvent, refused, type EventContext, type Applied } from './definition.ts';
import { firstDay } from './first-day.ts';

/** MODEL.md section 16. Dates are calendar days in UTC. */
export interface MemoryBleedOutcome {
  readonly firstHost: string | null;
  readonly daysToFirstHost: number | null;
  readonly firstHostOutOfMemoryOn: string | null;
  /** Earliest day on which a region's memory headroom misses its target; `null` beyond the forecast horizon. */
  readonly regionCrossing: string | null;
  readonly regionCrossings: readonly { readonly region: string; readonly on: string | null }[];
}

/**
 * Memory that hosts never give back grows every day (MODEL.md section 6). First host out of memory: the least
 * (memoryBytes − used) ÷ b over hosts that are not down, on the day that many days after the bleed begins (ties by id). Of
 * hosts that use more than they have it is the one furthest over, on the first day.
 * The region crosses on the first day its memory headroom misses the target when every bleeding host's allocatable is
 * b × days lower (and its used that much higher), looked for up to the policy's forecast horizon; a region that misses
 * already crosses on the first day. The bleed begins at `on`, else at the model's `asOf`. On its first day it has taken
 * nothing, so the constraints stay as they are.
 */
export const memoryBleed = defineEvent({
  type: 'memoryBleed',
  title: 'Bleed memory',
  summary:
    'Hosts lose memory to a leak every day; which host runs out first and when the region misses its target.',
  group: 'growth',
  fields: [
    {
      kind: 'entity',
      of: 'cluster',
      many: false,
      name: 'cluster',
      label: 'Cluster',
      help: 'Whose hosts bleed; absent: all.',
    },
    {
      kind: 'quantity',
      unit: 'bytes',
      above: 0,
      required: true,
      name: 'bytesPerHostPerDay',
      label: 'Per host and day',
      help: 'Bytes each host loses every day.',
    },
  ],
  defaults: (model) =>
    model.hosts.length === 0 ? 'the model has no host' : { bytesPerHostPerDay: 1_073_741_824 },
  apply(context, { cluster, bytesPerHostPerDay }): Applied<MemoryBleedOutcome> {
    const { model, policy } = context;
    if (cluster !== null && !model.clusters.some((candidate) => candidate.id === cluster)) {
      return refused(context, 'cluster', `there is no cluster ${cluster}`, cluster);
    }
    const bleeds = (host: Host) => host.state !== 'down' && (cluster === null || host.cluster === cluster);
    const first = firstOut(model.hosts.filter(bleeds), bytesPerHostPerDay);
    const regions = regionsOf(model, cluster);
    const regionCrossings = regions.map((region) => ({
      region,
      on: crossingOf(context.day, policy, (days) =>
        headroomMissed(bled(model, bleeds, bytesPerHostPerDay * days), policy, region),
      ),
    }));
    const dates = regionCrossings.map((crossing) => crossing.on).filter((on) => on !== null);
    const firstHost = model.hosts.find((host) => host.id === first?.host);
    return {
      ok: true,
      model,
      figures: () =>
        firstHost === undefined
          ? []
          : figuresOf({ daysToFirstHost: daysNode(firstHost, bytesPerHostPerDay) }),
      outcome: {
        firstHost: first?.host ?? null,
        daysToFirstHost: first?.days ?? null,
        firstHostOutOfMemoryOn: first === null ? null : dayAfter(context, first.days),
        regionCrossing: dates.sort(byCodeUnits)[0] ?? null,
        regionCrossings,
      },
    };
  },
});

/**
 * Until a host is out of memory: (memory − used, at least 0) ÷ what it bleeds a day, in days from the first day of the bleed
 * (MODEL.md section 6).
 */
function daysNode({ id, memoryBytes, used }: Host, perDay: number): ExplainNode {
  const of = (name: string) => ({ origin: 'measured' as const, of: `hosts[${id}].${name}` });
  const free = derived('free memory', 'bytes', 'a − b, at least 0', [
    leaf('memory', memoryBytes, 'bytes', of('memoryBytes')),
    leaf('used', used.memoryBytes, 'bytes', of('used.memoryBytes')),
  ]);
  const daily = leaf('bleeds a day', perDay, 'bytes', { origin: 'scenario', of: 'bytesPerHostPerDay' });
  return derived(`Until ${id} is out of memory`, 'days', 'a ÷ b', [free, daily]);
}

function firstOut(
  hosts: readonly Host[],
  perDay: number,
): { readonly host: string; readonly days: number } | null {
  let first: { host: string; free: number } | null = null;
  for (const host of [...hosts].sort((a, b) => byCodeUnits(a.id, b.id))) {
    if (host.memoryBytes === null || host.used.memoryBytes === null) continue;
    const free = host.memoryBytes - host.used.memoryBytes;
    if (first === null || free < first.free) first = { host: host.id, free };
  }
  return first === null ? null : { host: first.host, days: Math.max(0, first.free) / perDay };
}

/** The calendar day a number of days after the event begins: at its day's first moment, or at the model's instant. */
function dayAfter({ day, model }: EventContext, days: number): string | null {
  const asOf = instantMs(model.asOf);
  const start = dayNumber(day);
  if (start === null) return null;
  const startMs = asOf !== null && dayText(Math.floor(asOf / DAY_MS)) === day ? asOf : start * DAY_MS;
  const on = Math.floor(startMs / DAY_MS + days);
  return on < FAR_FUTURE ? dayText(on) : null;
}

/** Days since 1970 of the year 10000: later dates are no dates a plan could use, and have no four-digit year. */
const FAR_FUTURE = 2_932_897;

function regionsOf(model: Model, cluster: string | null): readonly string[] {
  const regions = model.clusters
    .filter((candidate) => cluster === null || candidate.id === cluster)
    .map((candidate) => candidate.region);
  return [...new Set(regions)].sort(byCodeUnits);
}

function crossingOf(day: string, policy: Policy, missed: (days: number) => boolean): string | null {
  const start = dayNumber(day);
  const days = firstDay(policy.forecastHorizonDays, missed);
  return start === null || days === null ? null : dayText(start + days);
}

function headroomMissed(model: Model, policy: Policy, region: string): boolean {
  return assessOne(model, policy, `compute.memory@region:${region}`)?.verdict === 'breach';
}

/** The model once every bleeding host has lost `bytes`: taken from what can be allocated, and counted as used. */
export function bled(model: Model, bleeds: (host: Host) => boolean, bytes: number): Model {
  if (bytes === 0) return model;
  const hosts = model.hosts.map((host) => {
    if (!bleeds(host)) return host;
    const room =
      host.memoryBytes === null ? bytes : Math.max(0, host.memoryBytes - host.systemReservedMemoryBytes);
    const lost = Math.min(bytes, room);
    const used = host.used.memoryBytes === null ? null : host.used.memoryBytes + lost;
    return {
      ...host,
      systemReservedMemoryBytes: host.systemReservedMemoryBytes + lost,
      used: { ...host.used, memoryBytes: used },
    };
  });
  return { ...model, hosts };
}
