import type { IconName } from '../../components/icon-drawings.tsx';
import { MENU_FACTS, type ListedCommand } from '../../../shared/ipc/menu-commands.ts';
import { canRun, runMenuCommand } from '../run-menu-command.ts';
import type { PaletteItem } from './palette-item.ts';

const ICONS: Readonly<Record<ListedCommand, IconName>> = {
  'new-workspace': 'plus',
  'open-workspace': 'file',
  'open-sample': 'map',
  import: 'data',
  'import-folder': 'data',
  'export-overview-csv': 'export',
  'export-overview-json': 'export',
  'save-copy': 'copy',
  'export-plan': 'export',
  'export-plan-report': 'export',
  'export-review': 'export',
  'close-workspace': 'x',
  undo: 'undo',
  redo: 'redo',
  'new-scenario': 'plus',
  baseline: 'compare',
  'save-scenario': 'save',
  compare: 'compare',
  revert: 'undo',
  'list-scenarios': 'scenarios',
  'import-scenario': 'file',
  export: 'export',
  portfolios: 'table',
  'import-portfolio': 'file',
  'preview-customer': 'onboarding',
  pipeline: 'onboarding',
  'record-decision': 'decisions',
  explain: 'explain',
  'theme-system': 'panel',
  'theme-light': 'panel',
  'theme-dark': 'panel',
  'go-overview': 'overview',
  'go-fleet': 'fleet',
  'go-forecast': 'forecast',
  'go-scenarios': 'scenarios',
  'go-survival': 'survival',
  'go-onboarding': 'onboarding',
  'go-plan': 'plan',
  'go-failures': 'failure',
  'go-decisions': 'decisions',
  'go-data': 'data',
  'go-assumptions': 'assumptions',
  'go-help': 'info',
  'data-imports': 'data',
  'data-connections': 'data',
  'data-mappings': 'data',
  'data-series': 'data',
  'data-inventory': 'data',
  'data-quality': 'data',
  'fleet-hosts': 'fleet',
  'fleet-edge': 'fleet',
  'fleet-control-plane': 'fleet',
  'fleet-storage': 'fleet',
  'fleet-overlay': 'fleet',
  help: 'info',
  'help-glossary': 'info',
  'help-formulas': 'explain',
  'help-samples': 'scenarios',
  shortcuts: 'info',
  updates: 'info',
  licences: 'info',
  diagnostics: 'export',
};

/** Keys as the palette shows them; `?` is the page's own. */
function keysOf(command: ListedCommand, keys: string | undefined): Pick<PaletteItem, 'beside'> {
  if (command === 'shortcuts') return { beside: '?' };
  return keys === undefined ? {} : { beside: keys.replace('CmdOrCtrl', 'Mod').replaceAll('+', ' ') };
}

/** The list the menu bar is made of, too: of it, what can be done in the window as it is. */
export const commandItems = (): readonly PaletteItem[] =>
  MENU_FACTS.filter(({ command }) => canRun(command)).map(({ command, label, menu, keys }) => ({
    key: `command ${command}`,
    group: menu === 'go' ? 'Screens' : 'Actions',
    label,
    icon: ICONS[command],
    run: () => runMenuCommand(command, 'palette'),
    ...keysOf(command, keys),
  }));
