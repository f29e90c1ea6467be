import type { ClusterChoice } from '../events/cluster-choices.ts';
import { constraintPhraseOf } from './constraint-phrase-of.ts';
import { counted } from './number-format.ts';
import { strandedReason } from './placement-view.ts';
import type { RegionName } from './constraint-name.ts';

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
