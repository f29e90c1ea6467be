import type { Policy } from '../model/policy.ts';
import {
  DEFAULT_SEEDS,
  type EventJson,
  type Portfolio,
  type PortfolioAxis,
  type PortfolioVariant,
} from './portfolio.ts';

/** One cell of the product: its place on each axis, and the scenario document that says the same. */
export interface PortfolioCell {
  readonly names: Readonly<Record<PortfolioAxis, string>>;
  readonly seed: number;
  readonly scenario: {
    readonly schema: 'headroom.scenario/v1';
    readonly name: string;
    readonly seed: number;
    readonly policy: Partial<Policy>;
    readonly events: readonly EventJson[];
  };
}

/** What an empty axis is taken for, by the name it stands under in the table. */
export const NOTHING: Readonly<Record<PortfolioAxis, PortfolioVariant>> = {
  fleets: { name: 'As it is', events: [], policy: {} },
  onboardings: { name: 'Nobody new', events: [], policy: {} },
  failures: { name: 'Nothing fails', events: [], policy: {} },
  policies: { name: 'Workspace policy', events: [], policy: {} },
};

const PREFIXES: Readonly<Record<PortfolioAxis, string>> = {
  fleets: 'fleet',
  onboardings: 'onboarding',
  failures: 'failure',
  policies: 'policy',
};

const variantsOf = (portfolio: Portfolio, axis: PortfolioAxis): readonly PortfolioVariant[] =>
  portfolio[axis].length > 0 ? portfolio[axis] : [NOTHING[axis]];

/**
 * Ids by axis (`failure.hostLoss-1`): two variants may carry the same ones, and an event keeps its luck in every cell it
 * stands in, since draws are keyed by id.
 */
function named(axis: PortfolioAxis, events: readonly EventJson[]): readonly EventJson[] {
  const ordinals = new Map<unknown, number>();
  return events.map((event) => {
    const ordinal = (ordinals.get(event['type']) ?? 0) + 1;
    ordinals.set(event['type'], ordinal);
    const id = typeof event['id'] === 'string' ? event['id'] : `${String(event['type'])}-${ordinal}`;
    return { ...event, id: `${PREFIXES[axis]}.${id}` };
  });
}

const addsNothing = ({ events, policy }: PortfolioVariant): boolean =>
  events.length === 0 && Object.keys(policy).length === 0;

/**
 * The cells one by one, fleets first and seeds last. Events apply as those of any scenario do (MODEL.md section 10): undated
 * ones fleet, onboarding, failure; then dated ones by day. Of an assumption set on several axes the later axis decides.
 */
export function* cellsOf(portfolio: Portfolio): Generator<PortfolioCell> {
  const seeds = portfolio.seeds.length > 0 ? portfolio.seeds : DEFAULT_SEEDS;
  for (const fleet of variantsOf(portfolio, 'fleets'))
    for (const onboarding of variantsOf(portfolio, 'onboardings'))
      for (const failure of variantsOf(portfolio, 'failures'))
        for (const policy of variantsOf(portfolio, 'policies'))
          for (const seed of seeds)
            yield cellOf(
              { fleets: fleet, onboardings: onboarding, failures: failure, policies: policy },
              seed,
            );
}

function cellOf(by: Readonly<Record<PortfolioAxis, PortfolioVariant>>, seed: number): PortfolioCell {
  const { fleets, onboardings, failures, policies } = by;
  const parts = [fleets, onboardings, failures, policies].filter((variant) => !addsNothing(variant));
  return {
    names: {
      fleets: fleets.name,
      onboardings: onboardings.name,
      failures: failures.name,
      policies: policies.name,
    },
    seed,
    scenario: {
      schema: 'headroom.scenario/v1',
      name: parts.length === 0 ? 'Baseline' : parts.map(({ name }) => name).join(', '),
      seed,
      policy: { ...fleets.policy, ...onboardings.policy, ...failures.policy, ...policies.policy },
      events: [
        ...named('fleets', fleets.events),
        ...named('onboardings', onboardings.events),
        ...named('failures', failures.events),
      ],
    },
  };
}
