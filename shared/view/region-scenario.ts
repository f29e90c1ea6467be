import type { Assessment } from '../assess/constraint.ts';
import type { ImmediateResult } from '../timeline/result.ts';
import { onlyOnboarding, placementsOf, type ClusterOfHost } from './placement-view.ts';
import { constraintsOfRegion } from './region-constraints.ts';
import { scenarioVerdict } from './scenario-verdict.ts';
import { changedConstraints } from './constraint-clauses.ts';
import type { RegionOfScope } from './scope-index.ts';
import { strong, type Sentence } from './sentence.ts';

const UNTOUCHED: Sentence = [strong('Nothing changes here.')];

interface Places {
  readonly regionOf: RegionOfScope;
  readonly clusterOf: ClusterOfHost;
  /** The days of the result are not known yet. */
  readonly awaitsDates?: boolean;
}

/**
 * What a scenario does to one region: its verdict there, and what follows in smaller type (empty where the verdict says it
 * already). A region of which it changes nothing is told so; the verdict on a customer is that of the region they come to.
 */
export function regionScenario(
  result: ImmediateResult,
  region: string,
  { regionOf, clusterOf, awaitsDates = false }: Places,
): { readonly sentence: Sentence; readonly detail: Sentence } {
  const inRegion = (side: Assessment): Assessment => ({
    ...side,
    constraints: constraintsOfRegion(side, region, regionOf),
  });
  const [before, after] = [inRegion(result.before), inRegion(result.after)];
  const places = placementsOf(result, clusterOf).filter(({ where }) =>
    where.split(', ').some((cluster) => regionOf(`cluster:${cluster}`) === region),
  );
  const onboarding = homeOf(result, regionOf) === region ? onlyOnboarding(result, awaitsDates) : null;
  const isTouched = onboarding !== null || places.length > 0 || changedConstraints(before, after).length > 0;
  if (!isTouched) return { sentence: UNTOUCHED, detail: [] };
  const { sentence, detail, newlyMissed } = scenarioVerdict(before, after, places, onboarding);
  const isSaid = newlyMissed > 0 && places.every(({ outcome }) => outcome.verdict !== 'fails');
  return { sentence, detail: isSaid ? [] : detail };
}

/** The region the only event's customer comes to: where their cluster is, else the one they name; `null`: nobody, or several events. */
function homeOf(result: ImmediateResult, regionOf: RegionOfScope): string | null {
  const outcome = onlyOnboarding(result);
  if (outcome === null) return null;
  const named = result.events[0]?.event['region'];
  if (typeof named === 'string') return named;
  return outcome.cluster === null ? null : regionOf(`cluster:${outcome.cluster}`);
}
