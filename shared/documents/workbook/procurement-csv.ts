import type { ChartTable } from '../../view/chart-table.ts';
import { csvText } from '../../view/chart-table.ts';
import { alternativesTable, sensitivitiesTable } from '../../view/plan-tables.ts';
import { overviewTable } from '../../view/overview-export.ts';
import type { ProcurementFacts } from './procurement-facts.ts';
import { resourceUnit } from './resource-unit.ts';

function purchaseTable({ plan }: ProcurementFacts): ChartTable {
  const currency = plan.currency ?? 'no currency';
  return {
    columns: [
      'order by',
      'in service by',
      'hosts',
      'machine type',
      'cluster',
      'failure domain',
      `unit cost (${currency})`,
      `cost (${currency})`,
      'lead time (days)',
      'provisioning (days)',
      'needed by',
      'status',
      'order by if slow',
      'because',
    ],
    rows: plan.lines.map((line) => [
      line.orderBy,
      line.inServiceBy,
      line.count,
      line.sku,
      line.cluster,
      line.failureDomain,
      line.unitCost,
      line.cost,
      line.leadTimeDays,
      line.provisioningDays,
      line.neededBy,
      line.late ? 'late' : 'in time',
      line.orderByIfSlow,
      line.reason,
    ]),
  };
}

function headroomTable({ rows, policy }: ProcurementFacts): ChartTable {
  return {
    columns: ['resource', 'scope', 'day', 'unit', 'demand', 'available', 'headroom', 'at least', 'verdict'],
    rows: rows.map(({ resource, scope, day, demand, available, headroom, missed }) => {
      const { title, label, factor } = resourceUnit(resource);
      const target = policy[resource.target];
      return [
        title,
        scope,
        day,
        label,
        demand === null ? null : demand / factor,
        available === null ? null : available / factor,
        headroom,
        typeof target === 'number' ? target : null,
        missed === null ? 'not measured' : missed ? 'missed' : 'holds',
      ];
    }),
  };
}

/** The purchase list, the headroom by month, what else could be done and what would move it as one CSV, with the same figures as the workbook. */
export function procurementCsv(facts: ProcurementFacts): string {
  const { plan } = facts;
  return csvText(
    overviewTable({
      purchase: purchaseTable(facts),
      headroom: headroomTable(facts),
      ...(plan.alternatives.length === 0 ? {} : { alternative: alternativesTable(plan) }),
      ...(plan.sensitivities.length === 0 ? {} : { sensitivity: sensitivitiesTable(plan) }),
    }),
  );
}
