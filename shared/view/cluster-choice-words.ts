import type { ClusterChoice } from '../events/cluster-choices.ts';
import { constraintPhraseOf } from './constraint-phrase-of.ts';
import { formatDay } from './date-format.ts';
import { counted, formatInteger, listed } from './number-format.ts';
import { strandedReason } from './placement-view.ts';
import type { OrdersAside } from '../timeline/onboarding-details.ts';
import type { RegionName } from './constraint-name.ts';

/** Where the customer would go if orders on their way counted, and why they do not. */
export function ordersAsideWords({ cluster, reason, orders }: OrdersAside, asOf: string | null): string {
  const coming = orders.map(
    ({ sku, count, arrivesOn }) => `${formatInteger(count)} × ${sku} of ${formatDay(arrivesOn, asOf)}`,
  );
  const what = coming.length === 0 ? 'what is ordered' : `the ordered ${listed(coming)}`;
  return `With ${what} it would be ${cluster}: ${reason}. Orders may come late: they count in the dates, not in this choice.`;
}

/** What refuses a cluster, in words with need and have where a placement fails; empty where it takes the customer. */
export function refusalWords(choice: ClusterChoice, regionName: RegionName = () => null): string {
  if (choice.fits) return '';
  if (choice.stranded > 0 && choice.unplaced !== null)
    return `${counted(choice.stranded, 'microVM')} left over: ${strandedReason(choice.unplaced)}`;
  const [first, ...others] = choice.violations;
  if (first !== undefined) {
    const more = others.length > 0 ? `, ${counted(others.length, 'more target')}` : '';
    return `misses ${constraintPhraseOf(first, regionName)}${more}`;
  }
  return choice.survives === false ? 'does not survive a loss' : 'refused';
}
