// What it costs that a large workspace is sealed, read behind the first screen and backed up, beside reading the file once.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseModel } from '../../shared/model/parse-model.ts';
import { checksumOf } from '../../electron/workspace/file-checksum.ts';
import { writeModel } from '../../electron/workspace/model-store.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';
import { fillWithSamples } from './large-workspace.ts';

const LARGE_BYTES = 2 * 1024 ** 3;
const RUNS = 3;
const HOSTS = 86;
const DAY_MS = 86_400_000;

const folder = mkdtempSync(join(tmpdir(), 'headroom keeping '));
const path = join(folder, 'large.headroom');
let now = Date.parse('2026-11-01T08:00:00Z');
const clock = (): number => now;

type Zone = 'UTC' | 'Europe/Berlin';

interface Cost {
  readonly ms: number;
  readonly cpuMs: number;
}

async function costOf(work: () => unknown): Promise<Cost> {
  const [cpu, startedMs] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - startedMs, cpuMs: (user + system) / 1000 };
}

function readOnce(): void {
  const file = openSync(path, 'r');
  const block = Buffer.allocUnsafe(4 * 1024 * 1024);
  while (readSync(file, block) > 0);
  closeSync(file);
}

function makeLarge(): void {
  const model = parseModel({
    schema: 'headroom.model/v1',
    name: 'large',
    asOf: '2026-11-01T00:00:00Z',
    regions: [{ id: 'r' }],
    clusters: [{ id: 'a', region: 'r' }],
    hosts: Array.from({ length: HOSTS }, (_, n) => ({ id: `h${n}`, cluster: 'a', cpuCores: 64 })),
  });
  if (!model.ok) throw new Error('the model of the bench is not valid');
  const workspace = new Workspace(path, clock, { create: true });
  workspace.act('Hosts', () => writeModel(model.value, workspace.entities, workspace.facts));
  workspace.close();
  fillWithSamples(path, LARGE_BYTES);
}

/** Opens, changes where asked, and returns what closing costs. */
function closing(change: Zone | null): Promise<Cost> {
  const workspace = new Workspace(path, clock);
  if (change !== null) workspace.act('Note', () => workspace.facts.set('timeZone', change));
  return costOf(() => workspace.close());
}

async function lateCheck(): Promise<Cost> {
  const workspace = new Workspace(path, clock);
  const cost = await costOf(() => workspace.check(0));
  workspace.close();
  return cost;
}

const middle = (costs: readonly Cost[]): Cost =>
  costs.toSorted((a, b) => a.ms - b.ms)[Math.floor(costs.length / 2)] ?? { ms: NaN, cpuMs: NaN };

async function repeated(work: () => Promise<Cost>, runs = RUNS): Promise<Cost> {
  const costs: Cost[] = [];
  for (let run = 0; run < runs; run += 1) costs.push(await work());
  return middle(costs);
}

/** Changed to and fro, so that there is something to close. */
let zone: Zone = 'UTC';

try {
  makeLarge();
  console.log(`${(statSync(path).size / 1024 ** 3).toFixed(2)} GiB`);
  now = Date.now() + DAY_MS; // the backup of the filling was made today
  const once = await repeated(() => costOf(readOnce));
  const rows: [work: string, cost: Cost][] = [
    ['read the file once', once],
    ['its checksum', await repeated(() => costOf(() => checksumOf(path)))],
    ['open', await repeated(() => costOf(() => new Workspace(path, clock).close()))],
    ['close unchanged', await repeated(() => closing(null))],
    ['close changed, with the backup of the day', await closing((zone = 'Europe/Berlin'))],
    [
      'close changed, without',
      await repeated(() => closing((zone = zone === 'UTC' ? 'Europe/Berlin' : 'UTC'))),
    ],
    ['read behind the first screen', await repeated(lateCheck)],
  ];
  console.table(
    rows.map(([work, { ms, cpuMs }]) => ({
      work,
      ms: Math.round(ms),
      'CPU ms': Math.round(cpuMs),
      ratio: (ms / once.ms).toFixed(2),
      'CPU ratio': (cpuMs / once.cpuMs).toFixed(2),
    })),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
