import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { damagedFile, runs } from './damaged-files.fixture.ts';
import { Refusal } from '../refusal.ts';
import { applyImport } from '../workspace/import-writer.ts';
import { Workspace } from '../workspace/workspace.ts';
import { readImport } from './import-reader.ts';
import { removeSpill } from './sample-collector.ts';
import { zipOf } from './zip.fixture.ts';

let folder = '';
let workspace: Workspace;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom fuzz '));
  workspace = new Workspace(join(folder, 'w.headroom'), () => 1, { create: true });
});
afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const GOOD = 'timestamp,entity,metric,value\n2026-01-01T00:00:00Z,h1,iops,1\n';

/** The damaged bytes as a file, in gzip or in an archive, some of those damaged once more. */
const packed = fc
  .tuple(damagedFile, fc.constantFrom('plain', 'gzip', 'zip'), fc.option(fc.nat(4000)), fc.nat(255))
  .map(([bytes, how, at, byte]) => {
    const content =
      how === 'plain'
        ? bytes
        : how === 'gzip'
          ? gzipSync(bytes)
          : zipOf(
              { name: 'a.csv', content: GOOD },
              { name: 'deep/b.csv', content: bytes.toString('latin1') },
            );
    if (at !== null && how !== 'plain') content[at % content.length] = byte;
    return { name: how === 'zip' ? 'x.zip' : how === 'gzip' ? 'x.csv.gz' : 'x.csv', content };
  });

const stateOf = () => JSON.stringify([workspace.series.list(), workspace.imports.list().length]);

it('a damaged file, alone, packed, or beside a good one, is imported whole or not at all, and each refusal is located', async () => {
  const good = join(folder, 'good.csv');
  writeFileSync(good, GOOD.replace('h1', 'beside'));
  await fc.assert(
    fc.asyncProperty(packed, fc.boolean(), async ({ name, content }, beside) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      const before = stateOf();
      try {
        const batch = await readImport(beside ? [good, path] : [path], { timeZone: 'Europe/Berlin' });
        try {
          applyImport(workspace, batch);
        } finally {
          removeSpill(batch.spill);
        }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        expect(error.problems.length).toBeGreaterThan(0);
        for (const problem of error.problems) expect(problem.file ?? problem.path).toBeDefined();
        expect(stateOf()).toBe(before);
      }
      if (workspace.imports.list().length > 0) workspace.undo();
      rmSync(path);
    }),
    runs(150),
  );
  expect(readdirSync(folder).filter((name) => name.startsWith('.headroom'))).toEqual([]);
}, 3_600_000);
