import { MOST_PER_ORDER } from '../model/amounts.ts';
import type { Host, Model, Sku } from '../model/document.ts';
import { addingSteps, ofAll } from './adding-steps.ts';
import { defineEvent, refused, type Applied } from './definition.ts';
import { newIds } from './new-ids.ts';
import { numbered, stepFigures, type Step, type StepBody } from './step.ts';

export interface AddHostsOutcome {
  readonly added: readonly string[];
  readonly cluster: string;
  readonly sku: string;
  /** count × unit cost; `null` if the price is not known. */
  readonly cost: number | null;
  readonly currency: string | null;
  readonly steps: readonly Step[];
}

/**
 * A new host of a machine type: schedulable, measured workload 0 (MODEL.md section 4: its used memory is the system
 * reserve, so that nothing above it is used). What no workload decides — packets lost, OS disk filled — is not measured.
 */
function hostOf(sku: Sku, id: string, cluster: string, failureDomain: string | null): Host {
  return {
    id,
    cluster,
    failureDomain,
    state: 'schedulable',
    cpuCores: sku.cpuCores,
    memoryBytes: sku.memoryBytes,
    systemReservedMemoryBytes: sku.systemReservedMemoryBytes,
    osDiskBytes: sku.osDiskBytes,
    iops: sku.iops,
    diskThroughputBytesPerSecond: sku.diskThroughputBytesPerSecond,
    fileDescriptors: sku.fileDescriptors,
    processes: sku.processes,
    used: {
      cpuCores: 0,
      memoryBytes: sku.systemReservedMemoryBytes,
      osDiskBytes: null,
      iops: 0,
      diskThroughputBytesPerSecond: 0,
      fileDescriptors: 0,
      processes: 0,
      packetLossRatio: null,
    },
  };
}

/** A model with `count` new hosts of a machine type in a cluster. The type and the cluster exist. */
export function modelWithHosts(
  model: Model,
  sku: Sku,
  cluster: string,
  count: number,
  failureDomain: string | null = null,
): { readonly model: Model; readonly added: readonly string[] } {
  const added = newIds(sku.id, count, new Set(model.hosts.map((host) => host.id)));
  const hosts = added.map((id) => hostOf(sku, id, cluster, failureDomain));
  return { model: { ...model, hosts: [...model.hosts, ...hosts] }, added };
}

/**
 * New schedulable hosts of a catalogue machine type join a cluster (MODEL.md section 6). The overlay gains their peers.
 * The outcome walks the six adding steps with what each meets. MicroVMs that are pending stay so: nothing says the
 * scheduler retries them, and an event that moves microVMs says so.
 */
export const addHosts = defineEvent({
  type: 'addHosts',
  title: 'Add hosts',
  summary: 'New hosts of a machine type join a cluster; the six steps of adding them and what each meets.',
  group: 'change',
  fields: [
    {
      kind: 'entity',
      of: 'cluster',
      many: false,
      required: true,
      name: 'cluster',
      label: 'Cluster',
      help: 'Where the hosts go.',
    },
    {
      kind: 'entity',
      of: 'sku',
      many: false,
      required: true,
      name: 'sku',
      label: 'Machine type',
      help: 'A machine type of the catalogue.',
    },
    {
      kind: 'count',
      min: 1,
      max: MOST_PER_ORDER,
      required: true,
      name: 'count',
      label: 'How many',
      help: 'Number of new hosts.',
    },
    {
      kind: 'text',
      name: 'failureDomain',
      label: 'Failure domain',
      help: 'Rack or power domain they stand in; may be new. Absent: none.',
    },
  ],
  defaults(model) {
    const [cluster] = model.clusters;
    const [sku] = model.skus;
    if (cluster === undefined) return 'the model has no cluster';
    return sku === undefined
      ? 'the model has no machine types (skus)'
      : { cluster: cluster.id, sku: sku.id, count: 1 };
  },
  creates({ sku, count, failureDomain }, taken) {
    const ids = newIds(`host:${sku}`, count, taken);
    return failureDomain === null ? ids : [...ids, `failureDomain:${failureDomain}`];
  },
  apply(context, values): Applied<AddHostsOutcome> {
    const { model, policy } = context;
    const cluster = model.clusters.find((candidate) => candidate.id === values.cluster);
    if (cluster === undefined)
      return refused(context, 'cluster', `there is no cluster ${values.cluster}`, values.cluster);
    const sku = model.skus.find((candidate) => candidate.id === values.sku);
    if (sku === undefined)
      return refused(context, 'sku', `there is no machine type ${values.sku}`, values.sku);
    const after = modelWithHosts(model, sku, cluster.id, values.count, values.failureDomain);
    const addition = { cluster: cluster.id, sku, added: after.added };
    const steps = addingSteps(model, after.model, addition, policy);
    return {
      ok: true,
      model: after.model,
      outcome: outcomeOf(addition, steps),
      figures: () => [{ field: 'cost', node: ofAll('Cost', addition, 'unitCost') }, ...stepFigures(steps)],
    };
  },
});

function outcomeOf(
  { cluster, sku, added }: { readonly cluster: string; readonly sku: Sku; readonly added: readonly string[] },
  steps: readonly StepBody[],
): AddHostsOutcome {
  return {
    added,
    cluster,
    sku: sku.id,
    cost: sku.unitCost === null ? null : sku.unitCost * added.length,
    currency: sku.currency,
    steps: numbered(steps),
  };
}
