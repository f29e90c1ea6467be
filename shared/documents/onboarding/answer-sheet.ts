import { describeEvent } from '../../events/describe-event.ts';
import type { OnboardingAction } from '../../events/onboarding-actions.ts';
import { formatDay, formatInstant } from '../../view/date-format.ts';
import { actionRows } from '../../view/onboarding-actions-view.ts';
import { counted } from '../../view/number-format.ts';
import { scenarioVerdict } from '../../view/scenario-verdict.ts';
import { sentenceText } from '../../view/sentence.ts';
import { address } from '../workbook/address.ts';
import { computed, number, text } from '../workbook/cell.ts';
import { Layout } from '../workbook/layout.ts';
import type { Cell, Sheet } from '../workbook/workbook.ts';
import type { CustomerPart } from './customer-sheet.ts';
import type { LimitsPart, LIMIT } from './limits-sheet.ts';
import type { MonthsPart } from './months-sheet.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';
import { fitSentence, survivesWord, whereSentence } from './onboarding-sentences.ts';

const ANSWER = 'One page';
/** Limits on the page; the others stand on their own sheet. */
const MOST_LIMITS = 10;
const CHART_ROWS = 18;
const COLUMNS = 9;

export interface AnswerPart {
  readonly sheet: Sheet;
  readonly names: Layout['names'];
}

/** The page that is sent: the answer, what to do by when at what cost, what moves, how many fit, and what it is of. */
export function answerSheet(
  facts: OnboardingFacts,
  customer: CustomerPart,
  limits: LimitsPart,
  months: MonthsPart,
): AnswerPart {
  const { result, outcome, regionName, origin } = facts;
  const layout = new Layout(ANSWER);
  const verdict = scenarioVerdict(result.before, result.after, [], outcome, regionName);
  const spans: number[] = [];
  const say = (words: string, cell: Cell): void => {
    if (words !== '') spans.push(layout.add(cell));
  };
  const sentence = sentenceText(verdict.sentence);
  const detail = sentenceText(verdict.detail);
  const [entry] = result.events;
  layout.add(text(`Onboarding ${facts.customer}`, 'title'));
  say(sentence, text(sentence, 'verdict'));
  say(detail, text(detail, 'note'));
  const what =
    entry === undefined ? '' : `${describeEvent(entry.event)}, from ${formatDay(entry.day, origin.asOf)}.`;
  say(what, text(what, 'note'));
  figureRows(layout, facts, customer);
  say('.', text(whereSentence(outcome), 'note'));
  say('.', text(fitSentence(outcome, regionName), 'note'));
  actionPart(layout, facts);
  limitRows(layout, limits);
  const last = layout.rows.length;
  originRows(layout, facts);
  const chartRow = layout.rows.length + 1;
  return {
    names: layout.names,
    sheet: {
      name: ANSWER,
      widths: [30, 14, 11, 13, 12, 11, 11, 13, 13],
      rows: layout.rows,
      frozenRows: 1,
      frozenColumns: 0,
      headRow: null,
      spans,
      pageBreaks: [],
      landscape: false,
      printedColumns: COLUMNS,
      charts:
        months.chart === null
          ? []
          : [
              {
                title: 'Demand with the customer, as a share of the most that keeps each target',
                from: { row: chartRow, column: 0 },
                to: { row: chartRow + CHART_ROWS, column: COLUMNS },
                percent: true,
                ...months.chart,
              },
            ],
      checks: layout.checks,
      alarms: [{ range: `${address(0, 6)}:${address(last, 6)}`, text: 'Missed' }],
    },
  };
}

function figureRows(layout: Layout, { outcome }: OnboardingFacts, { microvms }: CustomerPart): void {
  layout.heads('In figures', 'Value');
  layout.add(text('MicroVMs asked for', 'label'), computed(number(outcome.requested, 'whole'), microvms));
  layout.add(text('MicroVMs placed', 'label'), number(outcome.placed, 'whole'));
  layout.add(
    text('Such customers that fit in all', 'label'),
    number(outcome.howManyFit, 'whole', 'plain', 'not limited'),
  );
  layout.add(text('N+1 now', 'label'), text(survivesWord(outcome.survivesBefore)));
  layout.add(text('N+1 with the customer', 'label'), text(survivesWord(outcome.survivesAfter)));
}

/** Hosts of an action and the price of one, where it buys any. */
function bought(
  { event, cost }: OnboardingAction,
  { model }: OnboardingFacts,
): { hosts: number; price: number } | null {
  const sku = model.skus.find(({ id }) => id === event['sku']);
  const hosts = Number(event['count']);
  const price = sku?.unitCost ?? null;
  if (event.type !== 'addHosts' || price === null || cost === undefined || cost === null) return null;
  return { hosts, price };
}

function actionPart(layout: Layout, facts: OnboardingFacts): void {
  const { outcome, origin } = facts;
  const [currency] = outcome.actions.flatMap((action) => action.currency ?? []);
  const money = currency ?? 'no currency';
  layout.heads('What to do first', 'By', 'Hosts', `Price of one (${money})`, `Cost (${money})`, 'Then');
  const rows = actionRows(outcome.actions, origin.asOf, null);
  if (rows.length === 0) {
    layout.add(text('Nothing has to be done first.'));
    return;
  }
  const first = layout.rows.length;
  let total = 0;
  for (const { when, text: deed, due } of rows) {
    const action = outcome.actions.find((each) => each.text === deed);
    const buys = action === undefined ? null : bought(action, facts);
    const row = layout.rows.length;
    total += buys === null ? 0 : buys.hosts * buys.price;
    layout.add(
      text(deed, 'wrapped'),
      text(when),
      buys === null ? text('', 'note') : number(buys.hosts, 'whole'),
      buys === null ? text('', 'note') : number(buys.price, 'money', 'input'),
      buys === null
        ? text('', 'note')
        : computed(number(buys.hosts * buys.price, 'money'), `${address(row, 2)}*${address(row, 3)}`),
      text(due, 'note'),
    );
    if (buys !== null) layout.check(row, 3, 1e12, 'A price, 0 or more');
  }
  const last = layout.rows.length - 1;
  layout.add(
    text('Total of what has a price', 'total'),
    ...['', '', ''].map((empty) => text(empty, 'total')),
    computed(number(total, 'money', 'total'), `SUM(${address(first, 4)}:${address(last, 4)})`),
  );
}

const SHOWN = ['now', 'after', 'difference', 'target', 'stateAfter', 'reachedNow', 'reachedAfter'] as const;

/** The limits moved most, each figure the one of the sheet of limits. */
function limitRows(layout: Layout, limits: LimitsPart): void {
  const shown = limits.rows.slice(0, MOST_LIMITS);
  layout.heads(
    'What it moves',
    'Where',
    'Now',
    'With the customer',
    'Difference',
    'Target',
    'State',
    'Reached now',
    'Reached with',
  );
  shown.forEach((row, at) => {
    const cellOf = (name: keyof typeof LIMIT): Cell => {
      const cell = limits.cell(at, name);
      const plain: Cell = { ...cell, role: cell.role === 'input' ? 'plain' : cell.role };
      return plain.content.kind === 'nothing'
        ? plain
        : computed(plain, reference(plain, limits.place(at, name)));
    };
    layout.add(text(row.name), text(row.where), ...SHOWN.map(cellOf));
  });
  if (shown.length === 0) layout.add(text('No limit moves.'));
  const more = limits.rows.length - shown.length;
  const rest = [
    ...(more === 0 ? [] : [`${counted(more, 'more limit')} on the sheet Limits`]),
    ...(limits.unmoved === 0 ? [] : [`${counted(limits.unmoved, 'limit')} not moved`]),
  ].join('; ');
  if (rest !== '') layout.add(text(rest, 'note'));
}

/** A reference; an empty text is empty, not the 0 a spreadsheet makes of an empty cell. */
const reference = ({ content }: Cell, place: string): string =>
  content.kind === 'text' && content.text === '' ? `""&${place}` : place;

function originRows(layout: Layout, { origin }: OnboardingFacts): void {
  layout.heads('Made of', '');
  layout.add(text('Workspace', 'label'), text(origin.workspace));
  layout.add(text('Scenario', 'label'), text(origin.scenario));
  layout.add(text('Data as of', 'label'), text(formatInstant(origin.asOf)));
  layout.add(text('Content hash', 'label'), text(origin.contentHash));
}
