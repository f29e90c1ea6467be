import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connectionTo } from '../electron/prometheus/endpoint.fixture.ts';
import { headroomCli } from './headroom-cli.ts';
import { test, expect } from './launch.ts';

// Chromium says on the console that the page was ended, which is what the test does.
test.use({ allowedProblems: [/the page crashed|Target crashed/i] });

const PASSWORD = 'planted-password-7f3a91';
const KEY = 'planted-key-c20b44';

/** How a secret may stand in a file: as it is, as a header carries it, in the two encodings systems write texts in. */
const TRACES: readonly Buffer[] = [PASSWORD, KEY].flatMap((secret) => [
  Buffer.from(secret, 'utf8'),
  Buffer.from(secret, 'utf16le'),
  Buffer.from(Buffer.from(`ada:${secret}`).toString('base64')),
  Buffer.from(Buffer.from(secret).toString('base64').replace(/=+$/, '')),
]);
const betrays = (bytes: Buffer): boolean => TRACES.some((trace) => bytes.includes(trace));

/** A server that gives back whatever it was sent, as a badly behaved proxy would in its page of an error. */
function reflecting(): Promise<{ readonly server: Server; readonly url: string; readonly heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(JSON.stringify(request.headers));
    response.statusCode = 400; // asked once, no second attempt
    response.statusMessage = 'Refused';
    response.end(JSON.stringify({ status: 'error', errorType: 'x', error: JSON.stringify(request.headers) }));
  });
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () =>
      done({ server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard }),
    ),
  );
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('secrets of a server are in no file, message or output, whatever the server says and however it ends', async ({
  launch,
  dataDir,
}) => {
  expect(betrays(Buffer.from(`x${PASSWORD}`)) && betrays(Buffer.from(KEY, 'utf16le'))).toBe(true);
  const { server, url, heard } = await reflecting();
  const file = join(dataDir, 'W.headroom');
  expect((await headroomCli('init', file)).exitCode).toBe(0);
  const { app, page } = await launch({ args: [file] });
  const child = app.process(); // not to be had any more once it has ended by itself
  const ended = new Promise((done) => child.once('exit', done));
  const said: Buffer[] = [];
  child.stdout?.on('data', (part: Buffer) => said.push(part));
  child.stderr?.on('data', (part: Buffer) => said.push(part));
  const opened = () => page.evaluate(() => window.headroom.invoke('workspace:info'));
  await expect.poll(opened).toMatchObject({ ok: true, value: { name: 'W' } });
  const connection = connectionTo(url, {
    auth: { kind: 'basic', user: 'ada' },
    headers: [{ name: 'X-Api-Key', value: null }],
    queries: [
      {
        id: 'up',
        metric: 'up',
        kind: 'host',
        query: 'up',
        entityLabel: 'instance',
        entityPattern: null,
        keep: 'samples',
        per: 'entity',
        enabled: true,
      },
    ],
  });
  const secrets = { password: PASSWORD, headers: { 'x-api-key': KEY } };
  try {
    const replies = await page.evaluate(
      async ([draft, typed]) => {
        const { headroom } = window;
        return [
          await headroom.invoke('connection:save', { connection: draft, secrets: typed, keep: 'disk' }),
          await headroom.invoke('connection:test', { connection: draft, secrets: typed, task: 'test' }),
          await headroom.invoke('connection:find-queries', { id: 'main', task: 'find' }),
          await headroom.invoke('connection:preview', { connection: draft, query: 'up', task: 'look' }),
          await headroom.invoke('connection:sync', { id: 'main', days: 1, task: 'sync' }),
          await headroom.invoke('connection:discover', { id: 'main', task: 'discover' }),
          await headroom.invoke('connection:list'),
          await headroom.invoke('workspace:history'),
          await headroom.invoke('diagnostics:read', { names: true, values: true }),
        ];
      },
      [connection, secrets] as const,
    );
    expect(replies[0]).toMatchObject({ ok: true });
    expect(heard.join('\n'), JSON.stringify(replies)).toContain(KEY);
    expect(heard.length).toBeGreaterThan(2);
    for (const reply of replies)
      expect(betrays(Buffer.from(JSON.stringify(reply))), JSON.stringify(reply)).toBe(false);
    expect(betrays(Buffer.from(await page.locator('body').innerText()))).toBe(false);

    // An error in the main process goes to the log; then the page and the whole application end by a crash.
    const inDumps = await app.evaluate(({ app: electron, BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
      return electron.getPath('crashDumps');
    });
    await app.evaluate(() => setTimeout(() => process.crash(), 100)).catch(() => undefined);
    await ended;
    // What Chromium's other processes still put away may go between being listed and being read.
    await expect(() => {
      const dumps = inDumps.startsWith(dataDir) ? [] : filesIn(inDumps);
      const files = [...filesIn(dataDir), ...dumps];
      expect(files.map((path) => path.split('/').at(-1))).toEqual(
        expect.arrayContaining(['W.headroom', 'connections.json']),
      );
      expect(files.filter((path) => betrays(readFileSync(path)))).toEqual([]);
    }).toPass({ timeout: 10_000 });
    expect(betrays(Buffer.concat(said))).toBe(false);
  } finally {
    server.close();
  }
});
