import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Fleet } from '../../shared/placement/fleet.ts';
import type { Survival } from '../../shared/placement/outcome.ts';
import { assembleSurvival, surviveTasks, type SurvivePart } from '../../shared/placement/survive.ts';
import { Refusal } from '../refusal.ts';
import { withSolver } from '../solver/lazy-solver.ts';
import type { Client } from './rpc.ts';
import type { SweepHelpers } from './sweep-helpers.ts';
import { tryStretch, type Stretch, type SweepOptions, type SweepService } from './sweep-service.ts';

export interface SharedSweepOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, total: number) => void;
  /** Called at most once, when the sweep is long enough to be worth other threads; absent: this thread alone. */
  readonly helpers?: () => SweepHelpers;
  readonly clock?: () => number;
}

/** This thread looks for a cancellation, its helpers and its listeners this often. */
const BREATH_MS = 50;
const HELPER_MS = 250;
/** A helper starts and copies the model in about this time; a sweep that ends sooner is left alone. */
const WORTH_HELP_MS = 1500;
/** Stretches a helper holds, so that it never waits for the next one. */
const AT_ONCE = 2;
/** Shortest stretch handed out, in combinations. */
const SHORTEST = 64;

/**
 * A survival sweep by several threads (MODEL.md section 5): stretches of combinations go to whoever is free, and the parts
 * are put together in an order of their own, so the result is the single thread's, whoever did what. This thread begins
 * alone; helpers are called when what is left looks like taking long.
 *
 * @throws Refusal `cancelled`. The helpers are stopped whatever happens.
 */
export async function sharedSweep(
  fleet: Fleet,
  losses: number,
  options: SweepOptions,
  { signal, progress, helpers: call, clock = performance.now.bind(performance) }: SharedSweepOptions = {},
): Promise<Survival> {
  const tasks = surviveTasks(fleet, losses, options);
  const total = tasks.reduce((sum, task) => sum + task.tried, 0);
  const open: Stretch[] = tasks
    .filter(({ tried }) => tried > 0)
    .map((task) => ({ task, from: 0, to: task.tried }));
  const parts: SurvivePart[] = [];
  const started = clock();
  let done = 0;
  const team: SweepHelpers[] = [];
  const helping: Promise<void>[] = [];
  const failed: unknown[] = [];

  const isCancelled = (): boolean => signal?.aborted === true;
  const take = (): Stretch | null => {
    const next = open.shift();
    if (next === undefined) return null;
    const share = Math.ceil(
      (next.to - next.from) / (team.length === 0 ? 1 : 2 * (1 + (team[0]?.clients.length ?? 0))),
    );
    const end = Math.min(next.to, next.from + Math.max(SHORTEST, share));
    if (end < next.to) open.unshift({ ...next, from: end });
    return { ...next, to: end };
  };
  const give = (
    stretch: Stretch,
    tried: { readonly parts: readonly SurvivePart[]; readonly reached: number },
  ) => {
    for (const part of tried.parts) parts.push(part);
    done += tried.reached - stretch.from;
    if (tried.reached < stretch.to) open.unshift({ ...stretch, from: tried.reached });
  };
  const help = async (client: Client<SweepService>, ready: Promise<null>): Promise<void> => {
    await ready;
    for (let stretch = take(); stretch !== null && !isCancelled(); stretch = take()) {
      const request = { stretch, options, budgetMs: HELPER_MS };
      give(stretch, await client.call('tryStretch', request));
    }
  };

  try {
    for (;;) {
      if (isCancelled()) throw new Refusal('cancelled', 'The sweep was cancelled.');
      if (failed.length > 0) throw failed[0];
      const stretch = take();
      if (stretch !== null)
        give(stretch, await withSolver(() => tryStretch(fleet, stretch, options, BREATH_MS, clock)));
      else if (done >= total) break;
      progress?.(done, total);
      const spent = clock() - started;
      const remainingMs = (spent / done) * (total - done);
      if (team.length === 0 && call !== undefined && done < total && remainingMs > WORTH_HELP_MS) {
        const helpers = call();
        team.push(helpers);
        for (const client of helpers.clients) {
          const ready = client.call('load', { model: fleet.model, policy: fleet.policy });
          for (let n = 0; n < AT_ONCE; n += 1)
            helping.push(help(client, ready).catch((error: unknown) => void failed.push(error)));
        }
      }
      // Nothing to do but wait for a helper: it may give back a rest that this thread can take.
      if (stretch === null) await new Promise((resolve) => setTimeout(resolve, 5));
      else await nextTurn();
    }
  } finally {
    for (const helpers of team) helpers.stop();
    await Promise.allSettled(helping);
  }
  return assembleSurvival(tasks, parts, options);
}
