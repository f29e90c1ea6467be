import { byCodeUnits } from '../model/model-index.ts';
import { modelWithHosts } from '../events/add-hosts.ts';
import type { RemoveHostsOutcome } from '../events/remove-hosts.ts';
import type { AddHostsOutcome } from '../events/add-hosts.ts';
import { stepField, type Step, type StepFigure } from '../events/step.ts';
import type { ExplainNode } from '../explain/node.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Host, HostState, Model, Order } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import type { PlacementOutcome } from '../placement/outcome.ts';
import type { ChecklistPlan } from './checklist.ts';
import { PLAIN, type AppliedEvent } from './apply-event.ts';
import { runEvents } from './run-events.ts';

/** A figure of a step with how it came about, and how its limit did; `null`: it has none. */
export interface ExplainedFigure extends StepFigure {
  readonly node: ExplainNode | null;
  readonly limitNode: ExplainNode | null;
}

/** A step as the engine tries it, each figure with its derivation. */
interface TriedStep extends Omit<Step, 'figures'> {
  readonly figures: readonly ExplainedFigure[];
}

/** What the engine says of a run on the model as it is. */
export interface ChecklistTrial {
  readonly steps: readonly TriedStep[];
  /** Hosts the run is about and that are in the inventory. */
  readonly present: readonly string[];
  /** Where what runs on them would go; `null` when adding, or when nothing is there to move. */
  readonly placement: PlacementOutcome | null;
  /** The inventory once the named step is done; the same document where the step changes none. */
  readonly after: (step: string) => Model;
}

/** The steps of an event that was tried, with the derivations of their figures. */
function stepsOf(applied: AppliedEvent | undefined): readonly TriedStep[] {
  if (applied === undefined) return [];
  const { steps } = applied.outcome as RemoveHostsOutcome | AddHostsOutcome;
  const nodes = new Map(applied.figures().map(({ field, node }) => [field, node]));
  return steps.map((step, index) => ({
    ...step,
    figures: step.figures.map((figure, at) => ({
      ...figure,
      node: nodes.get(stepField(index, at, 'value')) ?? null,
      limitNode: nodes.get(stepField(index, at, 'limit')) ?? null,
    })),
  }));
}

const withStates = (model: Model, ids: ReadonlySet<string>, state: HostState): Model => ({
  ...model,
  hosts: model.hosts.map((host) => (ids.has(host.id) ? { ...host, state } : host)),
});

/** A host nothing runs on: its measured workload is nought, what no workload decides stays as measured. */
const idle = (host: Host): Host => ({
  ...host,
  state: 'draining',
  used: {
    ...host.used,
    cpuCores: 0,
    memoryBytes: host.systemReservedMemoryBytes,
    iops: 0,
    diskThroughputBytesPerSecond: 0,
    fileDescriptors: 0,
    processes: 0,
  },
});

function withoutHosts(model: Model, ids: ReadonlySet<string>): Model {
  return {
    ...model,
    hosts: model.hosts.filter(({ id }) => !ids.has(id)),
    overlays: model.overlays.map((overlay) => ({
      ...overlay,
      peers: overlay.peers.filter(({ from, to }) => !ids.has(from) && !ids.has(to)),
    })),
  };
}

const detached = (model: Model, ids: ReadonlySet<string>): Model => ({
  ...model,
  storagePools: model.storagePools.map((pool) => ({
    ...pool,
    volumes: pool.volumes.map((volume) =>
      volume.host !== null && ids.has(volume.host) ? { ...volume, host: null } : volume,
    ),
  })),
});

function removalTrial(
  model: Model,
  policy: Policy,
  hosts: readonly string[],
  solver: LinearSolver | null,
): Parsed<ChecklistTrial> {
  const there = new Map(model.hosts.map((host) => [host.id, host]));
  const present = hosts.filter((id) => there.has(id));
  const ids = new Set(present);
  if (present.length === 0)
    return { ok: true, value: { steps: [], present, placement: null, after: () => model } };
  const event = { id: 'removeHosts-1', type: 'removeHosts', hosts: present };
  const scenario = {
    schema: 'headroom.scenario/v1',
    name: '',
    seed: 1,
    policy: {},
    events: [event],
  } as const;
  const run = runEvents(model, policy, scenario, { ...PLAIN, solver });
  if (!run.ok) return run;
  const [applied] = run.value.events;
  const outcome = applied?.outcome as RemoveHostsOutcome | undefined;
  const drained = (): Model => {
    const moved = new Map(run.value.model.hosts.map((host) => [host.id, host]));
    return {
      ...model,
      microvms: run.value.model.microvms,
      hosts: model.hosts.map((host) => (ids.has(host.id) ? idle(host) : (moved.get(host.id) ?? host))),
    };
  };
  return {
    ok: true,
    value: {
      steps: stepsOf(applied),
      present,
      placement: outcome ?? null,
      after(step) {
        if (step === 'cordon') return withStates(model, ids, 'cordoned');
        if (step === 'drain') return drained();
        if (step === 'verify') return detached(model, ids);
        return step === 'remove' ? withoutHosts(model, ids) : model;
      },
    },
  };
}

/** What arrived is no order any more: the earliest ones of that type and cluster are taken off first. */
export function ordersWithout(
  orders: readonly Order[],
  sku: string,
  cluster: string,
  count: number,
): readonly Order[] {
  let left = count;
  const due = orders
    .map((order, index) => ({ order, index }))
    .filter(({ order }) => order.sku === sku && order.cluster === cluster)
    .sort((a, b) => byCodeUnits(a.order.arrivesOn, b.order.arrivesOn));
  const taken = new Map<number, number>();
  for (const { order, index } of due) {
    const take = Math.min(left, order.count);
    taken.set(index, take);
    left -= take;
  }
  return orders.flatMap((order, index) => {
    const rest = order.count - (taken.get(index) ?? 0);
    return rest === order.count ? [order] : rest === 0 ? [] : [{ ...order, count: rest }];
  });
}

function additionTrial(
  model: Model,
  policy: Policy,
  plan: Extract<ChecklistPlan, { kind: 'add' }>,
  hosts: readonly string[],
): Parsed<ChecklistTrial> {
  const { cluster, sku: skuId, count, failureDomain } = plan;
  const ids = new Set(hosts);
  const present = model.hosts.filter(({ id }) => ids.has(id)).map(({ id }) => id);
  // Once registered they are in the inventory: the six steps are those of the model without them.
  const base: Model = { ...model, hosts: model.hosts.filter(({ id }) => !ids.has(id)) };
  const event = { id: 'addHosts-1', type: 'addHosts', cluster, sku: skuId, count };
  const scenario = {
    schema: 'headroom.scenario/v1',
    name: '',
    seed: 1,
    policy: {},
    events: [event],
  } as const;
  const run = runEvents(base, policy, scenario, PLAIN);
  if (!run.ok) return run;
  const [applied] = run.value.events;
  const sku = model.skus.find(({ id }) => id === skuId);
  const registered = (): Model => {
    if (sku === undefined || present.length > 0) return model;
    const { model: grown, added } = modelWithHosts(model, sku, cluster, count, failureDomain);
    return {
      ...withStates(grown, new Set(added), 'cordoned'),
      orders: ordersWithout(model.orders, skuId, cluster, count),
    };
  };
  return {
    ok: true,
    value: {
      steps: stepsOf(applied),
      present,
      placement: null,
      after(step) {
        if (step === 'register') return registered();
        return step === 'schedulable' ? withStates(model, new Set(present), 'schedulable') : model;
      },
    },
  };
}

/**
 * A run of a checklist tried on the model: the engine's own events `removeHosts` and `addHosts` say what each step meets
 * and where microVMs go. New hosts enter the inventory cordoned when they register and give capacity only when they are
 * marked schedulable; the order they came by is taken off then, so that they are not counted twice.
 *
 * @param hosts those the run is about: named for a removal; for an addition those it has registered so far.
 */
export function checklistTrial(
  model: Model,
  policy: Policy,
  plan: ChecklistPlan,
  hosts: readonly string[],
  solver: LinearSolver | null,
): Parsed<ChecklistTrial> {
  return plan.kind === 'remove'
    ? removalTrial(model, policy, hosts, solver)
    : additionTrial(model, policy, plan, hosts);
}
