import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Folder, headroom } from './command-line.fixture.ts';

// What a command does not do as it was asked is refused: nothing that was given is passed over in silence.

const MODEL = { schema: 'headroom.model/v1', asOf: '2026-03-31T00:00:00Z', regions: [{ id: 'r' }] };

let folder: Folder;
let workspace = '';
beforeAll(async () => {
  folder = new Folder('refusals');
  workspace = folder.at('w.headroom');
  await headroom('init', workspace);
});
afterAll(() => folder.remove());

it('takes no option for the value of the one before', async () => {
  const { code, said } = await headroom('export', 'data', '--workspace', workspace, '--out', '--metric', 'x');
  expect({ code, said }).toEqual({ code: 2, said: '--out needs a value: --out FILE' });
  expect(existsSync('--metric')).toBe(false);
});

it('reads standard input for one document only', async () => {
  const input = vi.spyOn(process, 'stdin', 'get');
  input.mockReturnValue(Readable.from([JSON.stringify(MODEL)]) as typeof process.stdin);
  const { code, said } = await headroom('assess', '--model', '-', '--policy', '-');
  input.mockRestore();
  expect({ code, said }).toEqual({
    code: 2,
    said: 'Standard input (-) can stand for one document only.',
  });
});

it('a file of queries that asks for nothing is refused; that of a connection is read', async () => {
  const server = ['--prometheus', 'http://127.0.0.1:1'];
  const sync = (queries: unknown) =>
    headroom('sync', '--workspace', workspace, ...server, '--queries', folder.file('q.json', queries));
  for (const empty of [[], { queries: [] }])
    expect(await sync(empty)).toMatchObject({ code: 2, said: expect.stringContaining('no query to ask') });
  expect((await sync({ queries: [{ id: 'a' }] })).said).toMatch(/q\.json, 0\.\w+/);
});

it('diagnostics names a folder that is none, and what its options are about', async () => {
  const missing = await headroom('diagnostics', '--data-folder', folder.at('none'));
  expect(missing.code).toBe(2);
  expect(missing.said).toMatch(/--data-folder is ".*none", which is no folder/);
  expect(await headroom('diagnostics', '--values')).toMatchObject({ code: 2, out: '' });
  expect(await headroom('diagnostics', '--names')).toMatchObject({ code: 2, out: '' });
  const { code, out } = await headroom('diagnostics', '--out', '-');
  expect({ code, isReport: out.startsWith('{') }).toEqual({ code: 0, isReport: true });
});

it('an inventory does not go to standard output', async () => {
  const { code, said } = await headroom('export', 'inventory', '--workspace', workspace, '--out', '-');
  expect(code).toBe(2);
  expect(said).toContain('does not go to standard output');
});

describe.runIf(existsSync('/proc/self'))('where the system takes no files and no folders (/proc)', () => {
  const nothing = (path: string) => `${path}: no file can be made in this folder`;
  it.each([
    [['diagnostics', '--out', '/proc/x.json'], nothing('/proc/x.json')],
    [['export', 'data', '--out', '/proc/x.csv'], nothing('/proc/x.csv')],
    [['export', 'data', '--out', '/proc/x.json'], nothing('/proc/x.json')],
    [['export', 'inventory', '--out', '/proc/x.json'], nothing('/proc/x.json')],
    [['export', 'inventory', '--out', '/proc/x'], '/proc/x: no folder can be made here'],
    [['export', 'inventory', '--out', '/proc/x/y'], '/proc/x/y: no folder can be made here'],
    [['export', 'rules', '--out', '/proc/x.yml'], nothing('/proc/x.yml')],
    [['export', 'rules', '--out', '-', '--runbooks', '/proc/x'], '/proc/x: no folder can be made here'],
    [['export', 'procurement', '--out', '/proc/x.csv'], nothing('/proc/x.csv')],
    [['export', 'review', '--out', '/proc/x.html'], nothing('/proc/x.html')],
  ])('%j ends, in a sentence', async (args, sentence) => {
    const needs = args[0] === 'diagnostics' ? [] : ['--workspace', workspace];
    const { code, said } = await headroom(...args, ...needs);
    expect({ code, said }).toEqual({ code: 2, said: sentence });
  });
});
