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

interface ViewState {
  readonly screen: ScreenName;
  /** Region id; `null` until a workspace is open. */
  readonly region: string | null;
  readonly overlay: 'palette' | 'shortcuts' | 'licences' | 'diagnostics' | null;
  /** On Scenarios: the list, although a scenario is open. */
  readonly listsScenarios: boolean;
  /** On Scenarios: several side by side. */
  readonly comparesScenarios: boolean;
  /** On Scenarios: portfolios. */
  readonly showsPortfolios: boolean;
  /** Which part of the fleet the Fleet screen shows. */
  readonly fleetTab: FleetTabName;
  /** What the Overview was asked to be exported as, from the menu or the palette; it clears it when it has. */
  readonly overviewAsked: 'csv' | 'json' | null;
  readonly askOverview: (form: ViewState['overviewAsked']) => void;
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
  overviewAsked: null,
  askOverview: (overviewAsked) => set({ overviewAsked }),
  goTo: (screen) => set({ screen, listsScenarios: false, comparesScenarios: false, showsPortfolios: false }),
  listScenarios: () => set({ listsScenarios: true, comparesScenarios: false, showsPortfolios: false }),
  compareScenarios: () => set({ screen: 'scenarios', comparesScenarios: true, showsPortfolios: false }),
  openPortfolios: () => set({ screen: 'scenarios', comparesScenarios: false, showsPortfolios: true }),
  setFleetTab: (fleetTab) => set({ fleetTab }),
  setRegion: (region) => set({ region }),
  show: (overlay) => set({ overlay }),
}));
