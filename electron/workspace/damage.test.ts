import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDamage } from './damage.ts';
import { Workspace } from './workspace.ts';

const PAGE = 4096;
let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom damage '));
  path = join(folder, 'w.headroom');
  const workspace = new Workspace(path, () => 0, { create: true });
  workspace.act('Fill', () => {
    const days = Array.from({ length: 200 }, (_, day) => ({
      day,
      offsetsMs: Uint32Array.from({ length: 288 }, (_each, at) => at * 300_000),
      values: new Float64Array(288).fill(day),
    }));
    workspace.series.write({ entity: 'h', metric: 'cpu_used_cores', unit: null, days });
    for (let n = 0; n < 400; n += 1) workspace.facts.set(`fact ${n}` as never, 'x'.repeat(300));
  });
  workspace.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Overwrites the last page of a table's tree with zeros. */
function spoil(table: string): void {
  const db = new Sqlite(path, { readonly: true });
  const page = db
    .prepare<[string], number>('SELECT max(pageno) FROM dbstat WHERE name = ?')
    .pluck()
    .get(table);
  db.close();
  const bytes = readFileSync(path);
  bytes.fill(0, ((page ?? 0) - 1) * PAGE, (page ?? 0) * PAGE);
  writeFileSync(path, bytes);
}

function found(walkedWholeBytes: number): string | null {
  const db = new Sqlite(path, { readonly: true });
  try {
    return findDamage(db, walkedWholeBytes);
  } finally {
    db.close();
  }
}

describe('damage to a workspace file', () => {
  it('is none in a sound file, walked whole or table by table', () => {
    expect([found(Infinity), found(0)]).toEqual([null, null]);
  });

  it('to the inventory, scenarios or anything small is found in a file of any size', () => {
    spoil('fact');
    expect(found(Infinity)).not.toBeNull();
    expect(found(0)).not.toBeNull();
  });

  it('to a page of samples is found at once in a small file, and by whoever reads it in a large one', () => {
    spoil('sample_day');
    expect(found(Infinity)).not.toBeNull();
    expect(found(0)).toBeNull();
    const db = new Sqlite(path, { readonly: true });
    expect(() => db.prepare('SELECT sum(length(readings)) FROM sample_day').get()).toThrow(/malformed/);
    db.close();
  });

  it('a file that ends too early is refused whatever its size', () => {
    writeFileSync(path, readFileSync(path).subarray(0, 20 * PAGE));
    const refused = (bytes: number): string => {
      try {
        return found(bytes) ?? 'nothing';
      } catch (error) {
        return String(error);
      }
    };
    expect(refused(Infinity)).toMatch(/malformed/);
    expect(refused(0)).toMatch(/malformed/);
  });
});
