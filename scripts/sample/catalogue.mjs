/** What the sample region is made of: invented, but in the proportions of a real one. */
export const AS_OF = '2026-11-16T00:00:00Z';
export const GIB = 1024 ** 3;

export const REGIONS = [
  { id: 'eu-west', name: 'EU West', short: 'euw' },
  { id: 'us-east', name: 'US East', short: 'use' },
];

export const MACHINES = {
  'std-64': {
    cores: 64,
    memoryGib: 512,
    diskGb: 480,
    iops: 400_000,
    throughputMb: 3000,
    cost: 14_500,
    leadDays: 42,
    watts: 650,
    units: 1,
  },
  'mem-96': {
    cores: 96,
    memoryGib: 1520,
    diskGb: 960,
    iops: 600_000,
    throughputMb: 5000,
    cost: 31_200,
    leadDays: 56,
    watts: 980,
    units: 2,
  },
  'cmp-128': {
    cores: 128,
    memoryGib: 768,
    diskGb: 960,
    iops: 600_000,
    throughputMb: 5000,
    cost: 22_800,
    leadDays: 49,
    watts: 900,
    units: 1,
  },
};
export const SYSTEM_RESERVED_GIB = 16;

/**
 * Clusters, their machines by kind, and how much of the memory that one host loss leaves is free (`headroom`).
 * use-b is the tight one: five databases of 640 GiB, of which a large host takes two.
 */
export const CLUSTERS = [
  { id: 'euw-a', region: 'eu-west', machines: [['std-64', 18]], headroom: 0.33, databases: [] },
  { id: 'euw-b', region: 'eu-west', machines: [['std-64', 14], ['cmp-128', 4]], headroom: 0.3, databases: [] },
  { id: 'euw-c', region: 'eu-west', machines: [['std-64', 12], ['mem-96', 6]], headroom: 0.29, databases: ['helio', 'helio', 'verity', 'verity'] },
  { id: 'use-a', region: 'us-east', machines: [['std-64', 14], ['cmp-128', 2]], headroom: 0.31, databases: [] },
  { id: 'use-b', region: 'us-east', machines: [['std-64', 10], ['mem-96', 4]], headroom: 0.215, databases: ['helio', 'helio', 'tamar', 'tamar', 'tamar'] },
]; // prettier-ignore

export const FLAVORS = [
  { id: 's1', vcpus: 1, memoryGib: 2, iops: 150, throughputMb: 3, weight: 22 },
  { id: 's2', vcpus: 2, memoryGib: 4, iops: 300, throughputMb: 5, weight: 43 },
  { id: 'm4', vcpus: 4, memoryGib: 8, iops: 600, throughputMb: 10, weight: 25 },
  { id: 'm8', vcpus: 8, memoryGib: 16, iops: 1200, throughputMb: 20, weight: 7 },
  { id: 'l16', vcpus: 16, memoryGib: 32, iops: 3000, throughputMb: 50, weight: 2 },
  { id: 'xl64', vcpus: 32, memoryGib: 64, iops: 6000, throughputMb: 100, weight: 0.5 },
  { id: 'db640', vcpus: 48, memoryGib: 640, iops: 40_000, throughputMb: 400, weight: 0 },
];

/** What a microVM of a flavor usually does; web and API servers spread over hosts. */
export const ROLES = {
  s1: [['job', 6], ['web', 4]],
  s2: [['web', 6], ['api', 2], ['job', 2]],
  m4: [['api', 5], ['web', 3], ['job', 2]],
  m8: [['api', 5], ['job', 5]],
  l16: [['cache', 6], ['db', 4]],
  xl64: [['db', 1]],
}; // prettier-ignore
export const SPREAD_ROLES = { web: 4, api: 4, cache: 2, db: 1 };

export const OVERHEAD = { memoryMib: 40, cores: 0.02, fileDescriptors: 60, processes: 4 };
export const CPU_OVERCOMMIT = 4;

export const CUSTOMERS = (
  'larkspur gannet helio verity umber tamar alder basalt briar cinder cobalt coral dunlin ember fennel finch garnet ' +
  'harrier heron indigo iris juniper kestrel linden lapis mallow merlin moss nettle ochre osprey petrel plover quartz ' +
  'russet sable sedge sorrel tansy teal thistle vesper willow yarrow'
).split(' ');
