import { formatInstant } from '../../view/date-format.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { answerSheet } from './answer-sheet.ts';
import { customerSheet } from './customer-sheet.ts';
import { limitsSheet } from './limits-sheet.ts';
import { monthsSheet } from './months-sheet.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';

/**
 * The one-pager of a customer as a workbook: its first sheet is the page, the others what the page’s figures are computed
 * from. Headroom, differences, states, days moved and costs are formulas; what only a search can tell (placement, N+1, how
 * many fit) stands as it was found.
 */
export function onboardingWorkbook(facts: OnboardingFacts): Workbook {
  const { origin, customer: name } = facts;
  const customer = customerSheet(facts);
  const limits = limitsSheet(facts);
  const months = monthsSheet(facts, limits);
  const answer = answerSheet(facts, customer, limits, months);
  const of = `${origin.scenario} · as of ${formatInstant(origin.asOf)} · ${origin.contentHash}`;
  return {
    title: `Onboarding ${name}`,
    subject: of,
    footer: `${origin.workspace} · ${of}`,
    names: [...answer.names, ...customer.names],
    sheets: [answer.sheet, limits.sheet, months.sheet, customer.sheet],
  };
}
