import type { Locator, Page } from '@playwright/test';
import { EVENT_DEFINITIONS } from '../shared/events/event-registry.ts';
import { test, expect } from './sample-region.ts';
import { startFrom } from './scenario-acts.ts';
import { escapeFrom, expectNothingLeaks, goTo, pressKey, pressRedo, pressUndo } from './window-acts.ts';

const result = (page: Page): Locator => page.getByRole('region', { name: 'Result' });
const events = (page: Page): Locator => page.getByRole('complementary', { name: 'Events' });
const sentence = (page: Page): Locator => result(page).locator('.v-say');
const SENTENCE =
  /^(Holds\.|Misses [\d,]+ targets?:|Fails at once:|Undecided:|Accept\.|Accept, with|Decline\.)/;

async function openMenu(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Add event' }).click();
  const menu = page.getByRole('menu', { name: 'Add event' });
  await expect(menu).toBeVisible();
  return menu;
}

/** The newest result has come and nothing in it or in the card speaks of an error. */
async function computed(page: Page, card: Locator): Promise<void> {
  await expect(sentence(page)).toHaveText(SENTENCE);
  await expect(card.locator('footer')).not.toBeEmpty();
  await expect(card.locator('.card-problem')).toHaveCount(0);
  await expect(result(page).getByRole('alert')).toHaveCount(0);
  await expect(result(page).getByText('computing')).toHaveCount(0);
}

async function startedFrom(page: Page, question: string): Promise<Locator> {
  await startFrom(page, question);
  const card = events(page).getByRole('article');
  await expect(card).toHaveCount(1);
  await computed(page, card);
  return card;
}

test('every type of event is added from the menu, gets a form of its own, and computes', async ({
  openSample,
}) => {
  const { page } = await openSample();
  await goTo(page, 'Scenarios');
  await page.getByRole('button', { name: 'New scenario' }).click();
  const menu = await openMenu(page);
  const titles = EVENT_DEFINITIONS.map(({ title }) => title);
  const items = await menu.getByRole('menuitem').evaluateAll((found) =>
    found.map((item) => ({
      title: item.querySelector('span')?.textContent ?? '',
      refused:
        item.getAttribute('aria-disabled') === 'true' ? (item.querySelector('.k')?.textContent ?? '') : null,
    })),
  );
  await escapeFrom(page, menu);
  // The known failure modes stand below them in the same menu once they are there; some have the same name.
  const offered = items.filter(
    ({ title }, at) => titles.includes(title) && items.findIndex((item) => item.title === title) === at,
  );
  expect(offered.map(({ title }) => title).sort()).toEqual(titles.sort());
  for (const { title, refused } of offered) {
    if (refused !== null) {
      expect(refused, `${title} says why it cannot be added`).not.toBe('');
      continue;
    }
    await (await openMenu(page)).getByRole('menuitem', { name: title, exact: true }).first().click();
    const card = events(page).getByRole('article', { name: title });
    await expect(card, title).toHaveCount(1);
    await card.focus();
    await computed(page, card);
    await expect(card.locator('input, button.select').first(), `${title} has a form`).toBeVisible();
    await expectNothingLeaks(page);
    await card.getByRole('button', { name: `Acts on ${title}` }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect(events(page).getByRole('article')).toHaveCount(0);
  }
  expect(offered.filter(({ refused }) => refused === null).length).toBeGreaterThan(15);
});

test('losing hosts: the sentence, what is harmed, who moves where; more hosts lost, another result', async ({
  openSample,
}) => {
  const { page } = await openSample();
  const card = await startedFrom(page, 'Lose a host');
  await expect(result(page).getByRole('table').first().getByRole('row')).not.toHaveCount(1);
  const note = result(page).locator('.placement .note');
  const one = await note.innerText();
  const displaced = (text: string): number => Number(/^([\d,]+) displaced/.exec(text)?.[1]?.replace(',', ''));
  expect(displaced(one)).toBeGreaterThan(0);
  await expect(result(page).locator('.transients')).toContainText(/The first /);
  await card.getByRole('textbox', { name: 'How many, exact' }).fill('3');
  await page.keyboard.press('Tab');
  await expect.poll(async () => displaced(await note.innerText())).toBeGreaterThan(displaced(one));
  await computed(page, card);
  await expectNothingLeaks(page);
});

test('losing an edge node, a Postgres failover, a new customer: each with its own outcome', async ({
  openSample,
}) => {
  const { page } = await openSample();
  const edge = await startedFrom(page, 'Lose an edge node');
  await expect(edge.locator('footer')).toContainText(/fullest survivor at \d/);
  await expect(result(page).getByRole('row').filter({ hasText: 'Edge' }).first()).toBeVisible();
  await expectNothingLeaks(page);

  const failover = await startedFrom(page, 'Fail over Postgres');
  await expect(failover.locator('footer')).toContainText(/\d/);
  await expect(result(page).locator('.transients .lanes svg').first()).toBeVisible();
  await expectNothingLeaks(page);

  const customer = await startedFrom(page, 'Onboard a customer');
  await expect(sentence(page)).toHaveText(/^(Accept|Decline\.)/);
  await expect(customer.locator('footer')).toContainText(/fits in \S+|find no host/);
  await expect(result(page).getByRole('heading', { name: 'Constraints, most harmed first' })).toBeVisible();
  await expectNothingLeaks(page);
});

test('versions: saved, edited, saved again, an older one restored; undo and redo go through all of it', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  const card = await startedFrom(page, 'Lose a host');
  const count = card.getByRole('textbox', { name: 'How many, exact' });
  const badge = (text: string): Locator => page.locator('.head').getByText(text, { exact: true });
  await expect(badge('draft')).toBeVisible();
  await pressKey(app, 'S', ['control']);
  await expect(badge('version 1')).toBeVisible();
  const first = await sentence(page).innerText();

  await count.fill('4');
  await page.keyboard.press('Tab');
  await expect(badge('version 1, edited')).toBeVisible();
  await page.getByRole('button', { name: 'Save version 2' }).click();
  await expect(badge('version 2')).toBeVisible();
  await expect(sentence(page)).not.toHaveText(first);
  await computed(page, card);
  const second = await sentence(page).innerText();

  await page.getByRole('button', { name: 'History' }).click();
  const versions = page.getByRole('dialog', { name: 'Versions' });
  await expect(versions.getByRole('row')).toHaveCount(3);
  await versions.getByRole('button', { name: 'Restore version 1' }).click();
  await expect(versions).toHaveCount(0);
  await expect(badge('version 3')).toBeVisible();
  await expect(count).toHaveValue('1');
  await expect(sentence(page)).toHaveText(first);

  await pressUndo(app);
  await expect(badge('version 2')).toBeVisible();
  await expect(count).toHaveValue('4');
  await expect(sentence(page)).toHaveText(second);
  await pressRedo(app);
  await expect(badge('version 3')).toBeVisible();
  await expect(count).toHaveValue('1');
  await expect(sentence(page)).toHaveText(first);
});
