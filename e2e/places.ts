import type { Locator, Page } from '@playwright/test';
import { BY_THE_CLOCK } from './pictures.ts';
import { SCREENS, type ScreenTitle } from './window-acts.ts';

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

type Ready = Place['ready'];

/** What each screen, or each of its tabs, shows once it has answered; a new one joins here. */
const READY: Readonly<Record<ScreenTitle, Ready | Readonly<Record<string, Ready>>>> = {
  Overview: heading('Triggers'),
  Fleet: {
    Hosts: heading('Distribution'),
    Edge: region('Nodes'),
    'Control plane': region('The seven-day rule'),
    Storage: region('Backups of pool-euw'),
    Overlay: region('MTU'),
  },
  Forecast: at('.demand svg'),
  Scenarios: heading('Saved'),
  Survival: heading('Failure domains'),
  Onboarding: {
    'New customer': heading('Same shape as a customer'),
    Pipeline: at('.empty, .prospects'),
    'After they came': at('.tab-panel p, .empty'),
  },
  Plan: at('.pl-say'),
  'Failure modes': at('.md'),
  Decisions: {
    Log: at('.empty, .dec-list'),
    Checklists: at('.empty, .chk-list'),
    Reviews: at('.dec-tools'),
  },
  Data: {
    Imports: heading('What is known'),
    Connections: at('.empty, .conn-list'),
    Mappings: heading('Mappings'),
    Series: at('.ser-say'),
    Inventory: at('.sheet-say'),
    Quality: at('.q-screen .say'),
  },
  Assumptions: heading('Effect of the change'),
  Help: {
    Guides: at('.tab-panel h2'),
    Glossary: at('.help-terms'),
    Formulas: at('.tab-panel h2'),
    'Sample scenarios': at('.tab-panel'),
  },
};

/** Every screen and tab that the navigation leads to, in its order. */
export const PLACES: readonly Place[] = SCREENS.flatMap((screen): readonly Place[] => {
  const ready = READY[screen];
  return typeof ready === 'function'
    ? [{ screen, tab: null, ready }]
    : Object.entries(ready).map(([tab, shown]) => ({ screen, tab, ready: shown }));
});

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
    BY_THE_CLOCK,
  );
}
