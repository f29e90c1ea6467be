import { definitionOf } from '../events/event-registry.ts';
import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { PipelineOdds, PipelineTarget } from '../timeline/pipeline-result.ts';
import type { ChartTable } from './chart-table.ts';
import { constraintNameOf, type RegionName } from './constraint-name.ts';
import { constraintPhraseOf } from './constraint-phrase-of.ts';
import { formatDay, formatDayInSentence } from './date-format.ts';
import { counted, formatInteger, formatRange } from './number-format.ts';
import { oddsNode, oddsText } from './odds-view.ts';
import { quantityText } from './quantity-format.ts';
import { say, strong, type Sentence, type VerdictMark } from './sentence.ts';

/** One month of a target: its last day within the horizon. */
export interface MonthRow {
  readonly day: string;
  readonly at: number;
  readonly label: string;
  readonly expected: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly limit: number;
  readonly holds: number;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function monthLabel(day: string): string {
  return `${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`;
}

/** The last day of every month of the horizon, and the horizon's own last day. */
export function monthRows({ days }: Pick<PipelineOdds, 'days'>, target: PipelineTarget): readonly MonthRow[] {
  return days.flatMap((day, at): MonthRow[] => {
    const next = days[at + 1];
    if (next !== undefined && next.slice(0, 7) === day.slice(0, 7)) return [];
    const of = (values: readonly number[]): number => values[at] ?? Number.NaN;
    return [
      {
        day,
        at,
        label: monthLabel(day),
        expected: of(target.expected),
        p10: of(target.p10),
        p50: of(target.p50),
        p90: of(target.p90),
        limit: of(target.limit),
        holds: of(target.holds),
      },
    ];
  });
}

/** How the expected demand of a day comes about. */
export function expectedNode(target: PipelineTarget, at: number): ExplainNode {
  const base = target.base[at] ?? 0;
  return derived('Expected demand', target.unit, 'sum of inputs', [
    leaf('without any of the customers', base, target.unit, {
      origin: 'computed',
      of: `forecast of ${target.id}`,
    }),
    leaf('Σ probability × load of that day', (target.expected[at] ?? 0) - base, target.unit, {
      origin: 'computed',
      of: 'the pipeline, intervals by their middle',
    }),
  ]);
}

/** A quantile of the demand over the runs. */
export function quantileNode(
  odds: PipelineOdds,
  target: PipelineTarget,
  at: number,
  q: 'p10' | 'p50' | 'p90',
): ExplainNode {
  return leaf(`${q.slice(1)}% of the runs have at most`, target[q][at] ?? null, target.unit, {
    origin: 'computed',
    of: `${formatInteger(odds.runs)} runs, seed ${odds.seed}: who signs by probability, ${
      odds.drawn.length === 0 ? '' : 'amounts inside their intervals, '
    }demand inside its interval`,
  });
}

/** `larkspur: microVMs, connections and ramp drawn inside their intervals`: whose amounts are no single numbers. */
export function drawnTexts(odds: PipelineOdds, nameOf: (id: string) => string): readonly string[] {
  return odds.drawn.map(({ customer, amounts }) => {
    const names = [...new Set(amounts.map(amountName))];
    const list = [names.slice(0, -1).join(', '), names.at(-1)].filter((part) => part !== '').join(' and ');
    const own = amounts.length === 1 ? 'its interval' : 'their intervals';
    return `${nameOf(customer)}: ${list} drawn inside ${own}, anew in each run`;
  });
}

/** `connections`, `microVMs` of `fleet[0].count`: the field of the event as its form names it. */
function amountName(path: string): string {
  const field = /^\w+/.exec(path)?.[0] ?? path;
  const label = definitionOf('onboardCustomer')?.fields.find(({ name }) => name === field)?.label ?? field;
  return /^[A-Z][a-z ]/.test(label) && !label.startsWith('Postgres')
    ? label.charAt(0).toLowerCase() + label.slice(1)
    : label;
}

/** A share of runs as a derivation: how many of how many, and the interval it lies in. */
export function shareNode({ seed, runs }: PipelineOdds, share: number, what: string): ExplainNode {
  return oddsNode({ scenario: 'the pipeline', seed, runs }, share, what);
}

export interface EffectRow {
  readonly key: string;
  readonly customer: string;
  readonly name: string;
  readonly where: string;
  readonly targetId: string;
  readonly breaks: number;
  /** `14 May (6 – 30 May)`; empty where it breaks in no run. */
  readonly when: string;
  readonly missIfSigned: number;
  readonly missIfLost: number;
  /** `in 12% of runs, 9 days sooner`; empty where it does not. */
  readonly sooner: string;
}

/** `14 May (6 – 30 May)`: the middle, and ten percent to either side. */
function whenText(
  { p10, p50, p90 }: { readonly p10: string; readonly p50: string; readonly p90: string },
  asOf: string,
): string {
  const middle = formatDay(p50, asOf);
  if (p10 === p90) return middle;
  const first = formatDay(p10, asOf);
  const short = p10.slice(0, 7) === p90.slice(0, 7) ? first.replace(/ .*/, '') : first;
  return `${middle} (${formatRange(short, formatDay(p90, asOf))})`;
}

/** Which signature breaks which target, when, and how likely. */
export function effectRows(
  odds: PipelineOdds,
  nameOf: (id: string) => string,
  regionName: RegionName = () => null,
): readonly EffectRow[] {
  const asOf = odds.days[0] ?? '';
  return odds.effects.map(
    ({ customer, target, breaks, on, missIfSigned, missIfLost, sooner, daysSooner }) => ({
      key: `${customer} ${target}`,
      customer: nameOf(customer),
      ...constraintNameOf(target, regionName),
      targetId: target,
      breaks,
      when: on === null ? '' : whenText(on, asOf),
      missIfSigned,
      missIfLost,
      sooner:
        sooner === 0 || daysSooner === null
          ? ''
          : `in ${oddsText(sooner)} of runs, ${counted(Math.max(1, Math.round(daysSooner)), 'day')} sooner`,
    }),
  );
}

export interface PipelineVerdict {
  readonly mark: VerdictMark;
  readonly sentence: Sentence;
}

/** What the pipeline comes to: the least sure target, and who breaks it when. */
export function pipelineVerdict(
  odds: PipelineOdds,
  nameOf: (id: string) => string,
  regionName: RegionName = () => null,
): PipelineVerdict {
  const [asOf = '', last = ''] = [odds.days[0], odds.days[odds.days.length - 1]];
  const [worst] = odds.targets;
  if (worst === undefined)
    return {
      mark: 'unknown',
      sentence: [strong('Nothing is touched.'), say(' No customer of the pipeline moves a measured target.')],
    };
  const end = formatDayInSentence(last, asOf);
  const phrase = constraintPhraseOf(worst.id, regionName);
  const share = worst.holdsThroughout;
  const [effect] = odds.effects;
  const who =
    effect === undefined || effect.breaks === 0 || effect.on === null
      ? []
      : [
          say(
            ` Signing ${nameOf(effect.customer)} breaks ${constraintPhraseOf(effect.target, regionName)} in `,
          ),
          strong(oddsText(effect.breaks)),
          say(` of runs, on `),
          strong(whenText(effect.on, asOf)),
          say('.'),
        ];
  const head =
    share === 1
      ? [strong('Holds in every run.'), say(` Closest is ${phrase}, to ${end}.`)]
      : [
          strong(
            `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)} holds to ${end} in ${oddsText(share)} of runs.`,
          ),
          ...who,
        ];
  return {
    mark: share === 1 ? 'ok' : share >= 0.9 ? 'watch' : 'breach',
    sentence: head,
  };
}

/** The band's numbers by month, as a table to copy. */
export function pipelineTable(odds: PipelineOdds, target: PipelineTarget): ChartTable {
  const text = (value: number): string => quantityText(value, target.unit);
  return {
    columns: ['month', 'expected', '10%', 'median', '90%', 'limit', 'holds'],
    rows: monthRows(odds, target).map((row) => [
      row.label,
      text(row.expected),
      text(row.p10),
      text(row.p50),
      text(row.p90),
      text(row.limit),
      quantityText(row.holds, 'ratio'),
    ]),
  };
}
