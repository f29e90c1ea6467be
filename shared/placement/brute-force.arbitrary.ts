import type { TestHost, TestVm, TinyCluster } from './tiny-cluster.arbitrary.ts';

/** Verdict of trying everything: the scheduler as MODEL.md section 5 words it, then every assignment there is. */
export type TrueVerdict = 'survives' | 'survives-repacked' | 'fails';

export type NaiveScheduler = 'best-fit' | 'worst-fit' | 'first-fit';

const KEYS = ['memory', 'cpu', 'iops'] as const;

interface Bin {
  readonly host: TestHost;
  readonly load: Record<(typeof KEYS)[number], number>;
  readonly held: TestVm[];
}

const need = (vm: TestVm, key: (typeof KEYS)[number]): number => vm[key] ?? 0;
const limit = (host: TestHost, key: (typeof KEYS)[number]): number => host[key] ?? Infinity;

function binsOf(cluster: TinyCluster, lost: ReadonlySet<string>): Bin[] {
  return cluster.hosts
    .filter((host) => !lost.has(host.id) && (host.state ?? 'schedulable') === 'schedulable')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((host) => {
      const bin: Bin = { host, load: { memory: 0, cpu: 0, iops: 0 }, held: [] };
      for (const vm of cluster.vms) if (vm.host === host.id) put(bin, vm);
      return bin;
    });
}

function put(bin: Bin, vm: TestVm): void {
  for (const key of KEYS) bin.load[key] += need(vm, key);
  bin.held.push(vm);
}

function mayTake(bin: Bin, vm: TestVm): boolean {
  for (const key of KEYS)
    if (need(vm, key) > 0 && bin.load[key] + need(vm, key) > limit(bin.host, key)) return false;
  if (vm.group === undefined) return true;
  const mates = bin.held.filter((other) => other.group === vm.group);
  return [vm, ...mates].every((one) => mates.length + 1 <= (one.maxPerHost ?? 1));
}

/** The scheduler's placement by its definition: microVM id → host id, `null` where it finds none. */
export function naiveSchedule(
  cluster: TinyCluster,
  lost: ReadonlySet<string>,
  scheduler: NaiveScheduler,
): Map<string, string | null> {
  const bins = binsOf(cluster, lost);
  const displaced = cluster.vms
    .filter((vm) => vm.host !== null && lost.has(vm.host))
    .sort((a, b) => b.memory - a.memory || need(b, 'cpu') - need(a, 'cpu') || (a.id < b.id ? -1 : 1));
  const placed = new Map<string, string | null>();
  for (const vm of displaced) {
    const fitting = bins.filter((bin) => mayTake(bin, vm));
    const left = (bin: Bin): number => bin.host.memory - bin.load.memory - vm.memory;
    if (scheduler === 'best-fit') fitting.sort((a, b) => left(a) - left(b));
    if (scheduler === 'worst-fit') fitting.sort((a, b) => left(b) - left(a));
    const [chosen] = fitting;
    placed.set(vm.id, chosen?.host.id ?? null);
    if (chosen !== undefined) put(chosen, vm);
  }
  return placed;
}

/** Tries every assignment of every microVM on lost hosts and schedulable survivors. Only for a dozen or so of them. */
function anyArrangement(cluster: TinyCluster, lost: ReadonlySet<string>): boolean {
  const before = binsOf(cluster, lost);
  const bins = before.map((bin): Bin => ({ host: bin.host, load: { memory: 0, cpu: 0, iops: 0 }, held: [] }));
  const all = [
    ...before.flatMap((bin) => bin.held),
    ...cluster.vms.filter((vm) => vm.host !== null && lost.has(vm.host)),
  ];
  const rest = (vm: TestVm): string =>
    `${need(vm, 'cpu')} ${need(vm, 'iops')} ${vm.group ?? ''} ${vm.maxPerHost ?? 1}`;
  all.sort((a, b) => b.memory - a.memory || (rest(a) < rest(b) ? -1 : 1));
  const suffixSums = (key: (typeof KEYS)[number]): number[] => {
    const sums = all.map(() => 0);
    let sum = 0;
    for (let n = all.length - 1; n >= 0; n -= 1) {
      const vm = all[n];
      sum += vm === undefined ? 0 : need(vm, key);
      sums[n] = sum;
    }
    return sums;
  };
  const allowed = (b: number, vm: TestVm): number => {
    const there = before[b]?.held.filter((other) => other.group === vm.group) ?? [];
    const own = vm.maxPerHost ?? 1;
    return there.some((other) => (other.maxPerHost ?? 1) === own) ? Math.max(own, there.length) : own;
  };
  const fits = (b: number, bin: Bin, vm: TestVm): boolean => {
    for (const key of KEYS) {
      const most = Math.max(limit(bin.host, key), before[b]?.load[key] ?? 0);
      if (bin.load[key] + need(vm, key) > most) return false;
    }
    if (vm.group === undefined) return true;
    const mates = bin.held.filter((other) => other.group === vm.group);
    return [vm, ...mates].every((one) => mates.length + 1 <= allowed(b, one));
  };
  const after = { memory: suffixSums('memory'), cpu: suffixSums('cpu'), iops: suffixSums('iops') };
  const ceilingOf = (key: (typeof KEYS)[number]): number =>
    bins.reduce((sum, bin, b) => sum + Math.max(limit(bin.host, key), before[b]?.load[key] ?? 0), 0);
  const ceiling = { memory: ceilingOf('memory'), cpu: ceilingOf('cpu'), iops: ceilingOf('iops') };
  const heldIn = (key: (typeof KEYS)[number]): number => {
    let held = 0;
    for (const bin of bins) held += bin.load[key];
    return held;
  };
  let steps = 0;
  const alike = (a: TestVm, b: TestVm | undefined): boolean =>
    KEYS.every((key) => need(a, key) === (b?.[key] ?? 0)) &&
    a.group === b?.group &&
    a.maxPerHost === b?.maxPerHost;
  const place = (n: number, from: number): boolean => {
    const vm = all[n];
    if (vm === undefined) return true;
    steps += 1;
    if (steps > 20_000_000) throw new Error('too large to try everything');
    // A shortcut: what is left must not need more than is free in all.
    for (const key of KEYS) if ((after[key][n] ?? 0) + heldIn(key) > ceiling[key]) return false;
    // Of alike neighbours the later goes to the same bin or a later one.
    for (let b = alike(vm, all[n - 1]) ? from : 0; b < bins.length; b += 1) {
      const bin = bins[b];
      if (bin === undefined || !fits(b, bin, vm)) continue;
      put(bin, vm);
      if (place(n + 1, b)) return true;
      bin.held.pop();
      for (const key of KEYS) bin.load[key] -= need(vm, key);
    }
    return false;
  };
  return place(0, 0);
}

export function trueVerdict(
  cluster: TinyCluster,
  lost: ReadonlySet<string>,
  scheduler: NaiveScheduler,
): TrueVerdict {
  const placed = naiveSchedule(cluster, lost, scheduler);
  if ([...placed.values()].every((host) => host !== null)) return 'survives';
  return anyArrangement(cluster, lost) ? 'survives-repacked' : 'fails';
}
