import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { headroomCli } from './headroom-cli.ts';
import { expect } from './launch.ts';

const GIB = 2 ** 30;
const HOUR_MS = 3_600_000;
const FIRST_MS = Date.parse('2025-12-01T00:00:00Z');
/** Days in the first file; those up to `DAYS` are in the second. */
const FIRST_GO = 70;
const DAYS = 90;
/** The day the level rises, counted from the first: 3 February 2026, within the last sixty. */
const SHIFT = 64;
/** GiB on top of the line, by day of the week from Monday on: 1 December 2025 was one. */
const WEEK = [0, 3, 1, 4, 2, -5, -6] as const;

/** Reserved memory in GiB: a line, a week, a step of 12, a little noise, and nights that are a tenth lower. */
function reserved(day: number, hour: number): number {
  const peak = 130 + 0.4 * day + (WEEK[day % 7] ?? 0) + (day >= SHIFT ? 12 : 0) + ((day * 13) % 5) / 10;
  return peak * (0.95 + 0.05 * Math.sin(((hour - 8) / 12) * Math.PI));
}

function csvOf(from: number, to: number): string {
  const rows = Array.from({ length: (to - from) * 24 }, (_, i) => {
    const [day, hour] = [from + Math.floor(i / 24), i % 24];
    const time = new Date(FIRST_MS + (day * 24 + hour) * HOUR_MS).toISOString();
    return `${time},region:north,memory_reserved_bytes,${Math.round(reserved(day, hour) * GIB)}`;
  });
  return `timestamp,entity,metric,value\n${rows.join('\n')}\n`;
}

/** Six hosts of 50 GiB above their reserve, one of them to spare: 250 GiB, at most 200 with 20% headroom. */
const modelAt = (asOf: string) => ({
  schema: 'headroom.model/v1',
  name: 'north',
  asOf,
  regions: [{ id: 'north' }],
  clusters: [{ id: 'n1', region: 'north' }],
  hosts: Array.from({ length: 6 }, (_, i) => ({
    id: `n1-${i + 1}`,
    cluster: 'n1',
    memoryBytes: 54 * GIB,
    systemReservedMemoryBytes: 4 * GIB,
    cpuCores: 16,
  })),
  flavors: [{ id: 'small', vcpus: 1, memoryBytes: GIB }],
  microvms: Array.from({ length: 6 }, (_, i) => ({
    id: `vm-${i + 1}`,
    host: `n1-${i + 1}`,
    flavor: 'small',
    count: 25,
  })),
});
const TODAY = '2026-03-01T00:00:00Z';

export interface ShiftedRegion {
  /** The workspace, with the model and the first seventy days in it. */
  readonly workspace: string;
  /** The file with the twenty days that came after. */
  readonly later: string;
  /** The model of the first of March, whatever day the workspace was made with. */
  readonly model: string;
}

/**
 * A workspace whose demand has a weekly pattern and, in days not yet imported and just before, another level.
 *
 * @param asOf instant of the inventory that it is made with.
 */
export async function makeShiftedRegion(folder: string, asOf = TODAY): Promise<ShiftedRegion> {
  const inFolder = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const workspace = join(folder, 'North.headroom');
  const begun = inFolder('begun.json', JSON.stringify(modelAt(asOf)));
  const model = inFolder('model.json', JSON.stringify(modelAt(TODAY)));
  const first = inFolder('first.csv', csvOf(0, FIRST_GO));
  for (const args of [
    ['init', workspace],
    ['import', begun, '--workspace', workspace],
    ['import', first, '--workspace', workspace],
  ]) {
    const run = await headroomCli(...args);
    expect(run.exitCode, run.stderr).toBe(0);
  }
  return { workspace, model, later: inFolder('later.csv', csvOf(FIRST_GO, DAYS)) };
}
