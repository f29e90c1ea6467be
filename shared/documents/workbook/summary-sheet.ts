import { nothingBought } from '../../view/plan-words.ts';
import { everyTarget } from '../../plan/unmeasured-targets.ts';
import { besideUnmeasured } from '../../view/unmeasured-words.ts';
import { formatDay, formatInstant } from '../../view/date-format.ts';
import { formatShareAtMost } from '../../view/number-format.ts';
import { computed, day, number, share, text } from './cell.ts';
import type { HeadroomPart, TargetRows } from './headroom-sheet.ts';
import type { ProcurementFacts } from './procurement-facts.ts';
import type { PurchasePart } from './purchase-sheet.ts';
import { resourceUnit } from './resource-unit.ts';
import type { Cell, LineChart, Sheet } from './workbook.ts';

const SUMMARY = 'Summary';

/** More lines than this are no picture. */
const MOST_LINES = 6;
const CHART_ROWS = 16;

/** What the workbook is of, what it comes to, and the curves of headroom. */
export function summarySheet(
  facts: ProcurementFacts,
  purchases: PurchasePart,
  headroom: HeadroomPart,
): Sheet {
  const rows: (readonly Cell[])[] = [
    [text(`Procurement plan: ${facts.identity.workspace}`, 'title')],
    [text(verdict(facts), 'verdict')],
    ...facts.plan.explanation.map((sentence) => [text(capital(sentence), 'note')]),
    [],
    ...totalRows(facts, purchases, headroom),
    [],
    ...originRows(facts),
  ];
  const { alternatives, currency } = facts.plan;
  if (alternatives.length > 0) {
    rows.push([]);
    rows.push(
      ['Instead', 'Hosts', `Cost (${currency ?? 'no currency'})`, 'Then'].map((title) => text(title, 'head')),
    );
    for (const { title, hosts, totalCost, explanation } of alternatives)
      rows.push([
        text(title),
        number(hosts, 'whole'),
        number(totalCost, 'money', 'plain', 'not known'),
        text(explanation, 'wrapped'),
      ]);
  }
  const { charts, end } = chartsOf(facts, headroom.targets, rows.length + 1);
  while (charts.length > 0 && rows.length < end) rows.push([]);
  return {
    name: SUMMARY,
    widths: [34, 16, 18, 64],
    rows,
    frozenRows: 1,
    frozenColumns: 0,
    headRow: null,
    spans: [1, ...facts.plan.explanation.map((_, at) => at + 2)],
    pageBreaks: charts.slice(0, 1).map(({ from }) => from.row),
    landscape: true,
    printedColumns: 4,
    charts,
    checks: [],
    alarms: [],
  };
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

function verdict({ plan, asOf }: ProcurementFacts): string {
  const until = formatDay(plan.until, asOf);
  const unknown = plan.notMeasured.length;
  const beside = besideUnmeasured(unknown);
  if (plan.lines.length === 0)
    return plan.feasible && plan.missed.length === 0
      ? `Nothing to buy: ${everyTarget(unknown)} of hosts holds to ${until}${beside}.`
      : nothingBought(plan);
  const kept = plan.feasible
    ? `keep ${everyTarget(unknown)} that can be kept to ${until}${beside}`
    : `do not keep every target to ${until}`;
  const proof = !plan.feasible
    ? ''
    : plan.optimal
      ? ' Proved: nothing cheaper does.'
      : plan.gap === null
        ? ' Not proved to be the cheapest.'
        : ` Not proved to be the cheapest: at most ${formatShareAtMost(plan.gap)} could be saved.`;
  return `The purchases of this workbook ${kept}.${proof}`;
}

/** Totals, recalculated from the other sheets. */
function totalRows(
  { plan, resources, until, asOf, policy }: ProcurementFacts,
  { ranges, totalHosts, totalCost }: PurchasePart,
  { targets, verdicts }: HeadroomPart,
): readonly (readonly Cell[])[] {
  const row = (label: string, cell: Cell, unit: string): readonly Cell[] => [
    text(label, 'label'),
    cell,
    text(unit, 'note'),
  ];
  const live = (cell: Cell, formula: (() => string) | null): Cell =>
    formula === null || ranges === null ? cell : computed(cell, formula());
  const firstOrder =
    plan.lines.flatMap(({ orderBy }) => (orderBy === null ? [] : [orderBy])).sort()[0] ?? null;
  const late = plan.lines.filter((line) => line.late).length;
  return [
    [text('Totals', 'head'), text('', 'head'), text('', 'head')],
    row(
      'Hosts to buy',
      live(number(plan.hosts, 'whole'), () => totalHosts),
      'hosts',
    ),
    row(
      'Cost',
      live(
        number(plan.totalCost, 'money', 'plain', 'not known'),
        plan.totalCost === null ? null : () => totalCost,
      ),
      plan.currency ?? 'no currency',
    ),
    row(
      'First order by',
      live(
        day(firstOrder, 'plain', plan.lines.length === 0 ? 'nothing to order' : 'not known'),
        firstOrder === null || ranges === null ? null : () => `MIN(${ranges.column('orderBy')})`,
      ),
      'day',
    ),
    row(
      'Lines that come late even if ordered today',
      live(
        number(late, 'whole'),
        ranges === null ? null : () => `COUNTIF(${ranges.column('status')},"late")`,
      ),
      'lines',
    ),
    row(
      'Shown days on which a target is missed',
      computed(number(missedRows(targets), 'whole'), `COUNTIF(${verdicts},"Missed")`),
      `of the days on the sheet Headroom by month, to ${formatDay(until, asOf)}`,
    ),
    ...resources.flatMap((resource) => {
      const own = targets.filter((target) => target.resource === resource);
      const lowest = own.flatMap((target) => (target.lowest === null ? [] : [target.lowest]));
      if (lowest.length === 0) return [];
      const target = policy[resource.target];
      return [
        row(
          `Lowest ${lowered(resourceUnit(resource).title)} headroom`,
          computed(
            share(Math.min(...lowest), typeof target === 'number' ? [target] : []),
            `MIN(${own.map(({ headroom }) => headroom).join(',')})`,
          ),
          'of a region or cluster on a shown day',
        ),
      ];
    }),
  ];
}

const lowered = (title: string): string =>
  title === 'CPU' ? title : title.charAt(0).toLowerCase() + title.slice(1);
const missedRows = (targets: readonly TargetRows[]): number =>
  targets.reduce((sum, { missed }) => sum + missed, 0);

function originRows({ identity, plan, asOf, until }: ProcurementFacts): readonly (readonly Cell[])[] {
  const row = (label: string, cell: Cell): readonly Cell[] => [text(label, 'label'), cell];
  const { scenarioName, scenarioVersion } = identity;
  return [
    [text('What this is of', 'head'), text('', 'head'), text('', 'head')],
    row('Workspace', text(identity.workspace)),
    row('Scenario', text(scenarioName ?? 'Baseline')),
    row(
      'Scenario version',
      scenarioVersion === null
        ? text(scenarioName === null ? 'none: the baseline' : 'not a saved version', 'note')
        : number(scenarioVersion, 'whole'),
    ),
    row('Content hash', text(identity.contentHash)),
    row('Data as of', text(formatInstant(asOf))),
    row('Planned to', day(until)),
    row(
      'Checked day by day',
      text(
        plan.verified ? 'yes: every target that can be kept is kept with the plan applied' : 'no',
        'plain',
      ),
    ),
    row('Made by', text(identity.application)),
  ];
}

function chartsOf(
  { resources, plan }: ProcurementFacts,
  targets: readonly TargetRows[],
  firstRow: number,
): { readonly charts: readonly LineChart[]; readonly end: number } {
  const touched = new Set(plan.lines.map(({ cluster }) => `cluster:${cluster}`));
  let row = firstRow;
  const charts = resources.flatMap((resource): LineChart[] => {
    const own = targets
      .filter((target) => target.resource === resource && target.lowest !== null)
      .sort(
        (a, b) =>
          Number(touched.has(b.scope)) - Number(touched.has(a.scope)) || (a.lowest ?? 0) - (b.lowest ?? 0),
      )
      .slice(0, MOST_LINES);
    const [first] = own;
    if (first === undefined || (resource.name !== 'memory' && resource.name !== 'cpu')) return [];
    const from = { row, column: 0 };
    const to = { row: row + CHART_ROWS, column: 4 };
    row += CHART_ROWS + 1;
    return [
      {
        title: `${resourceUnit(resource).title} headroom by month, with what is bought`,
        from,
        to,
        percent: true,
        startsAt: Math.min(0, ...own.map(({ lowest }) => Math.floor((lowest ?? 0) * 10) / 10)),
        lines: [
          ...own.map(({ scope, headroom, days }) => ({
            name: scope.replace(':', ' '),
            values: headroom,
            categories: days,
            isLimit: false,
          })),
          { name: 'at least', values: first.target, categories: first.days, isLimit: true },
        ],
      },
    ];
  });
  return { charts, end: row };
}
