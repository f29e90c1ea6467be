import { create } from 'zustand';

export type ScreenName =
  | 'overview'
  | 'fleet'
  | 'forecast'
  | 'scenarios'
  | 'survival'
  | 'onboarding'
  | 'plan'
  | 'failures'
  | 'decisions'
  | 'data'
  | 'assumptions'
  | 'help';

export type FleetTabName = 'hosts' | 'edge' | 'control-plane' | 'storage' | 'overlay';

/** What may lie over any screen. */
export type OverlayName = 'palette' | 'shortcuts' | 'licences' | 'diagnostics' | 'updates';

interface ViewState {
  readonly screen: ScreenName;
  /** Region id; `null` until a workspace is open. */
  readonly region: string | null;
  readonly overlay: OverlayName | null;
  /** On Scenarios: the list, although a scenario is open. */
  readonly listsScenarios: boolean;
  /** On Scenarios: several side by side. */
  readonly comparesScenarios: boolean;
  /** On Scenarios: portfolios. */
  readonly showsPortfolios: boolean;
  /** Which part of the fleet the Fleet screen shows. */
  readonly fleetTab: FleetTabName;
  readonly goTo: (screen: ScreenName) => void;
  readonly listScenarios: () => void;
  readonly compareScenarios: () => void;
  readonly openPortfolios: () => void;
  readonly setFleetTab: (fleetTab: FleetTabName) => void;
  readonly setRegion: (region: string | null) => void;
  readonly show: (overlay: ViewState['overlay']) => void;
}

/** Where the person is: screen, region, and what lies over it. */
export const useView = create<ViewState>()((set) => ({
  screen: 'overview',
  region: null,
  overlay: null,
  listsScenarios: false,
  comparesScenarios: false,
  showsPortfolios: false,
  fleetTab: 'hosts',
  goTo: (screen) => set({ screen, listsScenarios: false, comparesScenarios: false, showsPortfolios: false }),
  listScenarios: () => set({ listsScenarios: true, comparesScenarios: false, showsPortfolios: false }),
  compareScenarios: () => set({ screen: 'scenarios', comparesScenarios: true, showsPortfolios: false }),
  openPortfolios: () => set({ screen: 'scenarios', comparesScenarios: false, showsPortfolios: true }),
  setFleetTab: (fleetTab) => set({ fleetTab }),
  setRegion: (region) => set({ region }),
  show: (overlay) => set({ overlay }),
}));
