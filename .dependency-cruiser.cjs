// Who may import whom. The picture: renderer -> shared <- electron; inside shared, only upwards in ORDER
// (docs/decisions/0001-layer-order.md says why in this order); nowhere in a circle, not even by types.

const ORDER = [
  'units.ts',
  'model',
  'import',
  'inventory',
  'history',
  'forecast',
  'explain',
  'linear',
  'placement',
  'assess',
  'transients',
  'events',
  'timeline',
  'plan',
  'view',
  'documents',
  'releases',
  'ipc',
  'licences',
  'help',
];

/** Packages without clock, disk, network or screen: all that the engine may use. */
const PURE_PACKAGES = [
  'valibot',
  'papaparse',
  '@streamparser/json',
  '@types/papaparse',
  'jstat',
  'd3-random',
  '@types/d3-random',
  'pure-rand',
  'temporal-polyfill',
  'yaml',
];

/** Tests, and what only tests use: generators of arbitrary input and fixtures. */
const TEST = '\\.(test|arbitrary|fixture)\\.(tsx?|mjs)$';
const inShared = (names) => `^shared/(${names.join('|').replaceAll('.', '\\.')})(/|$)`;

const sharedOrder = ORDER.slice(0, -1).map((name, index) => ({
  name: `shared-order-${name.replace('.ts', '')}`,
  comment: `shared/${name} may import only itself and what stands above it in the order.`,
  severity: 'error',
  from: { path: inShared([name]), pathNot: TEST },
  to: { path: inShared(ORDER.slice(index + 1)) },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one idea in two places, or one of them holds two.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      // Types-only packages and Vite's file-content imports have nothing to resolve to.
      to: { couldNotResolve: true, pathNot: '^(electron|vitest)(/|$)|^virtual:|\\?(raw|url|inline)$' },
    },
    {
      name: 'shared-knows-no-side',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(electron|renderer|e2e|scripts)/' },
    },
    {
      name: 'shared-folder-in-order',
      comment: 'A new folder in shared/ takes its place in ORDER above.',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)/' },
      to: { path: '^shared/', pathNot: [inShared(ORDER), '\\.d\\.ts$'] },
    },
    ...sharedOrder,
    {
      name: 'shared-is-pure',
      comment: 'No Node, Electron, React or other impure package in the engine.',
      severity: 'error',
      from: { path: '^shared/', pathNot: TEST },
      to: {
        dependencyTypesNot: ['local'],
        pathNot: ['^shared/', ...PURE_PACKAGES.map((name) => `node_modules/${name}/`)],
      },
    },
    {
      name: 'renderer-not-electron',
      comment: 'The window reaches the main process through the contract in shared/ipc only.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TEST },
      to: { path: ['^electron/', '^(e2e|scripts)/', 'node_modules/(electron|better-sqlite3|electron-log)/'] },
    },
    {
      name: 'renderer-no-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-not-renderer',
      severity: 'error',
      from: { path: '^electron/', pathNot: TEST },
      to: { path: ['^renderer/', '^(e2e|scripts)/', 'node_modules/(react|react-dom|zustand)/'] },
    },
    {
      name: 'preload-only-contract',
      comment:
        'The preload offers the verbs of the contract, nothing more; wire.ts is the names it shares with main.',
      severity: 'error',
      from: { path: '^electron/preload\\.ts$' },
      to: { pathNot: ['^shared/ipc/', '^electron/ipc/wire\\.ts$', 'node_modules/electron/', '^electron$'] },
    },
    {
      name: 'components-are-presentational',
      severity: 'error',
      from: { path: '^renderer/components/' },
      to: { path: '^renderer/(state|screens|app)/', pathNot: '\\.css$' },
    },
    {
      name: 'charts-stand-alone',
      severity: 'error',
      from: { path: '^renderer/charts/', pathNot: TEST },
      to: {
        pathNot: ['^renderer/charts/', '^shared/', 'node_modules/(@types/)?(d3|d3-[a-z]+|react|react-dom)/'],
      },
    },
    {
      name: 'state-below-screens',
      severity: 'error',
      from: { path: '^renderer/state/' },
      to: { path: '^renderer/(screens|app|components|charts)/' },
    },
    {
      name: 'tests-stay-outside',
      comment: 'Only tests import tests and what was made for them.',
      severity: 'error',
      from: { pathNot: TEST },
      to: { path: TEST },
    },
  ],
  options: {
    parser: 'swc', // reads TypeScript without the compiler, whose JavaScript interface is gone since version 7
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)out/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
