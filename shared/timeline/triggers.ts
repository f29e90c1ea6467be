import { dayName } from '../history/calendar.ts';
import type { Model } from '../model/document.ts';
import { modelIndex } from '../model/model-index.ts';
import {
  backtestFor,
  forecastSummary,
  horizonOf,
  isStale,
  measuredNow,
  projectedOn,
  robustCrossingOf,
} from './forecast-summary.ts';
import { outlookOf, type Outlook, type Side } from './outlook.ts';
import { crossingOf } from './outlook-crossing.ts';
import { postgresCpuTrigger } from './postgres-cpu-trigger.ts';
import { triggerActions } from './trigger-actions.ts';
import type { Trigger, TriggerKind } from './trigger-result.ts';
import { projectedState } from './trigger-state.ts';

interface TriggerSpec {
  readonly kind: TriggerKind;
  /** Constraint it watches, without scope. */
  readonly constraint: string;
  scopes(model: Model): readonly string[];
}

const regionsWith = (model: Model, has: (region: string) => boolean): readonly string[] =>
  model.regions
    .map((region) => region.id)
    .filter(has)
    .sort()
    .map((region) => `region:${region}`);

/** The triggers of MODEL.md section 9, in its order. */
const SPECS: readonly TriggerSpec[] = [
  {
    kind: 'memory-headroom',
    constraint: 'compute.memory',
    scopes: (model) =>
      regionsWith(model, (region) => (modelIndex(model).clustersByRegion.get(region)?.length ?? 0) > 0),
  },
  {
    kind: 'edge-connections',
    constraint: 'edge.connections',
    scopes: (model) =>
      regionsWith(model, (region) => (modelIndex(model).edgeNodesByRegion.get(region)?.length ?? 0) > 0),
  },
  {
    kind: 'postgres-cpu',
    constraint: 'controlPlane.postgresCpu',
    scopes: (model) => model.postgres.map((postgres) => `postgres:${postgres.id}`).sort(),
  },
  {
    kind: 'snapshot-store',
    constraint: 'storage.snapshots',
    scopes: (model) => model.storagePools.map((pool) => `pool:${pool.id}`).sort(),
  },
];

/** Every trigger of a side, in the order of MODEL.md section 9, then by scope. */
export function triggersOf(side: Side): readonly Trigger[] {
  return SPECS.flatMap((spec) =>
    spec.scopes(side.days.base).flatMap((scope) => {
      const outlook = outlookOf(side, `${spec.constraint}@${scope}`);
      if (outlook === null) return [];
      return spec.kind === 'postgres-cpu'
        ? postgresCpuTrigger(outlook, side, scope)
        : projectedTrigger(outlook, side, spec.kind, scope);
    }),
  );
}

function projectedTrigger(outlook: Outlook, side: Side, kind: TriggerKind, scope: string): Trigger {
  const { policy, asOfDay } = side.days;
  const summary = forecastSummary(outlook, side);
  const stale = isStale(outlook, side);
  const reason = stale
    ? `the history ends on ${dayName(outlook.lastDay)}, more than 7 days before the inventory’s day`
    : summary.reason;
  const crossing = reason === null ? crossingOf(outlook, horizonOf(outlook, side)) : null;
  const { state, day } = projectedState(crossing, side);
  const tested = backtestFor(outlook, side);
  const actions = state === 'firing' || state === 'watch' ? triggerActions(outlook, side, kind, state) : [];
  const [action = null, ...alternatives] = actions;
  return {
    id: `${kind}@${scope}`,
    kind,
    scope,
    constraintId: outlook.id,
    state,
    reason: state === 'not-measured' ? (reason ?? 'the capacity is not measured') : null,
    date: day === null ? null : dayName(day),
    daysLeft: day === null ? null : Math.max(0, day - asOfDay),
    horizonDays: policy.triggerHorizonDays,
    unit: outlook.constraint.unit,
    target: targetOf(outlook, kind, side),
    now: reason === null ? measuredNow(outlook) : null,
    atHorizon: reason === null ? projectedOn(outlook, asOfDay + policy.triggerHorizonDays) : null,
    basis: outlook.basis,
    trust: outlook.source === 'forecast' ? tested.verdict : null,
    robustDate: tested.verdict === 'untrusted' ? robustCrossingOf(outlook, side) : null,
    streakDays: null,
    sustainedDays: null,
    peakHours: null,
    action,
    alternatives,
    notes: summary.notes,
  };
}

function targetOf({ constraint }: Outlook, kind: TriggerKind, { days }: Side): Trigger['target'] {
  if (constraint.target !== null) return constraint.target;
  return kind === 'memory-headroom'
    ? { on: 'headroom', op: '>=', value: days.policy.memoryHeadroomMinRatio }
    : { on: 'utilization', op: '<=', value: days.policy.edgeUtilizationMaxRatio };
}
