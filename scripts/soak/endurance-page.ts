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

const PARTS = ['kill', 'cut', 'damage'] as const;

function read(folder: string, name: string): unknown {
  const file = join(folder, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

const minutes = (ms: number): string => `${(ms / 60_000).toFixed(1)} min`;
const count = (value: number): string => value.toLocaleString('en-US');

function partTable({ title, tookMs, rows, faults }: SoakResult): string {
  return [
    `### ${title}`,
    '',
    `${minutes(tookMs)}. ${faults.length === 0 ? 'No fault found.' : `${faults.length} faults found:`}`,
    ...faults.slice(0, 20).map((fault) => `- ${fault}`),
    '',
    '| What | Count |',
    '| --- | ---: |',
    ...rows.map(([what, value]) => `| ${what} | ${count(value)} |`),
    '',
  ].join('\n');
}

/** Flat only where the interval reaches down to nothing: what grows below its bound is called so. */
function wordOf({ slope, leaks }: Pick<Trend, 'slope' | 'leaks'>): string {
  if (leaks) return 'grows beyond its bound';
  return slope !== null && slope.low > 0 ? 'grows, below its bound' : 'flat';
}

function tableOfUse({ rounds, warmUp, minutesOfARound, acts, tookMs, trends }: UseResult): string {
  const number = (value: number): string => String(Number(value.toPrecision(3)));
  const row = ({ name, unit, first, last, slope, mostPerStep, leaks }: Trend): string => {
    const interval =
      slope === null ? '' : `${number(slope.perStep)} (${number(slope.low)} to ${number(slope.high)})`;
    const bound = `${mostPerStep}${unit === '' ? '' : ` ${unit}`}`;
    return `| ${name}${unit === '' ? '' : `, ${unit}`} | ${number(first)} | ${number(last)} | ${interval} | ${bound} | ${wordOf({ slope, leaks })} |`;
  };
  return [
    '### Hours of use',
    '',
    `${rounds} rounds of ${minutesOfARound} minutes, ${count(acts)} acts in the window, in ${minutes(tookMs)}; the first ${warmUp} rounds warm up and do not count.`,
    '',
    '| What | First | Last | Slope a round (95%) | Bound | |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...trends.map(row),
    '',
  ].join('\n');
}

/** The page with its last part written anew from what the parts of a run have kept in `folder`. */
export function pageWithLastRun(page: string, folder: string, day: string, machine: string): string {
  const head = page.slice(0, page.indexOf(LAST_RUN_BEGINS) + LAST_RUN_BEGINS.length);
  const parts = PARTS.flatMap((name) => (read(folder, name) as SoakResult | null) ?? []).map(partTable);
  const use = read(folder, 'use') as UseResult | null;
  return `${[head, '', `Run on ${day}, ${machine}.`, '', ...parts, ...(use === null ? [] : [tableOfUse(use)])].join('\n').trimEnd()}\n`;
}
