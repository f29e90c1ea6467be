import { isIP } from 'node:net';
import type { Connection } from '../../shared/import/live/connection.ts';
import type { FigureName, Figures, FoundKind, FoundMachine } from '../../shared/import/live/discovery.ts';
import { entityNameOf } from '../../shared/import/live/entity-name.ts';
import { fillQuery } from '../../shared/import/metric-query.ts';
import type { PrometheusApi } from './api.ts';
import { PrometheusFailure } from './failure.ts';
import { inOrder } from './in-order.ts';
import type { AnswerSeries } from './read-answer.ts';

const INSTANCE = { entityLabel: 'instance', entityPattern: null };

/** Labels that commonly say where a machine is. */
const CLUSTER_LABELS = ['cluster', 'scope'];
const REGION_LABELS = ['region', 'datacenter', 'dc', 'site'];
const WHERE = [...CLUSTER_LABELS, ...REGION_LABELS].join(', ');

interface Ask {
  readonly kind: FoundKind | 'machine';
  /** `null`: not a figure but something else, see `name`. */
  readonly figure: FigureName | null;
  readonly name?: 'threads' | 'replica' | 'nodename' | 'marker';
  readonly query: string;
}

/** Capacities as node_exporter, HAProxy, Envoy and postgres_exporter tell them. */
const ASKED: readonly Ask[] = [
  {
    kind: 'machine',
    figure: 'memoryBytes',
    query: `max by (instance, ${WHERE}) (node_memory_MemTotal_bytes{$match})`,
  },
  {
    kind: 'machine',
    figure: 'cpuCores',
    query: 'count by (instance) (count by (instance, package, core) (node_cpu_info{$match}))',
  },
  {
    kind: 'machine',
    figure: null,
    name: 'threads',
    query: 'count by (instance) (count by (instance, cpu) (node_cpu_seconds_total{mode="idle",$match}))',
  },
  {
    kind: 'machine',
    figure: 'osDiskBytes',
    query: 'max by (instance) (node_filesystem_size_bytes{mountpoint="/",fstype!="rootfs",$match})',
  },
  { kind: 'machine', figure: 'fileDescriptors', query: 'max by (instance) (node_filefd_maximum{$match})' },
  { kind: 'machine', figure: 'processes', query: 'max by (instance) (node_processes_max_processes{$match})' },
  { kind: 'machine', figure: null, name: 'nodename', query: 'node_uname_info{$match}' },
  {
    kind: 'edgeNode',
    figure: 'maxConnections',
    query: `max by (instance, ${WHERE}) (haproxy_process_max_connections{$match})`,
  },
  {
    kind: 'edgeNode',
    figure: null,
    name: 'marker',
    query: `max by (instance, ${WHERE}) (envoy_server_live{$match})`,
  },
  {
    kind: 'postgresNode',
    figure: 'maxConnections',
    query: `max by (instance, ${WHERE}) (pg_settings_max_connections{$match})`,
  },
  {
    kind: 'postgresNode',
    figure: 'reservedConnections',
    query: 'max by (instance) (pg_settings_superuser_reserved_connections{$match})',
  },
  {
    kind: 'postgresNode',
    figure: null,
    name: 'replica',
    query: 'max by (instance) (pg_replication_is_replica{$match})',
  },
];

interface Told {
  figures: Partial<Record<FigureName, number>>;
  threads: number | null;
  replica: boolean | null;
  nodename: string | null;
  cluster: string | null;
  region: string | null;
}

/** What is told of one machine name, by kind of exporter. */
class Sheet {
  readonly #told = new Map<string, Told>();

  of(name: string): Told {
    let told = this.#told.get(name);
    if (told === undefined) {
      told = { figures: {}, threads: null, replica: null, nodename: null, cluster: null, region: null };
      this.#told.set(name, told);
    }
    return told;
  }

  get names(): readonly string[] {
    return [...this.#told.keys()].sort();
  }

  find(name: string): Told | null {
    return this.#told.get(name) ?? null;
  }
}

const firstLabel = (labels: AnswerSeries['labels'], names: readonly string[]): string | null =>
  names.map((name) => labels[name] ?? '').find((value) => value !== '') ?? null;

/** A limit that says "none" (2^63 − 1 and the like) is no capacity. */
const isCapacity = (value: number): boolean => value > 0 && value <= Number.MAX_SAFE_INTEGER;

function write(told: Told, ask: Ask, { labels, values }: AnswerSeries): void {
  const value = values[0];
  if (value === undefined) return;
  if (ask.figure !== null && (isCapacity(value) || ask.figure === 'reservedConnections'))
    told.figures[ask.figure] = value;
  if (ask.name === 'threads') told.threads = value;
  if (ask.name === 'replica') told.replica = value > 0;
  if (ask.name === 'nodename') told.nodename = labels['nodename'] ?? null;
  told.cluster ??= firstLabel(labels, CLUSTER_LABELS);
  told.region ??= firstLabel(labels, REGION_LABELS);
}

/** Figures of the machine itself (memory, cores) that count for the kind. */
function figuresOf(kind: FoundKind, own: Told | null, machine: Told | null): Figures {
  const cores = machine?.figures.cpuCores ?? machine?.threads ?? undefined;
  const { memoryBytes, osDiskBytes, fileDescriptors, processes } = machine?.figures ?? {};
  const shared = {
    ...(cores === undefined ? {} : { cpuCores: cores }),
    ...(memoryBytes === undefined || kind === 'postgresNode' ? {} : { memoryBytes }),
  };
  if (kind !== 'host') return { ...shared, ...own?.figures };
  return {
    ...shared,
    ...(osDiskBytes === undefined ? {} : { osDiskBytes }),
    ...(fileDescriptors === undefined ? {} : { fileDescriptors }),
    ...(processes === undefined ? {} : { processes }),
  };
}

function machineOf(kind: FoundKind, name: string, own: Told | null, machine: Told | null): FoundMachine {
  const shownName = isIP(name) > 0 ? (machine?.nodename ?? name) : name;
  return {
    kind,
    name: shownName,
    figures: figuresOf(kind, own, machine),
    cluster: own?.cluster ?? machine?.cluster ?? null,
    region: own?.region ?? machine?.region ?? null,
    role: kind !== 'postgresNode' || own?.replica == null ? null : own.replica ? 'replica' : 'primary',
    coresAreThreads: machine !== null && machine.figures.cpuCores === undefined && machine.threads !== null,
  };
}

/**
 * The machines a server knows and their capacities, now. A machine that runs HAProxy or Envoy is an edge node, one that runs
 * Postgres a Postgres node, all others with a node_exporter are hosts.
 * @throws PrometheusFailure when the server cannot be asked; Refusal `cancelled`.
 */
export async function discoverMachines(
  api: PrometheusApi,
  connection: Connection,
  nowMs: number,
  signal?: AbortSignal,
): Promise<readonly FoundMachine[]> {
  const sheets = {
    machine: new Sheet(),
    edgeNode: new Sheet(),
    postgresNode: new Sheet(),
    host: new Sheet(),
  };
  const matchers = connection.matchers.trim().replace(/,+$/, '');
  const asked = inOrder(ASKED, 4, (ask) =>
    api.query(fillQuery(ask.query, { window: '5m', matchers }), nowMs, signal).catch((error: unknown) => {
      if (error instanceof PrometheusFailure && error.kind === 'too-much') return null;
      throw error;
    }),
  );
  for await (const { task: ask, result } of asked)
    for (const series of result?.series ?? []) {
      const name = entityNameOf(series.labels, INSTANCE);
      if (name !== null) write(sheets[ask.kind].of(name), ask, series);
    }
  const special = (['edgeNode', 'postgresNode'] as const).flatMap((kind) =>
    sheets[kind].names.map((name) =>
      machineOf(kind, name, sheets[kind].find(name), sheets.machine.find(name)),
    ),
  );
  const taken = new Set([...sheets.edgeNode.names, ...sheets.postgresNode.names]);
  const hosts = sheets.machine.names
    .filter((name) => !taken.has(name) && sheets.machine.find(name)?.figures.memoryBytes !== undefined)
    .map((name) => machineOf('host', name, null, sheets.machine.find(name)));
  return [...hosts, ...special];
}
