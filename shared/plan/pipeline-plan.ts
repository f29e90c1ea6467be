import { inApplicationOrder, likelihood } from '../events/application-order.ts';
import type { Scenario, ScenarioEvent } from '../events/scenario.ts';
import type { SettledCustomers } from '../events/whereabouts.ts';
import type { Parsed } from '../model/problem.ts';
import { partOf } from '../timeline/ramped-onboarding.ts';
import { settledCustomers } from '../timeline/settled-customers.ts';
import { wishesOf } from '../timeline/wishes-of.ts';
import { planSearch } from './build-plan.ts';
import { planBase, type PlanInput } from './plan-base.ts';
import type { PlanResult } from './plan-result.ts';
import { PLAN_SETTINGS_DEFAULTS } from './plan-settings.ts';

/** Whom hosts are bought for: every customer times their probability, or everybody who may sign. */
export type PipelineCourse = 'expected' | 'everybody';

export interface PipelinePlan {
  readonly course: PipelineCourse;
  readonly plan: PlanResult;
}

/**
 * The purchase plans of a sales pipeline (MODEL.md section 12): the exact programme of the procurement plan, N+1 survival and
 * the engine's check of every day included, under no limit of budget or room, once for what is expected and once for
 * everybody signing. Customers go where the pipeline as a whole puts them.
 *
 * Yields after each step, so that whoever runs it may look for a cancellation.
 *
 * @returns located problems if a customer cannot be put into the model.
 */
export function* pipelinePlans(
  input: Omit<PlanInput, 'scenario'>,
  scenario: Scenario,
): Generator<number, Parsed<readonly PipelinePlan[]>, boolean | undefined> {
  const settled = settledCustomers(input.model, input.policy, scenario, input.solver);
  const plans: PipelinePlan[] = [];
  for (const course of ['expected', 'everybody'] as const) {
    const base = planBase({ ...input, scenario: courseOf(scenario, course, settled) });
    if (!base.ok) return base;
    const { plan } = yield* planSearch(base.value, PLAN_SETTINGS_DEFAULTS, { alternatives: false });
    plans.push({ course, plan });
  }
  return { ok: true, value: plans };
}

/**
 * The pipeline as a scenario of certain customers. For what is expected each brings ⌈count × probability⌉ microVMs and that
 * share of everything else: sums of demand are those of the mean, to less than one microVM a row, and there are whole microVMs
 * to place, without which N+1 survival could not be asked. Customers who are certain not to come are left out.
 */
export function courseOf(scenario: Scenario, course: PipelineCourse, settled: SettledCustomers): Scenario {
  const events = inApplicationOrder(scenario.events).flatMap(({ event }): readonly ScenarioEvent[] => {
    const chance = likelihood(event);
    if (event.type !== 'onboardCustomer' || event.disabled === true || chance <= 0) return [];
    const { probability: _probability, ...certain } = event;
    const share = course === 'expected' ? Math.min(1, chance) : 1;
    const goes = settled.get(event.id);
    const where = {
      ...(goes?.cluster == null ? {} : { cluster: goes.cluster.id }),
      ...(goes?.pool == null ? {} : { pool: goes.pool }),
    };
    if (share === 1) return [{ ...certain, ...where }];
    const wishes = wishesOf(event);
    const part = partOf({ ...wishes, region: wishes.region ?? '' }, share);
    const brought = Object.entries(part).filter(([name, value]) => name !== 'region' && value !== null);
    // The fields are those of the event itself, made smaller.
    return [{ ...certain, ...Object.fromEntries(brought), ...where }];
  });
  return { ...scenario, events };
}
