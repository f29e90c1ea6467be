import { assess } from '../assess/assess.ts';
import { assessOne } from '../assess/explain-constraint.ts';
import { byCodeUnits } from '../model/model-index.ts';
import { dayNumber, dayText } from '../model/instant.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Problem } from '../model/problem.ts';
import type { Certificate, Move, SurvivalVerdict, Unplaced } from '../placement/outcome.ts';
import { addEdgeNodes } from './add-edge-nodes.ts';
import { addHosts } from './add-hosts.ts';
import { addStorage } from './add-storage.ts';
import type { CustomerLoad } from './customer-load.ts';
import { defineEvent, refused, type EventContext, type EventDefinition, type Applied } from './definition.ts';
import type { QuantityField } from './field.ts';
import { howManyFit } from './how-many-fit.ts';
import { findActions, type ApplyEvent, type OnboardingAction, type Remedy } from './onboarding-actions.ts';
import { placeCustomer, tryCustomer, type Placement } from './onboarding-trial.ts';
import { RAMP_FIELD, rampDays } from './ramp.ts';
import { drawMid, resolveFields } from './resolve-fields.ts';
import { resizePostgres } from './resize-postgres.ts';
import { survivalOf } from './survival-of.ts';

/** MODEL.md sections 11 and 16. */
export interface OnboardOutcome {
  readonly verdict: 'accept' | 'accept-with-actions' | 'decline';
  readonly cluster: string | null;
  /** Why this cluster: given, or the one with the most memory headroom afterwards among those where all fits. */
  readonly clusterReason: string | null;
  readonly requested: number;
  readonly placed: number;
  readonly unplaced: readonly Unplaced[];
  /** `null` where there is nothing to place. */
  readonly placementVerdict: SurvivalVerdict | null;
  readonly moves: readonly Move[];
  readonly certificate?: Certificate;
  readonly survivesBefore: boolean | null;
  readonly survivesAfter: boolean | null;
  readonly newBreaches: readonly string[];
  /** Triggers and crossing dates need a measured history; without one there is none to report. */
  readonly newTriggers: readonly string[];
  readonly movedCrossings: readonly {
    readonly id: string;
    readonly before: string | null;
    readonly after: string | null;
    readonly days: number | null;
  }[];
  /** `null` if nothing the model knows limits it. */
  readonly howManyFit: number | null;
  readonly binding: string | null;
  readonly actions: readonly OnboardingAction[];
  /** For `decline`: the targets no action mends. */
  readonly unmended: readonly string[];
  /** Day on which the whole load is there. */
  readonly fullRampOn: string | null;
}

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
          max: 1_000_000,
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
    const { model, policy } = context;
    const cluster = model.clusters.find((candidate) => candidate.id === values.cluster);
    if (values.cluster !== null && cluster === undefined) {
      return refused(context, 'cluster', `there is no cluster ${values.cluster}`, values.cluster);
    }
    const region = values.region ?? cluster?.region ?? '';
    if (cluster !== undefined && cluster.region !== region) {
      return refused(context, 'cluster', `cluster ${cluster.id} is not in region ${region}`, cluster.id);
    }
    if (!model.regions.some((candidate) => candidate.id === region)) {
      return refused(context, 'region', `there is no region ${region}`, region);
    }
    const load: CustomerLoad = { ...values, region };
    const chosen =
      cluster === undefined ? chooseCluster(model, policy, load) : { id: cluster.id, reason: 'given' };
    const placement = placeCustomer(model, policy, load, chosen?.id ?? null, 'full');
    const outcome = outcomeOf(context, load, chosen, placement, dayAfter(context, rampDays(values.ramp)));
    return { ok: true, model: placement.model, outcome, notes: placement.notes };
  },
});

interface Chosen {
  readonly id: string;
  readonly reason: string;
}

function clustersOf(model: Model, region: string): readonly string[] {
  return model.clusters
    .filter((cluster) => cluster.region === region)
    .map((cluster) => cluster.id)
    .sort(byCodeUnits);
}

/** Most memory headroom afterwards among the clusters where everything fits; if it fits in none, among all. `null` without microVMs. */
function chooseCluster(model: Model, policy: Policy, load: CustomerLoad): Chosen | null {
  if (!load.fleet.some((row) => row.count > 0)) return null;
  const tried = clustersOf(model, load.region).map((id) => {
    const placement = placeCustomer(model, policy, load, id, 'sweep');
    const headroom =
      assessOne(placement.model, policy, `compute.memory@cluster:${id}`)?.headroom ?? -Infinity;
    return { id, fits: placement.stranded.length === 0, headroom };
  });
  const fitting = tried.filter((entry) => entry.fits);
  const candidates = fitting.length > 0 ? fitting : tried;
  candidates.sort((a, b) => (a.headroom === b.headroom ? byCodeUnits(a.id, b.id) : b.headroom - a.headroom));
  const [best] = candidates;
  if (best === undefined) return null;
  const share = Number.isFinite(best.headroom) ? `${(best.headroom * 100).toFixed(1)} %` : 'unknown';
  const why = fitting.length > 0 ? `of the ${fitting.length} where all fits` : 'though it fits whole in none';
  return { id: best.id, reason: `most memory headroom afterwards (${share}) ${why}` };
}

function dayAfter({ day }: EventContext, days: number): string | null {
  const start = dayNumber(day);
  return start === null ? null : dayText(start + Math.ceil(days));
}

function outcomeOf(
  context: EventContext,
  load: CustomerLoad,
  chosen: Chosen | null,
  placement: Placement,
  fullRampOn: string | null,
): OnboardOutcome {
  const requested = load.fleet.reduce((sum, row) => sum + row.count, 0);
  const { outcome } = placement;
  const stranded = new Set(placement.stranded);
  const placed = {
    cluster: chosen?.id ?? null,
    clusterReason: chosen?.reason ?? null,
    requested,
    placed: outcome === null ? 0 : requested - stranded.size,
    unplaced: outcome?.unplaced.filter((entry) => stranded.has(entry.microvm)) ?? [],
    placementVerdict: outcome?.verdict ?? null,
    moves: outcome?.moves ?? [],
    ...(outcome?.certificate === undefined ? {} : { certificate: outcome.certificate }),
    newTriggers: [],
    movedCrossings: [],
    fullRampOn,
  };
  if (context.preview === false) return { ...UNPREVIEWED, ...placed };
  const { model, policy } = context;
  const before = assess(model, policy, null, survivalOf);
  const trial = tryCustomer(model, policy, load, placed.cluster, before);
  const survivesBefore = before.constraints.find(
    ({ id }) => id === `compute.survival@cluster:${placed.cluster}`,
  );
  const fit = howManyFit(model, policy, load, placed.cluster);
  const accepted = trial.clean && (fit.howManyFit === null || fit.howManyFit >= 1);
  const remedy = accepted ? { actions: [], unmended: [] } : remedyOf(context, load, chosen, before);
  return {
    verdict: accepted ? 'accept' : remedy.actions.length > 0 ? 'accept-with-actions' : 'decline',
    ...placed,
    survivesBefore: survivesBefore === undefined ? null : survivesBefore.verdict === 'ok',
    survivesAfter: trial.survives,
    newBreaches: trial.violations
      .filter((violation) => violation.kind === 'broken')
      .map((violation) => violation.id),
    ...fit,
    ...remedy,
  };
}

/** Stands where nobody looks at the preview: a Monte Carlo run needs the model afterwards only. */
const UNPREVIEWED = {
  verdict: 'decline',
  survivesBefore: null,
  survivesAfter: null,
  newBreaches: [],
  howManyFit: null,
  binding: null,
  actions: [],
  unmended: [],
} as const;

/** Another cluster of the region where the customer fits as it is; else what has to be bought. */
function remedyOf(
  context: EventContext,
  load: CustomerLoad,
  chosen: Chosen | null,
  before: ReturnType<typeof assess>,
): Remedy {
  const { model, policy } = context;
  if (chosen?.reason === 'given') {
    for (const id of clustersOf(model, load.region)) {
      if (id === chosen.id || !tryCustomer(model, policy, load, id, before).clean) continue;
      const event = { type: 'onboardCustomer', customer: load.customer, region: load.region, cluster: id };
      return {
        actions: [{ text: `Place ${load.customer} in ${id} instead`, by: null, event }],
        unmended: [],
      };
    }
  }
  return findActions({ model, policy, load, cluster: chosen?.id ?? null, before, apply: applying(context) });
}

const REMEDIES: readonly EventDefinition[] = [addHosts, addEdgeNodes, addStorage, resizePostgres];

function applying(context: EventContext): ApplyEvent {
  return (model, event) => {
    const definition = REMEDIES.find((candidate) => candidate.type === event.type);
    if (definition === undefined) return null;
    const applied = definition.apply({ ...context, model }, resolveFields(definition.fields, event, drawMid));
    return applied.ok ? applied.model : null;
  };
}
