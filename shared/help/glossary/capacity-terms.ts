import type { Term } from './term.ts';

/** How full something is, and what it is held against. */
export const CAPACITY_TERMS: readonly Term[] = [
  {
    term: 'constraint',
    also: ['limit', 'limits'],
    meaning:
      'One limited resource in one place: memory of a cluster, connections of a Postgres node. Each has a demand, a capacity and, mostly, a target.',
    unit: null,
    file: 'shared/assess/constraint.ts',
    seen: 'go-overview',
  },
  {
    term: 'demand',
    meaning: 'What is asked of a resource: reserved, used, or the larger of both, as the assumptions say.',
    unit: 'the resource’s own',
    file: 'shared/assess/compute-demand.ts',
    seen: 'go-forecast',
  },
  {
    term: 'reserved',
    meaning: 'What microVMs were promised: flavor and overhead, times their number.',
    unit: 'GiB, cores',
    file: 'shared/assess/cluster-figures.ts',
    seen: 'go-overview',
  },
  {
    term: 'used',
    meaning: 'What hosts were measured to use. Not measured is said so and is never zero.',
    unit: 'GiB, cores',
    file: 'shared/assess/host-figures.ts',
    seen: 'go-overview',
  },
  {
    term: 'reserve',
    also: ['N+1'],
    meaning:
      'Capacity kept free so that losses can be taken: the largest hosts of a cluster, or its largest failure domain. N+1 holds where every loss the assumptions name can be placed.',
    unit: 'GiB, cores',
    file: 'shared/assess/compute-capacity.ts',
    seen: 'go-overview',
  },
  {
    term: 'available',
    meaning: 'Capacity without the reserve.',
    unit: 'the resource’s own',
    file: 'shared/assess/verdict.ts',
    seen: 'go-overview',
  },
  {
    term: 'headroom',
    meaning:
      'The share of what is available that demand leaves: 1 − demand ÷ available. Below zero where more is asked than there is.',
    unit: '%',
    file: 'shared/explain/formulas.ts',
    seen: 'go-overview',
  },
  {
    term: 'utilization',
    meaning: 'Demand as a share of what is available.',
    unit: '%',
    file: 'shared/explain/formulas.ts',
    seen: 'go-overview',
  },
  {
    term: 'target',
    meaning: 'What an owner wants to hold: headroom at least, utilization at most. Set on Assumptions.',
    unit: 'as its constraint',
    file: 'shared/model/policy.ts',
    seen: 'go-assumptions',
  },
  {
    term: 'margin',
    meaning:
      'How much more demand a constraint takes before its target is missed. Below zero: how much too much.',
    unit: 'the resource’s own',
    file: 'shared/assess/verdict.ts',
    seen: 'go-scenarios',
  },
  {
    term: 'holds',
    also: ['close', 'missed', 'no target'],
    meaning:
      'A target is kept; close: kept, within 5% of its limit; missed: not kept; no target: nothing to keep.',
    unit: null,
    file: 'shared/view/shown-state.ts',
    seen: 'go-overview',
  },
  {
    term: 'not measured',
    meaning: 'Nobody measured it, so nothing is said about it. Data, Quality lists what is missing.',
    unit: null,
    file: 'shared/view/missing-inputs.ts',
    seen: 'data-quality',
  },
  {
    term: 'room for more',
    also: ['places'],
    meaning:
      'How many more microVMs of a flavor fit, by sums and by real places, with the losses to be survived kept.',
    unit: 'microVMs',
    file: 'shared/assess/compute-fit.ts',
    seen: 'go-overview',
  },
  {
    term: 'memory',
    meaning: 'Main memory of hosts, edge nodes and Postgres; binary units.',
    unit: 'GiB, TiB',
    file: 'shared/assess/host-resource.ts',
    seen: 'fleet-hosts',
  },
  {
    term: 'CPU',
    also: ['vCPUs', 'cores'],
    meaning: 'Cores of a machine. A vCPU is a share of a core, by the overcommit of the assumptions.',
    unit: 'cores',
    file: 'shared/assess/host-resource.ts',
    seen: 'fleet-hosts',
  },
  {
    term: 'IOPS',
    also: ['disk operations'],
    meaning: 'Reads and writes of a disk a second.',
    unit: 'IOPS',
    file: 'shared/assess/host-resource.ts',
    seen: 'fleet-hosts',
  },
  {
    term: 'throughput',
    meaning: 'Bytes a second through a disk, an edge node or a tunnel; decimal units.',
    unit: 'MB/s',
    file: 'shared/assess/host-resource.ts',
    seen: 'fleet-hosts',
  },
  {
    term: 'file descriptors',
    also: ['file descriptor', 'processes', 'process'],
    meaning: 'Files and processes a host’s kernel can have open; each microVM takes some.',
    unit: 'count',
    file: 'shared/assess/host-resource.ts',
    seen: 'fleet-hosts',
  },
  {
    term: 'OS disk',
    meaning: 'The disk a host’s own system stands on.',
    unit: 'GB',
    file: 'shared/assess/compute-host-disk.ts',
    seen: 'fleet-hosts',
  },
];
