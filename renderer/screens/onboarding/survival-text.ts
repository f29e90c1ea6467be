import type { OnboardOutcome } from '../../../shared/events/onboarding-preview.ts';

const word = (survives: boolean | null): string =>
  survives === null ? 'is not measured' : survives ? 'holds' : 'fails';

/** `survival` (`N+1`) of the customer's cluster before and after; `not measured` where it cannot be judged. */
export function survivalText(
  {
    cluster,
    survivesBefore,
    survivesAfter,
  }: Pick<OnboardOutcome, 'cluster' | 'survivesBefore' | 'survivesAfter'>,
  survival: string,
): string {
  if (cluster === null) return 'No cluster is touched.';
  const [before, after] = [word(survivesBefore), word(survivesAfter)];
  if (before === after) return `${survival} in ${cluster} ${after} with and without the customer.`;
  return `${survival} in ${cluster} ${before} now and ${after} with the customer.`;
}
