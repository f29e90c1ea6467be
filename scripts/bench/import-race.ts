import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import Papa from 'papaparse';
import { readImport } from '../../electron/import/import-reader.ts';
import { removeSpill } from '../../electron/import/sample-collector.ts';
import { applyImport } from '../../electron/workspace/import-writer.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';

export interface RaceFile {
  readonly name: string;
  readonly header: string;
  readonly rows: number;
  readonly samples: number;
  readonly row: (index: number) => string;
}

async function writeFile(path: string, { header, rows, row }: RaceFile): Promise<void> {
  const file = createWriteStream(path);
  let text = `${header}\n`;
  for (let index = 0; index < rows; index += 1) {
    text += `${row(index)}\n`;
    if (text.length > 1 << 20) {
      if (!file.write(text)) await once(file, 'drain');
      text = '';
    }
  }
  file.end(text);
  await once(file, 'close');
}

/** Papaparse alone, in its fastest streaming form, the rows thrown away. */
function parseBare(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    Papa.parse(createReadStream(path, { highWaterMark: 1 << 20, encoding: 'utf8' }), {
      chunk: (result: Papa.ParseResult<string[]>) => {
        rows += result.data.length;
      },
      complete: () => resolve(rows),
      error: reject,
    });
  });
}

/** Processor time of this process: on a machine that others use, too, the fairer ratio. */
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
interface Spent {
  readonly wall: number;
  readonly cpu: number;
}
const clock = (): (() => Spent) => {
  const [wall, cpu] = [performance.now(), cpuSeconds()];
  return () => ({ wall: (performance.now() - wall) / 1000, cpu: cpuSeconds() - cpu });
};
const peakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

/**
 * A file into a workspace by the same code as `headroom import`, beside the bare CSV parser on the same file. The import
 * runs first, so that its peak memory is its own.
 */
export async function raceImport(made: RaceFile, goal: number | null): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-bench-'));
  try {
    const path = join(folder, made.name);
    await writeFile(path, made);
    const workspace = new Workspace(join(folder, 'bench.headroom'), Date.now, { create: true });
    const before = peakMb();
    let spent = clock();
    const batch = await readImport([path], { spillFolder: dirname(path) });
    const reading = spent();
    const readPeak = peakMb();
    const report = applyImport(workspace, batch);
    removeSpill(batch.spill);
    const importing = spent();
    const peak = peakMb();
    workspace.close();
    if (report.samples !== made.samples || report.changed !== made.samples)
      throw new Error(`imported ${report.samples} of ${made.samples} samples, ${report.changed} of them new`);

    spent = clock();
    const rows = await parseBare(path);
    const bare = spent();
    const line = (work: string, { wall, cpu }: Spent, memory: number | string, note: string) => ({
      work,
      rows: made.rows,
      samples: made.samples,
      seconds: wall.toFixed(2),
      'CPU s': cpu.toFixed(2),
      'rows/s': Math.round(made.rows / wall).toLocaleString('en'),
      'of bare, CPU': (bare.cpu / cpu).toFixed(2),
      'peak RSS MB': memory,
      note,
    });
    const spilled = batch.spill === null ? 'in memory' : 'over the disk';
    console.log(
      `file ${(statSync(path).size / 1e6).toFixed(0)} MB, process before ${before} MB, samples ${spilled}`,
    );
    console.table([
      line(
        'read and pack',
        reading,
        readPeak,
        goal === null
          ? `${(made.samples / reading.cpu / 1e6).toFixed(1)} million samples per CPU second`
          : `goal ${goal} of the bare rate`,
      ),
      line(
        'whole import, on the disk',
        importing,
        peak,
        `${(statSync(workspace.path).size / 1e6).toFixed(0)} MB workspace`,
      ),
      line('papaparse alone', bare, '', `${rows - 1} rows`),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
