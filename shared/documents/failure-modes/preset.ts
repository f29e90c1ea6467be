import type { FailureModeId } from './failure-mode.ts';
import { assessOne } from '../../assess/explain-constraint.ts';
import type { Scenario, ScenarioEvent } from '../../events/scenario.ts';
import type { EdgeNode, Host, Model, Postgres } from '../../model/document.ts';
import { byCodeUnits, modelIndex } from '../../model/model-index.ts';
import { outlookOf, type Side } from '../../timeline/outlook.ts';
import { crossingOf } from '../../timeline/outlook-crossing.ts';
import { postgresCpuTrigger } from '../../timeline/postgres-cpu-trigger.ts';
import { sidesOf } from '../../timeline/sides.ts';

/** A scenario that makes a failure mode happen to entities the workspace has, or why it cannot. */
export type Preset =
  { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly reason: string };

/** What a preset is made from; `scope` names what fails, as a rule's label does: `cluster:euw-a`, `pool:p`. */
export interface PresetQuestion {
  readonly side: Side;
  readonly mode: FailureModeId;
  readonly scope: string;
}

const GIB = 1024 ** 3;
const GROWTH_FACTORS = [1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50] as const;
const no = (reason: string): Preset => ({ ok: false, reason });

function preset(name: string, fields: Omit<ScenarioEvent, 'id'> & { readonly type: string }): Preset {
  const event: ScenarioEvent = { id: `${fields.type}-1`, ...fields };
  return {
    ok: true,
    scenario: { schema: 'headroom.scenario/v1', name, seed: 1, policy: {}, events: [event] },
  };
}

const idOf = (scope: string): string => scope.slice(scope.indexOf(':') + 1);
const up = (host: Host): boolean => host.state !== 'down';

/** The edge node in service with most connections; ties by id, not measured last. */
function busiestNode(model: Model, region: string): EdgeNode | null {
  const nodes = (modelIndex(model).edgeNodesByRegion.get(region) ?? []).filter(
    (node) => node.state === 'in-service',
  );
  const load = (node: EdgeNode): number => node.used.connections ?? -1;
  return [...nodes].sort((a, b) => load(b) - load(a) || byCodeUnits(a.id, b.id))[0] ?? null;
}

/** Connections an hour that use up the primary's free ones in a day, at least 1; 10 where its use is not measured. */
function dailyLeak(postgres: Postgres): number {
  const primary = postgres.nodes.find((node) => node.role === 'primary');
  const { maxConnections = null, reservedConnections = 0 } = primary ?? {};
  const used = primary?.used.connections ?? null;
  if (maxConnections === null || used === null) return 10;
  return Math.max(1, Math.ceil((maxConnections - reservedConnections - used) / 24));
}

const constraintOf = { 'memory-headroom': 'compute.memory', 'edge-connections': 'edge.connections' } as const;

/**
 * Growth of a demand so many times as fast that its trigger fires: the least of a few factors. Where nothing grows there is
 * nothing to scale; memory then bleeds from every host instead, so much that the region crosses within the horizon.
 */
function fasterGrowth(side: Side, mode: 'memory-headroom' | 'edge-connections', scope: string): Preset {
  const id = `${constraintOf[mode]}@${scope}`;
  const outlook = outlookOf(side, id);
  if (outlook === null) return no('the model has nothing of the kind here');
  const slope = outlook.line?.fit.slopePerDay ?? null;
  const where = idOf(scope);
  const what = mode === 'memory-headroom' ? 'Memory' : 'Edge connections';
  for (const factor of slope !== null && slope > 0 ? GROWTH_FACTORS : []) {
    const made = preset(
      `${what} of ${where} ${mode === 'memory-headroom' ? 'grows' : 'grow'} ${factor} times as fast`,
      {
        type: 'growthMultiplier',
        constraint: id,
        factor,
      },
    );
    if (made.ok && firesWith(side, made.scenario, id)) return made;
  }
  if (mode === 'memory-headroom') return regionBleeds(side, scope);
  return no(
    slope === null
      ? 'no growth to scale: fewer than 7 complete days of connections are measured'
      : `connections do not grow: the fitted slope is ${slope > 0 ? 'too small' : 'not above 0'}`,
  );
}

function firesWith(side: Side, scenario: Scenario, id: string): boolean {
  const { base, policy, asOfDay } = side.days;
  const sides = sidesOf(base, policy, scenario, side.history);
  const then = sides.ok ? outlookOf(sides.value.scenario, id) : null;
  const horizon = policy.triggerHorizonDays;
  const crossing = then === null ? null : crossingOf(then, asOfDay + horizon - then.lastDay);
  return crossing?.date != null && crossing.date <= asOfDay + horizon;
}

/** Every host of the region bleeds as much a day as makes the region miss its target after two thirds of the horizon. */
function regionBleeds(side: Side, scope: string): Preset {
  const { base, policy } = side.days;
  const constraint = assessOne(base, policy, `compute.memory@${scope}`);
  const clusters = new Set(
    (modelIndex(base).clustersByRegion.get(idOf(scope)) ?? []).map((cluster) => cluster.id),
  );
  const hosts = base.hosts.filter((host) => clusters.has(host.cluster) && up(host)).length;
  const margin = constraint?.margin ?? null;
  if (margin === null || hosts === 0) return no('the region’s memory is not measured');
  const perDay = Math.max(GIB / 16, margin / (hosts * policy.triggerHorizonDays * (2 / 3)));
  return preset(`Hosts bleed memory until ${idOf(scope)} misses its target`, {
    type: 'memoryBleed',
    bytesPerHostPerDay: Math.ceil(perDay / (GIB / 16)) * (GIB / 16),
  });
}

function busyCustomer(side: Side, scope: string): Preset {
  const { base } = side.days;
  const postgres = base.postgres.find((candidate) => candidate.id === idOf(scope));
  const outlook = outlookOf(side, `controlPlane.postgresCpu@${scope}`);
  const region = postgres?.region ?? base.regions[0]?.id;
  const limit = outlook?.targetOn(side.days.asOfDay)?.limit ?? null;
  if (outlook === null || limit === null || region === undefined)
    return no('the cores of the primary are not measured');
  const trigger = postgresCpuTrigger(outlook, side, scope);
  const level = trigger.now?.demand ?? outlook.constraint.demand;
  if (level === null) return no('CPU of the primary is not measured');
  const missing = Math.max(0.5, Math.ceil((limit - level) * 1.2 * 2) / 2);
  return preset(`A customer keeps ${idOf(scope)} busy`, {
    type: 'onboardCustomer',
    customer: 'busy customer',
    region,
    fleet: [],
    postgresCpuCores: missing,
  });
}

function snapshots(side: Side, scope: string, atLeast: number): Preset {
  const id = `storage.snapshots@${scope}`;
  const of = (factor: number): Preset =>
    preset(`Snapshots of ${idOf(scope)} grow ${factor} times as fast`, {
      type: 'snapshotGrowth',
      pool: idOf(scope),
      factor,
    });
  if (atLeast > 1) return of(atLeast);
  const factor = GROWTH_FACTORS.find((candidate) => {
    const made = of(candidate);
    return made.ok && firesWith(side, made.scenario, id);
  });
  return factor === undefined ? no('its snapshots do not grow enough to pass the target') : of(factor);
}

/** The scenario that simulates a failure mode at a scope. Its event is one the Scenarios screen can edit. */
export function presetOf({ side, mode, scope }: PresetQuestion): Preset {
  const { base, policy } = side.days;
  const id = idOf(scope);
  switch (mode) {
    case 'host-loss':
      return preset(`Lose the worst host of ${id}`, {
        type: 'hostLoss',
        count: 1,
        select: 'worst',
        cluster: id,
      });
    case 'memory-bleed':
      return preset(`Hosts of ${id} bleed memory`, {
        type: 'memoryBleed',
        cluster: id,
        bytesPerHostPerDay: GIB,
      });
    case 'edge-loss':
      return preset(`Lose the busiest edge node of ${id}`, {
        type: 'edgeLoss',
        count: Math.max(1, policy.edgeLossesPerRegion),
        select: 'busiest',
        region: id,
      });
    case 'edge-flap': {
      const node = busiestNode(base, id);
      if (node === null) return no('no edge node is in service');
      return preset(`${node.id} flaps`, {
        type: 'edgeFlap',
        node: node.id,
        periodSeconds: 600,
        downSeconds: 30,
        detectionSeconds: 10,
      });
    }
    case 'postgres-failover':
      return preset(`Fail over ${id}`, { type: 'postgresFailover', postgres: id });
    case 'postgres-connection-exhaustion': {
      const postgres = base.postgres.find((candidate) => candidate.id === id);
      if (postgres === undefined) return no('the model has no Postgres cluster');
      return preset(`${id} leaks connections`, {
        type: 'connectionLeak',
        postgres: id,
        connectionsPerHour: dailyLeak(postgres),
      });
    }
    case 'retry-storm':
      return preset(`Retry storm on ${id}`, {
        type: 'retryStorm',
        controlPlane: id,
        failureRatio: 0.5,
        durationSeconds: 600,
      });
    case 'snapshot-growth':
      return snapshots(side, scope, 2);
    case 'memory-headroom':
    case 'edge-connections':
      return fasterGrowth(side, mode, scope);
    case 'postgres-cpu':
      return busyCustomer(side, scope);
    case 'snapshot-store':
      return snapshots(side, scope, 1);
  }
}
