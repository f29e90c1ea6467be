import type { Flavor, Model } from '../model/document.ts';
import { byCodeUnits } from '../model/model-index.ts';
import { roundedUp } from '../model/rounding.ts';
import { GB, MB, TB } from '../units.ts';
import { partOfCount, type Ramp } from './ramp.ts';

/** One line of a customer's fleet. `spreadGroup` is that of the customer the shape is of. */
export interface ShapeLine {
  readonly flavor: string;
  readonly count: number;
  readonly spreadGroup?: string;
  readonly maxPerHost?: number;
}

/**
 * What a customer brings, without name, place and date: the load fields of an `onboardCustomer` event (MODEL.md section 11),
 * under the same names and in the same units. What is absent is not known and counts as 0 in the event.
 */
export interface CustomerShape {
  readonly fleet: readonly ShapeLine[];
  readonly connections?: number;
  readonly edgeThroughputBytesPerSecond?: number;
  readonly edgePacketsPerSecond?: number;
  readonly listenerPorts?: number;
  readonly volumes?: {
    readonly allocatedBytes: number;
    readonly usedBytes: number;
    readonly changedBytesPerDay: number;
    readonly snapshotRetentionDays: number;
  };
  readonly apiRequestsPerSecond?: number;
  readonly reconcileArrivalsPerSecond?: number;
  readonly postgresConnections?: number;
  readonly postgresCpuCores?: number;
  readonly ramp?: Ramp;
}

/** Amounts that stand directly in a shape, in the order a form shows them. */
export const AMOUNTS = [
  'connections',
  'edgeThroughputBytesPerSecond',
  'edgePacketsPerSecond',
  'listenerPorts',
  'apiRequestsPerSecond',
  'reconcileArrivalsPerSecond',
  'postgresConnections',
  'postgresCpuCores',
] as const;
export type Amount = (typeof AMOUNTS)[number];

/** Amounts that come in whole numbers: a part of one counts as one. */
const WHOLE: ReadonlySet<Amount> = new Set(['connections', 'listenerPorts', 'postgresConnections']);

/** Without the noise that products of decimals leave in the last digits: nobody typed those. */
const clean = (value: number): number => Number(value.toPrecision(12));

/**
 * A shape `factor` times as large: counts and whole amounts rounded up, so that nothing is understated; a retention, the
 * microVMs per host and the ramp are no amounts and stay.
 */
export function scaledShape(shape: CustomerShape, factor: number): CustomerShape {
  const amounts = AMOUNTS.flatMap((name): [Amount, number][] => {
    const value = shape[name];
    if (value === undefined) return [];
    const scaled = clean(value * factor);
    return [[name, WHOLE.has(name) ? roundedUp(scaled) : scaled]];
  });
  const { volumes } = shape;
  return {
    ...shape,
    ...Object.fromEntries(amounts),
    fleet: shape.fleet.map((line) => ({ ...line, count: partOfCount(line.count, factor) })),
    ...(volumes === undefined
      ? {}
      : {
          volumes: {
            allocatedBytes: clean(volumes.allocatedBytes * factor),
            usedBytes: clean(volumes.usedBytes * factor),
            changedBytesPerDay: clean(volumes.changedBytesPerDay * factor),
            snapshotRetentionDays: volumes.snapshotRetentionDays,
          },
        }),
  };
}

/** Spread groups that carry one customer's name carry the other's: microVMs of two customers are not kept apart together. */
export function renamedGroups<Line extends { readonly spreadGroup?: unknown }>(
  fleet: readonly Line[],
  from: string,
  to: string,
): readonly Line[] {
  return fleet.map((line) => {
    const { spreadGroup } = line;
    const isOwn =
      typeof spreadGroup === 'string' && (spreadGroup === from || spreadGroup.startsWith(`${from}-`));
    return isOwn ? { ...line, spreadGroup: to + spreadGroup.slice(from.length) } : line;
  });
}

export interface BuiltInTemplate {
  readonly id: 'small' | 'medium' | 'large';
  readonly name: string;
  readonly shape: CustomerShape;
}

/** Sizes of the templates that come with the application; assumptions to begin with, said to be so wherever shown. */
const SIZES = [
  { id: 'small', name: 'Small', times: 1 },
  { id: 'medium', name: 'Medium', times: 5 },
  { id: 'large', name: 'Large', times: 20 },
] as const;

const RAMP_DAYS = { small: 14, medium: 30, large: 60 } as const;

/** Flavors by memory, the smallest first; ones of unknown size last. */
function bySize(flavors: readonly Flavor[]): readonly Flavor[] {
  const size = ({ memoryBytes }: Flavor): number => memoryBytes ?? Infinity;
  return [...flavors].sort((a, b) => (size(a) === size(b) ? byCodeUnits(a.id, b.id) : size(a) - size(b)));
}

/**
 * Small, medium and large, of the model's own flavors: for every 10 microVMs of a small flavor 4 of a middle one, and a
 * larger one for every 40. All figures are the application's assumptions, not measurements.
 */
export function builtInTemplates(model: Pick<Model, 'flavors'>): readonly BuiltInTemplate[] {
  const flavors = bySize(model.flavors);
  const at = (share: number): string | undefined => flavors[Math.floor((flavors.length - 1) * share)]?.id;
  return SIZES.map(({ id, name, times }) => {
    const lines = [
      { flavor: at(0.25), count: 10 * times },
      { flavor: at(0.5), count: 4 * times },
      { flavor: at(0.75), count: Math.floor(times / 4) },
    ];
    const counts = new Map<string, number>();
    for (const { flavor, count } of lines)
      if (flavor !== undefined && count > 0) counts.set(flavor, (counts.get(flavor) ?? 0) + count);
    const shape: CustomerShape = {
      fleet: [...counts].map(([flavor, count]) => ({ flavor, count })),
      connections: 1500 * times,
      edgeThroughputBytesPerSecond: 2.5 * MB * times,
      edgePacketsPerSecond: 3000 * times,
      listenerPorts: times,
      volumes: {
        allocatedBytes: 2 * TB * times,
        usedBytes: 0.6 * TB * times,
        changedBytesPerDay: 15 * GB * times,
        snapshotRetentionDays: 7,
      },
      apiRequestsPerSecond: 2 * times,
      reconcileArrivalsPerSecond: 0.15 * times,
      postgresConnections: times,
      postgresCpuCores: 0.03 * times,
      ramp: { kind: 'linear', days: RAMP_DAYS[id] },
    };
    return { id, name, shape };
  });
}
