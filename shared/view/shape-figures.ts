import { AMOUNTS, type Amount, type CustomerShape } from '../events/customer-shape.ts';
import { leaf, type ExplainNode } from '../explain/node.ts';
import type { Unit } from '../units.ts';

/** A figure of a shape: its value with the derivation, and in one word where it comes from. */
export interface ShapeFigure {
  readonly label: string;
  readonly node: ExplainNode;
  readonly origin: 'template' | 'inventory' | 'measured' | 'not measured';
}

export const AMOUNT_WORDS: Readonly<Record<Amount, { readonly label: string; readonly unit: Unit }>> = {
  connections: { label: 'Connections', unit: 'connections' },
  edgeThroughputBytesPerSecond: { label: 'Edge throughput', unit: 'bytesPerSecond' },
  edgePacketsPerSecond: { label: 'Edge packets', unit: 'packetsPerSecond' },
  listenerPorts: { label: 'Listener ports', unit: 'count' },
  apiRequestsPerSecond: { label: 'API requests', unit: 'perSecond' },
  reconcileArrivalsPerSecond: { label: 'Reconcile arrivals', unit: 'perSecond' },
  postgresConnections: { label: 'Postgres connections', unit: 'connections' },
  postgresCpuCores: { label: 'Postgres CPU', unit: 'cores' },
};

export const VOLUME_WORDS = {
  allocatedBytes: { label: 'Volumes, allocated', unit: 'diskBytes' },
  usedBytes: { label: 'Volumes, used', unit: 'diskBytes' },
  changedBytesPerDay: { label: 'Changes per day', unit: 'diskBytes' },
  snapshotRetentionDays: { label: 'Snapshots kept for', unit: 'days' },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly unit: Unit }>>;

/** Every figure of a template: somebody's assumption, from the application or saved in the workspace. */
export function figuresOf(shape: CustomerShape, of: string): readonly ShapeFigure[] {
  const figure = (label: string, value: number | null, unit: Unit): ShapeFigure => ({
    label,
    origin: 'template',
    node: leaf(label, value, unit, { origin: 'assumed', of }),
  });
  const { volumes } = shape;
  return [
    ...shape.fleet.map(({ flavor, count, spreadGroup }) =>
      figure(spreadGroup === undefined ? flavor : `${flavor}, ${spreadGroup}`, count, 'microvms'),
    ),
    ...AMOUNTS.flatMap((name) => {
      const value = shape[name];
      return value === undefined ? [] : [figure(AMOUNT_WORDS[name].label, value, AMOUNT_WORDS[name].unit)];
    }),
    ...(volumes === undefined
      ? []
      : (Object.keys(VOLUME_WORDS) as (keyof typeof VOLUME_WORDS)[]).map((name) =>
          figure(VOLUME_WORDS[name].label, volumes[name], VOLUME_WORDS[name].unit),
        )),
  ];
}
