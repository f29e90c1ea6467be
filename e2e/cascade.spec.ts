import { look } from './look.ts';
import { expect, test } from './sample-region.ts';
import { addEvent, startFrom } from './scenario-acts.ts';

test('what follows from a loss is a chain across domains, by keyboard', async ({ openSample }) => {
  const { app, page } = await openSample();
  await startFrom(page, 'Lose a host');
  await addEvent(page, 'Fail over Postgres');
  const pane = page.getByRole('region', { name: 'What follows' });
  const cards = pane.getByRole('group', { name: 'What follows from what' }).getByRole('button');
  await expect(cards.filter({ hasText: 'every client pool reconnects' })).toHaveCount(1, { timeout: 30_000 });

  // Who holds the consequence hears its cause, and sees the whole chain to the event.
  const back = cards.filter({ hasText: /^after 30 s, Edge: connections come back/ });
  await back.focus();
  await expect(back).toBeFocused();
  await expect(back).toContainText(
    /Because: connections to the displaced microVMs .* drop; connections [\d,]+/,
  );
  const near = pane.locator('.chain-card.near');
  await expect(near).toHaveCount(3);
  await page.keyboard.press('Enter');
  await expect(back).toHaveAttribute('aria-pressed', 'true');
  // Its number and the limit derive themselves.
  const explain = page.getByRole('complementary', { name: 'Explain' });
  for (const name of ['New connections', 'New connections the nodes accept']) {
    const figure = pane.getByTitle(`Explain ${name}`, { exact: true });
    await expect(figure).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(figure).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(explain).toContainText(name);
    await expect(explain).toContainText('edgeNodes[');
  }
  await page.getByRole('button', { name: 'Close Explain' }).click();
  await page.getByRole('heading', { name: 'What follows' }).evaluate((heading) => heading.scrollIntoView());
  await look(app, page, 'cascade');
});
