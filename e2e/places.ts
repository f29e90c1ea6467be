import type { Locator, Page } from '@playwright/test';
import type { ScreenTitle } from './window-acts.ts';

export interface Place {
  readonly screen: ScreenTitle;
  /** `null`: the screen has no tabs. */
  readonly tab: string | null;
  /** What is there once the place has answered. */
  readonly ready: (page: Page) => Locator;
}

const heading = (name: string) => (page: Page) => page.getByRole('heading', { name }).first();
const region = (name: string) => (page: Page) => page.getByRole('region', { name }).first();
const at = (selector: string) => (page: Page) => page.locator(selector).first();

/** Every screen and tab that the navigation leads to, in its order; a new one joins here. */
export const PLACES: readonly Place[] = [
  { screen: 'Overview', tab: null, ready: heading('Triggers') },
  { screen: 'Fleet', tab: 'Hosts', ready: heading('Distribution') },
  { screen: 'Fleet', tab: 'Edge', ready: region('Nodes') },
  { screen: 'Fleet', tab: 'Control plane', ready: region('The seven-day rule') },
  { screen: 'Fleet', tab: 'Storage', ready: region('Backups of pool-euw') },
  { screen: 'Fleet', tab: 'Overlay', ready: region('MTU') },
  { screen: 'Forecast', tab: null, ready: at('.demand svg') },
  { screen: 'Scenarios', tab: null, ready: heading('Saved') },
  { screen: 'Survival', tab: null, ready: heading('Failure domains') },
  { screen: 'Onboarding', tab: 'New customer', ready: heading('Same shape as a customer') },
  { screen: 'Onboarding', tab: 'Pipeline', ready: at('.empty, .prospects') },
  { screen: 'Onboarding', tab: 'After they came', ready: at('.tab-panel p, .empty') },
  { screen: 'Plan', tab: null, ready: at('.pl-say') },
  { screen: 'Failure modes', tab: null, ready: at('.md') },
  { screen: 'Decisions', tab: 'Log', ready: at('.empty, .dec-list') },
  { screen: 'Decisions', tab: 'Checklists', ready: at('.empty, .chk-list') },
  { screen: 'Decisions', tab: 'Reviews', ready: at('.dec-tools') },
  { screen: 'Data', tab: 'Imports', ready: heading('What is known') },
  { screen: 'Data', tab: 'Connections', ready: at('.empty, .conn-list') },
  { screen: 'Data', tab: 'Mappings', ready: heading('Mappings') },
  { screen: 'Data', tab: 'Series', ready: at('.ser-say') },
  { screen: 'Data', tab: 'Inventory', ready: at('.sheet-say') },
  { screen: 'Data', tab: 'Quality', ready: at('.q-say') },
  { screen: 'Assumptions', tab: null, ready: heading('Effect of the change') },
  { screen: 'Help', tab: 'Guides', ready: at('.tab-panel h2') },
  { screen: 'Help', tab: 'Glossary', ready: at('.help-terms') },
  { screen: 'Help', tab: 'Formulas', ready: at('.tab-panel h2') },
  { screen: 'Help', tab: 'Sample scenarios', ready: at('.tab-panel') },
];

export const placeName = ({ screen, tab }: Place): string => (tab === null ? screen : `${screen}, ${tab}`);

/** Once every figure of the place has come; `Computing…` and the like are gone. */
export async function settledAt(page: Page, place: Place): Promise<void> {
  await place.ready(page).waitFor({ timeout: 60_000 });
  await page.waitForFunction(
    () =>
      !/(^|\n)(Computing|Assessing|Reading|Trying|Comparing|Looking for)[^\n]*…/.test(
        document.body.innerText,
      ),
    undefined,
    { timeout: 60_000 },
  );
}
