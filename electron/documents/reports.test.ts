import { beforeAll, describe, expect, it } from 'vitest';
import { procurementReport } from '../../shared/documents/reports/procurement-report.ts';
import { pageFoot, reportPage } from '../../shared/documents/reports/report-page.ts';
import type { HostResource } from '../../shared/assess/host-resource.ts';
import type { LinearSolver } from '../../shared/linear/program.ts';
import { PLAN_SETTINGS_DEFAULTS } from '../../shared/plan/plan-settings.ts';
import { resourceUnit } from '../../shared/documents/workbook/resource-unit.ts';
import { constraintNameOf } from '../../shared/view/constraint-name.ts';
import { daysInWords, formatDay } from '../../shared/view/date-format.ts';
import { money } from '../../shared/view/money.ts';
import { formatInteger, formatPercent } from '../../shared/view/number-format.ts';
import { loadSolver } from '../solver/lazy-solver.ts';
import { factsOf, growingInput } from './procurement.fixture.ts';
import { tablesNamed, wordsOf } from './page-words.fixture.ts';

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

describe('procurementReport', () => {
  it('says every line, the total and every headroom of its plan', () => {
    const facts = factsOf(growingInput(solver));
    const words = wordsOf(reportPage(procurementReport(facts)));
    expect(facts.plan.lines.length).toBeGreaterThan(1);
    for (const line of facts.plan.lines) {
      expect(words).toContain(`${line.count} ${line.sku} ${line.cluster} ${money(line.cost ?? 0, 'EUR')}`);
      expect(words).toContain(daysInWords(line.reason));
    }
    expect(words).toContain(money(facts.plan.totalCost ?? -1, 'EUR'));
    const least = ({ target }: HostResource): number => Number(facts.policy[target]);
    for (const { resource, headroom } of facts.rows)
      if (headroom !== null) expect(words).toContain(formatPercent(headroom, 1, [least(resource)]));
    expect(words).toContain(facts.identity.contentHash);
  });

  it('says every headroom in the row of its scope and the column of its day, and every alternative', () => {
    // More months than a page is wide.
    const facts = factsOf({ ...growingInput(solver), horizonDays: 400 }, PLAN_SETTINGS_DEFAULTS, true);
    const html = reportPage(procurementReport(facts));
    const regionName = (region: string): string => `region ${region}`;
    for (const resource of facts.resources) {
      const tables = tablesNamed(html, `${resourceUnit(resource).title} by month`);
      const rows = facts.rows.filter((row) => row.resource.name === resource.name);
      expect(rows.length).toBeGreaterThan(8);
      for (const { scope, day, headroom, missed } of rows) {
        const { where } = constraintNameOf(`compute.${resource.name}@${scope}`, regionName);
        const table = tables.find(({ head }) => head.includes(formatDay(day, facts.asOf)));
        const row = table?.rows.find(([name]) => name === where);
        const text = row?.[table?.head.indexOf(formatDay(day, facts.asOf)) ?? -1];
        const least = Number(facts.policy[resource.target]);
        const said = headroom === null ? 'not measured' : formatPercent(headroom, 1, [least]);
        expect([where, day, text]).toEqual([where, day, missed === true ? `⬣ ${said}` : said]);
      }
    }
    const [instead] = tablesNamed(html, 'What else could be done');
    expect(facts.plan.alternatives.length).toBeGreaterThan(3);
    expect(instead?.rows).toEqual(
      facts.plan.alternatives.map(({ title, hosts, totalCost, explanation }) => [
        title,
        formatInteger(hosts),
        totalCost === null ? 'not known' : money(totalCost, 'EUR'),
        explanation,
      ]),
    );
  });

  it('shows names as they are, and never as markup', () => {
    const facts = factsOf(growingInput(solver));
    const report = procurementReport({
      ...facts,
      identity: { ...facts.identity, workspace: '<img src=x onerror="alert(1)">' },
    });
    const html = reportPage(report) + pageFoot(report.origin);
    expect(html).not.toContain('<img');
    expect(wordsOf(html)).toContain('<img src=x onerror="alert(1)">');
  });

  it('is the same page for the same plan', () => {
    const facts = factsOf(growingInput(solver));
    expect(reportPage(procurementReport(facts))).toBe(reportPage(procurementReport(facts)));
  });
});
