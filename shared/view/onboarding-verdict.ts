import type { Constraint } from '../assess/constraint.ts';
import type { OnboardingAction } from '../events/onboarding-actions.ts';
import type { OnboardOutcome } from '../events/onboarding-preview.ts';
import { dayNumber } from '../history/calendar.ts';
import { closest, missedList, sentenceCase } from './constraint-clauses.ts';
import type { RegionName } from './constraint-name.ts';
import { counted, formatInteger } from './number-format.ts';
import { say, strong, type Said } from './sentence.ts';

/** What an onboarding came to, where the scenario is that onboarding alone. */
export type OnboardingVerdict = Pick<
  OnboardOutcome,
  'verdict' | 'cluster' | 'survivesAfter' | 'unplaced' | 'requested' | 'actions' | 'howManyFit'
> & {
  /** Its days are still being computed: an early warning may yet turn "accept" into something else, so it is not said. */
  readonly awaitsDates?: boolean;
  /** Whether actions make room is still searched: neither accepted nor declined yet. */
  readonly awaitsActions?: boolean;
};

/** The verdict of an onboarding in words; `missed`: newly, worst first · `touched`: what it changes · `survival`: `N+1`. */
export function onboardingSentence(
  onboarding: OnboardingVerdict,
  missed: readonly Constraint[],
  touched: readonly Constraint[],
  survival: string,
  regionName: RegionName,
): Said {
  const { verdict, cluster, survivesAfter, unplaced, requested, actions, howManyFit } = onboarding;
  const fits =
    howManyFit === null
      ? []
      : [say(`${counted(howManyFit, 'such customer')} ${howManyFit === 1 ? 'fits' : 'fit'}. `)];
  const where = cluster === null ? 'It fits' : `It fits in ${cluster}`;
  if (verdict === 'accept' && onboarding.awaitsDates === true) {
    return {
      mark: 'ok',
      sentence: [
        strong(`${where}.`),
        say(
          `${survivesAfter === true ? ` ${survival} survives.` : ''} Whether it makes a trigger fire follows.`,
        ),
      ],
      detail: [...fits, ...closest(touched, regionName)],
    };
  }
  if (verdict === 'accept') {
    return {
      mark: 'ok',
      sentence: [
        strong('Accept.'),
        say(` ${where}${survivesAfter === true ? ` and ${survival} survives` : ''}.`),
      ],
      detail: [...fits, ...closest(touched, regionName)],
    };
  }
  const list =
    missed.length > 0 ? sentenceCase(missedList(missed, 3, regionName)) : closest(touched, regionName);
  if (verdict === 'accept-with-actions') {
    const late = daysTooLate(actions);
    const until = late === 0 ? '' : `, ${counted(late, 'day')} too late: until then targets are missed`;
    return {
      mark: 'watch',
      sentence: [
        strong(`Accept, with ${counted(actions.length, 'action')}.`),
        say(` ${where} once ${actions.length === 1 ? 'it is' : 'they are'} done${until}.`),
      ],
      detail: list,
    };
  }
  const left = ` ${formatInteger(unplaced.length)} of ${formatInteger(requested)} microVMs find no host.`;
  if (onboarding.awaitsActions === true) {
    return {
      mark: 'unknown',
      sentence: [
        strong('Not as things are.'),
        say(`${unplaced.length > 0 ? left : ''} What makes room is still open.`),
      ],
      detail: list,
    };
  }
  const why = unplaced.length > 0 ? left : ' No action known to the model mends what it breaks.';
  return { mark: 'breach', sentence: [strong('Decline.'), say(why)], detail: list };
}

/** Days from the first one an action is needed in service to the first one it can be, the longest of all; 0 where none is late. */
function daysTooLate(actions: readonly OnboardingAction[]): number {
  const waits = actions.map(({ late, earliest, inServiceBy }) =>
    late !== true || earliest === undefined || inServiceBy === undefined || inServiceBy === null
      ? 0
      : dayNumber(earliest) - dayNumber(inServiceBy),
  );
  return Math.max(0, ...waits);
}
