import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  PROMETHEUS_IS_HERE,
  startPrometheus,
  type TestPrometheus,
} from '../scripts/test/prometheus-server.ts';
import { fitLine, project } from '../shared/forecast/linear-fit.ts';
import { calendarOf } from '../shared/history/calendar.ts';
import { completeDays, dailyPeaks } from '../shared/history/daily-peaks.ts';
import { orderedSeries } from '../shared/history/series.ts';
import { DAY_MS, DAY_SECONDS } from '../shared/units.ts';

const START = Date.parse('2026-01-05T00:00:00Z');
const DAYS = 40;
/** Half-hourly samples a quarter past and a quarter to: none on the edge of a day, which servers count differently. */
const times = Float64Array.from({ length: DAYS * 48 }, (_, i) => START + i * 1_800_000 + 900_000);
const values = times.map((_, i) => 1000 + 3 * (i / 48) + 40 * Math.sin((i % 48) / 7.6) + ((i * 7919) % 101));
const peaks = completeDays(dailyPeaks(times, values, calendarOf('UTC')));

/** Two real machines over a month, hourly (e2e/fixtures/SOURCES.md), as the file says it: OpenMetrics lines. */
const REAL_LINES = readFileSync('e2e/fixtures/bitbrains_two_vms.om', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('vm_cpu_usage_mhz{'));
const real = ['116', '141'].map((vm) => {
  const rows = REAL_LINES.filter((line) => line.includes(`vm="${vm}"`)).map((line) => line.split(' '));
  const series = orderedSeries(
    vm,
    'vm_cpu_usage_mhz',
    rows.map(([, , time]) => Number(time) * 1000),
    rows.map(([, value]) => Number(value)),
  );
  return { vm, ...completeDays(dailyPeaks(series.times, series.values, calendarOf('UTC'))) };
});

function realOpenMetrics(): readonly string[] {
  const peakLines = real.flatMap(({ vm, days, peaks: ofDays }) =>
    [...days].map((day, i) => `real_peak{vm="${vm}"} ${ofDays[i] ?? 0} ${(day * DAY_MS) / 1000}`),
  );
  return ['# TYPE vm_cpu_usage_mhz gauge', ...REAL_LINES, '# TYPE real_peak gauge', ...peakLines];
}

function openMetrics(): string {
  const lines = ['# TYPE raw gauge'];
  times.forEach((time, i) => lines.push(`raw ${values[i] ?? 0} ${time / 1000}`));
  lines.push('# TYPE peak gauge');
  peaks.days.forEach((day, i) => lines.push(`peak ${peaks.peaks[i] ?? 0} ${(day * DAY_MS) / 1000}`));
  lines.push(...realOpenMetrics());
  return `${lines.join('\n')}\n`;
}

describe.skipIf(!PROMETHEUS_IS_HERE)('against a Prometheus server', () => {
  let server: TestPrometheus;

  beforeAll(async () => {
    server = await startPrometheus(openMetrics());
  }, 60_000);
  afterAll(() => server.stop());

  async function ask(query: string, atMs: number): Promise<number> {
    const parameters = new URLSearchParams({ query, time: String(atMs / 1000) });
    const reply = (await (await fetch(`${server.url}/api/v1/query?${parameters.toString()}`)).json()) as {
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

  it.each(real)(
    'real machine $vm: its peaks and, by predict_linear at two offsets, its slope',
    async (own) => {
      const fit = fitLine(own.days, own.peaks);
      if (fit === null) throw new Error('no fit');
      expect(fit.n).toBeGreaterThan(25);
      for (const i of [0, 11, own.days.length - 1]) {
        // Samples lie on the hour: a second before midnight the range holds the whole day and nothing of the next.
        const end = ((own.days[i] ?? 0) + 1) * DAY_MS - 1000;
        const peak = await ask(`quantile_over_time(0.95, vm_cpu_usage_mhz{vm="${own.vm}"}[1d])`, end);
        expect(peak / (own.peaks[i] ?? 0)).toBeCloseTo(1, 12);
      }
      const at = fit.lastDay * DAY_MS + 1000;
      const range = `real_peak{vm="${own.vm}"}[${fit.lastDay - fit.firstDay + 1}d]`;
      const said = (days: number): Promise<number> =>
        ask(`predict_linear(${range}, ${days * DAY_SECONDS - 1})`, at);
      const [near, far] = [await said(10), await said(70)];
      const size = Math.abs(fit.meanY);
      expect((far - near) / 60 / size).toBeCloseTo(fit.slopePerDay / size, 12);
      expect(near / size).toBeCloseTo(project(fit, fit.lastDay + 10, 0.9).value / size, 9);
      expect(far / size).toBeCloseTo(project(fit, fit.lastDay + 70, 0.9).value / size, 9);
    },
  );
});
