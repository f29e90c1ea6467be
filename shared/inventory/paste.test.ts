import { describe, expect, it } from 'vitest';
import type { Model } from '../model/document.ts';
import { parseModel } from '../model/parse-model.ts';
import { GIB } from '../units.ts';
import { columnUnit } from './column-unit.ts';
import { editorColumns, editorTable, tableRows } from './editor-table.ts';
import { readPaste, type PasteRequest } from './paste.ts';
import { largestValues } from './table-query.ts';
import { gridOf, tableTsv, type ShownColumn } from './table-text.ts';

const model = (): Model => {
  const parsed = parseModel({
    schema: 'headroom.model/v1',
    asOf: '2026-03-31T00:00:00Z',
    regions: [{ id: 'eu' }],
    clusters: [{ id: 'a', region: 'eu' }],
    hosts: [
      { id: 'h1', cluster: 'a', cpuCores: 64, memoryBytes: 512 * GIB, used: { packetLossRatio: 0.0002 } },
      { id: 'h2', cluster: 'a', cpuCores: 64, memoryBytes: 512 * GIB + 1, state: 'cordoned' },
    ],
    storagePools: [{ id: 'p', backupUsedByKind: { 'vm images': 4e12 } }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
};
const table = (name: string) => {
  const spec = editorTable(name);
  if (spec === null) throw new Error(name);
  return spec;
};
function shownOf(base: Model, name: string): readonly ShownColumn[] {
  const spec = table(name);
  const columns = editorColumns(base, spec);
  const largest = largestValues(tableRows(base, spec), columns);
  return columns.map((column) => ({ column, unit: columnUnit(column, largest.get(column.key) ?? null) }));
}
function paste(name: string, text: string, more: Partial<PasteRequest> = {}, base = model()) {
  return readPaste(base, table(name), shownOf(base, name), {
    grid: gridOf(text),
    header: null,
    chosen: [],
    decimal: 'auto',
    anchor: null,
    timeZone: 'UTC',
    ...more,
  });
}

describe('a block with a header', () => {
  it('changes the rows it names and adds the others, in the units its headers say', () => {
    const read = paste('hosts', 'id\tcluster\tmemory_gib\nh2\ta\t768\nh3\ta\t1024\n');
    expect(read.rows.map(({ action }) => action)).toEqual(['change', 'add']);
    expect(read.model?.hosts.map(({ memoryBytes }) => memoryBytes)).toEqual([
      512 * GIB,
      768 * GIB,
      1024 * GIB,
    ]);
    expect(read.model?.hosts[1]?.state).toBe('cordoned');
  });

  it('takes an empty cell for not given, and the default of a column that has one', () => {
    const read = paste('hosts', 'id\tcluster\tcpu_cores\tstate\nh2\ta\t\t\n');
    expect(read.model?.hosts[1]).toMatchObject({ cpuCores: null, state: 'schedulable' });
  });

  it('does nothing with rows that are there as pasted', () => {
    const read = paste('hosts', 'id\tcpu_cores\nh1\t64\n');
    expect(read.rows[0]?.action).toBe('same');
    expect(read.model).toBeNull();
  });

  it('holds everything back while a column is unknown, until it is chosen or left out', () => {
    const text = 'id\tcluster\tcolour\nh3\ta\tred\n';
    expect(paste('hosts', text)).toMatchObject({ model: null });
    expect(paste('hosts', text).columns[2]?.problem).toContain('unknown column');
    expect(paste('hosts', text, { chosen: [undefined, undefined, null] }).model?.hosts).toHaveLength(3);
    const chosen = paste('hosts', text, { chosen: [undefined, undefined, 'failure_domain'] });
    expect(chosen.model?.hosts[2]?.failureDomain).toBe('red');
  });
});

describe('bad cells', () => {
  const text =
    'id\tcluster\tmemory_gib\tstate\nh3\ta\tmuch\tschedulable\nh4\tx\t512\tbroken\nh5\ta\t512\tdown\nh5\ta\t1\tdown\n';
  it('are told each at its place, and their rows take no part', () => {
    const read = paste('hosts', text);
    const told = read.rows.flatMap(({ cells, problem }, row) => [
      ...cells.flatMap((cell, column) => (cell.problem === null ? [] : [`${row}:${column} ${cell.problem}`])),
      ...(problem === null ? [] : [`${row} ${problem}`]),
    ]);
    expect(told).toEqual([
      '0:2 not a number; expected a number',
      '1:3 not one of the choices; expected one of schedulable, cordoned, draining, down',
      '3 names the same as pasted row 3',
    ]);
    expect(read.model?.hosts.map(({ id }) => id)).toEqual(['h1', 'h2', 'h5']);
    expect(read.problems).toBe(3);
  });

  it('of references and ranges are found by the model itself', () => {
    const read = paste('hosts', 'id\tcluster\tpacket_loss_percent\nh3\tx\t1\nh4\ta\t1\n', {
      chosen: [undefined, undefined, 'used_packet_loss_ratio'],
    });
    expect(read.rows[0]?.cells[1]?.problem).toBe('there is no such cluster');
    const high = paste('hosts', 'id\tused_packet_loss_ratio\nh1\t1.5\n');
    expect(high.rows[0]?.cells[1]?.problem).toContain('is above 1');
  });

  it('tell a new row what it lacks', () => {
    expect(paste('hosts', 'id\tcpu_cores\nh9\t4\n').rows[0]?.problem).toBe('is new and has no cluster');
  });

  it('never guess a comma: the decimal mark is chosen', () => {
    const text2 = 'id\tcpu_cores\nh1\t1,234\n';
    expect(paste('hosts', text2).rows[0]?.cells[1]?.problem).toContain('choose the decimal mark');
    expect(paste('hosts', text2, { decimal: ',' }).model?.hosts[0]?.cpuCores).toBe(1.234);
    expect(paste('hosts', text2, { decimal: '.' }).model?.hosts[0]?.cpuCores).toBe(1234);
  });
});

describe('a block without header', () => {
  it('over a column of values lies over the rows it was pasted on, in the shown units', () => {
    const anchor = { column: 'memory_bytes', rows: [{ owner: null, index: 1 }] };
    const read = paste('hosts', '256\n', { anchor });
    expect(read.byName).toBe(false);
    expect(read.model?.hosts[1]?.memoryBytes).toBe(256 * GIB);
    expect(read.model?.hosts[1]?.id).toBe('h2');
  });

  it('from the column of names on finds rows by name, so that it never renames any', () => {
    const anchor = { column: 'id', rows: [{ owner: null, index: 0 }] };
    const read = paste('hosts', 'h7\ta\n', { anchor });
    expect(read.byName).toBe(true);
    expect(read.model?.hosts.map(({ id }) => id)).toEqual(['h1', 'h2', 'h7']);
  });
});

describe('copied text', () => {
  it('pasted back changes nothing, to the last byte', () => {
    for (const name of ['hosts', 'storage_pools']) {
      const base = model();
      const spec = table(name);
      const text = tableTsv(tableRows(base, spec), shownOf(base, name), true);
      const read = paste(name, text, {}, base);
      expect(read.columns.map(({ problem }) => problem).filter((problem) => problem !== null)).toEqual([]);
      expect(read.rows.map(({ action }) => action)).toEqual(tableRows(base, spec).map(() => 'same'));
    }
  });
});
