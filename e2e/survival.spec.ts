import { headroomCli } from './headroom-cli.ts';
import { look } from './look.ts';
import { expect, test } from './sample-region.ts';
import { addEvent } from './scenario-acts.ts';
import { expectNothingLeaks, goTo } from './window-acts.ts';

interface Survived {
  readonly clusters: readonly { readonly cluster: string; readonly counts: { readonly fails: number } }[];
}

test('which pair kills us: the window counts what the command line counts, and a pair opens its proof', async ({
  openSample,
  sampleFile,
}) => {
  const { app, page } = await openSample();
  await page
    .getByRole('button', { name: /^US East/ })
    .first()
    .click();
  await goTo(page, 'Survival');
  const grid = page.getByRole('grid', { name: 'Losses of one and two hosts of use-b' });
  await expect(grid).toBeVisible({ timeout: 60_000 });

  const said = await headroomCli('survive', '--workspace', sampleFile, '--losses', '2', '--json');
  const { clusters } = JSON.parse(said.stdout) as Survived;
  const fails = clusters.find(({ cluster }) => cluster === 'use-b')?.counts.fails ?? -1;
  expect(fails).toBe(6);
  await expect(page.locator('.s-say')).toContainText(`${fails} of`, { timeout: 60_000 });
  await expect(page.locator('.s-say')).toContainText('any two of the four');
  await expect(grid.getByRole('gridcell').getByRole('button', { name: /: fails$/ })).toHaveCount(fails, {
    timeout: 60_000,
  });
  await expect(
    page
      .getByRole('row', { name: /Any two hosts/ })
      .getByRole('cell')
      .nth(2),
  ).toHaveText('0');

  // By keyboard: into the grid, along a row, and open what is there.
  await grid.getByRole('button').first().focus();
  await expect(grid.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const loss = page.getByRole('region', { name: /^Loss of use-b-\d+ \+ use-b-\d+$/ });
  await expect(loss).toContainText('fails');
  await expect(loss.locator('.s-sides')).toContainText(/needs .* has /);
  await expectNothingLeaks(page);

  // By mouse: a host alone survives, with the moves that show it.
  await grid
    .getByRole('button', { name: /alone: survives/ })
    .first()
    .click();
  await expect(page.locator('.s-moves tbody tr').first()).toBeVisible();
  await look(app, page, 'survival-use');

  // One click makes a scenario of the worst pair; the matrix then shows both.
  await grid
    .getByRole('button', { name: /: fails$/ })
    .first()
    .click();
  await loss.getByRole('button', { name: /^Scenario from/ }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toContainText(/stranded|stay/i, {
    timeout: 30_000,
  });
  await goTo(page, 'Survival');
  await expect(page.locator('.v-scen')).toContainText('In the scenario', { timeout: 60_000 });
  await look(app, page, 'survival-scenario');
});

test('hosts the scenario brings stand in the chart of pairs, marked as of the scenario only', async ({
  openSample,
}) => {
  const { page } = await openSample();
  await goTo(page, 'Scenarios');
  await page.getByRole('button', { name: 'New scenario' }).click();
  await addEvent(page, 'Add hosts');
  await expect(page.getByRole('region', { name: 'Result' }).locator('.v-say')).toBeVisible();
  await goTo(page, 'Survival');
  const pairs = page.locator('.s-pairs');
  await expect(pairs).toBeVisible({ timeout: 60_000 });
  await pairs.getByRole('button', { name: 'euw-a' }).click();
  await expect(pairs.getByText('in the scenario only').first()).toBeVisible({ timeout: 90_000 });
  await expectNothingLeaks(page);
});
