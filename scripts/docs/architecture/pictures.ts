import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { layerOrder } from './layer-order.ts';
import { arrow, box, drawing, text } from './svg.ts';

/** What each folder of shared/ is for, in a few words. A folder without a line here fails the test of the pictures. */
const LAYERS: Readonly<Record<string, string>> = {
  'units.ts': 'units, one spelling each',
  model: 'the inventory and the policy: fields, parsing',
  import: 'metric and inventory files, the metric catalogue',
  inventory: 'edits and pastes of the inventory',
  history: 'samples, daily peaks, quality',
  forecast: 'fits, intervals, crossings, backtest',
  explain: 'derivations and the operations they name',
  linear: 'the interface of the solver',
  placement: 'where microVMs go; survival, witness, certificate',
  assess: 'every limit: demand, capacity, verdict',
  transients: 'what happens in which second',
  events: 'what may happen: model → model',
  timeline: 'scenarios over days, triggers, odds',
  plan: 'what to buy by when',
  view: 'words, formats, chart data',
  documents: 'reports, workbook, alert rules, runbooks',
  releases: 'which version is newer, from a signed feed',
  ipc: 'the contract between window and main process',
  licences: 'what ships, and under which licence',
  help: 'glossary, guides, formulas',
};

const ROW = 26;

/** What each side has, from its own folders. */
const WINDOW: readonly (readonly [string, string])[] = [
  ['renderer/screens', 'one folder per screen'],
  ['renderer/app', 'shell, palette, Explain'],
  ['renderer/charts', 'stand alone: d3 and shared'],
  ['renderer/components', 'presentational'],
  ['renderer/state', 'stores; ask through the bridge'],
];

const MAIN: readonly (readonly [string, string])[] = [
  ['electron/main.ts', 'composition root'],
  ['electron/ipc', 'one way in, handlers'],
  ['electron/workspace', 'the SQLite file, undo'],
  ['electron/import, …', 'files, network'],
  ['electron/cli', 'the command line'],
];

function workerNames(root: string): readonly string[] {
  return readdirSync(join(root, 'electron', 'workers'))
    .filter((name) => name.endsWith('-worker.ts'))
    .map((name) => name.replace('-worker.ts', ''))
    .sort();
}

function side(x: number, title: string, note: string, rows: typeof WINDOW): readonly string[] {
  return [
    box({ x, y: 40 }, 250, 96 + rows.length * 38, 'side'),
    text({ x: x + 14, y: 64 }, title, 'strong'),
    text({ x: x + 14, y: 82 }, note, 'small'),
    ...rows.flatMap(([name, what], at) => [
      box({ x: x + 12, y: 96 + at * 40 }, 226, 36, 'box'),
      text({ x: x + 22, y: 112 + at * 40 }, name, 'strong'),
      text({ x: x + 22, y: 127 + at * 40 }, what, 'small'),
    ]),
  ];
}

/** docs/images/architecture.svg: processes and layers, out of the rule the build keeps. */
export function layersPicture(root: string): string {
  const order = layerOrder(root).toReversed();
  const height = 110 + order.length * ROW;
  const parts = [
    ...side(10, 'Window', 'React, sandboxed, no Node', WINDOW),
    ...side(790, 'Main process', 'Electron, Node: all side effects', MAIN),
    box({ x: 300, y: 40 }, 450, height - 50, 'side'),
    text({ x: 314, y: 64 }, 'shared/ — the engine', 'strong'),
    text({ x: 314, y: 82 }, 'pure TypeScript; a folder imports only what stands below it', 'small'),
    ...order.flatMap((name, at) => {
      const what = LAYERS[name];
      if (what === undefined) throw new Error(`say in LAYERS what shared/${name} is for`);
      return [
        box({ x: 312, y: 94 + at * ROW }, 426, ROW - 4, 'pure'),
        text({ x: 322, y: 109 + at * ROW }, name, 'strong'),
        text({ x: 416, y: 109 + at * ROW }, what, 'small'),
      ];
    }),
    box({ x: 790, y: 380 }, 250, 60 + Math.ceil(workerNames(root).length / 2) * 18, 'side'),
    text({ x: 804, y: 404 }, 'Threads', 'strong'),
    text({ x: 804, y: 422 }, 'electron/workers: nothing waits', 'small'),
    ...workerNames(root).map((name, at) =>
      text({ x: 804 + (at % 2) * 116, y: 442 + Math.floor(at / 2) * 18 }, name),
    ),
    arrow({ x: 915, y: 326 }, { x: 915, y: 378 }),
    text({ x: 925, y: 356 }, 'asks', 'small'),
    arrow({ x: 260, y: 180 }, { x: 298, y: 180 }),
    arrow({ x: 790, y: 180 }, { x: 752, y: 180 }),
    text(
      { x: 10, y: 24 },
      'Arrows to the middle point to what is imported. The window and the main process never import each other.',
      'small',
    ),
  ];
  return drawing(1050, Math.max(height, 400), 'Processes and layers', parts);
}

const ANSWER: readonly (readonly [where: string, what: string])[] = [
  ['Slider moves', 'renderer/components/form/SliderInput.tsx'],
  ['A question is asked', 'renderer/state/result-store.ts'],
  ['Through the bridge', 'electron/preload.ts'],
  ['Who asks, what, with what', 'electron/ipc/edge.ts'],
  ['Newest question only', 'electron/ipc/simulate-queue.ts'],
  ['In a thread of its own', 'electron/workers/simulate-service.ts'],
  ['Events: model → model', 'shared/timeline/simulate.ts'],
  ['Every limit, both sides', 'shared/assess/assess.ts'],
  ['Numbers to words', 'shared/view/scenario-verdict.ts'],
  ['Sentence, tables, charts', 'renderer/screens/scenarios/ResultPane.tsx'],
];

/** docs/images/answer.svg: the life of one answer. */
export function answerPicture(): string {
  const half = ANSWER.length / 2;
  const at = (index: number) => ({
    x: 10 + (index < half ? index : ANSWER.length - 1 - index) * 258,
    y: index < half ? 40 : 140,
  });
  const parts = ANSWER.flatMap(([what, where], index) => {
    const { x, y } = at(index);
    const isPure = where.startsWith('shared/');
    const next = index + 1 < ANSWER.length ? at(index + 1) : null;
    const line =
      next === null
        ? []
        : next.y === y
          ? [
              index < half
                ? arrow({ x: x + 236, y: y + 28 }, { x: next.x - 2, y: y + 28 })
                : arrow({ x, y: y + 28 }, { x: next.x + 238, y: y + 28 }),
            ]
          : [arrow({ x: x + 118, y: y + 56 }, { x: x + 118, y: next.y - 2 })];
    return [
      box({ x, y }, 236, 56, isPure ? 'pure' : 'box'),
      text({ x: x + 10, y: y + 23 }, `${index + 1}  ${what}`, 'strong'),
      text({ x: x + 10, y: y + 43 }, where.replace(/^renderer\/(screens|components)/, '$1'), 'small'),
      ...line,
    ];
  });
  return drawing(10 + half * 258, 206, 'The life of one answer', [
    text(
      { x: 10, y: 24 },
      'From a slider to the picture, and back in the time of a frame or two. Tinted: the engine.',
      'small',
    ),
    ...parts,
  ]);
}

/** Files the picture of an answer names, for the test that they are there. */
export const ANSWER_FILES: readonly string[] = ANSWER.map(([, file]) => file);
