import type { OnboardOutcome } from '../../../shared/events/onboarding-preview.ts';

const word = (survives: boolean | null): string =>
  survives === null ? 'is not measured' : survives ? 'holds' : 'fails';

/** N+1 of the customer's cluster before and after; `not measured` where it cannot be judged. */
export function survivalText({
  cluster,
  survivesBefore,
  survivesAfter,
}: Pick<OnboardOutcome, 'cluster' | 'survivesBefore' | 'survivesAfter'>): string {
  if (cluster === null) return 'No cluster is touched.';
  const [before, after] = [word(survivesBefore), word(survivesAfter)];
  if (before === after) return `N+1 in ${cluster} ${after} with and without the customer.`;
  return `N+1 in ${cluster} ${before} now and ${after} with the customer.`;
}
