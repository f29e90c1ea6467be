import { formatDay } from '../../view/date-format.ts';
import { DECISION_KIND_WORDS } from '../../view/decision-words.ts';
import { money } from '../../view/money.ts';
import { counted } from '../../view/number-format.ts';
import { paragraph, section, table } from '../reports/markup.ts';
import type { Report } from '../reports/report-page.ts';
import { regionPart, regionVerdictPart } from './region-part.ts';
import type { ReviewFacts } from './review-facts.ts';

/** As many decisions as a page of a review holds; the log has all. */
const MOST_DECISIONS = 20;

/**
 * The weekly review: every region in a sentence, what changed and what was decided since the review before; then region by
 * region triggers with their actions, when limits are reached, every limit. With a scenario each of them on both sides.
 */
export function reviewReport(facts: ReviewFacts): Report {
  const { origin, regions } = facts;
  return {
    title: `Region review: ${origin.workspace}`,
    origin,
    body: [
      ...regions.map((region) => regionVerdictPart(facts, region)),
      changesPart(facts),
      decisionsPart(facts),
      ...regions.map((region) => regionPart(facts, region)),
    ].join('\n'),
  };
}

function changesPart({ lastReview, changes }: ReviewFacts): string {
  const title = 'What changed since the last review';
  if (lastReview === null) return section(title, '', paragraph('No review was kept before this one.'));
  return section(
    title,
    `of ${lastReview}`,
    changes.length === 0
      ? paragraph('Nothing of note.')
      : table(
          [{ title: 'What' }, { title: 'How' }],
          changes.map(({ text, detail }) => [text, detail]),
        ),
  );
}

/** Who decided what, why and on which scenario. */
function decisionsPart({ decisions, lastReview, origin }: ReviewFacts): string {
  const title = 'What was decided since the last review';
  if (decisions.length === 0) return section(title, '', paragraph('Nothing was decided.'));
  const left = decisions.length - MOST_DECISIONS;
  const note = [
    lastReview === null ? 'the whole log' : `of ${lastReview}`,
    ...(left > 0 ? [`the ${counted(left, 'earliest', 'earliest')} left out`] : []),
  ].join('; ');
  return section(
    title,
    note,
    table(
      [
        { title: 'No.', isNumber: true },
        { title: 'Day' },
        { title: 'What' },
        { title: 'Why' },
        { title: 'By' },
        { title: 'Rests on' },
        { title: 'Cost', isNumber: true },
        { title: 'State' },
      ],
      decisions
        .slice(0, MOST_DECISIONS)
        .map(({ decision, day, revertedBy }) => [
          String(decision.id),
          formatDay(day, origin.asOf),
          `${DECISION_KIND_WORDS[decision.kind]}: ${decision.title}`,
          decision.reason,
          decision.by ?? 'nobody named',
          decision.scenario === null
            ? '—'
            : `${decision.scenario.name}, version ${decision.scenario.version}`,
          decision.cost === null ? '—' : money(decision.cost.amount, decision.cost.currency),
          revertedBy === null ? 'stands' : `taken back by ${revertedBy}`,
        ]),
    ),
  );
}
