import { everyTarget } from '../../plan/unmeasured-targets.ts';
import { besideUnmeasured } from '../../view/unmeasured-words.ts';
import { daysInWords, formatDay } from '../../view/date-format.ts';
import { formatPercent, formatShareAtMost } from '../../view/number-format.ts';
import { targetName } from '../../plan/purchase-lines.ts';
import { text } from './cell.ts';
import type { ProcurementFacts } from './procurement-facts.ts';
import type { Cell, Sheet } from './workbook.ts';

/** How the figures are meant; what a reader in procurement asks first. */
const READINGS = [
  'Order by = in service by − lead time − provisioning. In service by = the day needed, or the first day an order of the as-of day can be in service, whichever is later.',
  'Headroom = 1 − demand ÷ available, where available leaves out what one loss of hosts may take (the reserve).',
  'Demand is the middle of the forecast, with the scenario’s events on their days; it does not change when assumptions of this workbook do.',
  'Quantities are chosen by an integer programme over all days and all losses. When a price, a lead time or a target changes, this workbook shows what the chosen quantities then cost and keep; another choice is made by Headroom.',
  'Losses of hosts are tried one by one in Headroom, which no sheet can do; whether they hold stands under Missed.',
  'Orders already placed stand in the inventory and count as standing from their day of arrival.',
];

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What is missed, late, left out, not measured, and how the figures are meant. */
export function notesSheet({ plan, asOf }: ProcurementFacts): Sheet {
  const rows: (readonly Cell[])[] = [
    [text('Notes', 'title')],
    [],
    ['Kind', 'What', 'Note'].map((title) => text(title, 'head')),
  ];
  const add = (kind: string, what: string, note: string): void => {
    rows.push([text(kind), text(what), text(note, 'wrapped')]);
  };
  add(
    'Proof',
    plan.optimal ? 'least cost' : 'not proved',
    plan.optimal
      ? 'Nothing cheaper keeps the targets.'
      : plan.gap === null
        ? 'How much a cheaper purchase could save is not known.'
        : `A cheaper purchase could save ${formatShareAtMost(plan.gap)} at most.`,
  );
  const unknown = plan.notMeasured.length;
  for (const { id, from, to, days, worst, target } of plan.missed)
    add(
      'Missed',
      targetName(id),
      `${days === 1 ? `on ${formatDay(from, asOf)}` : `${formatDay(from, asOf)} – ${formatDay(to, asOf)} (${days} days)`}${worst === null ? '' : `, ${formatPercent(worst, 1, [target])} at worst`}`,
    );
  if (plan.missed.length === 0)
    add(
      'Missed',
      'nothing',
      `${capital(everyTarget(unknown))} holds on every day to ${formatDay(plan.until, asOf)}${besideUnmeasured(unknown)}.`,
    );
  for (const line of plan.lines) {
    if (line.late) add('Late', `${line.count} × ${line.sku} for ${line.cluster}`, daysInWords(line.reason));
    if (line.warning !== null)
      add('Slow order', `${line.count} × ${line.sku} for ${line.cluster}`, daysInWords(line.warning));
  }
  for (const { sku, reason } of plan.excluded) add('Left out', sku, reason);
  for (const { id, reason } of plan.notMeasured) add('Not measured', targetName(id), reason);
  for (const reading of READINGS) add('Reading', '', reading);
  return {
    name: 'Notes',
    widths: [16, 40, 100],
    rows,
    frozenRows: 3,
    frozenColumns: 0,
    headRow: 2,
    spans: [],
    pageBreaks: [],
    landscape: true,
    printedColumns: 3,
    charts: [],
    checks: [],
    alarms: [],
  };
}
