import type { Term } from './term.ts';

/** What a region is made of. */
export const FLEET_TERMS: readonly Term[] = [
  {
    term: 'region',
    meaning:
      'A place with its own clusters, edge nodes, control plane and storage. Every verdict is per region.',
    unit: null,
    file: 'shared/model/document.ts',
    seen: 'go-overview',
  },
  {
    term: 'cluster',
    meaning:
      'Hosts that stand in for one another: microVMs of a lost host are placed on others of its cluster.',
    unit: null,
    file: 'shared/model/document.ts',
    seen: 'fleet-hosts',
  },
  {
    term: 'host',
    also: ['hosts'],
    meaning:
      'A machine that runs microVMs. Schedulable hosts take new ones; cordoned and draining ones keep what they have and give no capacity; a host that is down has neither.',
    unit: 'hosts',
    file: 'shared/assess/host-figures.ts',
    seen: 'fleet-hosts',
  },
  {
    term: 'microVM',
    also: ['microVMs'],
    meaning: 'A Firecracker virtual machine of one flavor on one host, or pending where it has none.',
    unit: 'microVMs',
    file: 'shared/assess/microvm-counts.ts',
    seen: 'fleet-hosts',
  },
  {
    term: 'flavor',
    meaning: 'The size of a microVM: vCPUs, memory, disk operations, files and processes.',
    unit: null,
    file: 'shared/placement/demand.ts',
    seen: 'data-inventory',
  },
  {
    term: 'machine type',
    also: ['sku', 'skus'],
    meaning: 'A host that can be ordered: its size, its price and how long it takes to come.',
    unit: null,
    file: 'shared/plan/purchase-options.ts',
    seen: 'go-plan',
  },
  {
    term: 'failure domain',
    also: ['rack'],
    meaning:
      'Hosts that fail together: a rack, a power feed. Losing one is tried like losing its hosts at once.',
    unit: null,
    file: 'shared/placement/survive.ts',
    seen: 'go-survival',
  },
  {
    term: 'edge node',
    also: ['edge nodes', 'edge'],
    meaning:
      'A machine that holds client connections and hands traffic on. Those that are down give no capacity.',
    unit: 'edge nodes',
    file: 'shared/assess/edge-scope.ts',
    seen: 'fleet-edge',
  },
  {
    term: 'control plane',
    meaning: 'The API and its workers that bring what is wanted and what is there together.',
    unit: null,
    file: 'shared/assess/control-plane.ts',
    seen: 'fleet-control-plane',
  },
  {
    term: 'Postgres',
    also: ['Postgres node'],
    meaning: 'The database of a control plane: a primary and its replicas.',
    unit: null,
    file: 'shared/assess/control-plane.ts',
    seen: 'fleet-control-plane',
  },
  {
    term: 'storage pool',
    also: ['pool', 'storage'],
    meaning: 'Volumes, their snapshots and their backups, each with a store of its own.',
    unit: null,
    file: 'shared/assess/storage.ts',
    seen: 'fleet-storage',
  },
  {
    term: 'overlay',
    meaning:
      'The WireGuard network between hosts and edge nodes; in a full mesh everyone is a peer of everyone.',
    unit: null,
    file: 'shared/assess/overlay.ts',
    seen: 'fleet-overlay',
  },
  {
    term: 'peer',
    also: ['peers'],
    meaning: 'The other end of a tunnel of the overlay.',
    unit: 'peers',
    file: 'shared/assess/overlay.ts',
    seen: 'fleet-overlay',
  },
  {
    term: 'overhead',
    meaning: 'Memory and CPU a microVM costs its host beyond its flavor. Assumed until it is measured.',
    unit: 'GiB, cores',
    file: 'shared/forecast/measured-overhead.ts',
    seen: 'go-assumptions',
  },
  {
    term: 'customer',
    also: ['customers'],
    meaning: 'Who owns microVMs. A prospect is a customer who may sign.',
    unit: null,
    file: 'shared/events/customer-load.ts',
    seen: 'go-onboarding',
  },
];
