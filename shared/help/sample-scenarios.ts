import type { EventType } from '../events/outcome-of.ts';
import { EVENT_DEFINITIONS } from '../events/event-registry.ts';
import type { Model } from '../model/document.ts';

/** A scenario to begin with, made for the entities the workspace has. */
export interface SampleScenario {
  readonly id: string;
  readonly name: string;
  /** What one learns from it. */
  readonly shows: string;
  readonly events: readonly SampleEvent[];
  /** Why this workspace cannot have it; `events` is empty then. */
  readonly refused: string | null;
}

export interface SampleEvent {
  readonly id: string;
  readonly type: EventType;
  readonly [field: string]: unknown;
}

interface SampleSpec {
  readonly id: string;
  readonly name: string;
  readonly shows: string;
  readonly events: readonly EventType[];
}

const SPECS: readonly SampleSpec[] = [
  {
    id: 'host',
    name: 'Sample: a host is lost',
    shows: 'Where its microVMs go, which stay stranded and which resource refuses them.',
    events: ['hostLoss'],
  },
  {
    id: 'edge',
    name: 'Sample: the busiest edge node is lost',
    shows: 'How full the others get, and how long until every connection is back.',
    events: ['edgeLoss'],
  },
  {
    id: 'failover',
    name: 'Sample: Postgres fails over',
    shows: 'Outage, lost writes, the queue that piles up, and whether the replica carries the load.',
    events: ['postgresFailover'],
  },
  {
    id: 'customer',
    name: 'Sample: a customer comes',
    shows: 'Whether the customer fits, what to buy first, and which limits are reached sooner.',
    events: ['onboardCustomer'],
  },
  {
    id: 'evening',
    name: 'Sample: a bad evening',
    shows:
      'A host and an edge node go, Postgres fails over and clients retry: what follows from what, on one axis.',
    events: ['hostLoss', 'edgeLoss', 'postgresFailover', 'retryStorm'],
  },
];

/** The entities of one region before those of others, so that a sample happens where one is looking. */
function regionFirst(model: Model, region: string | null): Model {
  const isHere = (row: { readonly region: string | null }): boolean => row.region === region;
  const first = <Row extends { readonly region: string | null }>(rows: readonly Row[]): readonly Row[] => [
    ...rows.filter(isHere),
    ...rows.filter((row) => !isHere(row)),
  ];
  const clusters = new Set(model.clusters.filter(isHere).map(({ id }) => id));
  return {
    ...model,
    regions: [
      ...model.regions.filter(({ id }) => id === region),
      ...model.regions.filter(({ id }) => id !== region),
    ],
    clusters: first(model.clusters),
    hosts: [
      ...model.hosts.filter(({ cluster }) => clusters.has(cluster)),
      ...model.hosts.filter(({ cluster }) => !clusters.has(cluster)),
    ],
    edgeNodes: first(model.edgeNodes),
    postgres: first(model.postgres),
    controlPlanes: first(model.controlPlanes),
  };
}

/** The samples for a model; each event with the defaults a card on Scenarios would have. */
export function sampleScenarios(model: Model, region: string | null): readonly SampleScenario[] {
  const here = regionFirst(model, region);
  return SPECS.map(({ events, ...spec }) => {
    const made: SampleEvent[] = [];
    for (const type of events) {
      const defaults = EVENT_DEFINITIONS.find((definition) => definition.type === type)?.defaults(here);
      if (defaults === undefined || typeof defaults === 'string')
        return { ...spec, events: [], refused: defaults ?? type };
      made.push({ ...defaults, id: `${type}-1`, type });
    }
    return { ...spec, events: made, refused: null };
  });
}
