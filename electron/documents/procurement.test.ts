import fc from 'fast-check';
import { readXlsx, type Workbook as ReadWorkbook } from 'hucre';
import { beforeAll, describe, expect, it } from 'vitest';
import { OFFICE_IS_HERE, recalculated } from '../../scripts/test/recalculated.ts';
import type { ProcurementFacts } from '../../shared/documents/workbook/procurement-facts.ts';
import { procurementCsv } from '../../shared/documents/workbook/procurement-csv.ts';
import { procurementWorkbook } from '../../shared/documents/workbook/procurement-workbook.ts';
import type { Workbook } from '../../shared/documents/workbook/workbook.ts';
import type { LinearSolver } from '../../shared/linear/program.ts';
import { PLAN_SETTINGS_DEFAULTS, type PlanSettings } from '../../shared/plan/plan-settings.ts';
import { instances } from '../plan-instances.arbitrary.ts';
import { loadSolver } from '../solver/lazy-solver.ts';
import { factsOf, growingInput } from './procurement.fixture.ts';
import { workbookBytes } from './workbook-bytes.ts';
import { compare, typed, withoutValues } from './workbook.fixture.ts';

const AT = new Date('2026-03-01T00:00:00Z');

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

describe('the procurement workbook', () => {
  it('has the sheets, names and total of its plan', async () => {
    const facts = factsOf(growingInput(solver), PLAN_SETTINGS_DEFAULTS, true);
    const workbook = procurementWorkbook(facts);
    expect(facts.plan.lines.length).toBeGreaterThan(1);
    expect(workbook.sheets.map(({ name }) => name)).toEqual([
      'Summary',
      'Purchase list',
      'Assumptions',
      'Headroom by month',
      'Scenario',
      'Notes',
    ]);
    const read = await readXlsx(await workbookBytes(workbook, AT));
    expect(compare(read, workbook)).toBeGreaterThan(100);
    expect(JSON.stringify(read.sheets[0]?.rows)).toContain('sha256:0123456789abcdef');
    expect(read.namedRanges?.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'as_of',
        'provisioning_days',
        'price_s',
        'lead_days_s',
        'target_memory',
        'quantity_1',
      ]),
    );
  });

  it('keeps text that begins like a formula as text, in cells, formulas and CSV', async () => {
    const facts = factsOf(growingInput(solver));
    const workbook = procurementWorkbook({
      ...facts,
      identity: { ...facts.identity, workspace: '=HYPERLINK("http://x")', scenarioName: '-1+1' },
    });
    const formulas = workbook.sheets
      .flatMap(({ rows }) => rows.flat())
      .flatMap(({ formula }) => formula ?? []);
    expect(formulas.some((formula) => formula.includes('HYPERLINK'))).toBe(false);
    const bytes = await workbookBytes(workbook, AT);
    const read = await readXlsx(bytes);
    const texts = read.sheets.flatMap(({ rows }) => rows.flat()).map(String);
    expect(texts).toContain('=HYPERLINK("http://x")');
    expect(texts).toContain('-1+1');
    expect(texts).toContain('=big "L"');
    const csv = procurementCsv({
      ...facts,
      plan: {
        ...facts.plan,
        lines: facts.plan.lines.map((line) => ({ ...line, sku: '@SUM(1)', reason: '\t=1' })),
      },
    });
    for (const field of csv.split(/[\r\n,]/)) expect(field).not.toMatch(/^"?[=+@\t]/);
  });

  it('writes the same bytes for the same plan', async () => {
    const workbook = procurementWorkbook(factsOf(growingInput(solver)));
    expect(await workbookBytes(workbook, AT)).toEqual(await workbookBytes(workbook, AT));
  });

  it('says in CSV what the workbook says', () => {
    const facts = factsOf(growingInput(solver));
    const rows = procurementCsv(facts).trim().split('\r\n');
    expect(rows.filter((row) => row.startsWith('purchase,'))).toHaveLength(facts.plan.lines.length);
    expect(rows.filter((row) => row.startsWith('headroom,'))).toHaveLength(facts.rows.length);
  });

  it('names the day a line is needed by alike in both, also where it comes before that', () => {
    const facts = factsOf(growingInput(solver));
    const [first, ...others] = facts.plan.lines;
    if (first === undefined) throw new Error('nothing is bought');
    const early = { ...first, late: false, neededBy: '2027-01-31' };
    const { sheets } = procurementWorkbook({ ...facts, plan: { ...facts.plan, lines: [early, ...others] } });
    const row = sheets[1]?.rows.find((cells) => cells.some(({ content }) => content.kind === 'day')) ?? [];
    expect(row[10]?.content).toEqual({ kind: 'day', day: '2027-01-31' });
    expect(row[1]?.content).toEqual({ kind: 'day', day: first.inServiceBy });
    const [year, month, date] = first.inServiceBy.split('-').map(Number);
    expect(row[1]?.formula).toContain(`MAX(DATE(${year},${month},${date}),`);
  });
});

describe.skipIf(!OFFICE_IS_HERE)('the procurement workbook recalculated by LibreOffice', () => {
  it('comes to the application’s own values, whatever the plan, the policy and the limits', async () => {
    const random = fc.sample(instances, { numRuns: 24, seed: 7 });
    const all: ProcurementFacts[] = [
      factsOf(growingInput(solver)),
      factsOf(growingInput(solver, { hostLossesPerCluster: 2, provisioningDays: 2 })),
      factsOf(growingInput(solver, { reserveBasis: 'max' })),
      ...random.map(({ input, settings }) => factsOf({ ...input, solver }, settings)),
    ];
    const workbooks = all.map(procurementWorkbook);
    const read = await recalculated(
      await Promise.all(workbooks.map((workbook) => workbookBytes(withoutValues(workbook), AT))),
    );
    const compared = workbooks.map((workbook, at) => compare(read[at] as ReadWorkbook, workbook));
    expect(Math.min(...compared)).toBeGreaterThan(10);
    expect(all.filter(({ plan }) => plan.lines.length > 0).length).toBeGreaterThan(8);
  }, 120_000);

  it('comes to the application’s answer for another price, lead time and provisioning', async () => {
    const own = factsOf(growingInput(solver));
    const sku = own.plan.lines[0]?.sku ?? '';
    const settingsWith = (change: Partial<PlanSettings['skus'][string]>): PlanSettings => ({
      ...PLAN_SETTINGS_DEFAULTS,
      skus: {
        [sku]: { unitCost: null, leadTimeDays: null, minimumOrderCount: null, excluded: false, ...change },
      },
    });
    const workbook = procurementWorkbook(own);
    const price = nameOf(workbook, 'price', sku);
    const lead = nameOf(workbook, 'lead_days', sku);
    const cases = [
      {
        typed: typed(workbook, price, 5.25),
        facts: factsOf(growingInput(solver), settingsWith({ unitCost: 5.25 })),
      },
      {
        typed: typed(workbook, lead, 6),
        facts: factsOf(growingInput(solver), settingsWith({ leadTimeDays: 6 })),
      },
      {
        typed: typed(workbook, 'provisioning_days', 10),
        facts: factsOf(growingInput(solver, { provisioningDays: 10 })),
      },
    ];
    const read = await recalculated(
      await Promise.all(cases.map((each) => workbookBytes(withoutValues(each.typed), AT))),
    );
    cases.forEach(({ facts }, at) => {
      // The chosen quantities stay; where the application chooses the same, every figure has to be its own.
      expect(facts.plan.lines.map(({ sku: type, count }) => [type, count])).toEqual(
        own.plan.lines.map(({ sku: type, count }) => [type, count]),
      );
      compare(read[at] as ReadWorkbook, procurementWorkbook(facts));
    });
  }, 120_000);
});

function nameOf(workbook: Workbook, prefix: string, sku: string): string {
  const id = sku.replace(/[^A-Za-z0-9]+/g, '_');
  return workbook.names.find(({ name }) => name === `${prefix}_${id}`)?.name ?? '';
}
