// What is read before the first screen stands: the page's entry with all it imports at once, the main process, and the
// thread that owns the workspace. Each has a budget, and parts that only other screens need may not be among them. Reads
// the lists the build leaves in out/modules (scripts/build/module-list.ts); prints one line per bundle.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { inRoot } from '../setup/places.mjs';

/** @typedef {import('../build/module-list.ts').ChunkEntry} ChunkEntry */

const KB = 1000;

/** Each with its entries, its budget in bytes as shipped, and sources it must not hold (parts of their paths). */
const STARTS = [
  {
    what: 'page',
    list: 'renderer',
    entries: ['index'],
    budget: 700 * KB,
    without: [
      /^renderer\/app\/(explain\/ExplainPanel|palette\/|\w+Dialog\.)/,
      /^renderer\/screens\/(?!overview\/|start\/|forecast\/)/,
      /^shared\/(events\/(?!outcome-of|customer-shape|ramp\.)|placement\/(?!outcome)|plan\/build)/,
      /^node_modules\/(d3|d3-.*|jstat|papaparse|hucre|highs|yaml|cmdk|react-markdown|micromark.*)\//,
    ],
  },
  {
    what: 'main process',
    list: 'main',
    entries: ['entry'],
    dynamic: [/^main-/],
    budget: 360 * KB,
    without: [
      /^shared\/(assess|events\/(?!nearest-word)|forecast|timeline|plan\/build|placement)\//,
      /^node_modules\/(jstat|papaparse|hucre|highs|yaml|yauzl|better-sqlite3|temporal-polyfill)\//,
    ],
  },
  {
    what: 'workspace thread',
    list: 'main',
    entries: ['workers/workspace-worker'],
    budget: 1700 * KB,
    without: [
      /^shared\/documents\/(alert-tests|reports|workbook)\//,
      /^shared\/documents\/alerts\/rule-file/,
      /^shared\/import\/(formats|csv)\//,
      /^node_modules\/(papaparse|hucre|highs|yaml|yauzl|@streamparser)\//,
    ],
  },
];

/** One style sheet holds the looks of every screen. */
const STYLES = { what: 'styles', folder: inRoot('out', 'renderer', 'assets'), budget: 140 * KB };

/** @returns {Readonly<Record<string, ChunkEntry>>} */
const chunksOf = (list) => JSON.parse(readFileSync(inRoot('out', 'modules', `${list}.json`), 'utf8'));

/** Names of the chunks that are read with the entries; `dynamic`: loaded when asked, and asked for at once. */
function readAtStart(chunks, { entries, dynamic = [] }) {
  const names = Object.keys(chunks);
  const queue = names.filter((name) => entries.includes(chunks[name].entry));
  if (queue.length !== entries.length) throw new Error(`no entry ${entries.join(', ')} in the build`);
  const read = new Set();
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const chunk = chunks[name];
    if (chunk === undefined || read.has(name)) continue;
    read.add(name);
    queue.push(...chunk.imports);
    queue.push(...chunk.dynamicImports.filter((other) => dynamic.some((pattern) => pattern.test(other))));
  }
  return read;
}

const kilobytes = (bytes) => `${Math.round(bytes / KB)} kB`;

function lookAt(start) {
  const chunks = chunksOf(start.list);
  const read = [...readAtStart(chunks, start)];
  const bytes = read.reduce((sum, name) => sum + chunks[name].bytes, 0);
  const found = read
    .flatMap((name) => Object.keys(chunks[name].modules))
    .filter((module) => start.without.some((pattern) => pattern.test(module)))
    .sort();
  return { bytes, found };
}

const problems = [];
const lines = [];
function weigh({ what, budget }, bytes) {
  lines.push(`${what} ${kilobytes(bytes)} of ${kilobytes(budget)}`);
  if (bytes > budget)
    problems.push(`${what}: ${kilobytes(bytes)} are read at the start, ${kilobytes(budget)} may be`);
}

for (const start of STARTS) {
  const { bytes, found } = lookAt(start);
  weigh(start, bytes);
  for (const module of found) problems.push(`${start.what}: ${module} is read at the start`);
}
const sheets = readdirSync(STYLES.folder).filter((name) => name.endsWith('.css'));
weigh(
  STYLES,
  sheets.reduce((sum, name) => sum + statSync(`${STYLES.folder}/${name}`).size, 0),
);

console.log(problems.length === 0 ? lines.join(', ') : problems.join('\n'));
process.exitCode = problems.length === 0 ? 0 : 1;
