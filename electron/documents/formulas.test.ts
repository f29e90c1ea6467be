import { readXlsx } from 'hucre';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { inventory, metrics } from '../../shared/import/read-text.fixture.ts';
import { assembleModel } from '../../shared/import/inventory/assemble.ts';
import { inventoryFiles } from '../../shared/documents/data-export/inventory-files.ts';
import { seriesCsv } from '../../shared/documents/data-export/series-text.ts';
import { decisionText } from '../../shared/documents/decisions/decision-text.ts';
import { onboardingWorkbook } from '../../shared/documents/onboarding/onboarding-workbook.ts';
import { procurementCsv } from '../../shared/documents/workbook/procurement-csv.ts';
import { procurementWorkbook } from '../../shared/documents/workbook/procurement-workbook.ts';
import type { Workbook } from '../../shared/documents/workbook/workbook.ts';
import type { LinearSolver } from '../../shared/linear/program.ts';
import type { Model } from '../../shared/model/document.ts';
import { guarded, unguarded } from '../../shared/model/formula-guard.ts';
import { parseModel } from '../../shared/model/parse-model.ts';
import { POLICY_DEFAULTS } from '../../shared/model/policy.ts';
import { serializeModel } from '../../shared/model/serialize-model.ts';
import { modelWith, scenarioWith } from '../../shared/timeline/two-clusters.fixture.ts';
import { csvText } from '../../shared/view/chart-table.ts';
import { pipelineCsv, readPipeline } from '../../shared/view/pipeline-text.ts';
import { loadSolver } from '../solver/lazy-solver.ts';
import { onboardingOf } from './onboarding-of.ts';
import { factsOf } from './procurement.fixture.ts';
import { workbookBytes } from './workbook-bytes.ts';

const AT = new Date('2026-03-01T00:00:00Z');
/** What spreadsheets take for a formula, by its first characters. */
const NAMES = ['=HYPERLINK("http://x";"y")', '+1', '-1', '@x', '\t=1', '\r=1', "'=1", "''+1", '-2+3|cmd'];
const FORMULA = /^[=+\-@\t\r\n]/;
/** Stands in every name, so that it is found where it should not be. */
const MARK = 'qq';
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

const REFERRING = new Set([
  'id',
  'name',
  'region',
  'cluster',
  'host',
  'flavor',
  'sku',
  'failureDomain',
  'customer',
]);

/** The document with every id, and whatever refers to it, led by a name. */
function renamed(value: unknown, name: string, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, name, key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([own, each]) => [own, renamed(each, name, own)]));
  return typeof value === 'string' && REFERRING.has(key) ? `${name}${MARK}${value}` : value;
}

function hostileModel(name: string): Model {
  const parsed = parseModel(renamed(serializeModel(modelWith()), name));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

const coming = (name: string) => ({
  type: 'onboardCustomer',
  customer: `${name}${MARK}k`,
  region: `${name}${MARK}r`,
  cluster: `${name}${MARK}a`,
  on: '2026-03-20',
  fleet: [{ flavor: `${name}${MARK}f`, count: 110, spreadGroup: `${name}${MARK}web`, maxPerHost: 40 }],
  ramp: { kind: 'linear', days: 30 },
});

function workbooksOf(name: string): readonly Workbook[] {
  const model = hostileModel(name);
  const scenario = { ...scenarioWith(model, [coming(name)]), name: `${name}scenario`, notes: `${name}notes` };
  const policy = { ...POLICY_DEFAULTS, cpuOvercommit: 100 };
  const facts = factsOf({ model, policy, history: null, scenario, horizonDays: 60, solver });
  const identity = { ...facts.identity, workspace: `${name}workspace` };
  const named = { workspace: `${name}workspace`, scenarioVersion: 3 };
  return [
    procurementWorkbook({ ...facts, identity }),
    onboardingWorkbook(onboardingOf({ model, policy, history: null }, scenario, named)),
  ];
}

/** A formula without the texts it holds and the names of cells, which are letters and digits whatever they are made of. */
const bare = (formula: string, names: Workbook['names']): string =>
  names.reduce(
    (rest, { name }) => rest.replaceAll(name, 'name'),
    formula.replaceAll(/"(?:[^"]|"")*"/g, '""'),
  );

describe('no name becomes a formula', () => {
  it.each(NAMES)(
    'in any workbook: %j stays what it is, and stands in formulas as a text only',
    async (name) => {
      for (const workbook of workbooksOf(name)) {
        const read = await readXlsx(await workbookBytes(workbook, AT));
        for (const cell of workbook.names) expect(cell.name).toMatch(/^[A-Za-z]\w*$/);
        let led = 0;
        for (const [at, sheet] of workbook.sheets.entries())
          sheet.rows.forEach((row, r) =>
            row.forEach(({ content, formula }, c) => {
              if (formula !== null) {
                expect(bare(formula, workbook.names)).not.toContain(MARK);
              } else if (content.kind === 'text' && content.text.startsWith(name)) {
                led += 1;
                // XML reads a lone carriage return as a line feed.
                const found = String(read.sheets[at]?.rows[r]?.[c]).replaceAll('\r', '\n');
                expect(found).toBe(content.text.replaceAll('\r', '\n'));
              }
            }),
          );
        expect(led).toBeGreaterThan(3);
      }
    },
  );

  it.each(NAMES)('in any CSV or copied table: %j', (name) => {
    const model = hostileModel(name);
    const scenario = scenarioWith(model, [coming(name)]);
    const policy = { ...POLICY_DEFAULTS, cpuOvercommit: 100 };
    const facts = factsOf({ model, policy, history: null, scenario, horizonDays: 60, solver });
    const series = {
      entity: name,
      metric: 'iops',
      times: Float64Array.of(1.8e12),
      values: Float64Array.of(1),
    };
    const texts = {
      procurement: procurementCsv(facts),
      figures: csvText({ columns: [name, 'value'], rows: [[name, 1]] }),
      pipeline: pipelineCsv([coming(name)]),
      'copied pipeline': pipelineCsv([coming(name)], '\t'),
      series: [...seriesCsv([series])].join(''),
      decisions: decisionText([decided(name)], 'csv'),
      ...Object.fromEntries(inventoryFiles(model).map(({ file, text }) => [file, text])),
    };
    for (const [what, text] of Object.entries(texts)) {
      const { data } = Papa.parse<string[]>(text.trimEnd(), {
        delimiter: what.startsWith('copied') ? '\t' : ',',
      });
      const cells = data.flat();
      expect(
        cells.filter((cell) => cell === name || (FORMULA.test(cell) && !NUMBER.test(cell))),
        what,
      ).toEqual([]);
      // An overhead has no name in it.
      if (what !== 'overhead.csv')
        expect(
          cells.some((cell) => cell.includes(name.trim())),
          what,
        ).toBe(true);
    }
  });
});

/** A decision whose every word is a name. */
function decided(name: string): Parameters<typeof decisionText>[0][number] {
  return {
    decision: {
      schema: 'headroom.decision/v1',
      id: 1,
      atMs: 0,
      changedRows: 0,
      kind: 'note',
      title: name,
      reason: name,
      by: name,
      scenario: null,
      data: { asOf: '2026-03-01T00:00:00Z', modelHash: 'x', lastMeasuredDay: null, lastImportAtMs: null },
      effect: null,
      cost: null,
      dueOn: '2026-03-01',
      goLiveOn: null,
      reverts: null,
    },
    revertedBy: null,
    purchase: null,
    outcome: null,
  };
}

describe('what is guarded reads back as it was', () => {
  it.each([...NAMES, 'plain', '', "'quoted'", "o'neill"])('%j', (name) => {
    expect(unguarded(guarded(name))).toBe(name);
    expect(FORMULA.test(guarded(name))).toBe(false);
  });

  it.each(NAMES.filter((name) => name === name.trim()))(
    '%j in an inventory, a series and a pipeline',
    (name) => {
      const model = hostileModel(name);
      const tables = inventoryFiles(model).map(({ file, text }) => inventory(text, file).table);
      const again = assembleModel(tables, { base: null, asOf: model.asOf, name: model.name });
      expect(again.ok && serializeModel(again.value)).toEqual(serializeModel(model));
      const series = {
        entity: name,
        metric: 'iops',
        times: Float64Array.of(1.8e12),
        values: Float64Array.of(1),
      };
      const observed = { atMs: 1_767_225_600_000, source: 'given' } as const;
      const stored = metrics([...seriesCsv([series])].join(''), { file: 'again', observed }).series;
      expect(stored.map(({ entity }) => entity)).toEqual([name]);
      const { type: _type, fleet: _fleet, ...customer } = coming(name);
      const { rows } = readPipeline(pipelineCsv([{ ...customer, fleet: [] }]), null);
      expect(rows).toEqual([{ ...customer, fleet: [] }]);
    },
  );
});
