// A long CSV of 2 million rows into a workspace, by the same code as `headroom import`, beside the bare CSV parser on the
// same file. The import runs first, so that its peak memory is its own.
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import Papa from 'papaparse';
import { readImport } from '../../electron/import/import-reader.ts';
import { applyImport } from '../../electron/workspace/import-writer.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';

const ROWS = 2_000_000;
const ENTITIES = 50;
const START_MS = Date.parse('2026-01-01T00:00:00Z');
const STEP_MS = 60_000;

/** Rows in order of time, the entities in turn: what an exporter writes. */
async function writeRows(path: string): Promise<void> {
  const file = createWriteStream(path);
  let text = 'timestamp,entity,metric,value\n';
  for (let row = 0; row < ROWS; row += 1) {
    const time = new Date(START_MS + Math.floor(row / ENTITIES) * STEP_MS).toISOString();
    text += `${time},host-${row % ENTITIES},cpu_used_cores,${((row * 7919) % 64_000) / 1000}\n`;
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

const seconds = (startMs: number): number => (performance.now() - startMs) / 1000;

const folder = mkdtempSync(join(tmpdir(), 'headroom-bench-'));
try {
  const path = join(folder, 'long.csv');
  await writeRows(path);

  const workspace = new Workspace(join(folder, 'bench.headroom'), Date.now, { create: true });
  const before = process.resourceUsage().maxRSS / 1024;
  let start = performance.now();
  const batch = await readImport([path]);
  const readSeconds = seconds(start);
  const report = applyImport(workspace, batch);
  const importSeconds = seconds(start);
  const peakMb = process.resourceUsage().maxRSS / 1024;
  workspace.close();
  if (report.samples !== ROWS || report.changed !== ROWS)
    throw new Error(`imported ${report.samples} of ${ROWS} rows`);

  start = performance.now();
  const rows = await parseBare(path);
  const bareSeconds = seconds(start);

  const rate = (time: number): string => Math.round(ROWS / time).toLocaleString('en');
  console.table([
    {
      work: 'file',
      rows: ROWS,
      seconds: '',
      'rows/s': '',
      'peak RSS MB': Math.round(before),
      note: `${(statSync(path).size / 1e6).toFixed(0)} MB`,
    },
    {
      work: 'import: read and pack',
      rows: ROWS,
      seconds: readSeconds.toFixed(2),
      'rows/s': rate(readSeconds),
      'peak RSS MB': '',
      note: '',
    },
    {
      work: 'import: whole, on the disk',
      rows: ROWS,
      seconds: importSeconds.toFixed(2),
      'rows/s': rate(importSeconds),
      'peak RSS MB': Math.round(peakMb),
      note: `${(statSync(workspace.path).size / 1e6).toFixed(0)} MB workspace`,
    },
    {
      work: 'papaparse alone',
      rows: rows - 1,
      seconds: bareSeconds.toFixed(2),
      'rows/s': rate(bareSeconds),
      'peak RSS MB': '',
      note: `import runs at ${(bareSeconds / importSeconds).toFixed(2)} of its rate (goal 0.5)`,
    },
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
