import { outcomeOf } from '../../events/outcome-of.ts';
import { retryStormInput } from '../../events/retry-storm.ts';
import { outlookOf } from '../../timeline/outlook.ts';
import { postgresCpuTrigger } from '../../timeline/postgres-cpu-trigger.ts';
import { sidesOf } from '../../timeline/sides.ts';
import { retryStorm } from '../../transients/retry-storm.ts';
import { flapLimit } from '../alerts/edge-drafts.ts';
import { quietErrors, STORM_ERRORS, STORM_RISE } from '../alerts/control-plane-drafts.ts';
import { primaryOf } from '../alerts/postgres-drafts.ts';
import { idOf, modelOf, policyOf, type RuleSource } from '../alerts/rule-context.ts';
import type { AlertCase, Firing } from './alert-case.ts';
import { course, DAY, HOUR } from './course.ts';
import { simulatedPreset } from './simulated.ts';

const MINUTE = 60;

/** One node of a region falls and comes back, as the engine counts its dropped connections. */
export function edgeFlapCases(source: RuleSource, scope: string): readonly AlertCase[] {
  const found = simulatedPreset(source, 'edge-flap', scope);
  if (typeof found === 'string') return [];
  const node = modelOf(source).edgeNodes.find(({ id }) => id === found.scenario.events[0]?.['node']);
  const dropped = outcomeOf(found.applied, 'edgeFlap')?.droppedConnectionsPerHour ?? null;
  if (node === undefined || dropped === null) return [];
  const quiet = node.used.resetsPerSecond ?? 0;
  // Where a node resets so much anyway, such falls do not show in its resets: no case, and the alert counts as not tested.
  if (quiet + dropped / HOUR <= 1.02 * flapLimit(node.used.connections ?? 0, quiet)) return [];
  return [
    {
      title: found.scenario.name,
      mode: 'edge-flap',
      scope,
      intervalSeconds: MINUTE,
      series: [
        {
          metric: 'edge_resets_per_second',
          entity: node.id,
          readings: course(MINUTE, 5 * HOUR, (second) =>
            second < 2 * HOUR ? quiet : quiet + dropped / HOUR,
          ),
        },
      ],
      checks: [
        { atSeconds: 2 * HOUR, firing: [] },
        { atSeconds: 5 * HOUR, firing: [{ alert: 'HeadroomEdgeFlap', scope, count: 1 }] },
      ],
    },
  ];
}

/** Attempts and errors of a storm, by the engine's retry model: the preset's, and one that outgrows the control plane. */
export function retryStormCases(source: RuleSource, scope: string): readonly AlertCase[] {
  const plane = modelOf(source).controlPlanes.find((candidate) => candidate.id === idOf(scope));
  const rate = plane?.apiRequestsPerSecond ?? null;
  const found = simulatedPreset(source, 'retry-storm', scope);
  if (typeof found === 'string' || plane === undefined || rate === null) return [];
  const ratios = [Number(found.scenario.events[0]?.['failureRatio']), 0.95];
  return ratios.flatMap((ratio): readonly AlertCase[] => {
    const { offeredPerSecond, failureRatio, capacityPerSecond } = retryStorm(
      retryStormInput(plane, ratio, 2 * HOUR),
    );
    if (offeredPerSecond === null || failureRatio === null || capacityPerSecond === null) return [];
    const fails = failureRatio > STORM_ERRORS;
    const firing: Firing[] = [
      ...(fails && offeredPerSecond > STORM_RISE * rate
        ? [{ alert: 'HeadroomRetryStorm', scope, count: 1 }]
        : []),
      ...(fails && offeredPerSecond > capacityPerSecond
        ? [{ alert: 'HeadroomRetryStormBeyondCapacity', scope, count: 1 }]
        : []),
    ];
    const quiet = quietErrors(plane.api5xxRatio);
    const inStorm = (second: number): boolean => second >= 2 * HOUR;
    return [
      {
        title: `${ratio * 100}% of attempts fail`,
        mode: 'retry-storm',
        scope,
        intervalSeconds: MINUTE,
        series: [
          {
            metric: 'api_requests_per_second',
            entity: plane.id,
            readings: course(MINUTE, 5 * HOUR, (second) => (inStorm(second) ? offeredPerSecond : rate)),
          },
          {
            metric: 'api_5xx_ratio',
            entity: plane.id,
            readings: course(MINUTE, 5 * HOUR, (second) => (inStorm(second) ? failureRatio : quiet)),
          },
        ],
        checks: [
          { atSeconds: 2 * HOUR, firing: [] },
          { atSeconds: 5 * HOUR, firing },
        ],
      },
    ];
  });
}

/** A leak that uses up the free connections in a day, from the measured level on, or from half where that is more. */
export function connectionCases(source: RuleSource, scope: string): readonly AlertCase[] {
  const found = primaryOf(source, scope);
  const leak = simulatedPreset(source, 'postgres-connection-exhaustion', scope);
  if (found === null || typeof leak === 'string') return [];
  const { primary } = found;
  const used = primary.used.connections;
  const perHour = Number(leak.scenario.events[0]?.['connectionsPerHour']);
  if (primary.maxConnections === null || used === null) return [];
  const usable = primary.maxConnections - primary.reservedConnections;
  const start = Math.min(used, usable / 2);
  const level = (second: number): number => Math.min(usable, start + (perHour * second) / HOUR);
  const end = ((usable - start) / perHour) * 0.95;
  if (end < 6) return [];
  const seconds = Math.floor(end) * HOUR;
  const over = level(seconds - HOUR) > policyOf(source).postgresConnectionsMaxRatio * usable;
  return [
    {
      title: leak.scenario.name,
      mode: 'postgres-connection-exhaustion',
      scope,
      intervalSeconds: MINUTE,
      series: [
        {
          metric: 'postgres_connections',
          entity: primary.id,
          readings: course(MINUTE, seconds, level),
        },
      ],
      checks: [
        { atSeconds: 2 * HOUR, firing: [] },
        {
          atSeconds: seconds,
          firing: [
            { alert: 'HeadroomPostgresConnectionLeak', scope, count: 1 },
            { alert: 'HeadroomPostgresConnections', scope, count: over ? 1 : 0 },
          ].filter(({ count }) => count > 0),
        },
      ],
    },
  ];
}

/** The primary stops reporting; then replicas that lag twice as far as they may. */
export function failoverCases(source: RuleSource, scope: string): readonly AlertCase[] {
  const found = primaryOf(source, scope);
  if (found === null) return [];
  const { postgres, primary } = found;
  const level = primary.used.connections ?? 1;
  const limit = policyOf(source).replicationLagMaxSeconds;
  const replicas = postgres.nodes.filter((node) => node.role === 'replica');
  const common = { mode: 'postgres-failover', scope, intervalSeconds: MINUTE } as const;
  const lost: AlertCase = {
    ...common,
    title: `${primary.id} is lost`,
    series: [
      {
        metric: 'postgres_connections',
        entity: primary.id,
        readings: course(MINUTE, 6 * HOUR, (second) => (second < 3 * HOUR ? level : null)),
      },
    ],
    checks: [
      { atSeconds: 3 * HOUR, firing: [] },
      {
        atSeconds: 6 * HOUR,
        firing: [
          { alert: 'HeadroomPostgresPrimaryLost', scope, count: 1 },
          ...(postgres.rtoSeconds === null
            ? []
            : [{ alert: 'HeadroomPostgresOutageBeyondRto', scope, count: 1 }]),
        ],
      },
    ],
  };
  if (replicas.length === 0) return [lost];
  return [
    lost,
    {
      ...common,
      title: `replicas lag ${2 * limit} s`,
      series: replicas.map(({ id }) => ({
        metric: 'replication_lag_seconds',
        entity: id,
        readings: course(MINUTE, 3 * HOUR, (second) => (second < HOUR ? limit / 2 : 2 * limit)),
      })),
      checks: [
        { atSeconds: HOUR, firing: [] },
        { atSeconds: 3 * HOUR, firing: [{ alert: 'HeadroomReplicationLag', scope, count: 1 }] },
      ],
    },
  ];
}

/** The primary as busy in every hour as the preset makes it in peak hours, for more days than the policy asks for. */
export function postgresCpuCases(source: RuleSource, scope: string): readonly AlertCase[] {
  const found = primaryOf(source, scope);
  const busy = simulatedPreset(source, 'postgres-cpu', scope);
  if (found === null || typeof busy === 'string') return [];
  const { base, policy, asOfDay } = source.side.days;
  const sides = sidesOf(base, policy, busy.scenario, source.side.history);
  const after = sides.ok ? outlookOf(sides.value.scenario, `controlPlane.postgresCpu@${scope}`) : null;
  if (!sides.ok || after === null) return [];
  const trigger = postgresCpuTrigger(after, sides.value.scenario, scope);
  const limit = after.targetOn(asOfDay)?.limit ?? null;
  const level = trigger.now?.demand ?? after.demandOn(asOfDay)?.value ?? null;
  if (level === null || limit === null || level <= limit) return [];
  // One more: the first midnight has no peak hours behind it.
  const days = Math.max(1, Math.round(policy.postgresCpuSustainedDays)) + 1;
  return [
    {
      title: busy.scenario.name,
      mode: 'postgres-cpu',
      scope,
      intervalSeconds: MINUTE,
      series: [
        {
          metric: 'postgres_cpu_cores',
          entity: found.primary.id,
          readings: course(MINUTE, days * DAY, () => level),
        },
      ],
      checks: [
        { atSeconds: Math.floor(days / 2) * DAY, firing: [] },
        { atSeconds: days * DAY, firing: [{ alert: 'HeadroomPostgresCpu', scope, count: 1 }] },
      ],
    },
  ];
}
