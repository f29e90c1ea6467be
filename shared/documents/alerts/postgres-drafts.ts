import { outcomeOf } from '../../events/outcome-of.ts';
import { calendarOf } from '../../history/calendar.ts';
import type { Postgres, PostgresNode } from '../../model/document.ts';
import { outlookOf } from '../../timeline/outlook.ts';
import { postgresCpuTrigger } from '../../timeline/postgres-cpu-trigger.ts';
import { runEvents } from '../../timeline/run-events.ts';
import { DAY_MS, HOUR_SECONDS, SECOND_MS } from '../../units.ts';
import {
  counted,
  formatChosenShare,
  formatInteger,
  formatPercent,
  NOT_MEASURED,
} from '../../view/number-format.ts';
import { quantityText } from '../../view/quantity-format.ts';
import { presetOf } from '../failure-modes/preset.ts';
import { goneNow } from './compute-drafts.ts';
import { placed } from './placed-metric.ts';
import { promNumber, selector } from './promql.ts';
import {
  idOf,
  modelOf,
  need,
  policyOf,
  type Drafts,
  type RuleDraft,
  type RuleSource,
} from './rule-context.ts';

const CONNECTIONS = 'postgres_connections';
const CPU = 'postgres_cpu_cores';
const LAG = 'replication_lag_seconds';

export function primaryOf(
  source: RuleSource,
  scope: string,
): { readonly postgres: Postgres; readonly primary: PostgresNode } | null {
  const postgres = modelOf(source).postgres.find((candidate) => candidate.id === idOf(scope));
  const primary = postgres?.nodes.find((node) => node.role === 'primary');
  return postgres === undefined || primary === undefined ? null : { postgres, primary };
}

const NO_PRIMARY = 'the cluster has no primary';
const AGAIN = 'the primary’s name is that of the export: export again after a failover';
const GATE = 0.6;

const ofPrimary = (metric: string, postgres: Postgres, primary: PostgresNode): string =>
  placed(metric, { postgres: postgres.id, entity: primary.id });

/** `postgres-connection-exhaustion`: over the target for a while; and a leak that ends within a day. */
export const connectionDrafts: Drafts = (source, scope) => {
  const found = primaryOf(source, scope);
  const needs = need('postgresNode', CONNECTIONS);
  const alerts = ['HeadroomPostgresConnections', 'HeadroomPostgresConnectionLeak'] as const;
  const max = found?.primary.maxConnections ?? null;
  const reserved = found?.primary.reservedConnections ?? 0;
  if (found === null || max === null || max <= reserved)
    return alerts.map((alert) => ({
      alert,
      needs,
      rule:
        found === null
          ? NO_PRIMARY
          : max === null
            ? `maxConnections of ${found.primary.id} is not measured`
            : `${found.primary.id} has no connection that is not reserved`,
    }));
  const { postgres, primary } = found;
  const usable = max - primary.reservedConnections;
  const ratio = policyOf(source).postgresConnectionsMaxRatio;
  const series = ofPrimary(CONNECTIONS, postgres, primary);
  const numbers = [
    `usable ${formatInteger(usable)} = maxConnections ${formatInteger(max)} − reserved ${formatInteger(primary.reservedConnections)}`,
    AGAIN,
  ];
  return [
    {
      alert: alerts[0],
      needs,
      rule: {
        expr: `${series} > ${promNumber(ratio * usable)}`,
        for: '10m',
        constraint: `controlPlane.postgresConnections@${scope}`,
        severity: 'warning',
        summary: `${primary.id} has more connections open than its target`,
        description: `{{ $value }} of ${formatInteger(usable)} usable connections; the target is ${formatInteger(ratio * usable)} (${formatChosenShare(ratio)}).`,
        says: `Over ${formatInteger(ratio * usable)} of ${formatInteger(usable)} usable connections for 10 minutes.`,
        numbers,
      },
    },
    {
      alert: alerts[1],
      needs,
      rule: {
        expr: [
          `predict_linear(${series}[6h], 86400) > ${promNumber(usable)}`,
          `and ${series} > ${promNumber(GATE * usable)}`,
          `and ${series} offset 3h > 0`,
        ].join('\n'),
        for: '30m',
        constraint: `controlPlane.postgresConnections@${scope}`,
        severity: 'critical',
        summary: `${primary.id} runs out of connections within a day`,
        description: `At the slope of the last 6 hours it would need {{ $value | humanize }} connections in a day; ${formatInteger(usable)} are usable. Clients are refused then.`,
        says: `Over ${formatInteger(GATE * usable)} connections, and at the slope of 6 hours all ${formatInteger(usable)} are gone within a day.`,
        numbers: [...numbers, `level gate ${formatPercent(GATE, 0)} of usable`],
      },
    },
  ];
};

/** What a failover comes to, by the engine: for the words of the alert. */
function failoverWords(source: RuleSource, scope: string): string {
  const made = presetOf({ side: source.side, mode: 'postgres-failover', scope });
  const run = made.ok ? runEvents(modelOf(source), policyOf(source), made.scenario) : null;
  const [entry] = run?.ok === true ? run.value.events : [];
  const outcome = entry === undefined ? null : outcomeOf(entry, 'postgresFailover');
  if (outcome === null) return 'What a failover comes to is not measured.';
  if (outcome.promoted === null) return 'There is no replica to promote.';
  const seconds = (value: number | null): string =>
    value === null ? NOT_MEASURED : quantityText(value, 'seconds');
  return (
    `Expected: ${outcome.promoted} is promoted, outage ${seconds(outcome.outageSeconds)} (${outcome.verdicts.rto}), ` +
    `data loss ${seconds(outcome.dataLossSeconds)} (${outcome.verdicts.rpo}), ` +
    `${outcome.reconnectingClients === null ? NOT_MEASURED : formatInteger(outcome.reconnectingClients)} clients reconnect (limit ${outcome.connectionLimit === null ? NOT_MEASURED : formatInteger(outcome.connectionLimit)}).`
  );
}

/** `postgres-failover`: the primary is gone; gone longer than the objective allows; a failover now would lose too much. */
export const failoverDrafts: Drafts = (source, scope) => {
  const found = primaryOf(source, scope);
  const needs = need('postgresNode', CONNECTIONS);
  if (found === null) return [{ alert: 'HeadroomPostgresPrimaryLost', needs, rule: NO_PRIMARY }];
  const { postgres, primary } = found;
  const { replicationLagMaxSeconds } = policyOf(source);
  const gone = goneNow(ofPrimary(CONNECTIONS, postgres, primary), '6h');
  const detection = postgres.detectionSeconds ?? 0;
  const words = failoverWords(source, scope);
  const replicas = postgres.nodes.some((node) => node.role === 'replica');
  const lag = `max(${placed(LAG, { postgres: postgres.id })})`;
  const rto: RuleDraft = {
    alert: 'HeadroomPostgresOutageBeyondRto',
    needs,
    rule:
      postgres.rtoSeconds === null
        ? `rtoSeconds of ${postgres.id} is not given`
        : {
            expr: gone,
            for: `${Math.max(1, Math.ceil(postgres.rtoSeconds))}s`,
            constraint: null,
            severity: 'critical',
            summary: `${primary.id} has been gone longer than the recovery objective of ${postgres.id}`,
            description: `The objective is ${quantityText(postgres.rtoSeconds, 'seconds')}. If a replica was promoted, this alert is about the old primary: check which node is primary, then export the rules again.`,
            says: `The primary has not reported for ${quantityText(postgres.rtoSeconds, 'seconds')}, the recovery objective.`,
            numbers: [`rtoSeconds ${postgres.rtoSeconds}`, AGAIN],
          },
  };
  return [
    {
      alert: 'HeadroomPostgresPrimaryLost',
      needs,
      rule: {
        expr: gone,
        for: `${Math.max(15, Math.ceil(detection))}s`,
        constraint: null,
        severity: 'critical',
        summary: `${primary.id}, primary of ${postgres.id}, does not report`,
        description: words,
        says: `The primary ${primary.id} reported within 6 hours and has not for ${Math.max(15, Math.ceil(detection))} s.`,
        numbers: [`detectionSeconds ${postgres.detectionSeconds ?? NOT_MEASURED}`, words, AGAIN],
      },
    },
    rto,
    {
      alert: 'HeadroomReplicationLag',
      needs: need('postgresNode', LAG),
      rule: replicas
        ? {
            expr: `${lag} > ${promNumber(replicationLagMaxSeconds)}`,
            for: '5m',
            constraint: `controlPlane.replicationLag@${scope}`,
            severity: 'warning',
            summary: `A replica of ${postgres.id} lags behind`,
            description: `{{ $value | humanize }} s; the target is ${replicationLagMaxSeconds} s. A failover now would lose what has not arrived.`,
            says: `The furthest replica is more than ${replicationLagMaxSeconds} s behind for 5 minutes.`,
            numbers: [`replicationLagMaxSeconds ${replicationLagMaxSeconds}`],
          }
        : 'the cluster has no replica',
    },
  ];
};

/** Local hours `11-15` in UTC, on the day of `asOf`, as a filter on `hour()`. */
function hoursFilter(hours: string, timeZone: string, asOfDay: number): string | null {
  const match = /^(\d{1,2})-(\d{1,2})$/.exec(hours);
  if (match === null) return null;
  const shift = (calendarOf(timeZone).startMs(asOfDay) - asOfDay * DAY_MS) / (HOUR_SECONDS * SECOND_MS);
  const utc = (hour: string): number => (((Number(hour) + Math.round(shift)) % 24) + 24) % 24;
  const [from, to] = [utc(match[1] ?? ''), utc(match[2] ?? '')];
  return from < to ? `(hour() >= ${from} < ${to})` : `(hour() >= ${from} or hour() < ${to})`;
}

/** `postgres-cpu`: p95 of the primary's CPU in peak hours, above the target on each of so many days. */
export const postgresCpuDrafts: Drafts = (source, scope) => {
  const alert = 'HeadroomPostgresCpu';
  const needs = need('postgresNode', CPU);
  const found = primaryOf(source, scope);
  const outlook = outlookOf(source.side, `controlPlane.postgresCpu@${scope}`);
  if (found === null || outlook === null) return [{ alert, needs, rule: NO_PRIMARY }];
  const { postgres, primary } = found;
  const cores = primary.cpuCores;
  if (cores === null) return [{ alert, needs, rule: `cpuCores of ${primary.id} are not measured` }];
  const { postgresCpuMaxRatio: ratio, postgresCpuSustainedDays, peakHours } = policyOf(source);
  const { asOfDay } = source.side.days;
  const hours =
    postgresCpuTrigger(outlook, source.side, scope).peakHours ?? (peakHours === 'auto' ? null : peakHours);
  const zone = source.side.history?.timeZone ?? 'UTC';
  const filter = hours === null ? null : hoursFilter(hours, zone, asOfDay);
  if (hours === null || filter === null)
    return [{ alert, needs, rule: 'peak hours are not known: no history, and the policy says auto' }];
  const days = Math.max(1, Math.round(postgresCpuSustainedDays));
  const limit = ratio * cores;
  const labels = { scope };
  const inPeak = selector('headroom:postgres_cpu_cores:peak_hours', labels);
  const daily = selector('headroom:postgres_cpu_cores:peak_hours_p95_1d', labels);
  return [
    {
      alert,
      needs,
      recordings: [
        {
          record: 'headroom:postgres_cpu_cores:peak_hours',
          expr: `sum(${ofPrimary(CPU, postgres, primary)}) and on () ${filter}`,
          labels,
          comment: `CPU of ${primary.id} in peak hours: ${hours} ${zone}, as UTC hours on the day of export.`,
        },
        {
          record: 'headroom:postgres_cpu_cores:peak_hours_p95_1d',
          expr: `quantile_over_time(0.95, ${inPeak}[1d])`,
          labels,
          comment: null,
        },
      ],
      rule: {
        expr: [
          `min_over_time(${daily}[${days}d:1d]) > ${promNumber(limit)}`,
          `and count_over_time(${daily}[${days}d:1d]) >= ${days}`,
        ].join('\n'),
        for: '15m',
        constraint: `controlPlane.postgresCpu@${scope}`,
        severity: 'warning',
        summary: `${primary.id} has been over its CPU target in peak hours for ${counted(days, 'day')}`,
        description: `The least of the last ${counted(days, 'day')} was {{ $value | humanize }} cores (p95, ${hours} ${zone}); the target is ${quantityText(limit, 'cores')} of ${quantityText(cores, 'cores')}.`,
        says: `p95 of CPU in peak hours (${hours} ${zone}) over ${quantityText(limit, 'cores')} on each of ${counted(days, 'day')}.`,
        numbers: [
          `limit ${quantityText(limit, 'cores')} = ${quantityText(cores, 'cores')} × ${formatChosenShare(ratio)}`,
          `peak hours ${hours} ${zone}: where clocks are put forward or back, export again`,
          AGAIN,
        ],
      },
    },
  ];
};
