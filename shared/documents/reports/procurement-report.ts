import { daysInWords, formatDay } from '../../view/date-format.ts';
import { constraintNameOf } from '../../view/constraint-name.ts';
import { money } from '../../view/money.ts';
import { counted, formatChosenShare, formatInteger, formatPercent } from '../../view/number-format.ts';
import { nothingBought, planVerdict } from '../../view/plan-words.ts';
import type { HeadroomRow, ProcurementFacts } from '../workbook/procurement-facts.ts';
import { resourceUnit } from '../workbook/resource-unit.ts';
import { headroomDrawing, type HeadroomLine } from './headroom-drawing.ts';
import { paragraph, section, table, verdictLine } from './markup.ts';
import { scenarioText, type Report } from './report-page.ts';

const MOST_LINES = 6;
/** As many days beside one another as a page is wide; further ones follow in a table of their own. */
const MOST_DAYS = 8;
const regionName = (region: string): string => `region ${region}`;

/** The monthly review of growth and procurement: what to buy by when, what it keeps, what else could be done. */
export function procurementReport(facts: ProcurementFacts): Report {
  const { plan, identity, asOf } = facts;
  const verdict = planVerdict(plan, { regionName, losses: facts.policy.hostLossesPerCluster });
  const cost = (amount: number | null): string =>
    amount === null ? 'not known' : money(amount, plan.currency);
  const lines = table(
    [
      { title: 'Order by' },
      { title: 'In service by' },
      { title: 'Hosts', isNumber: true },
      { title: 'Type' },
      { title: 'Cluster' },
      { title: 'Cost', isNumber: true },
      { title: 'Because' },
    ],
    plan.lines.map((line) => [
      line.orderBy === null ? 'not known' : formatDay(line.orderBy, asOf),
      `${formatDay(line.inServiceBy, asOf)}${line.late ? ' (late)' : ''}`,
      formatInteger(line.count),
      line.sku,
      line.failureDomain === null ? line.cluster : `${line.cluster} ${line.failureDomain}`,
      cost(line.cost),
      daysInWords(line.reason),
    ]),
  );
  const alternatives = table(
    [
      { title: 'Instead' },
      { title: 'Hosts', isNumber: true },
      { title: 'Cost', isNumber: true },
      { title: 'Then' },
    ],
    plan.alternatives.map((other) => [
      other.title,
      formatInteger(other.hosts),
      cost(other.totalCost),
      other.explanation,
    ]),
  );
  return {
    title: `Growth and procurement: ${identity.workspace}`,
    origin: {
      workspace: identity.workspace,
      scenario: scenarioText(identity),
      asOf,
      contentHash: identity.contentHash,
    },
    body: [
      verdictLine(verdict.mark, verdict.sentence),
      ...verdict.more.map(paragraph),
      section(
        'Purchases',
        `${counted(plan.hosts, 'host')}, ${cost(plan.totalCost)}; to ${formatDay(plan.until, asOf)}`,
        plan.lines.length === 0 ? paragraph(nothingBought(plan)) : lines,
      ),
      ...facts.resources.flatMap((resource) => growthSection(facts, resource.name)),
      ...(plan.alternatives.length === 0
        ? []
        : [section('What else could be done', 'each planned the same way', alternatives)]),
      ...(plan.notMeasured.length === 0
        ? []
        : [
            section(
              'Not measured',
              'these targets ask for nothing',
              table(
                [{ title: 'Target' }, { title: 'Why' }],
                plan.notMeasured.map(({ id, reason }) => [id, reason]),
              ),
            ),
          ]),
    ].join('\n'),
  };
}

function growthSection(facts: ProcurementFacts, name: string): readonly string[] {
  const rows = facts.rows.filter(({ resource }) => resource.name === name);
  const [first] = rows;
  if (first === undefined) return [];
  const ratio = facts.policy[first.resource.target];
  const least = typeof ratio === 'number' ? ratio : 0;
  const { title } = resourceUnit(first.resource);
  const days = [...new Set(rows.map(({ day }) => day))];
  const scopes = [...new Set(rows.map(({ scope }) => scope))];
  const rowOf = (scope: string, day: string) => rows.find((row) => row.scope === scope && row.day === day);
  const whereOf = (scope: string): string => constraintNameOf(`compute.${name}@${scope}`, regionName).where;
  const lines = scopes
    .map((scope): HeadroomLine => ({
      name: whereOf(scope),
      points: days.flatMap((day) => {
        const headroom = rowOf(scope, day)?.headroom ?? null;
        return headroom === null ? [] : [{ day, headroom }];
      }),
    }))
    .filter(({ points }) => points.length > 0)
    .sort((a, b) => lowest(a) - lowest(b))
    .slice(0, MOST_LINES);
  const parts = Array.from({ length: Math.ceil(days.length / MOST_DAYS) }, (_, at) =>
    days.slice(at * MOST_DAYS, (at + 1) * MOST_DAYS),
  );
  const figures = parts.map((shown) =>
    table(
      [
        { title: `${title} headroom` },
        ...shown.map((day) => ({ title: formatDay(day, facts.asOf), isNumber: true as const })),
      ],
      scopes.map((scope) => [
        whereOf(scope),
        ...shown.map((day) => {
          const row = rowOf(scope, day);
          const text = row?.headroom == null ? unknownText(row) : formatPercent(row.headroom, 1, [least]);
          return row?.missed === true ? { markup: `<span class="missed">⬣ ${text}</span>` } : text;
        }),
      ]),
    ),
  );
  const drawing = headroomDrawing(lines, least, facts.asOf);
  const note = `with what is bought, at least ${formatChosenShare(least)}; the ${counted(lines.length, 'lowest line', 'lowest lines')} drawn, ⬣ = missed`;
  return [section(`${title} by month`, note, `${drawing ?? ''}${figures.join('\n')}`)];
}

/** Why a row has no share: nothing is available for the demand there is, or something is not known. */
const unknownText = (row: HeadroomRow | undefined): string =>
  row?.missed === true ? 'nothing available' : 'not measured';

const lowest = ({ points }: HeadroomLine): number => Math.min(...points.map(({ headroom }) => headroom));
