import { expect, test } from './sample-region.ts';
import { goTo } from './window-acts.ts';

test('look', async ({ openSample }) => {
  const { page } = await openSample({ size: { width: 1280, height: 800 }, colorScheme: 'light' });
  await goTo(page, 'Fleet');
  await expect(page.getByRole('listbox', { name: /Memory reserved by host/ })).toBeVisible();
  await page.waitForTimeout(400);
  await page.screenshot({ path: 'out/screens/t-fleet-1.png' });
  await page.getByRole('listbox', { name: /Memory reserved by host/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(600);
  await page.screenshot({ path: 'out/screens/t-fleet-2.png' });
  for (const measure of ['CPU', 'Disk', 'Packet loss', 'MicroVMs']) {
    await page.getByRole('button', { name: measure, exact: true }).click();
    await page.waitForTimeout(200);
    await page.screenshot({ path: `out/screens/t-fleet-${measure}.png` });
  }
  await page.getByRole('button', { name: 'Memory', exact: true }).click();
  await page
    .getByRole('button', { name: /EU West/ })
    .first()
    .click();
  await page.getByRole('option', { name: 'US East' }).click();
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox').fill('lose use-b-0');
  await page
    .getByRole('option', { name: /use-b-03/ })
    .first()
    .click();
  await goTo(page, 'Fleet');
  await page.waitForTimeout(500);
  await page.getByRole('listbox', { name: /Memory reserved by host/ }).focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(600);
  await page.screenshot({ path: 'out/screens/t-fleet-scen.png' });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForTimeout(300);
  await page.screenshot({ path: 'out/screens/t-fleet-scen-dark.png' });
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.waitForTimeout(300);
  await page.screenshot({ path: 'out/screens/t-fleet-3.png' });
});
