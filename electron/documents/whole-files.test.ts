import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { wholeFile } from './whole-file.ts';
import { writeRuleExport } from './write-rules.ts';
import { writeWholeFiles } from './whole-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom whole files '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const RUNBOOKS = [
  { name: 'a.md', text: 'a' },
  { name: 'b.md', text: 'b' },
];

it('writes rules, tests and runbooks, into a folder that is made, over what stood there', async () => {
  writeFileSync(join(folder, 'rules.yml'), 'old');
  const count = await writeRuleExport(join(folder, 'rules.yml'), {
    rules: 'new',
    tests: 'tests',
    runbooks: RUNBOOKS,
  });
  expect(count).toBe(4);
  expect(readFileSync(join(folder, 'rules.yml'), 'utf8')).toBe('new');
  expect(readdirSync(folder).sort()).toEqual(['rules-tests.yml', 'rules.yml', 'runbooks']);
  expect(readdirSync(join(folder, 'runbooks')).sort()).toEqual(['a.md', 'b.md']);
});

it('leaves everything as it was where the last of several files cannot take its place', async () => {
  writeFileSync(join(folder, 'rules.yml'), 'old');
  mkdirSync(join(folder, 'runbooks', 'b.md'), { recursive: true });
  const exported = { rules: 'new', tests: 'tests', runbooks: RUNBOOKS };
  await expect(writeRuleExport(join(folder, 'rules.yml'), exported)).rejects.toMatchObject({
    path: join(folder, 'runbooks', 'b.md'),
  });
  expect(readFileSync(join(folder, 'rules.yml'), 'utf8')).toBe('old');
  expect(readdirSync(folder).sort()).toEqual(['rules.yml', 'runbooks']);
  expect(readdirSync(join(folder, 'runbooks'))).toEqual(['b.md']);
});

it('takes away the folders it made, too', async () => {
  writeFileSync(join(folder, 'file'), '');
  const files = [
    { path: join(folder, 'made', 'inside', 'a'), content: 'a' },
    { path: join(folder, 'file', 'b'), content: 'b' },
  ];
  await expect(writeWholeFiles(files, join(folder, 'made', 'inside'))).rejects.toMatchObject({
    code: 'ENOTDIR',
  });
  expect(readdirSync(folder)).toEqual(['file']);
});

it.runIf(existsSync('/proc/self'))('says so where the system takes no folder and no file', async () => {
  const into = (place: string, file: string) =>
    writeWholeFiles([{ path: join(place, file), content: '' }], place);
  await expect(into('/proc/headroom/x', 'a')).rejects.toThrow('/proc/headroom/x: no folder can be made here');
  await expect(into('/proc', 'a')).rejects.toThrow('/proc/a: no file can be made in this folder');
});

it('makes no folder nobody asked for', async () => {
  const path = join(folder, 'missing', 'a');
  await expect(writeWholeFiles([{ path, content: '' }], null)).rejects.toThrow('there is no folder');
  expect(readdirSync(folder)).toEqual([]);
});

it.runIf(existsSync('/dev/full'))('names the file where a disk is full', async () => {
  await expect(wholeFile('/dev/full', (path) => writeFile(path, 'x'))).rejects.toMatchObject({
    code: 'ENOSPC',
    path: '/dev/full',
  });
});
