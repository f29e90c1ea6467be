// From a moved slider to the painted result on the Scenarios screen, sample region with its history, in the real window;
// beside it what two frames of the same window take when nothing happens. On a machine that is shared the processor time of
// the window's own thread says more than the clock; it stands beside.
import { busyClock, emptyFrames, inRealWindow, overviewShown, quantile } from './real-window.ts';

const MOVES = 40;

interface Moved {
  /** From the input event to the frame after the new result stood in the page. */
  readonly painted: number;
  /** What the worker says it computed for. */
  readonly computed: number;
}

/** Moves the slider to one value after the other, each once the last one's result is painted. Runs in the page. */
async function moveSlider({ label, moves }: { label: string; moves: number }): Promise<Moved[]> {
  const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
  const slider = Array.from(document.querySelectorAll('.slider-field'))
    .find((field) => field.querySelector('.label')?.textContent === label)
    ?.querySelector<HTMLInputElement>('input[type=range]');
  if (slider == null) throw new Error(`no slider ${label}`);
  const [least, most, step] = [Number(slider.min), Number(slider.max), Number(slider.step) || 1];
  const first = Math.max(least, step);
  const places = Math.floor((most - first) / step) + 1;
  // React listens to the setter of the element itself, so the value is set past it, as a hand would.
  const shown = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  const took = () => document.querySelector('.result .took')?.textContent ?? '';
  const moved: Moved[] = [];
  for (let n = 1; n <= moves; n += 1) {
    const value = first + ((n * 7) % places) * step;
    if (Number(slider.value) === value) continue;
    const changes = { seen: 0 };
    const observer = new MutationObserver((records) => (changes.seen += records.length));
    const region = document.querySelector('.result');
    if (region !== null) observer.observe(region, { subtree: true, childList: true, characterData: true });
    const started = performance.now();
    shown?.set?.call(slider, String(value));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    do await frame();
    while (
      (changes.seen === 0 || took() === '' || took().includes('computing')) &&
      performance.now() - started < 10_000
    );
    await frame();
    observer.disconnect();
    moved.push({
      painted: performance.now() - started,
      computed: parseFloat(/([\d.,]+) ms/.exec(took())?.[1] ?? ''),
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  return moved;
}

/** From the last move until the dates of its result are there. Runs in the page. */
async function datesFollow(): Promise<number> {
  const started = performance.now();
  while (document.querySelector('.days[aria-busy=false]') === null && performance.now() - started < 10_000)
    await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
  return performance.now() - started;
}

const rounded = (values: readonly number[], share: number): string => quantile(values, share).toFixed(0);

await inRealWindow('window', async ({ launch }) => {
  await launch({}, async (page) => {
    await overviewShown(page);
    await page.keyboard.press('Control+3');
    const rows: Record<string, string | number>[] = [];
    const busy = await busyClock(page);
    for (const [preset, label] of [
      ['Lose a host', 'How many'],
      ['Onboard a customer', 'Connections'],
    ] as const) {
      await page.getByRole('button', { name: 'Scenarios', exact: true }).first().click();
      const crumb = page.getByRole('main').getByRole('button', { name: 'Scenarios', exact: true });
      if ((await crumb.count()) > 0) await crumb.click();
      await page
        .getByRole('region', { name: 'Start from a question' })
        .getByRole('button', { name: preset })
        .click();
      await page.locator('.result .took', { hasText: ' ms' }).waitFor({ timeout: 30_000 });
      const sliders = await page.locator('.slider-field .label').allTextContents();
      const slider = sliders.includes(label) ? label : (sliders[0] ?? label);
      const before = await busy();
      const moved = await page.evaluate(moveSlider, { label: slider, moves: MOVES });
      const window = (await busy()) - before;
      const dates = await page.evaluate(datesFollow);
      const painted = moved.map((move) => move.painted);
      rows.push({
        work: `${preset}: ${slider} moved`,
        moves: moved.length,
        'first ms': rounded(painted.slice(0, 1), 0),
        'p50 ms': rounded(painted, 0.5),
        'p95 ms (goal < 100)': rounded(painted, 0.95),
        'computed p50 ms': rounded(
          moved.map((move) => move.computed),
          0.5,
        ),
        'window busy ms a move': (window / moved.length).toFixed(0),
        'dates after ms (150 of rest)': dates.toFixed(0),
      });
    }
    const empty = await emptyFrames(page, MOVES);
    rows.push({
      work: 'two frames of the window at rest',
      moves: empty.length,
      'first ms': rounded(empty.slice(0, 1), 0),
      'p50 ms': rounded(empty, 0.5),
      'p95 ms (goal < 100)': rounded(empty, 0.95),
      'computed p50 ms': '',
      'window busy ms a move': '',
      'dates after ms (150 of rest)': '',
    });
    console.table(rows);
  });
});
