import type { Locator, Page } from '@playwright/test';
import type { ChannelName } from '../shared/ipc/contract.ts';
import { REFUSAL, refuseQuestions } from './failed-questions.ts';
import { expect, test } from './sample-region.ts';
import { startFrom } from './scenario-acts.ts';
import { goTo } from './window-acts.ts';

/** The note in which a pane says why it has no answer. */
const note = (page: Page | Locator, title: string): Locator =>
  page.getByRole('alert').filter({ hasText: title });

interface Place {
  readonly channels: readonly ChannelName[];
  readonly title: string;
  readonly open: (page: Page) => Promise<void>;
  /** What is there once it was answered. */
  readonly there: (page: Page) => Locator;
}

const tab = async (page: Page, screen: 'Fleet' | 'Data' | 'Onboarding', name: string): Promise<void> => {
  await goTo(page, screen);
  await page.getByRole('tab', { name, exact: true }).click();
};

const PLACES: readonly Place[] = [
  {
    channels: ['services:get'],
    title: 'The edge nodes were not tried.',
    open: (page) => goTo(page, 'Survival'),
    there: (page) => page.getByRole('table', { name: 'Edge nodes lost' }),
  },
  {
    channels: ['overlay:peers'],
    title: 'The tunnels were not read.',
    open: (page) => tab(page, 'Fleet', 'Overlay'),
    there: (page) => page.getByRole('region', { name: 'Handshake age', exact: true }),
  },
  {
    channels: ['history:series'],
    title: 'The samples were not read.',
    open: (page) => tab(page, 'Fleet', 'Storage'),
    there: (page) => page.locator('.sv-chart .chart-figure').first(),
  },
  {
    channels: ['series:detail'],
    title: 'The samples were not read.',
    open: async (page) => {
      await tab(page, 'Data', 'Series');
      const grid = page.getByRole('grid', { name: 'Stored series' });
      await expect(grid.getByRole('row').nth(1)).toBeVisible();
      await grid.press('ArrowDown');
    },
    there: (page) => page.locator('.ser-pane .ser-facts'),
  },
  {
    channels: ['quality:overview'],
    title: 'The data were not looked through.',
    open: (page) => tab(page, 'Data', 'Quality'),
    there: (page) => page.getByRole('region', { name: 'Quality of the data' }),
  },
  {
    channels: ['imported:changes'],
    title: 'What it changed was not read.',
    open: async (page) => {
      await tab(page, 'Data', 'Imports');
      await page.getByRole('table', { name: 'Imports' }).getByRole('button').first().click();
    },
    there: (page) => page.getByText('What it changed.', { exact: true }),
  },
  {
    channels: ['pipeline:get'],
    title: 'The pipeline was not read.',
    open: (page) => tab(page, 'Onboarding', 'Pipeline'),
    there: (page) => page.getByText('No customers in the pipeline yet'),
  },
  {
    channels: ['onboarding:recorded'],
    title: 'The recorded onboardings were not read.',
    open: (page) => tab(page, 'Onboarding', 'After they came'),
    there: (page) => page.getByText('Nobody has come yet'),
  },
  {
    channels: ['rules:file'],
    title: 'The rules cannot be made.',
    open: async (page) => {
      await goTo(page, 'Failure modes');
      await page.getByRole('button', { name: /rules/i }).first().click();
    },
    there: (page) => page.getByRole('region', { name: 'Rule file' }).getByText('groups:'),
  },
];

test('a pane whose question is not answered says why, and asks again', async ({ openSample }) => {
  const { app, page } = await openSample();
  for (const { channels, title, open, there } of PLACES) {
    await test.step(title, async () => {
      await refuseQuestions(app, channels);
      await open(page);
      const said = note(page, title).first();
      await expect(said).toContainText(REFUSAL);
      await expect(there(page)).toBeHidden();
      await refuseQuestions(app, []);
      await said.getByRole('button', { name: 'Try again' }).click();
      await expect(there(page)).toBeVisible({ timeout: 60_000 });
    });
  }
});

test('versions that are not read are no empty table', async ({ openSample }) => {
  const { app, page } = await openSample();
  await startFrom(page, 'Lose a host');
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByText('saved as version 1')).toBeVisible();
  await refuseQuestions(app, ['scenario:versions']);
  await page.getByRole('button', { name: 'History' }).click();
  const dialog = page.getByRole('dialog', { name: 'Versions' });
  await expect(note(dialog, 'The versions were not read.')).toContainText(REFUSAL);
  await refuseQuestions(app, []);
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog.getByRole('row')).toHaveCount(2);
});

test('tables that are not counted, and a cell whose choices are not read, say so and ask again', async ({
  openSample,
}) => {
  const { app, page } = await openSample();
  await refuseQuestions(app, ['inventory:tables']);
  await tab(page, 'Data', 'Inventory');
  const uncounted = note(page, 'Rows were not counted.');
  await expect(uncounted).toContainText(REFUSAL);
  await refuseQuestions(app, ['inventory:options']);
  await uncounted.getByRole('button', { name: 'Try again' }).click();
  const tables = page.getByRole('navigation', { name: 'Inventory tables' });
  await expect(tables.getByRole('button', { name: /^Hosts\s*\d/ })).toBeVisible();
  await expect(uncounted).toBeHidden();

  await page.getByRole('button', { name: 'Add host' }).click();
  await page.keyboard.type('h-new');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(note(page, 'What can stand here was not read.')).toContainText(REFUSAL);
  await expect(page.getByRole('option')).toHaveText(['Try again']);
  await refuseQuestions(app, []);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'euw-a', exact: true })).toBeVisible();
});
