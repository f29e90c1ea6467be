import type { Domain } from '../assess/constraint.ts';
import { PORTFOLIO_AXES, type PortfolioAxis } from '../timeline/portfolio.ts';
import type { PortfolioRow } from '../timeline/portfolio-row.ts';
import type { ChartTable } from './chart-table.ts';
import { constraintNameOf, type RegionName } from './constraint-name.ts';
import { formatDay } from './date-format.ts';
import { formatInteger, formatPercent } from './number-format.ts';
import { oddsText } from './odds-view.ts';

/** What a column's figure is explained by. */
export type PortfolioFigure =
  | { readonly of: 'margin'; readonly constraintId: string }
  | { readonly of: 'breaches' }
  | { readonly of: 'crossing'; readonly constraintId: string; readonly day: string }
  | { readonly of: 'howManyFit' | 'unplaced' | 'chance' };

export interface PortfolioColumn {
  readonly id: string;
  readonly title: string;
  /** Part of the head: `%`. */
  readonly unit: string;
  /** Least width in pixels. */
  readonly width: number;
  readonly isNumber: boolean;
  /** What rows are sorted and exported by; `null`: not measured, or nothing there. */
  readonly value: (row: PortfolioRow) => string | number | null;
  readonly text: (row: PortfolioRow) => string;
  /** `null`: nothing to derive. */
  readonly figure: (row: PortfolioRow) => PortfolioFigure | null;
}

const AXIS_TITLES: Readonly<Record<PortfolioAxis, string>> = {
  fleets: 'Fleet',
  onboardings: 'Onboarding',
  failures: 'Failure',
  policies: 'Policy',
};

const AXIS_WIDTHS: Readonly<Record<PortfolioAxis, number>> = {
  fleets: 84,
  onboardings: 92,
  failures: 122,
  policies: 84,
};

const DOMAIN_TITLES: Readonly<Record<Domain, string>> = {
  compute: 'Compute',
  edge: 'Edge',
  controlPlane: 'Control',
  storage: 'Storage',
  overlay: 'Overlay',
};
const DOMAINS: readonly Domain[] = ['compute', 'edge', 'controlPlane', 'storage', 'overlay'];

export const VERDICT_WORDS = { ok: 'Holds', breach: 'Missed', refused: 'Refused' } as const;
/** The verdict of a cell: what holds speaks for what is measured, and the rest is counted beside it. */
export const verdictText = ({ verdict, notMeasured }: PortfolioRow): string =>
  verdict === 'ok' && notMeasured !== null && notMeasured > 0
    ? `${VERDICT_WORDS.ok}, ${formatInteger(notMeasured)} not measured`
    : VERDICT_WORDS[verdict];

/** What is shown first: what misses something new. */
export const VERDICT_RANK = { breach: 0, refused: 1, ok: 2 } as const;

/**
 * A margin in percent of what is available: `−12.3`, `4.0`, `−0.01`; `lost` where the target is an outcome that is missed. Only
 * a margin of nothing reads as nothing.
 */
export function marginText(ratio: number | null, verdict: string): string {
  if (ratio === null) return verdict === 'breach' ? 'lost' : '';
  return formatPercent(ratio, 1, [0]).replace('%', '');
}

const axisColumn = (axis: PortfolioAxis): PortfolioColumn => ({
  id: axis,
  title: AXIS_TITLES[axis],
  unit: '',
  width: AXIS_WIDTHS[axis],
  isNumber: false,
  value: ({ names }) => names[axis],
  text: ({ names }) => names[axis],
  figure: () => null,
});

const domainColumn = (domain: Domain): PortfolioColumn => ({
  id: domain,
  title: DOMAIN_TITLES[domain],
  unit: '%',
  width: 58,
  isNumber: true,
  // A lost outcome is worse than any number.
  value: ({ domains }) => {
    const tightest = domains[domain];
    return tightest === null ? null : (tightest.ratio ?? (tightest.verdict === 'breach' ? -Infinity : null));
  },
  text: ({ domains }) => {
    const tightest = domains[domain];
    return tightest === null ? '' : marginText(tightest.ratio, tightest.verdict);
  },
  figure: ({ domains }) => {
    const tightest = domains[domain];
    return tightest === null ? null : { of: 'margin', constraintId: tightest.id };
  },
});

const figureColumn = (id: 'howManyFit' | 'unplaced', title: string, width: number): PortfolioColumn => ({
  id,
  title,
  unit: '',
  width,
  isNumber: true,
  value: (row) => row[id],
  text: (row) => {
    const value = row[id];
    return value === null ? '' : formatInteger(value);
  },
  figure: (row) => (row[id] === null || row[id] === 0 ? null : { of: id }),
});

/**
 * Columns of a table of rows: axes with more than one entry, verdict, how tight each domain is, dates and counts. Seeds and
 * odds stand there where there are several seeds, or runs.
 */
export function portfolioColumns(
  rows: readonly PortfolioRow[],
  runs: number,
  asOf: string | null,
  regionName?: RegionName,
): readonly PortfolioColumn[] {
  const several = (value: (row: PortfolioRow) => unknown): boolean => {
    const first = rows[0];
    return first !== undefined && rows.some((row) => value(row) !== value(first));
  };
  const some = (value: (row: PortfolioRow) => number | null): boolean =>
    rows.some((row) => (value(row) ?? 0) > 0);
  const axes = PORTFOLIO_AXES.filter((axis) => several(({ names }) => names[axis]));
  const seed: PortfolioColumn = {
    id: 'seed',
    title: 'Seed',
    unit: '',
    width: 44,
    isNumber: true,
    value: (row) => row.seed,
    text: (row) => String(row.seed),
    figure: () => null,
  };
  const verdict: PortfolioColumn = {
    id: 'verdict',
    title: 'Verdict',
    unit: '',
    width: rows.some((row) => verdictText(row) !== VERDICT_WORDS[row.verdict]) ? 152 : 74,
    isNumber: false,
    value: (row) => VERDICT_RANK[row.verdict],
    text: verdictText,
    figure: () => null,
  };
  const missed: PortfolioColumn = {
    id: 'breaches',
    title: 'Missed',
    unit: '(new)',
    width: 54,
    isNumber: true,
    value: (row) => row.breaches,
    text: ({ breaches, newBreaches }) =>
      breaches === null || newBreaches === null ? '' : `${breaches} (${newBreaches})`,
    figure: ({ breaches }) => (breaches === null || breaches === 0 ? null : { of: 'breaches' }),
  };
  const tightest: PortfolioColumn = {
    id: 'tightest',
    title: 'Tightest',
    unit: '',
    width: 112,
    isNumber: false,
    value: ({ tightest: worst }) => (worst === null ? null : nameOf(worst.id, regionName)),
    text: ({ tightest: worst }) => (worst === null ? '' : nameOf(worst.id, regionName)),
    figure: () => null,
  };
  const crossing: PortfolioColumn = {
    id: 'crossing',
    title: 'Next missed',
    unit: '',
    width: 62,
    isNumber: true,
    value: (row) => row.crossing?.date ?? null,
    text: (row) => (row.crossing === null ? '' : formatDay(row.crossing.date, asOf)),
    figure: ({ crossing: next }) =>
      next === null ? null : { of: 'crossing', constraintId: next.id, day: next.date },
  };
  const chance: PortfolioColumn = {
    id: 'chance',
    title: 'All hold',
    unit: '%',
    width: 62,
    isNumber: true,
    value: (row) => row.probabilityAllHold,
    text: ({ probabilityAllHold: share }) => (share === null ? '' : oddsText(share)),
    figure: ({ probabilityAllHold }) => (probabilityAllHold === null ? null : { of: 'chance' }),
  };
  return [
    ...axes.map(axisColumn),
    ...(several((row) => row.seed) ? [seed] : []),
    verdict,
    missed,
    ...DOMAINS.map(domainColumn).filter((column) => several(column.value)),
    ...(rows.some((row) => row.crossing !== null) ? [crossing] : []),
    ...(rows.some((row) => row.howManyFit !== null) ? [figureColumn('howManyFit', 'Fit', 38)] : []),
    ...(some((row) => row.unplaced) ? [figureColumn('unplaced', 'No host', 40)] : []),
    ...(runs > 0 ? [chance] : []),
    tightest,
  ];
}

/** `Memory euw-c`. */
export function nameOf(id: string, regionName?: RegionName): string {
  const { name, where } = constraintNameOf(id, regionName);
  return `${name} ${where}`;
}

/** Margins that are the same in every row stand in no column: `Storage 2.5%`. */
export function sameMargins(rows: readonly PortfolioRow[]): readonly string[] {
  const [first] = rows;
  if (first === undefined) return [];
  return DOMAINS.map(domainColumn).flatMap((column) => {
    const text = column.text(first);
    const isSame = rows.every((row) => column.value(row) === column.value(first));
    return isSame && text !== '' ? [`${column.title} ${text}%`] : [];
  });
}

/** Every figure of the rows in full, all axes included: what leaves the application. Margins as shares of 1. */
export function portfolioTable(rows: readonly PortfolioRow[]): ChartTable {
  return {
    columns: [
      ...PORTFOLIO_AXES.map((axis) => AXIS_TITLES[axis]),
      'Seed',
      'Verdict',
      'Targets missed',
      'Newly missed',
      'Not measured',
      'Tightest',
      'Margin of the tightest (share of available)',
      ...DOMAINS.flatMap((domain) => [
        `${DOMAIN_TITLES[domain]} tightest`,
        `${DOMAIN_TITLES[domain]} margin`,
      ]),
      'Next missed',
      'Next missed on',
      'earliest',
      'latest',
      'Onboarding verdict',
      'How many fit',
      'MicroVMs without host',
      'Share of runs in which all hold',
      'Problem',
    ],
    rows: rows.map((row) => [
      ...PORTFOLIO_AXES.map((axis) => row.names[axis]),
      row.seed,
      VERDICT_WORDS[row.verdict],
      row.breaches,
      row.newBreaches,
      row.notMeasured,
      row.tightest?.id ?? null,
      row.tightest?.ratio ?? null,
      ...DOMAINS.flatMap((domain) => [row.domains[domain]?.id ?? null, row.domains[domain]?.ratio ?? null]),
      row.crossing?.id ?? null,
      row.crossing?.date ?? null,
      row.crossing?.early ?? null,
      row.crossing?.late ?? null,
      row.onboardingVerdict,
      row.howManyFit,
      row.unplaced,
      row.probabilityAllHold,
      row.problem,
    ]),
  };
}
