import { WITHOUT_WORKSPACE, type MenuCommand } from '../../shared/ipc/menu-commands.ts';
import { compareActive } from '../state/compare-store.ts';
import { openData, type DataTabName } from '../state/data-view-store.ts';
import { exportPlan, exportReview } from '../state/document-export.ts';
import { startDecision } from '../state/decision-store.ts';
import { useExplain } from '../state/explain-store.ts';
import { helpHere, openHelp } from '../state/help-store.ts';
import { chooseFiles } from '../state/import-store.ts';
import { exportOverview, type OverviewForm } from '../state/overview-export.ts';
import { showTab } from '../state/onboarding-store.ts';
import { importPortfolio } from '../state/portfolio-store.ts';
import { importScenario, revert, showBaseline, startDraft } from '../state/scenario-store.ts';
import { useView, type FleetTabName, type ScreenName } from '../state/view-store.ts';
import {
  closeWorkspace,
  createWorkspace,
  openSample,
  openWorkspace,
  saveCopy,
  setTheme,
  useWorkspace,
} from '../state/workspace-store.ts';
import { exportShown, redoAnywhere, saveScenario, undoAnywhere } from './commands.ts';

/** Whether the command does anything in the window as it is. */
export const canRun = (command: MenuCommand): boolean =>
  WITHOUT_WORKSPACE.has(command) || useWorkspace.getState().info !== null;

const go = (screen: ScreenName) => () => useView.getState().goTo(screen);
const fleet = (tab: FleetTabName) => () => {
  useView.getState().setFleetTab(tab);
  useView.getState().goTo('fleet');
};
const data = (tab: DataTabName) => () => openData({ tab });
/** What is written is looked at, too. */
const overview = (form: OverviewForm) => () => {
  useView.getState().goTo('overview');
  void exportOverview(form);
};
const onboarding = (tab: 'new' | 'pipeline') => () => {
  useView.getState().goTo('onboarding');
  showTab(tab);
};

const COMMANDS: Readonly<Record<MenuCommand, () => void>> = {
  palette: () => useView.getState().show('palette'),
  'new-workspace': () => void createWorkspace(),
  'open-workspace': () => void openWorkspace(),
  'open-sample': () => void openSample(),
  import: () => void chooseFiles(),
  'import-folder': () => void chooseFiles('folder'),
  'export-overview-csv': overview('csv'),
  'export-overview-json': overview('json'),
  'save-copy': () => void saveCopy(),
  'close-workspace': () => void closeWorkspace(),
  undo: undoAnywhere,
  redo: redoAnywhere,
  'new-scenario': () => {
    startDraft('New scenario');
    useView.getState().goTo('scenarios');
  },
  baseline: showBaseline,
  'save-scenario': saveScenario,
  compare: () => void compareActive(),
  revert,
  'list-scenarios': () => {
    useView.getState().goTo('scenarios');
    useView.getState().listScenarios();
  },
  'import-scenario': () => void importScenario(),
  export: exportShown,
  'export-plan': () => void exportPlan('xlsx'),
  'export-plan-report': () => void exportPlan('pdf'),
  'export-review': () => void exportReview('pdf'),
  portfolios: () => useView.getState().openPortfolios(),
  'import-portfolio': () => {
    useView.getState().openPortfolios();
    void importPortfolio();
  },
  'preview-customer': onboarding('new'),
  pipeline: onboarding('pipeline'),
  'record-decision': () => startDecision({ kind: 'note', title: '' }),
  explain: () => useExplain.getState().toggle(),
  'theme-system': () => void setTheme('system'),
  'theme-light': () => void setTheme('light'),
  'theme-dark': () => void setTheme('dark'),
  'go-overview': go('overview'),
  'go-fleet': go('fleet'),
  'go-forecast': go('forecast'),
  'go-scenarios': go('scenarios'),
  'go-survival': go('survival'),
  'go-onboarding': go('onboarding'),
  'go-plan': go('plan'),
  'go-failures': go('failures'),
  'go-decisions': go('decisions'),
  'go-data': go('data'),
  'go-assumptions': go('assumptions'),
  'go-help': go('help'),
  'data-imports': data('imports'),
  'data-connections': data('connections'),
  'data-mappings': data('mappings'),
  'data-series': data('series'),
  'data-inventory': data('inventory'),
  'data-quality': data('quality'),
  'fleet-hosts': fleet('hosts'),
  'fleet-edge': fleet('edge'),
  'fleet-control-plane': fleet('control-plane'),
  'fleet-storage': fleet('storage'),
  'fleet-overlay': fleet('overlay'),
  help: helpHere,
  'help-glossary': () => openHelp({ tab: 'glossary' }),
  'help-formulas': () => openHelp({ tab: 'formulas' }),
  'help-samples': () => openHelp({ tab: 'samples' }),
  shortcuts: () => useView.getState().show('shortcuts'),
  updates: () => useView.getState().show('updates'),
  licences: () => useView.getState().show('licences'),
  diagnostics: () => useView.getState().show('diagnostics'),
};

const SAME_KEYSTROKE_MS = 80;
type Source = 'page' | 'menu' | 'palette';
let last: { readonly command: MenuCommand; readonly from: Source; readonly atMs: number } | null = null;

/**
 * Runs a command of the menu or of its key. Where the system hands one keystroke to the page and to the menu as well, it
 * still acts once; two presses that come the same way act twice, however fast.
 */
export function runMenuCommand(command: MenuCommand, from: Source): void {
  const atMs = performance.now();
  const isEcho = last?.command === command && last.from !== from && atMs - last.atMs < SAME_KEYSTROKE_MS;
  if (isEcho) return;
  last = { command, from, atMs };
  if (canRun(command)) COMMANDS[command]();
}
