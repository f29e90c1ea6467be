import type { Page } from '@playwright/test';
import { constraintIn, percent, simulatedByCli } from './headroom-cli.ts';
import { overviewIsShown, test, expect } from './sample-region.ts';
import { expectNothingLeaks, goTo, workspaceInfo } from './window-acts.ts';

const CLUSTER = 'euw-b';
const NAME = `Lose the largest host of ${CLUSTER}`;

/** What the person reads about the scenario on the Overview: its sentence, and the cluster's figures beside the baseline's. */
async function readings(page: Page): Promise<{ sentence: string; figures: readonly string[] }> {
  await expect(page.locator('.v-scen')).toContainText('In the scenario:');
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: CLUSTER, exact: true }) });
  // Hosts, microVMs, survival, memory before and after, CPU before and after, the question.
  await expect(row.getByRole('cell')).toHaveCount(8);
  return {
    sentence: await page.locator('.v-scen').innerText(),
    figures: await row.getByRole('cell').allInnerTexts(),
  };
}

async function chooseInSwitch(page: Page, name: string): Promise<void> {
  await page
    .getByRole('group', { name: 'Compare' })
    .getByRole('button', { name: 'Scenario', exact: true })
    .click();
  await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click();
}

test('the first what-if: asked, read, saved, laid over the baseline, there again after a restart', async ({
  openSample,
  launch,
}) => {
  const first = await openSample();
  const { page } = first;
  await page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: CLUSTER, exact: true }) })
    .getByRole('button', { name: 'Lose the largest host' })
    .click();
  await expect.poll(async () => (await readings(page)).figures[4]).not.toBe('same');
  const asked = await readings(page);
  await expectNothingLeaks(page);

  // What changes, in full: sentence, constraints, who moves where.
  await page.getByRole('button', { name: 'Open scenario' }).click();
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result.locator('.v-say')).toHaveText(/^(Holds\.|Misses|Fails at once:|Undecided:)/);
  await expect(result.getByRole('heading', { name: 'Constraints, most harmed first' })).toBeVisible();
  await expect(result.getByRole('row').filter({ hasText: CLUSTER }).first()).toBeVisible();
  const note = result.locator('.placement .note');
  await expect(note).toHaveText(/^[\d,]+ displaced, [\d,]+ placed on /);
  const placement = await note.innerText();
  await expectNothingLeaks(page);

  await page.getByRole('button', { name: 'Save version 1' }).click();
  await expect(page.getByRole('status').filter({ hasText: `${NAME} saved as version 1.` })).toBeVisible();
  expect((await workspaceInfo(page)).counts.scenarios).toBe(1);

  // The switch lays it over the Overview, and takes it off again.
  await goTo(page, 'Overview');
  await expect.poll(() => readings(page)).toEqual(asked);
  await page.getByRole('button', { name: 'Baseline', exact: true }).click();
  await expect(page.locator('.v-scen')).toHaveCount(0);
  await chooseInSwitch(page, NAME);
  await expect.poll(() => readings(page)).toEqual(asked);
  await first.end();

  // The command line comes to the same, on the same file.
  const simulated = await simulatedByCli(first.file, NAME);
  const [loss] = simulated.events;
  expect(loss?.outcome.lost).toHaveLength(1);
  const { displaced = 0, placed = 0 } = loss?.outcome ?? {};
  expect(displaced).toBeGreaterThan(0);
  expect(placement).toContain(`${displaced} displaced, ${placed} placed on `);
  const memory = percent(constraintIn(simulated.after, `compute.memory@cluster:${CLUSTER}`).headroom);
  expect(asked.figures[4]).toBe(memory);

  // A new start, no arguments: the recent workspace still has it, with the same result.
  const second = await launch();
  await second.page.getByRole('button', { name: /^Sample region/ }).click();
  await overviewIsShown(second.page);
  await expect(second.page.locator('.v-scen')).toHaveCount(0);
  await chooseInSwitch(second.page, NAME);
  await expect.poll(() => readings(second.page)).toEqual(asked);
  await goTo(second.page, 'Scenarios');
  await expect(second.page.getByRole('textbox', { name: 'Name of the scenario' })).toHaveValue(NAME);
  await expect(second.page.getByText('version 1', { exact: true })).toBeVisible();
  await expect(second.page.locator('.placement .note')).toHaveText(placement);
});

test('a deleted scenario comes back with Undo, and the switch follows', async ({ openSample }) => {
  const { page } = await openSample();
  await page.getByRole('button', { name: 'What if' }).click();
  await page.getByRole('menuitem', { name: NAME }).click();
  await page.getByRole('button', { name: 'Save scenario' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'saved as version 1.' })).toBeVisible();
  await page.getByRole('button', { name: 'Open scenario' }).click();
  await page.getByRole('button', { name: 'More acts on this scenario' }).click();
  await page.getByRole('menuitem', { name: 'Delete scenario' }).click();
  await expect(page.getByRole('heading', { name: 'Scenarios', level: 1 })).toBeVisible();
  await expect(page.getByText('No scenario yet')).toBeVisible();
  const compare = page.getByRole('group', { name: 'Compare' });
  await expect(compare.getByRole('button', { name: 'Scenario', exact: true })).toBeVisible();

  await page.getByRole('banner').getByRole('button', { name: 'Undo', exact: true }).click();
  const saved = page.getByRole('row').filter({ hasText: NAME });
  await expect(saved).toBeVisible();
  await expect(saved).toContainText(/Holds|Misses \d+ targets?/);
  await page.getByRole('banner').getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(saved).toHaveCount(0);
});
