import { assess } from '../../shared/assess/assess.ts';
import type { Model } from '../../shared/model/document.ts';
import { POLICY_DEFAULTS, type Policy } from '../../shared/model/policy.ts';
import { seededFleet } from './seeded-fleet.ts';

/** The reference: one bare pass over the same microVMs that finds host and flavor by id and adds the memory up. */
function barePass(model: Model): number {
  const flavors = new Map(model.flavors.map((flavor) => [flavor.id, flavor]));
  const hosts = new Map(model.hosts.map((host, index) => [host.id, index]));
  const reserved = new Float64Array(model.hosts.length);
  for (const row of model.microvms) {
    const host = row.host === null ? undefined : hosts.get(row.host);
    const memory = flavors.get(row.flavor)?.memoryBytes ?? 0;
    if (host !== undefined) reserved[host] = (reserved[host] ?? 0) + memory * row.count;
  }
  return reserved.reduce((sum, value) => sum + value, 0);
}

function medianMs(runs: number, work: (run: number) => unknown): number {
  const times = Array.from({ length: runs }, (_, run) => {
    const start = performance.now();
    work(run);
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[runs >> 1] ?? 0;
}

/** A fresh copy, so that nothing remembered per model helps. */
const copyOf = (model: Model): Model => ({
  ...model,
  microvms: [...model.microvms],
  hosts: [...model.hosts],
});
const sliders: readonly Policy[] = Array.from({ length: 9 }, (_, i) => ({
  ...POLICY_DEFAULTS,
  memoryHeadroomMinRatio: 0.1 + i / 100,
}));

const warm = seededFleet({
  clusters: 2,
  hostsPerCluster: 50,
  microvmsPerHost: 100,
  fill: [0.6, 0.85],
  seed: 1,
});
for (let run = 0; run < 100; run += 1) {
  barePass(warm);
  assess(copyOf(warm), POLICY_DEFAULTS);
}

const rows = [
  [2, 50, 100],
  [4, 250, 100],
  [10, 1000, 100],
].map(([clusters = 0, hostsPerCluster = 0, microvmsPerHost = 0]) => {
  const model = seededFleet({ clusters, hostsPerCluster, microvmsPerHost, fill: [0.6, 0.85], seed: 7 });
  const microvms = model.microvms.reduce((sum, row) => sum + row.count, 0);
  const runs = microvms > 500_000 ? 5 : 15;
  const copies = Array.from({ length: runs }, () => copyOf(model));
  const bare = medianMs(runs, () => barePass(model));
  const first = medianMs(runs, (run) => assess(copies[run] ?? model, POLICY_DEFAULTS));
  assess(model, POLICY_DEFAULTS);
  const again = medianMs(9, (run) => assess(model, sliders[run] ?? POLICY_DEFAULTS));
  return {
    hosts: model.hosts.length,
    microvms,
    'bare pass ms': bare.toFixed(2),
    'assess ms': first.toFixed(2),
    'ratio (goal ≤ 3)': (first / bare).toFixed(2),
    'slider moved ms': again.toFixed(2),
    'peak MB': Math.round(process.resourceUsage().maxRSS / 1024),
  };
});
console.table(rows);
