import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  PROMETHEUS_IS_HERE,
  startPrometheus,
  type TestPrometheus,
} from '../scripts/test/prometheus-server.ts';
import { fitLine, project } from '../shared/forecast/linear-fit.ts';
import { calendarOf } from '../shared/history/calendar.ts';
import { completeDays, dailyPeaks } from '../shared/history/daily-peaks.ts';
import { DAY_MS, DAY_SECONDS } from '../shared/units.ts';

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
});
