import type { PostgresFailoverOutcome } from '../events/postgres-failover.ts';
import { retryStormInput, stormNodes, type RetryStormOutcome } from '../events/retry-storm.ts';
import { fact, measured } from '../assess/leaves.ts';
import type { Model } from '../model/document.ts';
import { retryStorm } from '../transients/retry-storm.ts';
import { figureReader, inWords, step, type FigureOf, type Step } from './cascade-step.ts';

/** The step of a failover that the others follow from. */
const OUTAGE = 'outage';

/** A Postgres failover (MODEL.md section 10): writes stop, reconciliation stalls, clients retry, all reconnect, the queue drains. */
export function failoverSteps(
  after: Model,
  postgres: string,
  outcome: PostgresFailoverOutcome,
  figure: FigureOf,
): readonly Step[] {
  const { outageSeconds: outage, verdicts, missing } = outcome;
  const original = after.postgres.find((candidate) => candidate.id === postgres);
  const nothing = outcome.promoted === null;
  const lacking = (verdict: 'ok' | 'breach' | 'not-measured', input: string) =>
    verdict === 'not-measured' ? (missing.length > 0 ? missing : [input]) : [];
  const target = (label: string, field: 'rtoSeconds' | 'rpoSeconds') =>
    measured(label, original?.[field] ?? null, 'seconds', `postgres[${postgres}].${field}`);
  const end = outage === null || outcome.drainSeconds === null ? null : outage + outcome.drainSeconds;
  const steps = [
    step({
      id: OUTAGE,
      atSeconds: 0,
      domain: 'controlPlane',
      effect: nothing
        ? 'no replica can be promoted: writes stay stopped'
        : 'writes stop and reconciliation stalls; seconds of outage',
      value: figure('outageSeconds'),
      limit: target('recovery time, target', 'rtoSeconds'),
      verdict: verdicts.rto,
      missing: lacking(verdicts.rto, `postgres[${postgres}].rtoSeconds`),
    }),
    step({
      atSeconds: 0,
      domain: 'controlPlane',
      effect: 'writes that had not reached the promoted node are lost; seconds of data',
      value: figure('dataLossSeconds'),
      limit: target('data loss, target', 'rpoSeconds'),
      verdict: verdicts.rpo,
      missing: lacking(verdicts.rpo, `postgres[${postgres}].nodes.used.replicationLagSeconds`),
    }),
  ];
  if (nothing) return steps;
  steps.push(
    step({
      from: OUTAGE,
      atSeconds: outage,
      domain: 'controlPlane',
      effect: 'every client pool reconnects to the new primary; connections',
      value: figure('reconnectingClients'),
      limit: figure('connectionLimit'),
      verdict: verdicts.connections,
      missing: lacking(verdicts.connections, `postgres[${postgres}].clientPools`),
    }),
    step({
      from: OUTAGE,
      atSeconds: end,
      domain: 'controlPlane',
      effect:
        outcome.backlog === null
          ? 'the reconcile queue drains'
          : `${inWords(outcome.backlog)} items waited and are reconciled; seconds to drain`,
      value: figure('drainSeconds'),
      verdict: verdicts.converge,
      missing: lacking(verdicts.converge, 'controlPlanes'),
    }),
  );
  for (const plane of after.controlPlanes) {
    if (plane.postgres !== postgres) continue;
    const input = retryStormInput(plane, 1, outage ?? 0);
    const storm = retryStorm(input);
    steps.push(
      ...stormSteps(
        plane.id,
        storm,
        outage,
        figureReader(stormNodes(input, storm)),
        'if every API attempt needs the database, all fail and are retried',
        OUTAGE,
      ),
    );
  }
  return steps;
}

/** A retry storm on one API: the load while its cause lasts, and whether it ends with it. */
export function stormSteps(
  plane: string,
  storm: RetryStormOutcome,
  durationSeconds: number | null,
  figure: FigureOf,
  cause = 'failing attempts are retried',
  from?: string,
): readonly Step[] {
  return [
    step({
      id: `retries ${plane}`,
      from,
      atSeconds: 0,
      domain: 'controlPlane',
      effect: `${cause}; attempts a second offered to ${plane}`,
      value: figure('offeredPerSecond'),
      limit: figure('capacityPerSecond'),
      missing: storm.missing,
    }),
    step({
      from: `retries ${plane}`,
      atSeconds: durationSeconds,
      domain: 'controlPlane',
      effect:
        storm.selfSustaining === true
          ? `the retries on ${plane} go on without their cause; share of attempts that fail`
          : `the retries on ${plane} end with their cause; share of attempts that fail`,
      value: figure('afterFailureRatio'),
      limit: fact('The storm is over', 0.001, 'ratio', 'the share of failing attempts it may leave'),
      missing: storm.missing,
    }),
  ];
}
