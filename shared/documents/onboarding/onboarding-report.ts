import { describeEvent } from '../../events/describe-event.ts';
import { formatDay } from '../../view/date-format.ts';
import { counted } from '../../view/number-format.ts';
import { actionRows } from '../../view/onboarding-actions-view.ts';
import { onboardingMoves } from '../../view/onboarding-moves.ts';
import { scenarioVerdict } from '../../view/scenario-verdict.ts';
import { sentenceText } from '../../view/sentence.ts';
import { STATE_WORDS } from '../../view/shown-state.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';
import { fitSentence, whereSentence } from './onboarding-sentences.ts';
import { paragraph, section, table, verdictLine } from '../reports/markup.ts';
import type { Report } from '../reports/report-page.ts';
import { survivalNameOf } from '../../view/constraint-name.ts';

/** One page a sales engineer can send: the answer, what to do by when, what moves, how many such customers fit. */
export function onboardingReport(facts: OnboardingFacts): Report {
  const { origin, customer, result, outcome, regionName } = facts;
  const verdict = scenarioVerdict(result.before, result.after, [], outcome, regionName);
  const detail = sentenceText(verdict.detail);
  const [event] = result.events;
  const horizon = formatDay(result.timeline.days.at(-1) ?? '', origin.asOf);
  return {
    title: `Onboarding ${customer}`,
    origin,
    body: [
      verdictLine(verdict.mark, verdict.sentence),
      ...(detail === '' ? [] : [paragraph(detail)]),
      ...(event === undefined ? [] : [paragraph(describeEvent(event.event))]),
      section('Where', '', paragraph(whereSentence(outcome, survivalNameOf(result.after)))),
      fitPart(facts),
      actionsPart(facts),
      movesPart(facts, horizon),
    ].join('\n'),
  };
}

function actionsPart({ outcome, origin }: OnboardingFacts): string {
  const rows = actionRows(outcome.actions, origin.asOf, null);
  return section(
    'What to do first',
    rows.length === 0 ? '' : counted(rows.length, 'action'),
    rows.length === 0
      ? paragraph('Nothing has to be done first.')
      : table(
          [{ title: 'By' }, { title: 'What' }, { title: 'Then' }, { title: 'Cost', isNumber: true }],
          rows.map(({ when, text, due, cost }) => [when, text, due, cost?.text ?? '—']),
        ),
  );
}

function movesPart({ result, regionName }: OnboardingFacts, horizon: string): string {
  const { rows, unmoved } = onboardingMoves(result, regionName);
  return section(
    'What it moves',
    `at full size; days up to ${horizon}${unmoved === 0 ? '' : `; ${counted(unmoved, 'limit')} not moved left out`}`,
    rows.length === 0
      ? paragraph('No limit moves.')
      : table(
          [
            { title: 'Limit' },
            { title: 'Where' },
            { title: 'Now', isNumber: true },
            { title: 'After', isNumber: true },
            { title: 'Reached now' },
            { title: 'Reached after' },
            { title: 'Moved', isNumber: true },
            { title: 'State after' },
          ],
          rows.map((row) => [
            row.name,
            row.where,
            row.baseline,
            row.scenario ?? 'same',
            withRange(row.reachedBefore ?? 'not measured', row.rangeBefore),
            withRange(row.reachedAfter ?? 'same', row.range),
            row.moved,
            STATE_WORDS[row.state],
          ]),
        ),
  );
}

/** A date never stands without its interval. */
const withRange = (reached: string, range: string): string =>
  range === '' ? reached : `${reached} (${range})`;

function fitPart({ outcome, regionName, result }: OnboardingFacts): string {
  const note = 'at full size, no target breaks and every loss survives';
  return section(
    'How many fit',
    note,
    paragraph(fitSentence(outcome, regionName, survivalNameOf(result.after))),
  );
}
