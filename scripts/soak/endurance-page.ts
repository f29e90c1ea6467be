import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SoakResult } from './soak-result.ts';
import type { Trend } from './slope.ts';

/** What `e2e/endurance.spec.ts` keeps of a run. */
interface UseResult {
  readonly rounds: number;
  readonly warmUp: number;
  readonly minutesOfARound: number;
  readonly acts: number;
  readonly tookMs: number;
  readonly trends: readonly Trend[];
}

const LAST_RUN_BEGINS = '<!-- The last run: written by npm run soak. -->';

const PARTS = ['kill', 'syscalls', 'cut', 'damage'] as const;

function read(folder: string, name: string): unknown {
  const file = join(folder, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

const minutes = (ms: number): string => `${(ms / 60_000).toFixed(1)} min`;
const count = (value: number): string => value.toLocaleString('en-US');

/** The day of a run and the machine it ran on. */
interface Circumstances {
  readonly day: string;
  readonly machine: string;
}

const runOf = ({ day, machine }: Circumstances, tookMs: number): string =>
  `Run on ${day} in ${minutes(tookMs)} (${machine}).`;

function partTable({ title, tookMs, rows, faults }: SoakResult, where: Circumstances): string {
  return [
    `### ${title}`,
    '',
    `${runOf(where, tookMs)} ${faults.length === 0 ? 'No fault found.' : `${faults.length} faults found:`}`,
    ...faults.slice(0, 20).map((fault) => `- ${fault}`),
    '',
    '| What | Count |',
    '| --- | ---: |',
    ...rows.map(([what, value]) => `| ${what} | ${count(value)} |`),
    '',
  ].join('\n');
}

/** So little growth over a whole run, as a share of where it began, is told apart from what grows. */
const LITTLE = 0.01;

/** Flat only where the interval holds nothing and ends below the bound: what grows below its bound is called so, and so is noise. */
function wordOf({ slope, first, mostPerStep, leaks }: Trend, rounds: number): string {
  if (leaks) return 'grows beyond its bound';
  if (slope === null) return 'too few rounds';
  if (slope.low <= 0) return slope.high <= mostPerStep ? 'flat' : 'no growth beyond its noise';
  if (slope.perStep > mostPerStep) return 'grows, not certainly beyond its bound';
  return slope.high * rounds <= LITTLE * first ? 'grows by less than 1% in a day' : 'grows, below its bound';
}

function tableOfUse(use: UseResult, where: Circumstances): string {
  const { rounds, warmUp, minutesOfARound, acts, tookMs, trends } = use;
  const number = (value: number): string => String(Number(value.toPrecision(3)));
  const row = (trend: Trend): string => {
    const { name, unit, first, last, slope, mostPerStep } = trend;
    const interval =
      slope === null ? '' : `${number(slope.perStep)} (${number(slope.low)} to ${number(slope.high)})`;
    const bound = `${mostPerStep}${unit === '' ? '' : ` ${unit}`}`;
    return `| ${name}${unit === '' ? '' : `, ${unit}`} | ${number(first)} | ${number(last)} | ${interval} | ${bound} | ${wordOf(trend, rounds)} |`;
  };
  return [
    '### Hours of use',
    '',
    `${runOf(where, tookMs)} ${rounds} rounds of ${minutesOfARound} minutes, ${count(acts)} acts in the window; the first ${warmUp} rounds warm up and do not count.`,
    '',
    '| What | First | Last | Slope a round (95%) | Bound | |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...trends.map(row),
    '',
  ].join('\n');
}

const HEADING = /^### .*$/m;

/** Begins with what stands before the first heading. */
function sectionsOf(text: string): readonly string[] {
  return text.split(/^(?=### )/m).map((section) => section.trim());
}

const titleOf = (section: string): string | undefined => HEADING.exec(section)?.[0];

/** The page with the sections of these parts written anew from what their run has kept in `folder`; the others stay. */
export function pageWithLastRun(
  page: string,
  folder: string,
  parts: readonly string[],
  where: Circumstances,
): string {
  const lastRun = page.indexOf(LAST_RUN_BEGINS) + LAST_RUN_BEGINS.length;
  const tables = PARTS.filter((name) => parts.includes(name))
    .flatMap((name) => (read(folder, name) as SoakResult | null) ?? [])
    .map((part) => partTable(part, where));
  const use = parts.includes('use') ? (read(folder, 'use') as UseResult | null) : null;
  const fresh = new Map(
    [...tables, ...(use === null ? [] : [tableOfUse(use, where)])].map((table) => [
      titleOf(table),
      table.trim(),
    ]),
  );
  const kept = sectionsOf(page.slice(lastRun)).map((section) => {
    const table = fresh.get(titleOf(section));
    fresh.delete(titleOf(section));
    return table ?? section;
  });
  const sections = [page.slice(0, lastRun), ...kept, ...fresh.values()].filter((section) => section !== '');
  return `${sections.join('\n\n')}\n`;
}
