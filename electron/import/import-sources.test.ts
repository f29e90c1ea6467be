import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { readImport } from './import-reader.ts';
import { zipOf as zip } from './zip.fixture.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom sources '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ROW = (entity: string): string =>
  `timestamp,entity,metric,value\n2026-01-01T00:00:00Z,${entity},iops,1\n`;
const write = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};

const refusal = async (...paths: string[]): Promise<Refusal> => {
  const error: unknown = await readImport(paths).catch((thrown: unknown) => thrown);
  if (!(error instanceof Refusal)) throw new Error('was not refused');
  return error;
};

it('a workspace is no data, whatever is in it', async () => {
  const path = write('W.Headroom', 'SQLite format 3');
  const { problems } = await refusal(path);
  expect(problems).toEqual([
    { file: 'W.Headroom', message: 'a Headroom workspace; open it instead of importing it' },
  ]);
});

describe('a folder', () => {
  it('gives every file in it, in order of names; hidden and foreign ones are listed as left out', async () => {
    write('data/b.csv', ROW('b'));
    write('data/deep/er/a.om', '# TYPE iops gauge\niops{host="a"} 1 1767225600\n# EOF\n');
    write('data/c.csv.gz', gzipSync(ROW('c')));
    write('data/.hidden.csv', ROW('x'));
    write('data/.git/config', 'x');
    write('data/readme.md', '# hello');
    write('data/notes', 'no data, only words\nin two lines');
    write('data/package.json', '{"name":"x"}');
    write('data/w.headroom', 'SQLite format 3');
    const batch = await readImport([join(folder, 'data')]);
    expect(batch.files.map(({ file }) => file)).toEqual(['data/b.csv', 'data/c.csv.gz', 'data/deep/er/a.om']);
    expect(batch.series.map(({ entity }) => entity)).toEqual(['b', 'c', 'a']);
    expect(batch.skipped.map(({ file }) => file).sort()).toEqual([
      'data/.git/config',
      'data/.hidden.csv',
      'data/notes',
      'data/package.json',
      'data/readme.md',
      'data/w.headroom',
    ]);
    expect(batch.skipped.every(({ reason }) => reason !== '')).toBe(true);
  });

  it('refuses the import for a table in it that is not recognised: that is data', async () => {
    write('data/a.csv', ROW('a'));
    write('data/b.csv', 'this,that\nx,y\n');
    const { problems } = await refusal(join(folder, 'data'));
    expect(problems).toEqual([expect.objectContaining({ file: 'data/b.csv' })]);
  });

  it('without any data is refused with what was left out', async () => {
    write('data/readme.md', 'x');
    const error = await refusal(join(folder, 'data'));
    expect(error.message).toContain('nothing to import');
    expect(error.problems).toEqual([expect.objectContaining({ file: 'data/readme.md' })]);
  });

  it('does not follow links to folders, also not in circles', async () => {
    write('data/a.csv', ROW('a'));
    symlinkSync(join(folder, 'data'), join(folder, 'data', 'again'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'data', 'gone.csv'));
    const batch = await readImport([join(folder, 'data')]);
    expect(batch.files).toHaveLength(1);
    expect(batch.skipped.map(({ file }) => file)).toEqual(['data/again', 'data/gone.csv']);
  });
});

describe('a zip archive', () => {
  it('gives its entries under their names, and nothing is written anywhere', async () => {
    const path = write(
      'x.zip',
      zip(
        { name: 'a.csv', content: ROW('a') },
        { name: 'in/b.csv', content: ROW('b') },
        { name: '../../../etc/c.csv', content: ROW('c') },
        { name: '/abs\\d.csv', content: ROW('d') },
        { name: '__MACOSX/._a.csv', content: 'x' },
        { name: 'inner.zip', content: 'PK' },
      ),
    );
    const batch = await readImport([path]);
    expect(batch.series.map(({ entity }) => entity)).toEqual(['a', 'b', 'd']);
    expect(batch.files.at(-1)?.file).toBe('x.zip//abs/d.csv');
    expect(batch.skipped).toEqual([
      { file: 'x.zip/../../../etc/c.csv', reason: expect.stringContaining('leads out') },
      { file: 'x.zip/__MACOSX/._a.csv', reason: expect.stringContaining('hidden') },
      { file: 'x.zip/inner.zip', reason: 'an archive in an archive' },
    ]);
  });

  it('is read the same as the command line tool made it', async () => {
    const name = 'ec2_cpu_utilization_53ea38.csv';
    const content = readFileSync(join(import.meta.dirname, '../../e2e/fixtures', name));
    write(name, content);
    execFileSync('python3', ['-m', 'zipfile', '-c', 'tool.zip', name], { cwd: folder });
    const [report] = (await readImport([join(folder, 'tool.zip')])).files;
    expect(report).toMatchObject({ file: `tool.zip/${name}`, samples: 4032, rejectedCount: 0 });
  });

  it('made to unpack to more than any disk holds is refused by what it declares', async () => {
    const path = write('bomb.zip', zip({ name: 'a.csv', content: 'x', declared: 3_000_000_000 }));
    expect((await refusal(path)).problems).toEqual([
      expect.objectContaining({ file: 'bomb.zip', message: expect.stringContaining('200 times') }),
    ]);
  });

  it('that declares less than it holds is refused where the lie shows', async () => {
    const path = write('lie.zip', zip({ name: 'a.csv', content: ROW('a').repeat(1000), declared: 100 }));
    expect((await refusal(path)).message).toContain('damaged');
  });

  it('encrypted or damaged is refused by name', async () => {
    const locked = write('locked.zip', zip({ name: 'a.csv', content: ROW('a'), encrypted: true }));
    expect((await refusal(locked)).problems).toEqual([
      { file: 'locked.zip/a.csv', message: 'it is encrypted' },
    ]);
    const torn = write('torn.zip', zip({ name: 'a.csv', content: ROW('a') }).subarray(0, 60));
    expect((await refusal(torn)).problems).toEqual([
      { file: 'torn.zip', message: expect.stringContaining('damaged') },
    ]);
  });

  it('that is a workbook says what to do instead', async () => {
    const path = write('book.xlsx', zip({ name: '[Content_Types].xml', content: '<x/>' }));
    expect((await refusal(path)).message).toContain('save the sheet as CSV');
  });
});

describe('gzip', () => {
  it('is unpacked by content, and refused where it is damaged or a bomb', async () => {
    expect((await readImport([write('a.csv', gzipSync(ROW('a')))])).series).toHaveLength(1);
    const torn = write('torn.csv.gz', gzipSync(ROW('a').repeat(50)).subarray(0, 60));
    expect((await refusal(torn)).message).toContain('gzip data is cut off or damaged');
    const bomb = write('bomb.csv.gz', gzipSync(Buffer.alloc(80_000_000, 'timestamp,value\n')));
    expect((await refusal(bomb)).message).toContain('200 times');
  });
});
