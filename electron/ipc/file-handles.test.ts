import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FilePresence } from '../workspace/file-presence.ts';
import { RecentList } from '../workspace/recent-list.ts';
import { FileHandles } from './file-handles.ts';
import { registerFiles } from './register-files.ts';
import { Tasks } from './tasks.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom files '));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const file = (name: string): string => {
  const path = join(folder, name);
  writeFileSync(path, 'abc');
  return path;
};

describe('file handles', () => {
  it('name a file without telling where it is', () => {
    const files = new FileHandles();
    const [data, workspace] = files.register([file('a.csv'), file('W.HEADROOM')]);
    expect(data).toMatchObject({ name: 'a.csv', bytes: 3, kind: 'data' });
    expect(workspace).toMatchObject({ kind: 'workspace' });
    expect(JSON.stringify(data)).not.toContain(folder);
    expect(files.pathOf(data?.handle ?? '')).toBe(join(folder, 'a.csv'));
  });

  it('are not paths: a path or a guessed name is no handle', () => {
    const files = new FileHandles();
    files.register([file('a.csv')]);
    for (const guess of [join(folder, 'a.csv'), '/etc/passwd', '../a.csv', '', '__proto__']) {
      expect(() => files.pathOf(guess)).toThrow('Choose it again');
    }
  });

  it('are given for all files or none', () => {
    const files = new FileHandles();
    mkdirSync(join(folder, 'sub'));
    const report = (): void => expect.fail('a refusal is no bug');
    expect(registerFiles(files, true, [file('a.csv'), join(folder, 'none.csv')], report)).toMatchObject({
      ok: false,
      code: 'not-found',
    });
    expect(registerFiles(files, true, [join(folder, 'sub')], report)).toMatchObject({
      ok: true,
      value: [{ name: 'sub', kind: 'data', bytes: 0 }],
    });
    expect(registerFiles(files, false, [file('a.csv')], report)).toMatchObject({
      ok: false,
      code: 'forbidden',
    });
    expect(registerFiles(files, true, 'a.csv', report)).toMatchObject({ ok: false, code: 'bad-request' });
    expect(registerFiles(files, true, [''], report)).toMatchObject({ ok: false, code: 'bad-request' });
  });
});

describe('the list of recent workspaces', () => {
  it('has the newest first, each once, says what is gone, and forgets on request', async () => {
    const list = new RecentList(join(folder, 'sub', 'recent.json'));
    const [a, b] = [file('a.headroom'), file('b.headroom')];
    list.add(a, 1);
    list.add(b, 2);
    list.add(a, 3);
    rmSync(b);
    expect((await list.list()).map(({ name, openedAtMs, missing }) => [name, openedAtMs, missing])).toEqual([
      ['a', 3, false],
      ['b', 2, true],
    ]);
    const [, second] = await list.list();
    expect(list.pathOf(second?.id ?? '')).toBe(b);
    list.forget(second?.id ?? '');
    expect(await list.list()).toHaveLength(1);
    expect(list.pathOf(b)).toBeNull();
  });

  it('says of a file whose disk does not answer that nobody knows, at once', async () => {
    const never = new FilePresence(() => new Promise(() => undefined), 10);
    const list = new RecentList(join(folder, 'recent.json'), never);
    list.add('/net/w.headroom', 1);
    expect(await list.list()).toMatchObject([{ name: 'w', missing: false, silent: true }]);
  });

  it('keeps twelve, and takes a damaged file for an empty list', async () => {
    const path = join(folder, 'recent.json');
    const list = new RecentList(path);
    for (let i = 0; i < 20; i += 1) list.add(`/w${i}.headroom`, i);
    expect(await list.list()).toHaveLength(12);
    for (const damaged of ['', '{"a":1}', '[{"path":3}]']) {
      writeFileSync(path, damaged);
      expect(await list.list()).toEqual([]);
    }
    list.add('/w.headroom', 1);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toHaveLength(1);
  });
});

describe('tasks', () => {
  it('are cancelled by name, and a name runs once at a time', async () => {
    const tasks = new Tasks();
    const work = tasks.run(
      'import',
      (signal) =>
        new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('stopped'))),
    );
    await expect(tasks.run('import', () => Promise.resolve())).rejects.toMatchObject({ code: 'busy' });
    expect(tasks.cancel('other')).toBe(false);
    expect(tasks.cancel('import')).toBe(true);
    expect(await work).toBe('stopped');
    expect(tasks.cancel('import')).toBe(false);
    expect(await tasks.run('import', () => Promise.resolve(1))).toBe(1);
  });
});
