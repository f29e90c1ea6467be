import type { Policy } from '../model/policy.ts';

/** Events as a scenario document lists them; they are parsed with each cell they stand in. */
export type EventJson = Readonly<Record<string, unknown>>;

/** One entry of an axis: what happens, and assumptions it brings along. Without either it adds nothing. */
export interface PortfolioVariant {
  readonly name: string;
  /** Where it comes from, in words: the saved scenario and its version, a failure mode, a customer. */
  readonly note?: string;
  readonly events: readonly EventJson[];
  readonly policy: Partial<Policy>;
}

/** The axes in the order their events and assumptions are laid over each other, later ones over earlier ones. */
export const PORTFOLIO_AXES = ['fleets', 'onboardings', 'failures', 'policies'] as const;
export type PortfolioAxis = (typeof PORTFOLIO_AXES)[number];

/**
 * `headroom.portfolio/v1`: lists whose product is evaluated to one table (MODEL.md section 10). A fleet is what events make
 * of the workspace's model (hosts added, growth scaled, a saved scenario), so that every cell is a scenario on that model and
 * opens as one. An empty list counts as one entry that adds nothing.
 */
export interface Portfolio extends Readonly<Record<PortfolioAxis, readonly PortfolioVariant[]>> {
  readonly schema: 'headroom.portfolio/v1';
  readonly name: string;
  readonly notes?: string;
  /** Seeds of placement searches and of draws. */
  readonly seeds: readonly number[];
  /** Monte Carlo runs per cell; 0: none. */
  readonly runs: number;
}

/** So many cells are evaluated at most; a longer table is nobody's to read. */
export const MOST_CELLS = 10_000;
export const DEFAULT_SEEDS: readonly number[] = [1];

/** How many cells the product has. */
export function cellCount(portfolio: Pick<Portfolio, PortfolioAxis | 'seeds'>): number {
  return (
    PORTFOLIO_AXES.reduce((product, axis) => product * Math.max(1, portfolio[axis].length), 1) *
    Math.max(1, portfolio.seeds.length)
  );
}

/** A portfolio as the document it is saved and exported as: two spaces, a closing line break, keys in fixed order. */
export function serializePortfolio(portfolio: Portfolio): string {
  const { schema, name, notes, fleets, onboardings, failures, policies, seeds, runs } = portfolio;
  const said = { schema, name, ...(notes === undefined ? {} : { notes }) };
  return `${JSON.stringify({ ...said, fleets, onboardings, failures, policies, seeds, runs }, null, 2)}\n`;
}
