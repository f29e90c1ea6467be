import type { HostResource } from '../../assess/host-resource.ts';
import { formatDay } from '../../view/date-format.ts';
import { fixed, onSheet } from './address.ts';
import { chosenShare, day, number, text } from './cell.ts';
import { Layout } from './layout.ts';
import type { ProcurementFacts } from './procurement-facts.ts';
import { resourceUnit } from './resource-unit.ts';
import type { Sheet } from './workbook.ts';

const ASSUMPTIONS = 'Assumptions';

/** Where the other sheets find an assumption: names of cells, or addresses with the sheet. */
export interface AssumptionPlaces {
  readonly asOf: string;
  readonly provisioningDays: string;
  readonly target: ReadonlyMap<HostResource, string>;
  readonly price: ReadonlyMap<string, string>;
  readonly leadDays: ReadonlyMap<string, string>;
  readonly slowLeadDays: ReadonlyMap<string, string>;
  /** By machine type and resource. */
  readonly size: (sku: string, resource: HostResource) => string;
  /** By the place of the line in the plan. */
  readonly quantity: readonly string[];
}

export interface AssumptionsPart {
  readonly sheet: Sheet;
  readonly places: AssumptionPlaces;
  readonly names: readonly { readonly name: string; readonly range: string }[];
}

const MOST_DAYS = 3650;
const BASIS = {
  hosts: 'the largest hosts',
  failureDomain: 'the largest failure domain',
  max: 'the largest hosts or failure domain, whichever is more',
} as const;

/** What may be changed, each in a named cell of its own; everything else in the workbook follows from it. */
export function assumptionsSheet(facts: ProcurementFacts): AssumptionsPart {
  const layout = new Layout(ASSUMPTIONS);
  layout.add(text('Assumptions', 'title'));
  layout.add(
    text(
      'Framed cells may be changed: costs, order-by dates, arrivals and headroom follow. What to buy is chosen by Headroom; ask it again for another choice.',
      'note',
    ),
  );
  layout.heads('General', 'Value', 'Unit', 'Name of the cell', 'Comes from');
  const general = generalRows(layout, facts);
  layout.heads('Targets', 'Least headroom', 'Unit', 'Name of the cell', 'Comes from');
  const target = targetRows(layout, facts);
  const types = typeRows(layout, facts);
  layout.heads('Quantities', 'Hosts', 'Unit', 'Name of the cell', 'For');
  const quantity = facts.plan.lines.map((line, at) => {
    const name = `quantity_${at + 1}`;
    const row = layout.add(
      text(`${line.sku} for ${line.cluster}${line.failureDomain === null ? '' : ` ${line.failureDomain}`}`),
      number(line.count, 'whole', 'input'),
      text('hosts', 'note'),
      text(name, 'note'),
      text(`in service by ${formatDay(line.inServiceBy, facts.asOf)}`, 'note'),
    );
    layout.check(row, 1, 1_000_000, 'A whole number of hosts', true);
    return layout.name(row, 1, 'quantity', String(at + 1));
  });
  if (quantity.length === 0) layout.add(text('Nothing to buy', 'note'));
  return {
    places: { ...general, target, ...types, quantity },
    names: layout.names,
    sheet: {
      name: ASSUMPTIONS,
      widths: [36, 17, 17, 26, 44, ...facts.resources.map(() => 18)],
      rows: layout.rows,
      frozenRows: 1,
      frozenColumns: 1,
      headRow: null,
      spans: [1],
      pageBreaks: [],
      landscape: true,
      printedColumns: 5 + facts.resources.length,
      charts: [],
      checks: layout.checks,
      alarms: [],
    },
  };
}

function generalRows(
  layout: Layout,
  { asOf, policy, reserveHosts }: ProcurementFacts,
): Pick<AssumptionPlaces, 'asOf' | 'provisioningDays'> {
  const dated = layout.add(
    text('As of'),
    day(asOf),
    text('day', 'note'),
    text('as_of', 'note'),
    text('the inventory', 'note'),
  );
  const provisioning = layout.add(
    text('Provisioning after delivery'),
    number(policy.provisioningDays, 'general', 'input'),
    text('days', 'note'),
    text('provisioning_days', 'note'),
    text('assumptions of the workspace', 'note'),
  );
  layout.check(provisioning, 1, MOST_DAYS, 'Days, 0 or more');
  layout.add(
    text('Hosts kept in reserve in each cluster'),
    number(reserveHosts, 'whole'),
    text('hosts', 'note'),
    text('', 'note'),
    text('counted into the reserve; change it in Headroom', 'note'),
  );
  layout.add(text('Reserve is counted by'), text(BASIS[policy.reserveBasis]));
  return {
    asOf: layout.name(dated, 1, 'as', 'of'),
    provisioningDays: layout.name(provisioning, 1, 'provisioning', 'days'),
  };
}

function targetRows(layout: Layout, { resources, policy }: ProcurementFacts): Map<HostResource, string> {
  return new Map(
    resources.map((resource) => {
      const ratio = policy[resource.target];
      const row = layout.rows.length;
      const name = layout.name(row, 1, 'target', resource.name);
      layout.add(
        text(`${resourceUnit(resource).title} headroom, at least`),
        chosenShare(typeof ratio === 'number' ? ratio : null, 'input'),
        text('of what is available', 'note'),
        text(name, 'note'),
        text('assumptions of the workspace', 'note'),
      );
      layout.check(row, 1, 1, 'A share from 0% to 100%');
      return [resource, name];
    }),
  );
}

function typeRows(
  layout: Layout,
  { options, resources, plan }: ProcurementFacts,
): Pick<AssumptionPlaces, 'price' | 'leadDays' | 'slowLeadDays' | 'size'> {
  const currency = plan.currency ?? 'no currency';
  layout.heads(
    'Machine types',
    `Unit cost (${currency})`,
    'Lead time (days)',
    'Lead time if slow (days)',
    'Smallest order (hosts)',
    ...resources.map((resource) => {
      const { title, label } = resourceUnit(resource);
      return `${title} per host (${label})`;
    }),
  );
  const [price, leadDays, slowLeadDays] = [
    new Map<string, string>(),
    new Map<string, string>(),
    new Map<string, string>(),
  ];
  const sizes = new Map<string, string>();
  for (const { sku, unitCost, leadTimeDays, leadTimeHighDays, minimumOrderCount } of options) {
    const row = layout.add(
      text(sku.id),
      number(unitCost, 'money', 'input', 'not known'),
      number(leadTimeDays, 'general', 'input', 'not known'),
      number(leadTimeHighDays, 'general', 'input', 'no interval'),
      number(minimumOrderCount, 'whole'),
      ...resources.map((resource) => {
        const limit = resource.limit(sku);
        return number(limit === null ? null : limit / resourceUnit(resource).factor, 'decimal');
      }),
    );
    price.set(sku.id, layout.name(row, 1, 'price', sku.id));
    leadDays.set(sku.id, layout.name(row, 2, 'lead_days', sku.id));
    if (leadTimeHighDays !== null) slowLeadDays.set(sku.id, layout.name(row, 3, 'slow_lead_days', sku.id));
    layout.check(row, 1, 1e12, 'A price, 0 or more');
    layout.check(row, 2, MOST_DAYS, 'Days, 0 or more');
    layout.check(row, 3, MOST_DAYS, 'Days, 0 or more');
    resources.forEach(({ name }, at) =>
      sizes.set(`${name} ${sku.id}`, onSheet(ASSUMPTIONS, fixed(row, 5 + at))),
    );
  }
  if (options.length === 0) layout.add(text('No machine type can be bought', 'note'));
  return { price, leadDays, slowLeadDays, size: (sku, { name }) => sizes.get(`${name} ${sku}`) ?? '0' };
}
