import { formatInstant } from '../../view/date-format.ts';
import { assumptionsSheet } from './assumptions-sheet.ts';
import { headroomSheet } from './headroom-sheet.ts';
import { notesSheet } from './notes-sheet.ts';
import type { ProcurementFacts } from './procurement-facts.ts';
import { purchaseSheet } from './purchase-sheet.ts';
import { scenarioSheet } from './scenario-sheet.ts';
import { summarySheet } from './summary-sheet.ts';
import type { Workbook } from './workbook.ts';

/**
 * The purchase plan as a workbook whose costs, order-by dates, arrivals and headroom are formulas over its own assumptions
 * sheet. Every formula stands beside the value the engine gave, which the tests compare with what a spreadsheet program makes
 * of it.
 */
export function procurementWorkbook(facts: ProcurementFacts): Workbook {
  const assumptions = assumptionsSheet(facts);
  const purchases = purchaseSheet(facts, assumptions.places);
  const skus = [...new Set(facts.plan.lines.map(({ sku }) => sku))].sort();
  const headroom = headroomSheet({ facts, places: assumptions.places, ranges: purchases.ranges, skus });
  const { identity } = facts;
  const scenario = `${identity.scenarioName ?? 'Baseline'}${identity.scenarioVersion === null ? '' : ` version ${identity.scenarioVersion}`}`;
  return {
    title: `Procurement plan: ${identity.workspace}`,
    subject: `${scenario}, as of ${formatInstant(facts.asOf)}, ${identity.contentHash}`,
    footer: `${identity.workspace} · ${scenario} · as of ${formatInstant(facts.asOf)} · ${identity.contentHash}`,
    names: assumptions.names,
    sheets: [
      summarySheet(facts, purchases, headroom),
      purchases.sheet,
      assumptions.sheet,
      headroom.sheet,
      scenarioSheet(facts),
      notesSheet(facts),
    ],
  };
}
