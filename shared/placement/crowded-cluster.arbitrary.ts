import type { Model } from '../model/document.ts';
import { randomStream } from './random-stream.ts';
import { testModel, type TestVm } from './tiny-cluster.arbitrary.ts';

/** How a crowded cluster is drawn. */
export interface Crowd {
  readonly seed: number;
  readonly hosts: number;
  /** Different sizes of microVMs. */
  readonly kinds: number;
  /** Share of the hosts' memory that the microVMs need. */
  readonly fill: number;
  readonly twoResources: boolean;
}

/** Hosts of 100, and microVMs of a few sizes that nearly fill them, all on host `x`, which is to be lost. */
export function crowdedCluster({ seed, hosts, kinds, fill, twoResources }: Crowd): Model {
  const next = randomStream(seed);
  const sizes = Array.from({ length: kinds }, () => [
    18 + Math.floor(next() * 38),
    10 + Math.floor(next() * 40),
  ]);
  const vms: TestVm[] = [];
  const used = [0, 0];
  for (let n = 0; ; n += 1) {
    const [memory = 0, cpu = 0] = sizes[Math.floor(next() * kinds)] ?? [];
    used[0] = (used[0] ?? 0) + memory;
    used[1] = (used[1] ?? 0) + cpu;
    if (used.some((sum, r) => (r === 0 || twoResources) && sum > 100 * hosts * fill)) break;
    vms.push({ id: `d${n}`, host: 'x', memory, ...(twoResources ? { cpu } : {}) });
  }
  const survivors = Array.from({ length: hosts }, (_, n) => ({
    id: `h${String(n).padStart(2, '0')}`,
    memory: 100,
    ...(twoResources ? { cpu: 100 } : {}),
  }));
  return testModel([{ id: 'x', memory: 10_000 }, ...survivors], vms);
}

/** The n-th of a series over 5 to 60 hosts, 2 to 7 sizes and 88 to 99 % fill. */
export function crowdOf(seed: number): Crowd {
  return {
    seed,
    hosts: [5, 6, 8, 10, 12, 16, 20, 25, 30, 40, 50, 60][seed % 12] ?? 5,
    kinds: 2 + (seed % 6),
    fill: 0.88 + (Math.floor(seed / 12) % 12) / 100,
    twoResources: seed % 2 === 0,
  };
}
