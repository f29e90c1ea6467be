import { beforeAll, describe, expect, it } from 'vitest';
import { procurementReport } from '../../shared/documents/reports/procurement-report.ts';
import { pageFoot, reportPage } from '../../shared/documents/reports/report-page.ts';
import type { LinearSolver } from '../../shared/linear/program.ts';
import { money } from '../../shared/view/money.ts';
import { formatPercent } from '../../shared/view/number-format.ts';
import { loadSolver } from '../solver/lazy-solver.ts';
import { factsOf, growingInput } from './procurement.fixture.ts';
import { wordsOf } from './page-words.fixture.ts';

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
      expect(words).toContain(line.reason);
    }
    expect(words).toContain(money(facts.plan.totalCost ?? -1, 'EUR'));
    for (const { headroom } of facts.rows)
      if (headroom !== null) expect(words).toContain(formatPercent(headroom));
    expect(words).toContain(facts.identity.contentHash);
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
