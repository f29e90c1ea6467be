import type { Model } from '../../shared/model/document.ts';
import type { Policy } from '../../shared/model/policy.ts';
import { buildFleet, type Fleet } from '../../shared/placement/fleet.ts';
import {
  surviveRange,
  type SurviveOptions,
  type SurvivePart,
  type SurviveTask,
} from '../../shared/placement/survive.ts';
import { lazySolver } from '../solver/lazy-solver.ts';

/** A stretch of one task of a sweep: combinations `from` … `to` − 1. */
export interface Stretch {
  readonly task: SurviveTask;
  readonly from: number;
  readonly to: number;
}

/** How far a stretch was tried within its time, and what came of it. */
export interface TriedStretch {
  readonly parts: readonly SurvivePart[];
  /** First combination not tried; the stretch's `to` if all were. */
  readonly reached: number;
}

/** What a sweep needs besides its stretches; the solver stays with the thread. */
export type SweepOptions = Omit<SurviveOptions, 'solver'>;

/** Combinations tried at first between looks at the clock; more where they are quick. */
const FIRST_STEP = 16;

/**
 * Tries a stretch until it is done or `budgetMs` have passed. The clock decides only where the stretch is cut; what each
 * combination comes to does not depend on it.
 */
export function tryStretch(
  fleet: Fleet,
  { task, from, to }: Stretch,
  options: SweepOptions,
  budgetMs: number,
  clock: () => number,
): TriedStretch {
  const started = clock();
  const parts: SurvivePart[] = [];
  let reached = from;
  let step = FIRST_STEP;
  while (reached < to && (parts.length === 0 || clock() - started < budgetMs)) {
    const before = clock();
    const end = Math.min(to, reached + step);
    parts.push(surviveRange(fleet, task, reached, end, { ...options, solver: lazySolver }));
    reached = end;
    if (clock() - before < budgetMs / 8) step *= 2;
  }
  return { parts, reached };
}

/** A helper of a sweep: it is given a model once and then stretches to try. */
export function createSweepService(clock: () => number = performance.now.bind(performance)) {
  let fleet: Fleet | null = null;
  return {
    load({ model, policy }: { readonly model: Model; readonly policy: Policy }): null {
      fleet = buildFleet(model, policy);
      return null;
    },
    /** @throws SolverNotLoaded, upon which the call is made again. */
    tryStretch(request: {
      readonly stretch: Stretch;
      readonly options: SweepOptions;
      readonly budgetMs: number;
    }): TriedStretch {
      if (fleet === null) throw new Error('a stretch came before its model');
      return tryStretch(fleet, request.stretch, request.options, request.budgetMs, clock);
    },
  };
}

export type SweepService = ReturnType<typeof createSweepService>;
