import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { prometheusPrograms } from '../setup/prometheus.mjs';

const programs = prometheusPrograms();

/** Whether there is a Prometheus to test with: `describe.skipIf(!PROMETHEUS_IS_HERE)(…)`. `npm test` fetches one on Debian. */
export const PROMETHEUS_IS_HERE = programs !== null;

export interface TestPrometheus {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

/** A port of the loopback interface that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

function run(program: string, args: readonly string[]): void {
  const done = spawnSync(program, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${program}: ${done.stderr}`);
}

/**
 * A real Prometheus server on a free loopback port, ready to be asked, whose storage holds the given samples.
 *
 * `openMetrics` is OpenMetrics text with timestamps in seconds, whole or in pieces: `# TYPE name gauge` before the lines
 * `name{label="x"} value seconds`, one metric after the other, each series' samples in order of time; the closing
 * `# EOF` is added here. Old samples are not deleted. 50 hosts × 6 metrics × 90 days at 5 minutes take some 20 seconds.
 * Call `stop` when done (`afterAll`); the server also ends with this process.
 */
export async function startPrometheus(openMetrics: string | Iterable<string>): Promise<TestPrometheus> {
  if (programs === null) throw new Error('there is no Prometheus here; ask PROMETHEUS_IS_HERE first');
  const folder = mkdtempSync(join(tmpdir(), 'headroom prometheus '));
  const inFolder = (name: string): string => join(folder, name);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const pieces = typeof openMetrics === 'string' ? [openMetrics] : openMetrics;
    await pipeline(Readable.from(withEnd(pieces)), createWriteStream(inFolder('samples')));
    writeFileSync(inFolder('prometheus.yml'), 'global: {}\n');
    // The hidden flag keeps it to a few blocks; two-hour blocks would take minutes to write and slow every query.
    const backFill = ['tsdb', 'create-blocks-from', 'openmetrics', '-q', '--max-block-duration=1458h'];
    run(programs.promtool, [...backFill, inFolder('samples'), inFolder('data')]);
  } catch (error) {
    remove();
    throw error;
  }
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const options = [
    `--config.file=${inFolder('prometheus.yml')}`,
    `--storage.tsdb.path=${inFolder('data')}`,
    '--storage.tsdb.retention.time=100y', // else it deletes what is older than two weeks when it starts
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=warn',
  ];
  const server = spawn(programs.server, options, { stdio: 'ignore' });
  const gone = once(server, 'exit');
  const kill = (): boolean => server.kill('SIGKILL'); // its data are not needed any more
  process.on('exit', kill);
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    if (server.exitCode === null && server.signalCode === null) {
      kill();
      await gone;
    }
    remove();
  };
  if (await becomesReady(url, () => server.exitCode === null)) return { url, stop };
  await stop();
  throw new Error('Prometheus did not become ready');
}

function* withEnd(pieces: Iterable<string>): Generator<string> {
  let last = '';
  for (const piece of pieces) {
    if (piece !== '') last = piece;
    yield piece;
  }
  yield last.endsWith('\n') ? '# EOF\n' : '\n# EOF\n';
}

async function becomesReady(url: string, isRunning: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 300 && isRunning(); tries += 1) {
    const ready = await fetch(`${url}/-/ready`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (ready) return true;
    await pause(100);
  }
  return false;
}
