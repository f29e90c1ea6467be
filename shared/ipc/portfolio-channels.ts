import * as v from 'valibot';
import type { Portfolio } from '../timeline/portfolio.ts';
import type { PortfolioRow } from '../timeline/portfolio-row.ts';
import { returns } from './channel.ts';
import { idSchema, labelSchema, nothing, taskSchema } from './requests.ts';

export interface PortfolioSummary {
  readonly id: string;
  readonly name: string;
  /** Size of the product. */
  readonly cells: number;
  readonly createdAtMs: number;
  readonly changedAtMs: number;
}

export interface SavedPortfolio extends PortfolioSummary {
  readonly portfolio: Portfolio;
}

export interface PortfolioTable {
  readonly revision: number;
  readonly elapsedMs: number;
  /** Cells of the product; more than there are rows where the run was cancelled. */
  readonly total: number;
  /** Monte Carlo runs per cell. */
  readonly runs: number;
  readonly rows: readonly PortfolioRow[];
}

const reading = ['no-workspace', 'not-found'] as const;
const writing = ['no-workspace', 'not-found', 'bad-input', 'read-only', 'busy'] as const;

export const portfolioChannels = {
  'portfolio:list': returns<readonly PortfolioSummary[]>()(nothing, ['no-workspace']),
  'portfolio:get': returns<SavedPortfolio>()(v.strictObject({ id: idSchema }), reading),
  /** Without `id` a new one. `portfolio` is a `headroom.portfolio/v1` document, read by the engine. */
  'portfolio:save': returns<SavedPortfolio>()(
    v.strictObject({
      id: v.exactOptional(idSchema),
      portfolio: v.record(v.string(), v.unknown()),
      /** What the step is called in the undo history. */
      what: v.exactOptional(labelSchema),
    }),
    writing,
  ),
  'portfolio:delete': returns<null>()(v.strictObject({ id: idSchema }), writing),
  /** From a dropped file's handle, or by dialog without one. `null`: the dialog was closed. */
  'portfolio:import': returns<SavedPortfolio | null>()(
    v.strictObject({ handle: v.exactOptional(idSchema) }),
    writing,
  ),
  /** Writes `headroom.portfolio/v1` JSON where the dialog says. `null`: the dialog was closed. */
  'portfolio:export': returns<{ readonly displayPath: string } | null>()(
    v.strictObject({ id: idSchema }),
    reading,
  ),
  /** Every cell of the product; progress comes as events under `task`. Cancelled it answers with the rows it has. */
  'portfolio:run': returns<PortfolioTable>()(v.strictObject({ id: idSchema, task: taskSchema }), [
    'no-workspace',
    'not-found',
    'bad-input',
    'busy',
  ]),
};
