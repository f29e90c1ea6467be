import { expect, test } from './sample-region.ts';
import { goTo, pressOn } from './window-acts.ts';

/** Six hosts of any cluster: more losses than are tried in a moment. */
const DEEP = {
  schema: 'headroom.scenario/v1',
  name: 'Deep loss',
  events: [{ type: 'hostLoss', count: 6, select: 'worst' }],
} as const;

test('a long search for the worst loss is stopped with what it found, all of the result about that loss, and made again', async ({
  openSample,
}) => {
  const { page } = await openSample();
  page.setDefaultTimeout(60_000);
  const kept = await page.evaluate(
    (scenario) => window.headroom.invoke('scenario:save', { scenario: structuredClone(scenario) }),
    DEEP,
  );
  expect(kept.ok).toBe(true);
  await goTo(page, 'Scenarios');
  await pressOn(page.getByRole('button', { name: /Deep loss/ }).first());
  const stop = page.getByRole('button', { name: 'Stop searching the worst loss' });
  const again = page.getByRole('button', { name: 'Search the worst loss again' });
  const result = page.getByRole('region', { name: 'Result' });
  const stopped = /search stopped after \d+ of \d+ losses: the worst is at least this one/;
  await pressOn(stop);
  await expect(result).toContainText(stopped, { timeout: 60_000 });
  await expect(again).toBeVisible();
  // Its days are of the loss that was found: nothing is searched for them.
  await expect(result).toContainText('today to the horizon, as a share of the limit', { timeout: 30_000 });
  await expect(stop).toHaveCount(0);
  await pressOn(again);
  await expect(result).not.toContainText(stopped, { timeout: 180_000 });
  await expect(again).toHaveCount(0);
});
