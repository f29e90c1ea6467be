import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { PlanReply } from '../../shared/ipc/plan-channels.ts';
import { planSearch } from '../../shared/plan/build-plan.ts';
import { planBase, type PlanBase } from '../../shared/plan/plan-base.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import { badInput } from '../refusal.ts';
import { loadSolver } from '../solver/lazy-solver.ts';
import type { CallContext } from './rpc.ts';
import type { Inputs } from './search-service.ts';
import { stepped } from './stepped.ts';

interface Held {
  readonly key: string;
  readonly base: PlanBase;
}

/** Purchase plans. What all settings have in common is kept, so that a slider in motion pays for the purchase alone. */
export function createPlanService(inputs: Inputs, clock: () => number) {
  let held: Held | null = null;

  return {
    /** @throws Refusal `cancelled`; `bad-input` where the scenario cannot be applied. */
    async plan(
      { scenario: selection, settings, horizonDays, alternatives }: Omit<RequestOf<'plan:run'>, 'task'>,
      { signal, progress }: CallContext,
    ): Promise<PlanReply> {
      const { base: side, scenario } = await inputs(selection);
      const started = clock();
      const asked: Scenario | null = selection.kind === 'baseline' ? null : scenario;
      const key = JSON.stringify([side.revision, asked, horizonDays]);
      if (held?.key !== key) {
        const { model, policy, history } = side;
        const made = planBase({
          model,
          policy,
          history,
          scenario: asked,
          horizonDays,
          solver: await loadSolver(),
        });
        if (!made.ok) throw badInput(made.problems);
        held = { key, base: made.value };
      }
      const answer = await stepped(
        planSearch(held.base, settings, { alternatives }),
        signal,
        clock,
        (sweeps) =>
          progress({
            done: sweeps,
            total: sweeps,
            unit: 'steps',
            ratePerSecond: null,
            remainingSeconds: null,
            detail: `${sweeps} losses of clusters tried`,
          }),
      );
      return { revision: side.revision, elapsedMs: clock() - started, answer };
    },
  };
}
