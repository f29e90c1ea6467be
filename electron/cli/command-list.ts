import { ACCESS_OPTIONS } from './access-options.ts';
import type { OptionSpecs } from './arguments.ts';
import type { Command } from './command.ts';

const json: OptionSpecs = { json: { type: 'boolean', help: 'print JSON instead of a table' } };
const check: OptionSpecs = { check: { type: 'boolean', help: 'exit with 1 when a target is missed' } };
const source: OptionSpecs = {
  model: {
    type: 'string',
    value: 'M.json',
    help: 'a model document (headroom.model/v1); - reads standard input',
  },
  workspace: { type: 'string', value: 'W.headroom', help: 'a workspace file, instead of a model' },
  policy: {
    type: 'string',
    value: 'P.json',
    help: 'a policy (headroom.policy/v1), laid over the defaults or the workspace’s',
  },
};
const explain = (fallback: string): OptionSpecs => ({
  explain: {
    type: 'string',
    value: 'none|short|full',
    help: `how deep each number is derived (short: two levels; default ${fallback})`,
  },
});

const readingMetrics: OptionSpecs = {
  mapping: {
    type: 'string',
    value: 'M.json',
    help: 'says what recognition cannot (headroom.mapping/v1)',
  },
  'time-zone': {
    type: 'string',
    value: 'ZONE',
    help: 'zone of time stamps that have none, and of days (default: the workspace’s, else UTC)',
  },
};

/** The commands of MODEL.md section 15 that there are, in the order of help. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'assess',
    usage: '--model M.json [--policy P.json] | --workspace W.headroom',
    summary: 'every limited resource: demand, capacity, reserve, headroom, verdict',
    options: { ...source, ...explain('short'), ...json, ...check },
    load: async () => (await import('./assess-command.ts')).assessCommand,
  },
  {
    name: 'survive',
    usage: '--model M.json | --workspace W.headroom [--losses 1]',
    summary: 'loses every combination of hosts and every failure domain, and says what survives',
    options: {
      ...source,
      losses: { type: 'string', value: 'N', help: 'hosts lost together, 1 to 8 (default 1)' },
      ...json,
      ...check,
    },
    load: async () => (await import('./survive-command.ts')).surviveCommand,
  },
  {
    name: 'simulate',
    usage: '--scenario S.json --model M.json | --workspace W.headroom',
    summary: 'what a scenario does: before, after, outcome of each event',
    options: {
      ...source,
      scenario: {
        type: 'string',
        value: 'S.json',
        help: 'a scenario (headroom.scenario/v1); with --workspace also the name of a saved one',
      },
      ...explain('none'),
      ...json,
      ...check,
    },
    load: async () => (await import('./simulate-command.ts')).simulateCommand,
  },
  {
    name: 'init',
    usage: 'W.headroom [--sample]',
    summary: 'a new workspace file, optionally with the sample region',
    options: { sample: { type: 'boolean', help: 'fill it with the sample region' }, ...json },
    load: async () => (await import('./init-command.ts')).initCommand,
  },
  {
    name: 'import',
    usage: 'FILE|FOLDER|ZIP… --workspace W.headroom [--mapping M.json]',
    summary: 'metrics and inventory into a workspace, all or nothing',
    options: {
      workspace: { type: 'string', value: 'W.headroom', help: 'the workspace to import into' },
      ...readingMetrics,
      at: {
        type: 'string',
        value: 'TIME',
        help: 'when samples without a time were observed (default: when their file was last written)',
      },
      ...json,
    },
    load: async () => (await import('./import-command.ts')).importCommand,
  },
  {
    name: 'sync',
    usage: '--workspace W.headroom --prometheus URL [--days 90]',
    summary:
      'live import from Prometheus, Thanos, Mimir or VictoriaMetrics: what is new, or the days asked for',
    options: {
      workspace: { type: 'string', value: 'W.headroom', help: 'the workspace to import into' },
      prometheus: { type: 'string', value: 'URL', help: 'address of the server' },
      days: { type: 'string', value: 'DAYS', help: 'how far back (default 90)' },
      step: { type: 'string', value: 'SECONDS', help: 'distance of samples (default 300)' },
      match: {
        type: 'string',
        value: 'MATCHERS',
        help: 'label matchers for every selector: region="eu-west"',
      },
      queries: {
        type: 'string',
        value: 'Q.json',
        help: 'what to fetch (default: the connection’s queries, else those of the catalogue the server has)',
      },
      ...ACCESS_OPTIONS,
      ...json,
    },
    load: async () => (await import('./sync-command.ts')).syncCommand,
  },
  {
    name: 'forecast',
    usage: '--workspace W.headroom [--constraint ID] | --metrics FILE [--limit N]',
    summary: 'when each target is missed, by daily peaks and their fit; or the forecast of one metric file',
    options: {
      workspace: { type: 'string', value: 'W.headroom', help: 'a workspace file' },
      constraint: {
        type: 'string',
        value: 'ID',
        help: 'one constraint of the workspace in full, e.g. compute.memory@region:eu-west',
      },
      policy: { type: 'string', value: 'P.json', help: 'a policy, laid over the workspace’s' },
      metrics: { type: 'string', value: 'FILE', help: 'a metric file with one series' },
      limit: { type: 'string', value: 'N', help: 'demand above this misses the target' },
      window: { type: 'string', value: 'DAYS', help: 'complete days fitted (default 60)' },
      horizon: { type: 'string', value: 'DAYS', help: 'days looked ahead (default 90)' },
      entity: { type: 'string', value: 'ID', help: 'which series, where the file has several' },
      metric: { type: 'string', value: 'NAME', help: 'which series, where the file has several' },
      ...readingMetrics,
      ...json,
    },
    load: async () => (await import('./forecast-command.ts')).forecastCommand,
  },
  {
    name: 'triggers',
    usage: '--workspace W.headroom',
    summary: 'what fires within the trigger horizon, since when or when, and the smallest action against it',
    options: {
      workspace: { type: 'string', value: 'W.headroom', help: 'a workspace file' },
      policy: { type: 'string', value: 'P.json', help: 'a policy, laid over the workspace’s' },
      ...json,
      check: { type: 'boolean', help: 'exit with 1 when a trigger fires' },
    },
    load: async () => (await import('./triggers-command.ts')).triggersCommand,
  },
  {
    name: 'plan',
    usage: '--workspace W.headroom | --model M.json [--scenario S.json] [--horizon DAYS]',
    summary:
      'the cheapest purchases that keep every target, with the days to order by; and what else could be done',
    options: {
      ...source,
      scenario: {
        type: 'string',
        value: 'S.json',
        help: 'a scenario (headroom.scenario/v1); with --workspace also the name of a saved one (default: the baseline)',
      },
      horizon: {
        type: 'string',
        value: 'DAYS',
        help: 'days planned for (default: the policy’s forecastHorizonDays)',
      },
      settings: {
        type: 'string',
        value: 'L.json',
        help: 'budget, room, prices, lead times, smallest orders (headroom.plan-settings/v1)',
      },
      brief: { type: 'boolean', help: 'without alternatives and sensitivities' },
      ...json,
      check: { type: 'boolean', help: 'exit with 1 when some target cannot be kept' },
    },
    load: async () => (await import('./plan-command.ts')).planCommand,
  },
  {
    name: 'export',
    usage: 'procurement | onboarding | review | rules | data | inventory --workspace W.headroom --out FILE',
    summary:
      'procurement: the purchase plan as a spreadsheet with live formulas (.xlsx), as .csv, or as a report (.html, .pdf); onboarding: one page on the customer a scenario brings (.html, .pdf), also as a spreadsheet (.xlsx); review: the weekly review of every region (.html, .pdf); rules: Prometheus alert rules with unit tests and runbooks; data: imported series as long CSV or JSON lines; inventory: a model document, or a folder of CSVs',
    options: {
      workspace: { type: 'string', value: 'W.headroom', help: 'a workspace file' },
      policy: {
        type: 'string',
        value: 'P.json',
        help: 'procurement, onboarding, rules: a policy, laid over the workspace’s',
      },
      out: {
        type: 'string',
        value: 'FILE',
        help: 'where to write, its ending decides the form; rules and data take - for standard output',
      },
      scenario: {
        type: 'string',
        value: 'NAME',
        help: 'procurement, onboarding, review: a saved scenario or a scenario file (without it: the baseline; onboarding needs one)',
      },
      horizon: {
        type: 'string',
        value: 'DAYS',
        help: 'procurement: days planned for (default: the policy’s forecastHorizonDays)',
      },
      entity: { type: 'string', value: 'ID', help: 'data: only series of this entity' },
      metric: { type: 'string', value: 'NAME', help: 'data: only series of this metric' },
      tests: { type: 'string', value: 'FILE', help: 'rules: unit tests too, for promtool test rules' },
      runbooks: {
        type: 'string',
        value: 'DIR',
        help: 'rules: the runbooks too, one Markdown file for each mode',
      },
    },
    load: async () => (await import('./export-command.ts')).exportCommand,
  },
  {
    name: 'diagnostics',
    usage: '[--workspace W.headroom] [--out FILE]',
    summary:
      'what a bug report needs: versions, machine, sizes and counts of a workspace, last errors; no secrets, and neither names nor figures unless asked for',
    options: {
      workspace: { type: 'string', value: 'W.headroom', help: 'a workspace file' },
      names: { type: 'boolean', help: 'with names of entities and files, and messages of errors' },
      values: { type: 'boolean', help: 'with figures of constraints and edited assumptions' },
      'data-folder': {
        type: 'string',
        value: 'DIR',
        help: 'the window’s data folder: its last errors are added',
      },
      out: { type: 'string', value: 'FILE', help: 'where to write (default: standard output)' },
    },
    load: async () => (await import('./diagnostics-command.ts')).diagnosticsCommand,
  },
];
