import type { OnboardOutcome } from '../../events/onboarding-preview.ts';
import type { RegionName } from '../../view/constraint-name.ts';
import { counted, formatInteger } from '../../view/number-format.ts';
import { refusedSentence } from '../../view/onboarding-fits.ts';

const SURVIVES = { true: 'survives', false: 'fails', null: 'not measured' } as const;

export const survivesWord = (survives: boolean | null): string => SURVIVES[`${survives}`];

/** `12 such customers fit in all. The thirteenth is refused by edge connections.` */
export function fitSentence(outcome: OnboardOutcome, regionName: RegionName, survival: string): string {
  const { howManyFit } = outcome;
  if (howManyFit === null) return 'Nothing that is measured limits how many such customers fit.';
  const fit = `${counted(howManyFit, 'such customer')} ${howManyFit === 1 ? 'fits' : 'fit'} in all.`;
  return `${fit} ${refusedSentence(outcome, regionName, survival)}`;
}

/** Which cluster and why, how many microVMs found a host, and whether losses are survived (`survival`: `N+1`) without and with them. */
export function whereSentence(outcome: OnboardOutcome, survival: string): string {
  const { cluster, clusterReason, requested, placed, survivesBefore, survivesAfter, unplaced } = outcome;
  const place = cluster === null ? 'No cluster takes it' : `Cluster ${cluster}`;
  const losses = `${survival} ${survivesWord(survivesBefore)} now and ${survivesWord(survivesAfter)} with it.`;
  const refused =
    unplaced.length === 0
      ? ''
      : ` ${counted(unplaced.length, 'microVM')} ${unplaced.length === 1 ? 'finds' : 'find'} no host.`;
  return `${place}${clusterReason === null ? '' : `: ${clusterReason}`}. ${formatInteger(placed)} of ${counted(requested, 'microVM')} placed.${refused} ${losses}`;
}
