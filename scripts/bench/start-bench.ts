// From the start of the process to the painted Overview, beside an empty window of the same Electron started in turn with
// it: the sample region alone, and with two years of its hosts' samples, 2 GB of them, in the same file. Both windows are
// driven the same way, so that the cost of driving is in both.
import { copyFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../setup/places.mjs';
import { fillWithSamples } from './large-workspace.ts';
import { inRealWindow, overviewShown, quantile, type Place } from './real-window.ts';

const RUNS = 5;
const LARGE_BYTES = 2 * 1024 ** 3;
const EMPTY_MAIN = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ webPreferences: { sandbox: true } }).loadURL('data:text/html,<p id=painted>empty'));
app.on('window-all-closed', () => app.quit());`;

interface Times {
  /** Until the four answers of the Overview are painted. */
  readonly overview: number;
  /** Until the forecasts on it are, which are read from the samples. */
  readonly whole: number;
}

type Launch = Place['launch'];
const frames = (): Promise<unknown> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

function started(launch: Launch, data: string, args: readonly string[]): Promise<Times> {
  const began = performance.now();
  return launch({ args: [inRoot(), ...args], data, sized: false }, async (page) => {
    await overviewShown(page);
    await page.evaluate(frames);
    const overview = performance.now() - began;
    await page.locator('.f-rows .spark-lines').first().waitFor({ timeout: 300_000 });
    await page.evaluate(frames);
    return { overview, whole: performance.now() - began };
  });
}

function startedEmpty(launch: Launch, main: string): Promise<number> {
  const began = performance.now();
  return launch({ args: [main], data: 'empty', sized: false }, async (page) => {
    await page.locator('#painted').waitFor({ timeout: 60_000 });
    await page.evaluate(frames);
    return performance.now() - began;
  });
}

function row(work: string, values: readonly number[], empty: readonly number[]) {
  const middle = quantile(values, 0.5);
  return {
    work,
    runs: values.length,
    'p50 ms': Math.round(middle),
    'fastest ms': Math.round(Math.min(...values)),
    'slowest ms': Math.round(Math.max(...values)),
    'p50 ratio': (middle / quantile(empty, 0.5)).toFixed(2),
  };
}

await inRealWindow('start', async ({ folder, launch }) => {
  const main = join(folder, 'main.cjs');
  writeFileSync(main, EMPTY_MAIN);
  const first = await started(launch, 'sample', ['--sample']); // makes the sample workspace
  const large = join(folder, 'Large.headroom');
  copyFileSync(join(folder, 'sample', 'Sample region.headroom'), large);
  const began = performance.now();
  const samples = fillWithSamples(large, LARGE_BYTES);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${samples} samples, ${(statSync(large).size / 1024 ** 3).toFixed(2)} GiB, made in ${seconds} s`,
  );
  const firstLarge = await started(launch, 'large', [large]);
  const times = { sample: [] as Times[], large: [] as Times[], empty: [] as number[] };
  for (let run = 0; run < RUNS; run += 1) {
    times.sample.push(await started(launch, 'sample', ['--sample']));
    times.large.push(await started(launch, 'large', [large]));
    times.empty.push(await startedEmpty(launch, main));
  }
  const { empty } = times;
  const overview = (list: readonly Times[]) => list.map((one) => one.overview);
  const whole = (list: readonly Times[]) => list.map((one) => one.whole);
  console.table([
    row('first start: sample region made and shown', overview([first]), empty),
    row('sample region: Overview painted (goal 2,500)', overview(times.sample), empty),
    row('sample region: with its forecasts', whole(times.sample), empty),
    row('2 GB, first start: Overview painted', overview([firstLarge]), empty),
    row('2 GB, first start: with its forecasts', whole([firstLarge]), empty),
    row('2 GB: Overview painted', overview(times.large), empty),
    row('2 GB: with its forecasts', whole(times.large), empty),
    row('empty window painted', empty, empty),
  ]);
});
