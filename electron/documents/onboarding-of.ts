import type { OnboardingFacts } from '../../shared/documents/onboarding/onboarding-facts.ts';
import { scenarioText } from '../../shared/documents/reports/report-page.ts';
import { outcomeOf } from '../../shared/events/outcome-of.ts';
import type { Scenario } from '../../shared/events/scenario.ts';
import { badInput } from '../refusal.ts';
import { simulated, type Side } from '../workspace/scenario-side.ts';
import { contentHash } from './procurement-of.ts';

interface Named {
  readonly workspace: string;
  readonly scenarioVersion: number | null;
}

/** What the one-pager of the only customer a scenario brings says. @throws Refusal `bad-input` where it brings none, or several. */
export function onboardingOf(
  side: Side,
  scenario: Scenario,
  { workspace, scenarioVersion }: Named,
): OnboardingFacts {
  const result = simulated(side, scenario);
  const customers = result.events.flatMap((entry) => {
    const outcome = outcomeOf(entry, 'onboardCustomer');
    return outcome === null ? [] : [{ customer: String(entry.event['customer']), outcome }];
  });
  const [first, ...others] = customers;
  if (first === undefined || others.length > 0)
    throw badInput([
      {
        message: `a one-pager is of one customer; ${scenario.name} brings ${customers.length}`,
        path: 'events',
        expected: 'exactly one onboardCustomer',
      },
    ]);
  const { model, policy } = side;
  const regions = new Map(model.regions.map(({ id, name }) => [id, name]));
  const hash = contentHash([model, policy, scenario, first.outcome, result.timeline.constraints]);
  return {
    ...first,
    model,
    result,
    regionName: (region) => regions.get(region) ?? null,
    origin: {
      workspace,
      scenario: scenarioText({ scenarioName: scenario.name, scenarioVersion }),
      asOf: model.asOf,
      contentHash: hash,
    },
  };
}
