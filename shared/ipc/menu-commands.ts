/** Which menu of the menu bar a command stands in. */
export type MenuName = 'file' | 'edit' | 'scenario' | 'view' | 'go' | 'help';

interface CommandFacts {
  readonly command: string;
  /** As the palette says it; the menu writes it in capitals as menus do. */
  readonly label: string;
  readonly menu: MenuName;
  /** Electron's spelling, the same on every system. */
  readonly keys?: string;
  /** Asks something before it acts. */
  readonly asks?: true;
}

/**
 * Every screen and every action that needs nothing chosen first: the palette and the menu bar are both made of this list,
 * in this order. What acts on one host, cluster or scenario is found in the palette by its name.
 */
const MENU_COMMANDS = [
  { command: 'new-scenario', label: 'New scenario', menu: 'scenario' },
  { command: 'baseline', label: 'Back to baseline', menu: 'scenario' },
  { command: 'save-scenario', label: 'Save scenario', menu: 'scenario', keys: 'CmdOrCtrl+S' },
  { command: 'compare', label: 'Compare scenario with the baseline', menu: 'scenario' },
  { command: 'revert', label: 'Revert scenario to its saved version', menu: 'scenario' },
  { command: 'list-scenarios', label: 'List of scenarios', menu: 'scenario' },
  { command: 'import-scenario', label: 'Import scenario', menu: 'scenario', asks: true },
  {
    command: 'export',
    label: 'Export scenario, plan or review',
    menu: 'file',
    keys: 'CmdOrCtrl+E',
    asks: true,
  },
  { command: 'export-plan', label: 'Export purchase plan as a spreadsheet', menu: 'file', asks: true },
  { command: 'export-plan-report', label: 'Export purchase plan as PDF', menu: 'file', asks: true },
  { command: 'export-review', label: 'Export region review as PDF', menu: 'file', asks: true },
  { command: 'portfolios', label: 'Portfolios', menu: 'scenario' },
  { command: 'import-portfolio', label: 'Import portfolio', menu: 'scenario', asks: true },
  { command: 'preview-customer', label: 'Preview a new customer', menu: 'scenario' },
  { command: 'pipeline', label: 'Pipeline of customers', menu: 'scenario' },
  { command: 'record-decision', label: 'Record decision', menu: 'scenario', asks: true },
  { command: 'new-workspace', label: 'New workspace', menu: 'file', keys: 'CmdOrCtrl+N', asks: true },
  { command: 'open-workspace', label: 'Open workspace', menu: 'file', keys: 'CmdOrCtrl+O', asks: true },
  { command: 'open-sample', label: 'Open sample region', menu: 'file' },
  { command: 'import', label: 'Import files', menu: 'file', keys: 'CmdOrCtrl+I', asks: true },
  { command: 'import-folder', label: 'Import a folder', menu: 'file', asks: true },
  { command: 'export-overview-csv', label: 'Export Overview as CSV', menu: 'file', asks: true },
  { command: 'export-overview-json', label: 'Export Overview as JSON', menu: 'file', asks: true },
  { command: 'save-copy', label: 'Save a copy', menu: 'file', keys: 'CmdOrCtrl+Shift+S', asks: true },
  { command: 'close-workspace', label: 'Close workspace', menu: 'file' },
  { command: 'undo', label: 'Undo', menu: 'edit', keys: 'CmdOrCtrl+Z' },
  { command: 'redo', label: 'Redo', menu: 'edit', keys: 'CmdOrCtrl+Shift+Z' },
  { command: 'explain', label: 'Explain', menu: 'view', keys: 'CmdOrCtrl+.' },
  { command: 'theme-system', label: 'Theme: follow the system', menu: 'view' },
  { command: 'theme-light', label: 'Theme: light', menu: 'view' },
  { command: 'theme-dark', label: 'Theme: dark', menu: 'view' },
  { command: 'go-overview', label: 'Overview', menu: 'go' },
  { command: 'go-fleet', label: 'Fleet', menu: 'go' },
  { command: 'go-forecast', label: 'Forecast', menu: 'go' },
  { command: 'go-scenarios', label: 'Scenarios', menu: 'go' },
  { command: 'go-survival', label: 'Survival', menu: 'go' },
  { command: 'go-onboarding', label: 'Onboarding', menu: 'go' },
  { command: 'go-plan', label: 'Plan', menu: 'go' },
  { command: 'go-failures', label: 'Failure modes', menu: 'go' },
  { command: 'go-decisions', label: 'Decisions', menu: 'go' },
  { command: 'go-data', label: 'Data', menu: 'go' },
  { command: 'go-assumptions', label: 'Assumptions', menu: 'go' },
  { command: 'go-help', label: 'Help', menu: 'go' },
  { command: 'data-imports', label: 'Data, imports', menu: 'go' },
  { command: 'data-connections', label: 'Data, connections', menu: 'go' },
  { command: 'data-mappings', label: 'Data, mappings', menu: 'go' },
  { command: 'data-series', label: 'Data, series', menu: 'go' },
  { command: 'data-inventory', label: 'Data, inventory', menu: 'go' },
  { command: 'data-quality', label: 'Data, quality', menu: 'go' },
  { command: 'fleet-hosts', label: 'Fleet, hosts', menu: 'go' },
  { command: 'fleet-edge', label: 'Fleet, edge', menu: 'go' },
  { command: 'fleet-control-plane', label: 'Fleet, control plane', menu: 'go' },
  { command: 'fleet-storage', label: 'Fleet, storage', menu: 'go' },
  { command: 'fleet-overlay', label: 'Fleet, overlay', menu: 'go' },
  { command: 'help', label: 'Guide to this screen', menu: 'help', keys: 'F1' },
  { command: 'help-glossary', label: 'Glossary', menu: 'help' },
  { command: 'help-formulas', label: 'Formulas', menu: 'help' },
  { command: 'help-samples', label: 'Sample scenarios', menu: 'help' },
  { command: 'shortcuts', label: 'Keys', menu: 'help' },
  { command: 'updates', label: 'Check for updates', menu: 'help', asks: true },
  { command: 'licences', label: 'Licences', menu: 'help' },
  { command: 'diagnostics', label: 'Save diagnostics', menu: 'help', asks: true },
] as const satisfies readonly CommandFacts[];

export const MENU_FACTS: readonly (CommandFacts & { readonly command: ListedCommand })[] = MENU_COMMANDS;

/** A command that stands in the palette and in the menu bar. */
export type ListedCommand = (typeof MENU_COMMANDS)[number]['command'];

/** What the menu bar may ask of the page: the list, and the palette itself. */
export type MenuCommand = ListedCommand | 'palette';

/** What a window without a workspace can do; the help is there without one, too. All else is grey in the menu bar then. */
export const WITHOUT_WORKSPACE: ReadonlySet<MenuCommand> = new Set<MenuCommand>([
  'palette',
  'new-workspace',
  'open-workspace',
  'open-sample',
  'import',
  'import-folder',
  'theme-system',
  'theme-light',
  'theme-dark',
  'go-help',
  'help',
  'help-glossary',
  'help-formulas',
  'help-samples',
  'shortcuts',
  'updates',
  'licences',
  'diagnostics',
]);
