import type { ScreenName } from '../state/view-store.ts';
import { loadedLater, type LoadedLater } from './loaded-later.tsx';

// Everything that the first screen does not need: read when it is wanted, and ahead once the window is idle.

type Later = LoadedLater;

/** The screens behind the Overview, which is there from the start. */
export const LATER_SCREENS: Readonly<Record<Exclude<ScreenName, 'overview'>, Later>> = {
  fleet: loadedLater(async () => (await import('../screens/fleet/FleetScreen.tsx')).FleetScreen),
  forecast: loadedLater(async () => (await import('../screens/forecast/ForecastScreen.tsx')).ForecastScreen),
  scenarios: loadedLater(
    async () => (await import('../screens/scenarios/ScenariosScreen.tsx')).ScenariosScreen,
  ),
  survival: loadedLater(async () => (await import('../screens/survival/SurvivalScreen.tsx')).SurvivalScreen),
  onboarding: loadedLater(
    async () => (await import('../screens/onboarding/OnboardingScreen.tsx')).OnboardingScreen,
  ),
  plan: loadedLater(async () => (await import('../screens/plan/PlanScreen.tsx')).PlanScreen),
  failures: loadedLater(async () => (await import('../screens/failures/FailuresScreen.tsx')).FailuresScreen),
  decisions: loadedLater(
    async () => (await import('../screens/decisions/DecisionsScreen.tsx')).DecisionsScreen,
  ),
  data: loadedLater(async () => (await import('../screens/data/DataScreen.tsx')).DataScreen),
  assumptions: loadedLater(
    async () => (await import('../screens/assumptions/AssumptionsScreen.tsx')).AssumptionsScreen,
  ),
  /** Its texts, terms and formulas come along with it. */
  help: loadedLater(async () => (await import('../screens/help/HelpScreen.tsx')).HelpScreen),
};

/** Every chart and component in every state; only by the address, for those who work on Headroom. */
export const Gallery = loadedLater(
  async () => (await import('../screens/gallery/GalleryPage.tsx')).GalleryPage,
);

export const ExplainPanel = loadedLater(
  async () => (await import('./explain/ExplainPanel.tsx')).ExplainPanel,
);
export const CommandPalette = loadedLater(
  async () => (await import('./palette/CommandPalette.tsx')).CommandPalette,
);
export const ShortcutsDialog = loadedLater(
  async () => (await import('./ShortcutsDialog.tsx')).ShortcutsDialog,
);
export const LicencesDialog = loadedLater(async () => (await import('./LicencesDialog.tsx')).LicencesDialog);
export const DiagnosticsDialog = loadedLater(
  async () => (await import('./DiagnosticsDialog.tsx')).DiagnosticsDialog,
);
export const UpdatesDialog = loadedLater(async () => (await import('./UpdatesDialog.tsx')).UpdatesDialog);
export const RecoveryDialog = loadedLater(async () => (await import('./RecoveryDialog.tsx')).RecoveryDialog);
export const RecordDecisionDialog = loadedLater(
  async () => (await import('../screens/decisions/RecordDecisionDialog.tsx')).RecordDecisionDialog,
);
export const ImportDialog = loadedLater(
  async () => (await import('../screens/data/import/ImportDialog.tsx')).ImportDialog,
);
export const PolicyFileDialog = loadedLater(
  async () => (await import('../screens/assumptions/PolicyFileDialog.tsx')).PolicyFileDialog,
);

/** In the order in which a hand is likely to reach for them. */
const AHEAD: readonly Pick<Later, 'load'>[] = [
  ExplainPanel,
  CommandPalette,
  ...Object.values(LATER_SCREENS),
  ImportDialog,
  RecordDecisionDialog,
  ShortcutsDialog,
  PolicyFileDialog,
];

const whenIdle = (): Promise<void> =>
  new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 5000 }));

/** Reads all of them, one in each idle moment of the window. */
export async function loadPartsAhead(): Promise<void> {
  for (const part of AHEAD) {
    await whenIdle();
    await part.load();
  }
}
