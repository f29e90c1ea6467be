import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import { wilsonInterval } from '../forecast/wilson-interval.ts';
import type { TimelineOdds } from '../timeline/timeline-result.ts';
import { formatPercent } from './number-format.ts';
import type { RegionOfScope } from './scope-index.ts';

/** How likely one target, or all of them, hold over the days of a timeline. */
export interface OddsLine {
  readonly days: readonly string[];
  /** Share of the runs per day, 0 … 1. */
  readonly share: readonly number[];
  /** Share of the runs in which it holds on every day. */
  readonly throughout: number;
}

/** The odds of one constraint; `null` where it has no target, or is not measured on some day. */
export function oddsLine(odds: TimelineOdds, id: string): OddsLine | null {
  const found = odds.constraints.find((constraint) => constraint.id === id);
  if (found === undefined || found.holds === null || found.holdsThroughout === null) return null;
  return { days: odds.days, share: found.holds, throughout: found.holdsThroughout };
}

/** Every target held up to and including each day. */
export function allOdds(odds: TimelineOdds): OddsLine {
  return { days: odds.days, share: odds.allHold, throughout: odds.allHold.at(-1) ?? 0 };
}

/** A share of runs in words: never 0% or 100% where it is neither. */
export function oddsText(share: number): string {
  if (share > 0 && share < 0.005) return 'under 1%';
  if (share < 1 && share >= 0.995) return 'over 99%';
  return formatPercent(share, 0);
}

/** What the interval beside a share of runs is. */
export const ODDS_INTERVAL = '90% Wilson intervals for want of more runs';

/** How sure a share of so many runs is: `11 – 14%`; `over 99%` where both ends read alike. */
export function oddsRange(share: number, runs: number): string {
  const { low, high } = wilsonInterval(Math.round(share * runs), runs);
  const [from, to] = [oddsText(low), oddsText(high)];
  if (from === to) return from;
  return /^\d+%$/.test(from) && /^\d+%$/.test(to) ? `${from.slice(0, -1)} – ${to}` : `${from} – ${to}`;
}

/** A share of runs as a derivation: how many of how many, and how far it may be off for want of more. */
export function oddsNode(
  { scenario, seed, runs }: Pick<TimelineOdds, 'scenario' | 'seed' | 'runs'>,
  share: number,
  what: string,
): ExplainNode {
  const of = `Monte Carlo of ${scenario}, seed ${seed}`;
  const counts = [
    leaf('runs in which it holds', Math.round(share * runs), 'count', { origin: 'computed', of }),
    leaf('runs', runs, 'count', { origin: 'computed', of }),
  ];
  return derived(what, 'ratio', 'the first; the others are its interval', [
    derived('share of the runs', 'ratio', 'a ÷ b', counts),
    derived('at least', 'ratio', 'low end of the 90% Wilson interval of a in b', counts),
    derived('at most', 'ratio', 'high end of the 90% Wilson interval of a in b', counts),
  ]);
}

export interface OddsRow {
  readonly id: string;
  readonly before: OddsLine;
  /** `null` without a scenario, and where it is not measured with it. */
  readonly after: OddsLine | null;
}

/**
 * Targets that some run misses, the least sure first. Those that always hold on both sides are only counted (`certain`), and so
 * are those that always hold without the scenario and are not measured with it (`unmeasured`).
 */
export function oddsRows(
  before: TimelineOdds,
  after: TimelineOdds | null,
): { readonly rows: readonly OddsRow[]; readonly certain: number; readonly unmeasured: number } {
  const rows = before.constraints.flatMap(({ id }): OddsRow[] => {
    const line = oddsLine(before, id);
    return line === null ? [] : [{ id, before: line, after: after === null ? null : oddsLine(after, id) }];
  });
  const least = ({ before: was, after: is }: OddsRow): number =>
    Math.min(was.throughout, is?.throughout ?? 1);
  const unsure = rows.filter((row) => least(row) < 1);
  const unmeasured = rows.filter((row) => least(row) === 1 && after !== null && row.after === null).length;
  return {
    rows: unsure.sort((a, b) => (a.after ?? a.before).throughout - (b.after ?? b.before).throughout),
    certain: rows.length - unsure.length - unmeasured,
    unmeasured,
  };
}

export interface OddsGroup {
  /** `null` for what lies in no region, such as what is shared. */
  readonly region: string | null;
  readonly rows: readonly OddsRow[];
}

/** Rows by region: the region with the least sure target first, each region's rows in the order given. */
export function oddsGroups(rows: readonly OddsRow[], regionOf: RegionOfScope): readonly OddsGroup[] {
  const groups = new Map<string | null, OddsRow[]>();
  for (const row of rows) {
    const region = regionOf(row.id.slice(row.id.indexOf('@') + 1));
    const known = groups.get(region);
    if (known === undefined) groups.set(region, [row]);
    else known.push(row);
  }
  return Array.from(groups, ([region, own]) => ({ region, rows: own }));
}
