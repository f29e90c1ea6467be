import { resolve } from 'node:path';
import { backTo, button, byButton, dialog, inMain, written, type Over } from './over.ts';
import { OVER_RECORDS } from './over-records.ts';
import { dropFiles, openPalette, pressKey, pressOn, runByPalette } from './window-acts.ts';

const byPalette = (words: string, title: string): Over => ({
  place: 'Overview',
  name: title,
  async open(page, app) {
    await runByPalette(app, page, words, new RegExp(words, 'i'));
    await dialog(page, title).waitFor();
  },
});

const OVER_SCREENS: readonly Over[] = [
  byPalette('Licences', 'Licences'),
  byPalette('save diagnostics', 'Save diagnostics'),
  {
    place: 'Overview',
    name: 'Find or run',
    async open(page, app) {
      await openPalette(app, page);
      await page.keyboard.type('copy');
    },
  },
  {
    place: 'Overview',
    name: 'Keys',
    async open(page) {
      await page.locator('body').press('?');
      await dialog(page, 'Keys').waitFor();
    },
  },
  {
    place: 'Overview',
    name: 'Import',
    async open(page) {
      await dropFiles(page, [resolve(import.meta.dirname, 'fixtures', 'ec2_cpu_utilization_53ea38.csv')]);
      await dialog(page, 'Import').locator('.facts').waitFor();
    },
  },
  {
    place: 'Overview',
    name: 'policy file',
    async open(page) {
      await dropFiles(page, [
        written('tighter.json', {
          schema: 'headroom.policy/v1',
          memoryHeadroomMinRatio: 0.3,
          cpuOvercommit: 3,
        }),
      ]);
      await dialog(page, 'Apply tighter.json?').getByRole('row').nth(4).waitFor();
    },
  },
  {
    place: 'Overview',
    name: 'bad policy file',
    async open(page) {
      await dropFiles(page, [
        written('bad.json', {
          schema: 'headroom.policy/v1',
          memoryHeadroomMinRatio: 'much',
          cpuOvercommit: -3,
        }),
      ]);
      await dialog(page, 'bad.json').waitFor();
    },
  },
  {
    place: 'Overview',
    name: 'Explain',
    async open(page) {
      await page.getByRole('region', { name: 'Memory capacity' }).locator('.cap-h button').first().click();
      await page.locator('.explain .tree').waitFor();
    },
  },
  {
    place: 'Fleet, Hosts',
    name: 'a host, the table',
    async open(page) {
      await pressOn(page.getByRole('listbox').first());
      await page.getByRole('complementary', { name: /^Host / }).waitFor();
      await page.getByRole('button', { name: 'Table', exact: true }).click();
      await page.getByRole('grid', { name: 'Hosts' }).waitFor();
    },
    close: (page) => page.getByRole('button', { name: 'Map', exact: true }).click(),
  },
  {
    place: 'Scenarios',
    name: 'portfolios',
    async open(page) {
      await inMain(page, 'Portfolios').click();
      await page.getByRole('button', { name: 'New portfolio' }).last().click();
      await page.getByRole('button', { name: /^Evaluate / }).waitFor();
    },
    close: backTo('Scenarios'),
  },
  {
    place: 'Scenarios',
    name: 'a scenario',
    async open(page) {
      await inMain(page, /Onboard a customer/).click();
      await page
        .getByRole('region', { name: 'Result' })
        .getByText(/Accept|Decline/)
        .first()
        .waitFor({ timeout: 30_000 });
    },
    close: () => Promise.resolve(),
  },
  {
    place: 'Scenarios',
    name: 'its versions',
    async open(page) {
      await inMain(page, 'Save version 1').click();
      await inMain(page, 'History').click();
      await dialog(page, 'Versions').waitFor();
    },
  },
  {
    place: 'Scenarios',
    name: 'its decision',
    async open(page) {
      await inMain(page, 'Decide…').click();
      await dialog(page).waitFor();
    },
  },
  {
    place: 'Scenarios',
    name: 'a comparison',
    async open(page) {
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await page.getByRole('heading', { name: 'Constraints that differ' }).waitFor();
    },
    async close(page) {
      await backTo('Scenarios')(page);
      await page.getByRole('button', { name: 'Back to baseline' }).click();
    },
  },
  {
    place: 'Onboarding, New customer',
    name: 'a customer',
    async open(page) {
      await inMain(page, /^Small/).click();
      await page
        .locator('.v-say')
        .filter({ hasText: /Accept|Does not fit|Decline/ })
        .waitFor({ timeout: 30_000 });
    },
    close: () => Promise.resolve(),
  },
  {
    place: 'Onboarding, New customer',
    name: 'template',
    async open(page) {
      await inMain(page, 'More acts on this customer').click();
      await page.getByRole('menuitem', { name: 'Save the shape as a template' }).click();
      await dialog(page).waitFor();
    },
    async close(page) {
      await page.keyboard.press('Escape');
      await backTo('Onboarding')(page);
    },
  },
  byButton('Onboarding, Pipeline', 'Paste or read a table', 'paste customers'),
  byButton('Failure modes', 'Alert rules…', 'alert rules'),
  {
    place: 'Failure modes',
    name: 'a runbook edited',
    open: (page) => button(page, 'Edit runbook').click(),
  },
  {
    place: 'Failure modes',
    name: 'its alert rules',
    async open(page) {
      await page.getByRole('tab', { name: /Alert rules/ }).click();
      await page
        .getByRole('region', { name: 'Unit tests' })
        .getByText(/Headroom/)
        .first()
        .waitFor({ timeout: 30_000 });
    },
    close: (page) => page.getByRole('tab', { name: 'Runbook' }).click(),
  },
  byButton('Decisions, Log', 'Record decision…', 'record decision'),
  byButton('Decisions, Checklists', 'Add hosts…', 'add hosts'),
  byButton('Decisions, Checklists', 'Decommission hosts…', 'decommission hosts'),
  byButton('Decisions, Reviews', 'Schedule…', 'schedule'),
  {
    place: 'Data, Imports',
    name: 'an import',
    open: (page) => inMain(page, /\d{2}:\d{2}/).click(),
    close: () => Promise.resolve(),
  },
  byButton('Data, Connections', 'Add a connection', 'add a connection'),
  {
    place: 'Data, Series',
    name: 'a series',
    open: (page) => page.getByRole('grid').press('ArrowDown'),
    close: () => Promise.resolve(),
  },
  byButton('Data, Series', 'Rename or map', 'rename'),
  {
    place: 'Data, Series',
    name: 'canonical metrics',
    open: (page) => inMain(page, 'Canonical metrics').click(),
    close: (page) => inMain(page, 'Stored series').click(),
  },
  {
    place: 'Data, Series',
    name: 'delete what is shown',
    async open(page) {
      await page.getByRole('searchbox', { name: 'Filter series' }).fill('use-b memory');
      await button(page, /^Delete \d+ shown$/).click();
      await dialog(page).waitFor();
    },
  },
  {
    place: 'Data, Inventory',
    name: 'a cell edited',
    async open(page) {
      await page.getByRole('grid').press('ArrowDown');
      await page.getByRole('grid').press('F2');
    },
  },
  {
    place: 'Data, Inventory',
    name: 'a block pasted',
    async open(page, app) {
      const block = [
        'id\tcluster\tfailure_domain\tcpu_cores\tmemory_gib',
        'new-1\teuw-x\teuw-a-rack-1\t96\tplenty',
      ].join('\r\n');
      await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), block);
      await page.getByRole('grid').focus();
      await pressKey(app, 'V', ['control']);
      await dialog(page, 'Paste into Hosts').waitFor();
    },
  },
  {
    place: 'Data, Inventory',
    name: 'a row deleted',
    async open(page) {
      await page.getByRole('grid').focus();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('Shift+Delete');
      await dialog(page).waitFor();
    },
  },
];

/** All of it, in an order that can be gone through place by place: what an earlier one made is there for a later one. */
export const OVER: readonly Over[] = [...OVER_SCREENS, ...OVER_RECORDS];
