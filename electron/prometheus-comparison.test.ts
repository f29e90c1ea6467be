import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitLine, project } from '../shared/forecast/linear-fit.ts';
import { calendarOf } from '../shared/history/calendar.ts';
import { completeDays, dailyPeaks } from '../shared/history/daily-peaks.ts';
import { DAY_MS, DAY_SECONDS } from '../shared/units.ts';

/** Both have to be on the PATH; where they are not, the tests below are listed as skipped. */
const installed = ['prometheus', 'promtool'].every(
  (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0,
);

const START = Date.parse('2026-01-05T00:00:00Z');
const DAYS = 40;
/** Half-hourly samples a quarter past and a quarter to: none on the edge of a day, which servers count differently. */
const times = Float64Array.from({ length: DAYS * 48 }, (_, i) => START + i * 1_800_000 + 900_000);
const values = times.map((_, i) => 1000 + 3 * (i / 48) + 40 * Math.sin((i % 48) / 7.6) + ((i * 7919) % 101));
const peaks = completeDays(dailyPeaks(times, values, calendarOf('UTC')));

function openMetrics(): string {
  const lines = ['# TYPE raw gauge'];
  times.forEach((time, i) => lines.push(`raw ${values[i] ?? 0} ${time / 1000}`));
  lines.push('# TYPE peak gauge');
  peaks.days.forEach((day, i) => lines.push(`peak ${peaks.peaks[i] ?? 0} ${(day * DAY_MS) / 1000}`));
  return `${lines.join('\n')}\n# EOF\n`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

describe.skipIf(!installed)('against a Prometheus server', () => {
  let folder = '';
  let url = '';
  let server: ChildProcess | null = null;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'headroom prometheus '));
    writeFileSync(join(folder, 'data.om'), openMetrics());
    writeFileSync(join(folder, 'prometheus.yml'), 'global: {}\n');
    const data = join(folder, 'data');
    const made = spawnSync('promtool', [
      'tsdb',
      'create-blocks-from',
      'openmetrics',
      join(folder, 'data.om'),
      data,
    ]);
    if (made.status !== 0) throw new Error(String(made.stderr));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const options = [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
    ];
    server = spawn('prometheus', options, { stdio: 'ignore' });
    for (let tries = 0; tries < 100; tries += 1) {
      const ready = await fetch(`${url}/-/ready`).then(
        (reply) => reply.ok,
        () => false,
      );
      if (ready) return;
      await pause(200);
    }
    throw new Error('the server did not become ready');
  }, 60_000);

  afterAll(async () => {
    if (server !== null && server.exitCode === null) {
      const gone = new Promise((resolve) => server?.once('exit', resolve));
      server.kill();
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask(query: string, atMs: number): Promise<number> {
    const parameters = new URLSearchParams({ query, time: String(atMs / 1000) });
    const reply = (await (await fetch(`${url}/api/v1/query?${parameters.toString()}`)).json()) as {
      data: { result: { value: [number, string] }[] };
    };
    return Number(reply.data.result[0]?.value[1]);
  }

  it('the daily peak is its quantile_over_time of the day', async () => {
    for (const i of [0, 7, 39]) {
      const end = ((peaks.days[i] ?? 0) + 1) * DAY_MS;
      expect(await ask('quantile_over_time(0.95, raw[1d])', end)).toBeCloseTo(peaks.peaks[i] ?? 0, 9);
    }
  });

  it('the fitted slope is its deriv, and the line its predict_linear, over the same daily peaks', async () => {
    const fit = fitLine(peaks.days, peaks.peaks);
    if (fit === null) throw new Error('no fit');
    // One second after the last peak, so that the range of whole days reaches back to the first one and no further.
    const at = fit.lastDay * DAY_MS + 1000;
    const range = `peak[${DAYS}d]`;
    expect((await ask(`deriv(${range})`, at)) * DAY_SECONDS).toBeCloseTo(fit.slopePerDay, 9);
    const predicted = await ask(`predict_linear(${range}, ${30 * DAY_SECONDS - 1})`, at);
    expect(predicted).toBeCloseTo(project(fit, fit.lastDay + 30, 0.9).value, 6);
  });
});
