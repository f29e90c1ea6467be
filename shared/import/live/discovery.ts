import { byCodeUnits } from '../../model/model-index.ts';
import type { EdgeNode, Host, Model, PostgresNode } from '../../model/document.ts';
import { KnownEntities } from './entity-name.ts';

/** Kinds of machines that metrics tell the capacities of. */
export type FoundKind = 'host' | 'edgeNode' | 'postgresNode';

/** Capacities by the model's own field names; only what was told. */
export type Figures = Readonly<Partial<Record<FigureName, number>>>;

export const FIGURES = {
  host: ['cpuCores', 'memoryBytes', 'osDiskBytes', 'fileDescriptors', 'processes'],
  edgeNode: ['maxConnections', 'memoryBytes', 'cpuCores'],
  postgresNode: ['maxConnections', 'reservedConnections', 'cpuCores'],
} as const satisfies Readonly<Record<FoundKind, readonly string[]>>;
export type FigureName = (typeof FIGURES)[FoundKind][number];

/** A machine as a server's metrics describe it. */
export interface FoundMachine {
  readonly kind: FoundKind;
  /** Name without port; the machine's own name where the server knows it by address only. */
  readonly name: string;
  readonly figures: Figures;
  /** Labels that may say where it belongs. */
  readonly cluster: string | null;
  readonly region: string | null;
  readonly role: 'primary' | 'replica' | null;
  /** Cores were counted as threads: no exporter tells the physical ones. */
  readonly coresAreThreads: boolean;
}

export interface FieldChange {
  readonly field: FigureName;
  /** `null`: not measured so far. */
  readonly before: number | null;
  readonly after: number;
}

/** One difference between what the server knows and the inventory; each is accepted by itself. */
export interface DiscoveryRow {
  readonly kind: FoundKind;
  /** Id in the inventory; for added machines the one they would get. */
  readonly id: string;
  readonly change: 'added' | 'changed' | 'gone';
  readonly fields: readonly FieldChange[];
  /** Cluster of a host, region of an edge node, Postgres of a node. `null`: an added one needs to be told. */
  readonly place: string | null;
  /** The place is not in the inventory yet and would be added with it. */
  readonly newPlace: boolean;
  /** Region of a new cluster; `null` where a label says none. */
  readonly region: string | null;
  readonly role: 'primary' | 'replica' | null;
  readonly note: string | null;
}

export interface Discovery {
  readonly rows: readonly DiscoveryRow[];
  /** Machines that are in the inventory just as the server knows them. */
  readonly same: number;
  readonly found: Readonly<Record<FoundKind, number>>;
}

/** The kernel keeps part of the memory for itself before it counts: up to so much less than installed is the same. */
const KERNEL_SHARE = 0.04;

const THREADS = 'Cores are counted as threads; with hyper-threading there are half as many.';

/** Whether a found capacity says the same as the inventory. */
function agrees(field: FigureName, before: number, after: number, coresAreThreads: boolean): boolean {
  if (field === 'memoryBytes') return after <= before && after >= before * (1 - KERNEL_SHARE);
  if (field === 'cpuCores' && coresAreThreads) return after === before || after === 2 * before;
  return after === before;
}

type Existing = Host | EdgeNode | PostgresNode;

function changesOf(machine: FoundMachine, existing: Existing | null): FieldChange[] {
  const values = existing as Readonly<Partial<Record<FigureName, number | null>>> | null;
  return FIGURES[machine.kind].flatMap((field) => {
    const after = machine.figures[field];
    if (after === undefined) return [];
    const before = values?.[field] ?? null;
    if (before !== null && agrees(field, before, after, machine.coresAreThreads)) return [];
    return [{ field, before, after }];
  });
}

interface Place {
  readonly id: string;
  readonly place: string;
  readonly thing: Existing;
  /** Taken out of service already. */
  readonly out: boolean;
}

function existingOf(model: Model, kind: FoundKind): Place[] {
  switch (kind) {
    case 'host':
      return model.hosts.map((thing) => ({
        id: thing.id,
        place: thing.cluster,
        thing,
        out: thing.state === 'down',
      }));
    case 'edgeNode':
      return model.edgeNodes.map((thing) => ({
        id: thing.id,
        place: thing.region,
        thing,
        out: thing.state === 'down',
      }));
    case 'postgresNode':
      return model.postgres.flatMap(({ id: place, nodes }) =>
        nodes.map((thing) => ({ id: thing.id, place, thing, out: false })),
      );
  }
}

const placesOf = (model: Model, kind: FoundKind): readonly string[] =>
  (kind === 'host' ? model.clusters : kind === 'edgeNode' ? model.regions : model.postgres).map(
    ({ id }) => id,
  );

/** Where an added machine belongs: what its label says, else the only place there is. */
function placeOf(machine: FoundMachine, places: readonly string[]): string | null {
  const said = machine.kind === 'edgeNode' ? machine.region : machine.cluster;
  return said ?? (places.length === 1 ? (places[0] ?? null) : null);
}

function addedRow(machine: FoundMachine, places: readonly string[]): DiscoveryRow {
  const place = placeOf(machine, places);
  return {
    kind: machine.kind,
    id: machine.name,
    change: 'added',
    fields: changesOf(machine, null),
    place,
    newPlace: place !== null && !places.includes(place),
    region: machine.region,
    role: machine.role,
    note: machine.coresAreThreads && machine.figures.cpuCores !== undefined ? THREADS : null,
  };
}

/**
 * What a server's machines change in the inventory: added, changed, gone. Of a kind the server knows no machine of, nothing
 * is gone: its exporter is not there. Rows come by kind, then added, changed, gone, then id.
 */
export function discoverChanges(machines: readonly FoundMachine[], model: Model): Discovery {
  const rows: DiscoveryRow[] = [];
  const found = { host: 0, edgeNode: 0, postgresNode: 0 };
  let same = 0;
  for (const kind of ['host', 'edgeNode', 'postgresNode'] as const) {
    const existing = existingOf(model, kind);
    const known = new KnownEntities(existing.map(({ id }) => id));
    const byId = new Map(existing.map((entry) => [entry.id, entry]));
    const places = placesOf(model, kind);
    const seen = new Set<string>();
    const ofKind = machines.filter((machine) => machine.kind === kind);
    found[kind] = ofKind.length;
    for (const machine of ofKind) {
      const id = known.match(machine.name);
      const entry = id === null ? undefined : byId.get(id);
      if (entry === undefined) {
        rows.push(addedRow(machine, places));
        continue;
      }
      seen.add(entry.id);
      const fields = changesOf(machine, entry.thing);
      if (fields.length === 0) same += 1;
      else
        rows.push({
          ...addedRow(machine, places),
          id: entry.id,
          change: 'changed',
          fields,
          place: entry.place,
          newPlace: false,
          note: machine.coresAreThreads && fields.some(({ field }) => field === 'cpuCores') ? THREADS : null,
        });
    }
    if (ofKind.length > 0)
      for (const { id, place, out } of existing)
        if (!seen.has(id) && !out) rows.push(goneRow(kind, id, place));
  }
  const order = { added: 0, changed: 1, gone: 2 };
  const kinds = { host: 0, edgeNode: 1, postgresNode: 2 };
  rows.sort(
    (a, b) => kinds[a.kind] - kinds[b.kind] || order[a.change] - order[b.change] || byCodeUnits(a.id, b.id),
  );
  return { rows, same, found };
}

function goneRow(kind: FoundKind, id: string, place: string): DiscoveryRow {
  return {
    kind,
    id,
    change: 'gone',
    fields: [],
    place,
    newPlace: false,
    region: null,
    role: null,
    note:
      kind === 'postgresNode'
        ? 'A Postgres node that is gone is taken out of its group.'
        : 'A machine that is gone is marked as down, not removed.',
  };
}
