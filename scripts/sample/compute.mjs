import { CLUSTERS, CPU_OVERCOMMIT, CUSTOMERS, FLAVORS, GIB, MACHINES, OVERHEAD, ROLES, SPREAD_ROLES, SYSTEM_RESERVED_GIB } from './catalogue.mjs'; // prettier-ignore

const overheadGib = OVERHEAD.memoryMib / 1024;
const flavorById = new Map(FLAVORS.map((flavor) => [flavor.id, flavor]));
const two = (number) => String(number).padStart(2, '0');

/** The hosts of a cluster: numbered through, machine kinds mixed over racks of four. */
function makeHosts(cluster) {
  const kinds = cluster.machines.flatMap(([kind, count]) => Array.from({ length: count }, () => kind));
  // Large machines are spread over the racks, as a careful operator would.
  const rare = kinds.filter((kind) => kind !== 'std-64');
  const common = kinds.filter((kind) => kind === 'std-64');
  const every = rare.length === 0 ? 0 : Math.floor(kinds.length / rare.length);
  const order = kinds.map((_, index) =>
    every > 0 && index % every === every - 1 && rare.length > 0
      ? rare.shift()
      : (common.shift() ?? rare.shift()),
  );
  return order.map((kind, index) => ({
    id: `${cluster.id}-${two(index + 1)}`,
    cluster: cluster.id,
    kind,
    rack: `${cluster.id}-rack-${1 + (index % Math.ceil(order.length / 4))}`,
    state: cluster.id === 'euw-b' && index === 8 ? 'cordoned' : 'schedulable',
    allocatableGib: MACHINES[kind].memoryGib - SYSTEM_RESERVED_GIB,
    cores: MACHINES[kind].cores,
    memoryGib: 0,
    demandCores: 0,
    groups: new Map(),
    microvms: 0,
  }));
}

function put(vm, host) {
  vm.host = host.id;
  host.memoryGib += vm.flavor.memoryGib + overheadGib;
  host.demandCores += vm.flavor.vcpus / CPU_OVERCOMMIT + OVERHEAD.cores;
  host.microvms += 1;
  if (vm.group !== null) host.groups.set(vm.group, (host.groups.get(vm.group) ?? 0) + 1);
}

function takes(host, vm, limit) {
  if (host.state !== 'schedulable') return false;
  if (host.memoryGib + vm.flavor.memoryGib + overheadGib > host.allocatableGib * limit) return false;
  if (host.demandCores + vm.flavor.vcpus / CPU_OVERCOMMIT + OVERHEAD.cores > host.cores * 0.9) return false;
  return vm.group === null || (host.groups.get(vm.group) ?? 0) < vm.maxPerHost;
}

/** How full ordinary microVMs may make a host: large hosts keep almost, but not quite, room for one more database. */
function fillLimit(host, cluster) {
  if (host.kind !== 'mem-96') return 0.86;
  return cluster.id === 'use-b' ? 0.76 : 0.58;
}

/** Shares of customers are uneven: few are large, most are small. */
function customerWeights() {
  return CUSTOMERS.map((name, index) => [name, 1 / (1 + index) ** 0.55]);
}

/** Places databases two to a host at most, then ordinary microVMs where the smallest share is in use, until the target. */
function fill(cluster, hosts, numbers, random) {
  const vms = [];
  const add = (customer, role, flavor, host, spread = SPREAD_ROLES[role]) => {
    const key = `${customer}-${role}`;
    numbers.set(key, (numbers.get(key) ?? 0) + 1);
    const vm = {
      id: `${key}-${numbers.get(key)}`,
      flavor,
      customer,
      group: spread === undefined || spread === null ? null : `${cluster.id}-${key}`,
      maxPerHost: spread ?? 1,
    };
    const limit = (candidate) => fillLimit(candidate, cluster);
    const target = host ?? roomiest(hosts, vm, limit, random);
    if (target === null) return false;
    put(vm, target);
    vms.push(vm);
    return true;
  };
  const large = hosts.filter((host) => host.kind === 'mem-96');
  for (const [index, customer] of cluster.databases.entries()) {
    add(customer, 'db', flavorById.get('db640'), large[index % large.length], null);
  }
  // Capacity is what schedulable hosts give; the microVMs of a cordoned one still count as demand.
  const schedulable = hosts.filter((host) => host.state === 'schedulable').map((host) => host.allocatableGib);
  const available = schedulable.reduce((sum, gib) => sum + gib, 0) - Math.max(...schedulable);
  const target = available * (1 - cluster.headroom);
  const cordoned = hosts.find((host) => host.state === 'cordoned');
  const used = () => hosts.reduce((sum, host) => sum + host.memoryGib, 0);
  const weights = customerWeights();
  const flavors = FLAVORS.filter((flavor) => flavor.weight > 0).map((flavor) => [flavor, flavor.weight]);
  for (let missed = 0; used() < target - 4 && missed < 200;) {
    const flavor = random.weighted(flavors);
    const customer = random.weighted(weights);
    const host = cordoned !== undefined && cordoned.microvms < 6 ? cordoned : null;
    if (used() + flavor.memoryGib > target + 1) missed += 1;
    else if (!add(customer, random.weighted(ROLES[flavor.id]), flavor, host)) missed += 1;
  }
  return vms;
}

function roomiest(hosts, vm, limit, random) {
  let best = null;
  let least = Number.POSITIVE_INFINITY;
  for (const host of hosts) {
    if (!takes(host, vm, limit(host))) continue;
    const share = host.memoryGib / (host.allocatableGib * limit(host)) + random.between(0, 0.12);
    if (share < least) [best, least] = [host, share];
  }
  return best;
}

/** What a host was measured to use, from what is reserved on it. */
function measured(host, random) {
  const machine = MACHINES[host.kind];
  const reserved = host.memoryGib;
  const diskShare = host.id === 'use-b-03' ? 0.741 : random.between(0.34, 0.62);
  return {
    cpuCores: round(host.demandCores * random.between(0.74, 0.92), 2),
    memoryBytes: Math.round((SYSTEM_RESERVED_GIB * 0.8 + reserved * random.between(0.7, 0.79)) * GIB),
    osDiskBytes: Math.round(machine.diskGb * 1e9 * diskShare),
    iops: Math.round(host.microvms * random.between(160, 240)),
    throughput: Math.round(host.microvms * random.between(2.1e6, 3.4e6)),
    fileDescriptors: 9000 + host.microvms * random.whole(58, 66),
    processes: 310 + host.microvms * 4 + random.whole(0, 40),
    packetLossRatio: round(random.between(0.00004, 0.0003), 6),
  };
}

export function round(value, digits) {
  return Number(value.toFixed(digits));
}

/**
 * Hosts without a microVM: one emptied before it goes, one down for repair. They give no capacity and carry no demand, so
 * that every other figure of the sample is what it would be without them.
 */
export function outOfService() {
  const idle = {
    iops: 40,
    throughput: 300_000,
    fileDescriptors: 9100,
    processes: 310,
    packetLossRatio: 0.00009,
  };
  const host = (id, cluster, rack, state, used) => ({ id, cluster, rack, state, kind: 'std-64', used });
  return [
    host('euw-c-19', 'euw-c', 'euw-c-rack-4', 'draining', {
      cpuCores: 0.4,
      memoryBytes: Math.round(SYSTEM_RESERVED_GIB * 0.8 * GIB),
      osDiskBytes: 61_000_000_000,
      ...idle,
    }),
    host('euw-a-19', 'euw-a', 'euw-a-rack-4', 'down', NOT_MEASURED),
  ];
}

/** In the order of what `measured` measures. */
const NOT_MEASURED = {
  cpuCores: null,
  memoryBytes: null,
  osDiskBytes: null,
  iops: null,
  throughput: null,
  fileDescriptors: null,
  processes: null,
  packetLossRatio: null,
};

/** A network card that is about to fail. */
const LOSSY = new Map([['euw-b-07', 0.0132]]);

/** Hosts and placed microVMs of all clusters. Numbers run through both regions, so that every id is unique. */
export function makeCompute(random) {
  const numbers = new Map();
  const hosts = [];
  const microvms = [];
  for (const cluster of CLUSTERS) {
    const own = makeHosts(cluster);
    microvms.push(...fill(cluster, own, numbers, random));
    for (const host of own) {
      const used = measured(host, random);
      hosts.push({ ...host, used: { ...used, packetLossRatio: LOSSY.get(host.id) ?? used.packetLossRatio } });
    }
  }
  return { hosts, microvms };
}
