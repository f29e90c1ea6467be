import { MOST_PER_HOST, MOST_PER_ROW } from '../model/amounts.ts';
import type { Problem } from '../model/problem.ts';
import type { CustomerLoad } from './customer-load.ts';
import { defineEvent, type Applied } from './definition.ts';
import type { QuantityField } from './field.ts';
import { dayAfter, previewOf, type OnboardOutcome } from './onboarding-preview.ts';
import { placeCustomer } from './onboarding-trial.ts';
import { RAMP_FIELD, rampDays } from './ramp.ts';
import { settleCustomer } from './settle-customer.ts';

const amount = <const Name extends string>(
  name: Name,
  label: string,
  unit: QuantityField['unit'],
  help: string,
) => ({ kind: 'quantity', unit, min: 0, default: 0, name, label, help }) as const;

/**
 * A customer comes with a fleet of microVMs and load on edge, control plane, Postgres and storage (MODEL.md section 11);
 * the model afterwards is that of the full ramp. See customer-load.ts for where each part of the load goes,
 * how-many-fit.ts for how many such customers fit, onboarding-actions.ts for what would make room.
 *
 * `accept`: at least one fits and no target gets newly missed. Otherwise actions are tried through the engine:
 * `accept-with-actions` if some suffice, else `decline` with what they do not mend. A cluster that is given but too full
 * is left for another one of the region where the customer fits as it is, before anything is bought.
 */
export const onboardCustomer = defineEvent({
  type: 'onboardCustomer',
  title: 'Onboard a customer',
  summary: 'A customer comes: where it fits, what it breaks, how many such customers fit.',
  group: 'growth',
  fields: [
    { kind: 'text', required: true, name: 'customer', label: 'Customer', help: 'Name of the customer.' },
    {
      kind: 'entity',
      of: 'region',
      many: false,
      name: 'region',
      label: 'Region',
      help: 'Where they go; may be left out where a cluster is given.',
    },
    {
      kind: 'entity',
      of: 'cluster',
      many: false,
      name: 'cluster',
      label: 'Cluster',
      help: 'Absent: chosen, and the choice explained.',
      within: 'region',
    },
    {
      kind: 'list',
      minItems: 0,
      name: 'fleet',
      label: 'MicroVMs',
      help: 'The microVMs they run.',
      item: [
        {
          kind: 'entity',
          of: 'flavor',
          many: false,
          required: true,
          name: 'flavor',
          label: 'Flavor',
          help: 'Which flavor.',
        },
        {
          kind: 'count',
          min: 0,
          max: MOST_PER_ROW,
          required: true,
          name: 'count',
          label: 'How many',
          help: 'Number of microVMs.',
        },
        {
          kind: 'text',
          name: 'spreadGroup',
          label: 'Spread group',
          help: 'MicroVMs of a group are kept apart; absent: no group.',
        },
        {
          kind: 'count',
          min: 1,
          max: MOST_PER_HOST,
          default: 1,
          name: 'maxPerHost',
          label: 'Per host',
          help: 'Most microVMs of the group on one host.',
        },
      ],
    },
    amount('connections', 'Connections', 'connections', 'Open edge connections.'),
    amount(
      'edgeThroughputBytesPerSecond',
      'Edge throughput',
      'bytesPerSecond',
      'Bytes per second through the edge.',
    ),
    amount(
      'edgePacketsPerSecond',
      'Edge packets',
      'packetsPerSecond',
      'Packets per second through the edge.',
    ),
    amount('listenerPorts', 'Listener ports', 'count', 'Dedicated listeners, on every edge node.'),
    {
      kind: 'object',
      name: 'volumes',
      label: 'Volumes',
      help: 'Storage they need; absent: none.',
      fields: [
        amount('allocatedBytes', 'Allocated', 'diskBytes', 'Size of the volumes.'),
        amount('usedBytes', 'Used', 'diskBytes', 'Bytes really written.'),
        amount('changedBytesPerDay', 'Changed per day', 'diskBytes', 'What each daily snapshot keeps.'),
        amount('snapshotRetentionDays', 'Retention', 'days', 'Days a snapshot is kept.'),
      ],
    },
    {
      kind: 'entity',
      of: 'storagePool',
      many: false,
      name: 'pool',
      label: 'Pool',
      help: 'Where the volumes go; absent: the pool with the most room.',
      within: 'region',
    },
    amount('apiRequestsPerSecond', 'API requests', 'perSecond', 'Requests per second to the control plane.'),
    amount('reconcileArrivalsPerSecond', 'Reconcile arrivals', 'perSecond', 'Items per second to reconcile.'),
    amount('postgresConnections', 'Postgres connections', 'connections', 'Connections to the primary.'),
    amount('postgresCpuCores', 'Postgres CPU', 'cores', 'Cores of the primary.'),
    RAMP_FIELD,
  ],
  defaults(model) {
    const [region] = model.regions;
    const flavor = model.flavors[0];
    if (region === undefined) return 'the model has no region';
    const fleet = flavor === undefined ? [] : [{ flavor: flavor.id, count: 100 }];
    return { customer: 'new customer', region: region.id, fleet, connections: 1000 };
  },
  check({ region, cluster, fleet }) {
    const problems: Problem[] = [];
    if (region === null && cluster === null)
      problems.push({ message: 'region is missing', path: 'region', expected: 'a region, or a cluster' });
    fleet.forEach((row, index) => {
      if (row.spreadGroup === null && row.maxPerHost > 1) {
        const path = `fleet[${index}].maxPerHost`;
        problems.push({
          message: 'maxPerHost has no meaning without a spreadGroup',
          path,
          value: String(row.maxPerHost),
        });
      }
    });
    return problems;
  },
  apply(context, values): Applied<OnboardOutcome> {
    const { model, policy, solver } = context;
    const settled = settleCustomer(context, values);
    if (!settled.ok) return settled;
    const { region, cluster, pool } = settled.value;
    const load: CustomerLoad = { ...values, region, pool };
    const placement = placeCustomer(model, policy, load, cluster?.id ?? null, solver);
    const outcome = previewOf(context, load, cluster, placement, dayAfter(context, rampDays(values.ramp)));
    return { ok: true, model: placement.model, outcome, notes: placement.notes };
  },
});
