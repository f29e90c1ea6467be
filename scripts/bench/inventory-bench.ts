import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  editInventory,
  pasteBlock,
  previewPaste,
  removeRows,
} from '../../electron/workspace/inventory-edits.ts';
import { InventoryTables } from '../../electron/workspace/inventory-tables.ts';
import { readModel, writeModel } from '../../electron/workspace/model-store.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';
import { seededFleet } from './seeded-fleet.ts';

// What editing a table of a hundred thousand rows costs beside reading the whole inventory from the file once, measured
// in the same run: an edit reads the changed row alone, so it must stay well under that.

const folder = mkdtempSync(join(tmpdir(), 'headroom inventory bench '));
const workspace = new Workspace(join(folder, 'w.headroom'), () => Date.parse('2026-04-01T00:00:00Z'), {
  create: true,
});
const fleet = seededFleet({
  clusters: 20,
  hostsPerCluster: 50,
  microvmsPerHost: 100,
  fill: [0.6, 0.85],
  seed: 7,
});
workspace.act('fill', () => writeModel(fleet, workspace.entities, workspace.facts));
const tables = new InventoryTables(workspace);
const all = { text: '', missing: null, sort: null };

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

const reference = median(
  Array.from({ length: 3 }, () => milliseconds(() => readModel(workspace.entities, workspace.facts))),
);

function measure(label: string, runs: number, work: (run: number) => void): void {
  const ms = median(Array.from({ length: runs }, (_, run) => milliseconds(() => work(run))));
  console.log(
    `${label.padEnd(44)} ${ms.toFixed(1).padStart(9)} ms ${(ms / reference).toFixed(2).padStart(7)} × reading all`,
  );
}

const rows = workspace.model().microvms.length;
console.log(
  `${rows} microVM rows on ${workspace.model().hosts.length} hosts; reading all: ${reference.toFixed(0)} ms`,
);
const look = (query: typeof all | object, offset = 0) =>
  tables.window({ table: 'microvms', query: { ...all, ...query }, offset, limit: 100 });
measure('first look at the table', 1, () => look({}));
measure('a screenful further down', 20, (run) => look({}, run * 4000));
measure('filter by a word', 5, (run) => look({ text: `vm-${run}7` }));
measure('sort by flavor', 1, () => look({ sort: { column: 'flavor', descending: true } }));
measure('change one cell', 9, (run) => {
  editInventory(workspace, tables, {
    table: 'microvms',
    revision: workspace.revision,
    set: [{ at: { owner: null, index: run * 100 }, column: 'customer', value: `customer ${run}` }],
    add: [],
  });
});
measure('the table after a change', 5, (run) => {
  editInventory(workspace, tables, {
    table: 'microvms',
    revision: workspace.revision,
    set: [{ at: { owner: null, index: run * 50 }, column: 'customer', value: `other ${run}` }],
    add: [],
  });
  look({});
});
const [host] = workspace.model().hosts;
const [flavor] = workspace.model().flavors;
const block = (run: number) => ({
  table: 'microvms',
  revision: workspace.revision,
  grid: [
    ['id', 'host', 'flavor'],
    ...Array.from({ length: 1000 }, (_, i) => [`pasted-${run}-${i}`, host?.id ?? '', flavor?.id ?? '']),
  ],
  header: null,
  chosen: [],
  decimal: 'auto' as const,
  anchor: null,
});
measure('preview of 1,000 pasted rows', 3, (run) => previewPaste(workspace, tables, block(run)));
measure('paste 1,000 rows', 3, (run) => pasteBlock(workspace, tables, { ...block(run), skipBad: false }));
measure('delete a host with its microVMs pending', 3, (run) =>
  removeRows(workspace, tables, {
    table: 'hosts',
    revision: workspace.revision,
    rows: [{ owner: null, index: run }],
  }),
);
measure('undo', 3, () => workspace.undo());
workspace.close();
rmSync(folder, { recursive: true, force: true });
