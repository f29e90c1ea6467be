import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseModel } from '../../shared/model/parse-model.ts';
import { POLICY_DEFAULTS } from '../../shared/model/policy.ts';
import { randomStream } from '../../shared/placement/random-stream.ts';
import { survive } from '../../shared/placement/survive.ts';
import { MIB } from '../../shared/units.ts';

// N+1 beside Ganeti's hcheck on the same cluster, where it is installed (Debian package ganeti-htools). Sizes are powers
// of two, for which placing the largest first into the tightest room is the best that can be done without moving running
// microVMs, so the scheduler alone must count the same hosts; the exact answer may count fewer, since it may move some.
// hcheck wants free memory to stay above zero: its hosts get one MiB more than ours.

const HOST_MIB = 65_536;
const DISK_MIB = 4_000_000;
const SIZES_MIB = [512, 1024, 2048, 4096] as const;

interface Instance {
  readonly name: string;
  readonly host: number;
  readonly mib: number;
}

/** Hosts of one size, each filled to within one small microVM of a share about `fill`, from a seed. */
function cluster(hosts: number, fill: number, seed: number): Instance[] {
  const next = randomStream(seed);
  return Array.from({ length: hosts }).flatMap((_, host) => {
    const placed: Instance[] = [];
    let left = HOST_MIB * Math.min(1, fill + (next() - 0.5) * 0.1);
    while (left >= SIZES_MIB[0]) {
      const fitting = SIZES_MIB.filter((mib) => mib <= left);
      const mib = fitting[Math.floor(next() * fitting.length)] ?? SIZES_MIB[0];
      placed.push({ name: `vm-${host}-${placed.length}`, host, mib });
      left -= mib;
    }
    return placed;
  });
}

/** Ganeti's text format: groups, nodes, instances, tags, policies (htools(1), "text"). */
function ganetiText(hosts: number, instances: readonly Instance[]): string {
  const nodes = Array.from({ length: hosts }, (_, host) => {
    const own = instances.filter((one) => one.host === host);
    const free = HOST_MIB + 1 - own.reduce((sum, one) => sum + one.mib, 0);
    return `n${host}|${HOST_MIB + 1}|0|${free}|${DISK_MIB}|${DISK_MIB - own.length}|64|N|uuid-g|1||N|1|1|1.0`;
  });
  const rows = instances.map(({ name, host, mib }) => `${name}|${mib}|1|1|running|Y|n${host}||plain||1|-`);
  // memory, CPUs, disk, disks, network cards, spindles: nothing is refused by policy, only by room
  const specs = '1,1,1,1,1,1|1,1,1,1,1,1;999999,99,9999999,16,8,12';
  const policy = `|${specs}|plain|999.0|999.0`;
  return `g|uuid-g|preferred||\n\n${nodes.join('\n')}\n\n${rows.join('\n')}\n\n\n${policy}\ng${policy}\n`;
}

interface Counted {
  readonly fails: number;
  readonly ms: number;
}

/** Losses that `effort` does not settle as surviving: `none` = by the scheduler alone, as hcheck does; `sweep` = exact. */
function headroomFails(hosts: number, instances: readonly Instance[], effort: 'none' | 'sweep'): Counted {
  const parsed = parseModel({
    schema: 'headroom.model/v1',
    asOf: '2026-01-01T00:00:00Z',
    regions: [{ id: 'r' }],
    clusters: [{ id: 'c', region: 'r' }],
    hosts: Array.from({ length: hosts }, (_, h) => ({
      id: `n${h}`,
      cluster: 'c',
      memoryBytes: HOST_MIB * MIB,
    })),
    flavors: SIZES_MIB.map((mib) => ({ id: `f${mib}`, memoryBytes: mib * MIB })),
    microvms: instances.map(({ name, host, mib }) => ({ id: name, host: `n${host}`, flavor: `f${mib}` })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const start = performance.now();
  const options = { failureDomains: false, effort };
  const counts = survive(parsed.value, POLICY_DEFAULTS, 1, options).clusters[0]?.counts;
  return { fails: (counts?.fails ?? 0) + (counts?.undecided ?? 0), ms: performance.now() - start };
}

function hcheckFails(text: string): Counted {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-bench-'));
  try {
    const file = join(folder, 'cluster.data');
    writeFileSync(file, text);
    const start = performance.now();
    const { stdout, stderr } = spawnSync('hcheck', ['-t', file, '--no-simulation', '--machine-readable'], {
      encoding: 'utf8',
    });
    const ms = performance.now() - start;
    const fails = /GN1_FAIL=(\d+)/.exec(stdout)?.[1];
    if (fails === undefined) throw new Error(`hcheck said: ${stdout}${stderr}`);
    return { fails: Number(fails), ms };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (spawnSync('hcheck', ['--version']).error !== undefined)
  console.log(
    'hcheck is not installed; to compare with it: apt-get install --no-install-recommends ganeti-htools',
  );
else {
  for (const effort of ['none', 'sweep'] as const) headroomFails(10, cluster(10, 0.9, 1), effort); // warm
  const cases = [
    [10, 0.88],
    [10, 0.91],
    [20, 0.94],
    [20, 0.955],
    [40, 0.97],
    [100, 0.97],
  ] as const;
  console.table(
    cases.map(([hosts, fill], index) => {
      const instances = cluster(hosts, fill, index + 1);
      const greedy = headroomFails(hosts, instances, 'none');
      const exact = headroomFails(hosts, instances, 'sweep');
      const theirs = hcheckFails(ganetiText(hosts, instances));
      return {
        hosts,
        microvms: instances.length,
        fill,
        'fails by hcheck': theirs.fails,
        'by scheduler alone': greedy.fails,
        'for certain': exact.fails,
        'hcheck ms': theirs.ms.toFixed(0),
        'alone ms': greedy.ms.toFixed(2),
        'exact ms': exact.ms.toFixed(1),
        'alone ÷ hcheck (goal ≤ 1/1000)': `1/${Math.round(theirs.ms / greedy.ms)}`,
      };
    }),
  );
}
