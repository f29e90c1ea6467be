import { look } from './look.ts';
import { expect, test } from './sample-region.ts';
import { goTo } from './window-acts.ts';

test('what follows from a loss is a chain across domains, by keyboard', async ({ openSample }) => {
  test.setTimeout(180_000);
  const { app, page } = await openSample();
  await goTo(page, 'Scenarios');
  await page
    .getByRole('region', { name: 'Start from a question' })
    .getByRole('button', { name: 'Lose a host' })
    .click();
  await page.getByRole('button', { name: 'Add event' }).click();
  await page.getByRole('menuitem', { name: 'Fail over Postgres' }).click();
  const pane = page.getByRole('region', { name: 'What follows' });
  const cards = pane.getByRole('group', { name: 'What follows from what' }).getByRole('button');
  await expect(cards.filter({ hasText: 'every client pool reconnects' })).toHaveCount(1, { timeout: 30_000 });

  // Who holds the consequence hears its cause, and sees the whole chain to the event.
  const back = cards.filter({ hasText: /^after 30 s, Edge: connections come back/ });
  await back.focus();
  await expect(back).toContainText(/Because: .* connections to the displaced microVMs .* drop/);
  const near = pane.locator('.chain-card.near');
  await expect(near).toHaveCount(3);
  await page.keyboard.press('Enter');
  await expect(back).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Tab');
  await page.getByRole('heading', { name: 'What follows' }).evaluate((heading) => heading.scrollIntoView());
  await look(app, page, 'cascade');
});
