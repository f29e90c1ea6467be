import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PortfolioTable } from '../../shared/ipc/portfolio-channels.ts';
import { cellCount, type Portfolio } from '../../shared/timeline/portfolio.ts';
import { cellsOf } from '../../shared/timeline/portfolio-cell.ts';
import { rowOf, type PortfolioRow } from '../../shared/timeline/portfolio-row.ts';
import { lazySolver } from '../solver/lazy-solver.ts';
import type { CallContext } from './rpc.ts';
import { progressOf } from './progress-of.ts';
import type { Inputs } from './search-service.ts';

/** How often a run looks for a cancellation and tells its progress. */
const BREATH_MS = 50;

/** A portfolio evaluated cell by cell, away from the database and from the live results. */
export function createPortfolioRun(inputs: Inputs, clock: () => number) {
  return {
    /** Cancelled it answers with the rows it has: each of them stands for itself. */
    async portfolio(
      { portfolio }: { readonly portfolio: Portfolio },
      { signal, progress }: CallContext,
    ): Promise<PortfolioTable> {
      const { base } = await inputs({ kind: 'baseline' });
      const started = clock();
      const total = cellCount(portfolio);
      const rows: PortfolioRow[] = [];
      let breath = started;
      for (const cell of cellsOf(portfolio)) {
        rows.push(rowOf(base, cell, portfolio.runs, lazySolver));
        if (clock() - breath < BREATH_MS) continue;
        progress(progressOf('cells', rows.length, total, (clock() - started) / 1000));
        await nextTurn();
        if (signal.aborted) break;
        breath = clock();
      }
      return { revision: base.revision, elapsedMs: clock() - started, total, runs: portfolio.runs, rows };
    },
  };
}
