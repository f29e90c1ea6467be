import { byCodeUnits } from '../model/model-index.ts';
import type { Host, Microvm, Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import { ClassIndex, FlavorVectors } from './class-index.ts';
import { DOWN, settle, type ClusterFleet } from './cluster-fleet.ts';
import { allocatableOf, DIMENSIONS, limitQuanta } from './demand.ts';

/** A model's hosts and microVMs in the form every placement works on. Build one with `buildFleet`. */
export interface Fleet {
  readonly policy: Policy;
  /** The model the fleet stands for; computed when asked for, where the fleet was derived from another. */
  readonly model: Model;
  /** In the model's order of clusters. */
  readonly clusters: readonly ClusterFleet[];
  readonly byCluster: ReadonlyMap<string, ClusterFleet>;
  readonly flavors: FlavorVectors;
}

const STATES: Readonly<Record<Host['state'], number>> = {
  schedulable: 0,
  cordoned: 1,
  draining: 2,
  down: DOWN,
};

const built = new WeakMap<Model, Map<string, Fleet>>();

/**
 * The fleet of a model under a policy (MODEL.md section 5), remembered per model and the policy values it depends on
 * (overcommit, spread, scheduler): asking twice costs nothing. Throws if a microVM names an unknown flavor, host or
 * cluster; the model parser refuses such documents.
 */
export function buildFleet(model: Model, policy: Policy): Fleet {
  const key = `${policy.cpuOvercommit} ${policy.spread} ${policy.scheduler}`;
  let fleets = built.get(model);
  if (fleets === undefined) {
    fleets = new Map();
    built.set(model, fleets);
  }
  let fleet = fleets.get(key);
  if (fleet === undefined) {
    fleet = compile(model, policy);
    fleets.set(key, fleet);
  }
  return fleet;
}

/** A fleet from its clusters; `model` is asked for at most once. */
export function assembleFleet(
  policy: Policy,
  flavors: FlavorVectors,
  clusters: readonly ClusterFleet[],
  model: () => Model,
): Fleet {
  let known: Model | undefined;
  return {
    policy,
    flavors,
    clusters,
    byCluster: new Map(clusters.map((cluster) => [cluster.id, cluster])),
    get model() {
      known ??= model();
      return known;
    },
  };
}

interface Draft {
  readonly id: string;
  readonly hosts: Host[];
  readonly hostAt: Map<string, number>;
  readonly rows: Microvm[];
  instances: number;
}

function compile(model: Model, policy: Policy): Fleet {
  const flavors = new FlavorVectors(model, policy);
  const drafts = new Map<string, Draft>();
  for (const { id } of model.clusters)
    drafts.set(id, { id, hosts: [], hostAt: new Map(), rows: [], instances: 0 });
  const draftOfHost = new Map<string, Draft>();
  for (const host of model.hosts) {
    const draft = drafts.get(host.cluster);
    if (draft === undefined) throw new Error(`host ${host.id}: no cluster ${host.cluster} in the model`);
    draft.hosts.push(host);
    draftOfHost.set(host.id, draft);
  }
  for (const row of model.microvms) {
    const draft = row.host === null ? drafts.get(row.cluster) : draftOfHost.get(row.host);
    if (draft === undefined)
      throw new Error(`microVM ${row.id}: no host ${row.host ?? ''} or cluster ${row.cluster}`);
    draft.rows.push(row);
    draft.instances += row.count;
  }
  const spread = policy.spread === 'required';
  const clusters = [...drafts.values()].map((draft) => compileCluster(draft, flavors, spread));
  return assembleFleet(policy, flavors, clusters, () => model);
}

function compileCluster(draft: Draft, flavors: FlavorVectors, spread: boolean): ClusterFleet {
  const hosts = draft.hosts.sort((a, b) => byCodeUnits(a.id, b.id));
  const limits = new Float64Array(hosts.length * DIMENSIONS);
  hosts.forEach((host, h) => {
    draft.hostAt.set(host.id, h);
    allocatableOf(host).forEach((limit, r) => (limits[h * DIMENSIONS + r] = limitQuanta(limit, r)));
  });
  const hostState = Uint8Array.from(hosts, (host) => STATES[host.state]);
  const classes = new ClassIndex(flavors, spread);
  const instances = instanceArrays(draft.instances);
  let next = 0;
  draft.rows.forEach((row, index) => {
    const at = row.host === null ? -1 : (draft.hostAt.get(row.host) ?? -1);
    const host = at >= 0 && hostState[at] === DOWN ? -1 : at;
    next = fillRow(
      instances,
      next,
      index,
      row,
      host,
      classes.classOf(row.flavor, row.spreadGroup, row.maxPerHost),
    );
  });
  const parts = {
    id: draft.id,
    hostCount: hosts.length,
    hostIds: hosts.map((host) => host.id),
    hostState,
    failureDomains: hosts.map((host) => host.failureDomain),
    limits,
    rows: draft.rows,
    ...instances,
    ...classes.parts(),
  };
  return { ...parts, ...settle(parts) };
}

type InstanceArrays = Pick<ClusterFleet, 'instanceRow' | 'instanceCopy' | 'instanceClass' | 'instanceHost'>;

/** Empty instance arrays of the given length. */
export function instanceArrays(length: number): InstanceArrays {
  return {
    instanceRow: new Int32Array(length),
    instanceCopy: new Int32Array(length),
    instanceClass: new Int32Array(length),
    instanceHost: new Int32Array(length),
  };
}

/** Writes the instances of one row from `next` on; returns the first free index after them. */
export function fillRow(
  instances: InstanceArrays,
  next: number,
  rowIndex: number,
  row: Microvm,
  host: number,
  kind: number,
): number {
  for (let copy = 1; copy <= row.count; copy += 1) {
    const i = next + copy - 1;
    instances.instanceRow[i] = rowIndex;
    instances.instanceCopy[i] = copy;
    instances.instanceClass[i] = kind;
    instances.instanceHost[i] = host;
  }
  return next + row.count;
}
