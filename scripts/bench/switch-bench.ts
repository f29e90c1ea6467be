// How long a switch of scenario takes on every screen of the sample region, until all that belongs to it is painted: the
// first switch after a start, the first time a screen is asked about the scenario, and when it goes to and fro. Beside it
// what two frames of the same window take when nothing happens: from the answer to its picture no less can pass.
import type * as Playwright from '@playwright/test';
import { busyClock, emptyFrames, inRealWindow, overviewShown, quantile } from './real-window.ts';

const SWITCHES = 10;
/** What the window is given after a start until a hand reaches for the switch. */
const REST_MS = 2500;

interface Screen {
  readonly name: string;
  readonly tab?: string;
  /** All of these are in the page once the scenario is shown, and none without it. */
  readonly shows: readonly string[];
  /** None of these is in the page once either side is shown: what still computes. */
  readonly waits?: readonly string[];
}

/** The scenario has no place of its own here, but the window must follow all the same. */
const SWITCHED = '.switch:not([data-off])';

const SCREENS: readonly Screen[] = [
  { name: 'Overview', shows: ['.v-scen button', '.f-pane.with-scenario', '.cap-s'] },
  { name: 'Fleet', shows: ['.heat-heading .scen'] },
  { name: 'Fleet', tab: 'Edge', shows: ['.v-scen'] },
  { name: 'Fleet', tab: 'Control plane', shows: ['.v-scen'] },
  { name: 'Fleet', tab: 'Storage', shows: ['.v-scen'] },
  { name: 'Fleet', tab: 'Overlay', shows: ['.v-scen'] },
  {
    name: 'Forecast',
    shows: ['.f-list.with-scenario', '.f-detail .v-scen'],
    waits: ['.f-detail > .screen-wait'],
  },
  { name: 'Scenarios', shows: ['.result .v-say', '.result .chg'] },
  { name: 'Survival', shows: ['.survival .v-scen'], waits: ['.sweep'] },
  { name: 'Onboarding', shows: [SWITCHED] },
  {
    name: 'Plan',
    shows: ['.pl-say .v-scen'],
    waits: ['.pl-main[aria-busy=true]', '.pl-main [aria-busy=true]'],
  },
  { name: 'Failure modes', shows: [SWITCHED] },
  { name: 'Decisions', shows: [SWITCHED] },
  { name: 'Data', shows: [SWITCHED] },
  { name: 'Assumptions', shows: [SWITCHED] },
];

interface Switching {
  readonly shows: readonly string[];
  readonly waits: readonly string[];
  readonly times: number;
}

/** Switches to the scenario and back, so many times; milliseconds until each is painted. Runs in the page. */
async function switchTimes({ shows, waits, times }: Switching): Promise<number[]> {
  const painted = (): Promise<void> =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  const press = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click();
  const until = async (isThere: () => boolean): Promise<void> => {
    const started = performance.now();
    while (!isThere() && performance.now() - started < 10_000)
      await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const isShown = (selector: string): boolean => document.querySelector(selector) !== null;
  const timed = async (act: () => void, isThere: () => boolean): Promise<number> => {
    const started = performance.now();
    act();
    await until(() => isThere() && !waits.some(isShown));
    await painted();
    return performance.now() - started;
  };
  const rest = () => new Promise((resolve) => setTimeout(resolve, 400));
  const spent: number[] = [];
  for (let i = 0; i < times; i += 1) {
    if (document.querySelector('.switch[data-off]') === null)
      spent.push(
        await timed(
          () => press('.switch .a'),
          () => !shows.some(isShown),
        ),
      );
    await rest();
    press('.switch .b');
    await until(() => isShown('.switch-menu [role=menuitem]'));
    spent.push(
      await timed(
        () => press('.switch-menu [role=menuitem]'),
        () => shows.every(isShown),
      ),
    );
    await rest();
  }
  return spent;
}

async function goTo(page: Playwright.Page, { name, tab }: Screen): Promise<void> {
  const off = page.locator('.switch .a[aria-pressed=false]');
  if ((await off.count()) > 0) await off.click();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
  if (tab !== undefined) await page.getByRole('tab', { name: tab, exact: true }).click();
  await page.waitForTimeout(REST_MS);
}

const titleOf = ({ name, tab }: Screen): string => (tab === undefined ? name : `${name}, ${tab}`);
const switched = (page: Playwright.Page, { shows, waits = [] }: Screen, times: number): Promise<number[]> =>
  page.evaluate(switchTimes, { shows, waits, times });

await inRealWindow('switch', async ({ launch }) => {
  const rows = await launch({}, async (page) => {
    await overviewShown(page);
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox').fill('lose euw-c-08');
    await page.getByRole('option', { name: 'Lose euw-c-08' }).click();
    await page.locator('.result .took', { hasText: ' ms' }).waitFor({ timeout: 30_000 });
    await page.keyboard.press('Control+S');
    await page.getByText('saved as version 1').waitFor();
    const busy = await busyClock(page);
    const found: object[] = [];
    for (const screen of SCREENS) {
      await goTo(page, screen);
      const empty = quantile(await emptyFrames(page, 20), 0.5);
      const [first = Number.NaN] = await switched(page, screen, 1);
      const before = await busy();
      const again = await switched(page, screen, SWITCHES);
      const spent = (await busy()) - before;
      const middle = quantile(again, 0.5);
      found.push({
        screen: titleOf(screen),
        switches: again.length,
        'first ms': Math.round(first),
        'p50 ms': Math.round(middle),
        'p95 ms (goal 100)': Math.round(quantile(again, 0.95)),
        'empty p50 ms': Math.round(empty),
        'p50 ratio': (middle / empty).toFixed(1),
        'window busy ms a switch': (spent / again.length).toFixed(0),
      });
    }
    return found;
  });
  console.table(rows);

  const firsts: object[] = [];
  for (const screen of SCREENS.filter(
    ({ name, tab }) => tab === undefined && ['Overview', 'Fleet', 'Forecast'].includes(name),
  )) {
    await launch({}, async (page) => {
      await overviewShown(page);
      await goTo(page, screen);
      const empty = quantile(await emptyFrames(page, 20), 0.5);
      const [first = Number.NaN] = await switched(page, screen, 1);
      firsts.push({
        'first switch after start': titleOf(screen),
        'ms (goal 100)': Math.round(first),
        'empty p50 ms': Math.round(empty),
        ratio: (first / empty).toFixed(1),
      });
    });
  }
  console.table(firsts);
});
