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
import type { Cell, NumberFormat, Sheet } from '../workbook/workbook.ts';
import type { CustomerPart } from './customer-sheet.ts';
import type { LimitsPart, LIMIT } from './limits-sheet.ts';
import type { MonthsPart } from './months-sheet.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';
import { fitSentence, survivesWord, whereSentence } from './onboarding-sentences.ts';
import { survivalNameOf } from '../../view/constraint-name.ts';

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
  say('.', text(whereSentence(outcome, survivalNameOf(result.after)), 'note'));
  say('.', text(fitSentence(outcome, regionName, survivalNameOf(result.after)), 'note'));
  actionPart(layout, facts);
  limitRows(layout, limits, origin.asOf);
  const last = layout.rows.length;
  originRows(layout, facts);
  const chartRow = layout.rows.length + 1;
  return {
    names: layout.names,
    sheet: {
      name: ANSWER,
      widths: [30, 14, 11, 13, 12, 11, 11, 18, 18],
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

function figureRows(layout: Layout, { outcome, result }: OnboardingFacts, { microvms }: CustomerPart): void {
  layout.heads('In figures', 'Value');
  layout.add(text('MicroVMs asked for', 'label'), computed(number(outcome.requested, 'whole'), microvms));
  layout.add(text('MicroVMs placed', 'label'), number(outcome.placed, 'whole'));
  layout.add(
    text('Such customers that fit in all', 'label'),
    number(outcome.howManyFit, 'whole', 'plain', 'not limited by what is measured'),
  );
  layout.add(
    text(`${survivalNameOf(result.after)} now`, 'label'),
    text(survivesWord(outcome.survivesBefore)),
  );
  layout.add(
    text(`${survivalNameOf(result.after)} with the customer`, 'label'),
    text(survivesWord(outcome.survivesAfter)),
  );
}

/** Hosts of an action and the price of one, where it buys any. */
function bought(
  { event, cost }: OnboardingAction,
  { model }: OnboardingFacts,
): { hosts: number; price: number | null } | null {
  const sku = model.skus.find(({ id }) => id === event['sku']);
  const hosts = Number(event['count']);
  const price = sku?.unitCost ?? null;
  if (event.type !== 'addHosts') return null;
  return { hosts, price: cost === undefined || cost === null ? null : price };
}

/** A price with its currency beside it. */
const moneyIn = (currency: string | null): NumberFormat => ({
  code: `#,##0 "${(currency ?? 'no currency').replaceAll('"', '')}"`,
});

function actionPart(layout: Layout, facts: OnboardingFacts): void {
  const { outcome, origin } = facts;
  const currencies = new Set(
    outcome.actions.flatMap((action) =>
      bought(action, facts)?.price == null ? [] : [action.currency ?? null],
    ),
  );
  const isMixed = currencies.size > 1;
  const money = isMixed ? 'each in its currency' : ([...currencies][0] ?? 'no currency');
  layout.heads('What to do first', 'By', 'Hosts', `Price of one (${money})`, `Cost (${money})`, 'Then');
  const rows = actionRows(outcome.actions, origin.asOf, null);
  if (rows.length === 0) {
    layout.add(text('Nothing has to be done first.'));
    return;
  }
  const first = layout.rows.length;
  let total = 0;
  let unpriced = 0;
  for (const { when, text: deed, due } of rows) {
    const action = outcome.actions.find((each) => each.text === deed);
    const buys = action === undefined ? null : bought(action, facts);
    const row = layout.rows.length;
    const price = buys?.price ?? null;
    const format = isMixed ? moneyIn(action?.currency ?? null) : 'money';
    total += buys === null || price === null ? 0 : buys.hosts * price;
    unpriced += buys !== null && price === null ? 1 : 0;
    layout.add(
      text(deed, 'wrapped'),
      text(when),
      buys === null ? text('', 'note') : number(buys.hosts, 'whole'),
      buys === null ? text('', 'note') : number(price, format, 'input', 'not known'),
      buys === null
        ? text('', 'note')
        : price === null
          ? number(null, 'money', 'plain', 'not known')
          : computed(number(buys.hosts * price, format), `${address(row, 2)}*${address(row, 3)}`),
      text(due, 'note'),
    );
    if (price !== null) layout.check(row, 3, 1e12, 'A price, 0 or more');
  }
  if (isMixed) {
    const words = 'No total: the prices are in several currencies';
    layout.add(text(words, 'total'), ...['', '', '', ''].map((empty) => text(empty, 'total')));
    return;
  }
  const last = layout.rows.length - 1;
  layout.add(
    text(unpriced === 0 ? 'Total of what has a price' : 'Total, at least: a price is not known', 'total'),
    ...['', '', ''].map((empty) => text(empty, 'total')),
    computed(number(total, 'money', 'total'), `SUM(${address(first, 4)}:${address(last, 4)})`),
  );
}

const SHOWN = ['now', 'after', 'difference', 'target', 'stateAfter'] as const;

/** When a limit is reached, with the interval of the day, in the words of the page: `14 May (6 – 23 May)`, `none`. */
function reachedText({ content, role }: Cell, range: string, asOf: string): Cell {
  const words =
    content.kind === 'day' ? formatDay(content.day, asOf) : content.kind === 'text' ? content.text : '';
  return range === '' ? text(words, role) : text(`${words} (${range})`, 'wrapped');
}

/** The limits moved most, each figure the one of the sheet of limits; no day stands without its interval. */
function limitRows(layout: Layout, limits: LimitsPart, asOf: string): void {
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
    layout.add(
      text(row.name),
      text(row.where),
      ...SHOWN.map(cellOf),
      reachedText(limits.cell(at, 'reachedNow'), row.rangeBefore, asOf),
      reachedText(limits.cell(at, 'reachedAfter'), row.range, asOf),
    );
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
