import type { OnboardOutcome } from '../events/onboarding-preview.ts';
import { describeEvent } from '../events/describe-event.ts';
import type { SimulationResult } from '../timeline/result.ts';
import type { RegionName } from './constraint-name.ts';
import { formatDay } from './date-format.ts';
import { actionRows } from './onboarding-actions-view.ts';
import { refusedSentence } from './onboarding-fits.ts';
import { onboardingMoves } from './onboarding-moves.ts';
import { counted } from './number-format.ts';
import { scenarioVerdict } from './scenario-verdict.ts';
import { sentenceText } from './sentence.ts';
import { survivalNameOf } from './constraint-name.ts';

/** The answer as plain text for a message: verdict, what to do by when, what moves, how many fit. */
export function onboardingSummary(
  result: Omit<SimulationResult, 'triggers' | 'triggersBefore'>,
  outcome: OnboardOutcome,
  asOf: string | null,
  regionName: RegionName = () => null,
): string {
  const verdict = scenarioVerdict(result.before, result.after, [], outcome, regionName);
  const [event] = result.events;
  const { rows } = onboardingMoves(result, regionName);
  const actions = actionRows(outcome.actions, asOf, null);
  const horizon = result.timeline.days.at(-1) ?? '';
  const fits =
    outcome.howManyFit === null
      ? ''
      : `${counted(outcome.howManyFit, 'such customer')} ${outcome.howManyFit === 1 ? 'fits' : 'fit'}. `;
  return [
    event === undefined ? result.scenario : describeEvent(event.event),
    sentenceText(verdict.sentence),
    sentenceText(verdict.detail),
    ...actions.map(({ when, text, due }) => `- ${when}: ${text}${due === '' ? '' : ` (${due})`}`),
    '',
    'What it moves (now → after; day the limit is reached):',
    ...rows.map(
      ({ name, where, baseline, scenario, reachedBefore, rangeBefore, reachedAfter, moved, range }) =>
        `- ${name} ${where}: ${baseline} → ${scenario ?? 'same'}; ${[reachedBefore ?? 'no day known', rangeBefore].filter((part) => part !== '').join(', ')}${
          reachedAfter === null
            ? ''
            : ` → ${[reachedAfter, range, moved].filter((part) => part !== '').join(', ')}`
        }`,
    ),
    '',
    `${fits}${refusedSentence(outcome, regionName, survivalNameOf(result.after))}`,
    `Days up to ${formatDay(horizon, asOf)}; inventory of ${asOf === null ? 'an unknown day' : formatDay(asOf, null)}.`,
  ]
    .filter((line, at, all) => line !== '' || all[at - 1] !== '')
    .join('\n');
}
