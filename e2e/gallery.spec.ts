import { expect, test } from './launch.ts';

/** The gallery as pictures: every chart and component in every state, both themes. */
test('every chart and component is shown in every state', async ({ launch }) => {
  const { page } = await launch({
    args: ['--gallery'],
    size: { width: 1280, height: 800 },
    colorScheme: 'light',
  });
  await expect(page.getByRole('heading', { name: 'Charts and components' })).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.waitForTimeout(200);
    await page.screenshot({ path: `out/screens/gallery-${theme}.png` });
  }
});
