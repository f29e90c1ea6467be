import { resolve } from 'node:path';
import { expect, test } from './launch.ts';
import { look, SIZES } from './look.ts';
import { addEvent, loseLargestHost } from './scenario-acts.ts';
import { answerOpenDialogs } from './window-acts.ts';

test('every screen keeps its shape in both sizes and both themes', async ({ launch }) => {
  const { app, page } = await launch({ size: SIZES[0], colorScheme: 'light' });

  await expect(page.getByRole('button', { name: 'Open sample region' })).toBeVisible();
  await look(app, page, 'start');

  await page.getByRole('button', { name: 'Open sample region' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('region', { name: 'Verdict per region' })).toContainText(
    /N\+1 (holds|fails|is undecided)/,
  );
  await expect(page.getByRole('heading', { name: 'Triggers' })).toBeVisible({ timeout: 60_000 });
  await look(app, page, 'overview');

  await page.getByRole('button', { name: 'Forecast', exact: true }).click();
  await expect(page.locator('.demand svg')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: '30 days ago' }).click();
  await expect(page.locator('.f-past')).toContainText('we would have said');
  await look(app, page, 'forecast');
  await page.getByRole('button', { name: 'Overview', exact: true }).click();

  await loseLargestHost(page);
  await look(app, page, 'overview-scenario');

  await page.locator('.cap-h .num').nth(1).click();
  await expect(page.getByRole('complementary', { name: 'Explain' })).toContainText('÷');
  await look(app, page, 'explain');
  await page.getByRole('button', { name: 'Close Explain' }).click();

  await page.getByRole('button', { name: 'Open scenario' }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('displaced');
  await look(app, page, 'scenario-host-loss');
  await page.getByRole('button', { name: 'Save version 1' }).click();
  await expect(page.getByText('version 1', { exact: true })).toBeVisible();
  await page.getByRole('textbox', { name: 'How many, exact' }).fill('2');
  await page.keyboard.press('Tab');
  await expect(page.getByText('version 1, edited')).toBeVisible();
  await page.getByRole('button', { name: 'Save version 2' }).click();
  await expect(page.getByText('version 2', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'History' }).click();
  await expect(page.getByRole('button', { name: 'Restore version 1' })).toBeVisible();
  await look(app, page, 'versions');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  await page.getByRole('main').getByRole('button', { name: 'Scenarios', exact: true }).click();
  await look(app, page, 'scenarios');

  await page.getByRole('button', { name: /Onboard a customer/ }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toContainText(/Accept|Decline/, {
    timeout: 30_000,
  });
  await look(app, page, 'scenario-onboarding');
  for (const event of ['Fail over Postgres', 'Lose edge nodes']) {
    await addEvent(page, event);
  }
  await look(app, page, 'scenario-three-events');

  await page.getByRole('button', { name: 'Survival', exact: true }).click();
  // Nothing harms the first region's first cluster: all its hosts stand in one row. survival.spec.ts looks at one with harm.
  await expect(page.locator('.mileage')).toContainText(/\d+ hosts, each/, { timeout: 30_000 });
  await look(app, page, 'survival');

  await page.getByRole('button', { name: 'Failure modes', exact: true }).click();
  await expect(page.locator('.md')).toBeVisible({ timeout: 60_000 });
  await look(app, page, 'failure-modes');
  await page.getByRole('tab', { name: /Alert rules/ }).click();
  await expect(page.getByRole('region', { name: 'Unit tests' })).toContainText('HeadroomHostLost');
  await look(app, page, 'failure-modes-alerts');
  await page.getByRole('tab', { name: 'Runbook' }).click();
  await page.getByRole('button', { name: 'Edit runbook' }).click();
  await look(app, page, 'failure-modes-edit');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Edit runbook' })).toBeVisible();
  await page.getByRole('button', { name: 'Alert rules…' }).click();
  await expect(page.getByRole('dialog').getByRole('region', { name: 'Rule file' })).toContainText('groups:');
  await look(app, page, 'failure-modes-rules');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Data', exact: true }).click();
  await look(app, page, 'data');
  await page
    .getByRole('main')
    .getByRole('button', { name: /\d{2}:\d{2}/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'The import looked at' })).toContainText('What it changed');
  await look(app, page, 'data-import');
  await page.getByRole('tab', { name: 'Series' }).click();
  await expect(page.locator('.ser-say')).toContainText('Of them', { timeout: 30_000 });
  await page.getByRole('grid', { name: 'Stored series' }).press('ArrowDown');
  await expect(page.locator('.ser-facts')).toBeVisible();
  await look(app, page, 'data-series');
  await page.getByRole('tab', { name: 'Inventory' }).click();
  await expect(page.getByRole('grid', { name: 'Hosts' })).toBeVisible();
  await look(app, page, 'data-inventory');
  await page.getByRole('tab', { name: 'Quality' }).click();
  await expect(page.getByRole('heading', { name: 'Never imported' })).toBeVisible({ timeout: 30_000 });
  await look(app, page, 'data-quality');
  await page.getByRole('tab', { name: 'Imports' }).click();
  await answerOpenDialogs(
    app,
    ['bitbrains_two_vms.om', 'ec2_cpu_utilization_53ea38.csv'].map((name) => resolve('e2e/fixtures', name)),
  );
  await page.getByRole('button', { name: 'Import files' }).click();
  await expect(page.getByRole('dialog')).toContainText('ec2_cpu_utilization_53ea38.csv');
  await look(app, page, 'import');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Assumptions', exact: true }).click();
  await page.getByRole('textbox', { name: 'Memory headroom, at least' }).fill('35');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Save 1 assumption' })).toBeVisible();
  await look(app, page, 'assumptions');

  await page.keyboard.press('Control+K');
  await page.getByRole('dialog', { name: 'Find or run' }).getByRole('combobox').fill('lose c-0');
  await expect(page.getByRole('option', { name: /c-01/ })).toBeVisible();
  await look(app, page, 'palette');
  await page.keyboard.press('Escape');
});
