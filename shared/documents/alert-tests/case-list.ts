import { FAILURE_MODES, type FailureModeId } from '../failure-modes/failure-mode.ts';
import { scopesOf } from '../failure-modes/mode-scopes.ts';
import { modelOf, type RuleSource } from '../alerts/rule-context.ts';
import type { RuleSet } from '../alerts/rule-set.ts';
import type { AlertCase } from './alert-case.ts';
import { memoryBleedCases, projectionCases, snapshotGrowthCases } from './growth-cases.ts';
import { healthyCases } from './healthy-cases.ts';
import { edgeLossCases, hostLossCases } from './loss-cases.ts';
import {
  connectionCases,
  edgeFlapCases,
  failoverCases,
  postgresCpuCases,
  retryStormCases,
} from './service-cases.ts';

type Cases = (source: RuleSource, scope: string) => readonly AlertCase[];

const CASES: Readonly<Record<FailureModeId, Cases>> = {
  'host-loss': hostLossCases,
  'memory-bleed': memoryBleedCases,
  'edge-loss': edgeLossCases,
  'edge-flap': edgeFlapCases,
  'postgres-failover': failoverCases,
  'postgres-connection-exhaustion': connectionCases,
  'retry-storm': retryStormCases,
  'snapshot-growth': snapshotGrowthCases,
  'memory-headroom': (source, scope) => projectionCases(source, 'memory-headroom', scope),
  'edge-connections': (source, scope) => projectionCases(source, 'edge-connections', scope),
  'postgres-cpu': postgresCpuCases,
  'snapshot-store': (source, scope) => projectionCases(source, 'snapshot-store', scope),
};

/** Simulated courses of one mode at one scope whose alerts exist; a case none of whose alerts exists is left out. */
export function casesOf(
  source: RuleSource,
  rules: RuleSet,
  mode: FailureModeId,
  scope: string,
): readonly AlertCase[] {
  const known = new Set((rules.alerts.get(mode) ?? []).map((rule) => `${rule.alert} ${rule.scope}`));
  return CASES[mode](source, scope)
    .map((one) => ({
      ...one,
      series: one.series.filter(({ metric }) => rules.needs.some((need) => need.metric === metric)),
      checks: one.checks.map((check) => ({
        ...check,
        firing: check.firing.filter((firing) => known.has(`${firing.alert} ${firing.scope}`)),
      })),
    }))
    .filter((one) => one.checks.some((check) => check.firing.length > 0));
}

/** How many steps `alertCaseSearch` takes: one per mode and scope. */
export function alertCaseSteps(source: RuleSource): number {
  return FAILURE_MODES.reduce((sum, { id }) => sum + scopesOf(modelOf(source), id).length, 0);
}

/** Every case: each mode at each scope, and the healthy ones. Yields how many scopes are done: each simulates its failure. */
export function* alertCaseSearch(
  source: RuleSource,
  rules: RuleSet,
): Generator<number, readonly AlertCase[]> {
  const failing: AlertCase[] = [];
  let done = 0;
  for (const { id } of FAILURE_MODES) {
    for (const { scope } of scopesOf(modelOf(source), id)) {
      failing.push(...casesOf(source, rules, id, scope));
      yield ++done;
    }
  }
  const healthy = healthyCases(source).map((one) => ({
    ...one,
    series: one.series.filter(({ metric }) => rules.needs.some((need) => need.metric === metric)),
  }));
  return [...failing, ...healthy];
}

/** The cases in one go. */
export function alertCases(source: RuleSource, rules: RuleSet): readonly AlertCase[] {
  const search = alertCaseSearch(source, rules);
  for (let step = search.next(); ; step = search.next()) if (step.done === true) return step.value;
}

/** Alerts that no case makes fire: shown as not tested. */
export function untestedAlerts(rules: RuleSet, cases: readonly AlertCase[]): readonly string[] {
  const tested = new Set(
    cases.flatMap(({ checks }) =>
      checks.flatMap(({ firing }) => firing.map(({ alert, scope }) => `${alert} ${scope}`)),
    ),
  );
  const all = [...rules.alerts.values()].flat().map(({ alert, scope }) => `${alert} ${scope}`);
  return [...new Set(all)].filter((one) => !tested.has(one));
}
