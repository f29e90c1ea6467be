import type { Assessment, Constraint } from '../assess/constraint.ts';

/** A constraint for tests: memory of a cluster, 20% headroom asked for, 25% left; every field may be overridden. */
export function constraintOf(change: Partial<Constraint> = {}): Constraint {
  const scope = change.scope ?? 'cluster:a';
  const domain = change.domain ?? 'compute';
  const resource = change.resource ?? 'memory';
  return {
    id: `${domain}.${resource}@${scope}`,
    domain,
    resource,
    scope,
    unit: 'bytes',
    capacity: 1200,
    reserve: 200,
    available: 1000,
    reserved: 750,
    used: 600,
    demand: 750,
    utilization: 0.75,
    headroom: 0.25,
    target: { on: 'headroom', op: '>=', value: 0.2 },
    margin: 50,
    verdict: 'ok',
    ...change,
  };
}

/** The same constraint at another utilization of the same 1,000 available. */
export function atUtilization(utilization: number, change: Partial<Constraint> = {}): Constraint {
  return constraintOf({
    utilization,
    headroom: 1 - utilization,
    demand: utilization * 1000,
    verdict: 1 - utilization >= 0.2 ? 'ok' : 'breach',
    ...change,
  });
}

export function survivalConstraint(verdict: Constraint['verdict'], scope = 'cluster:a'): Constraint {
  return constraintOf({
    resource: 'survival',
    scope,
    unit: 'verdict',
    capacity: null,
    reserve: null,
    available: null,
    reserved: null,
    used: null,
    demand: null,
    utilization: null,
    headroom: null,
    margin: null,
    target: { on: 'outcome', op: '=', value: 'survives' },
    verdict,
    beside: {
      outcome: verdict === 'ok' ? 'survives' : verdict === 'breach' ? 'fails' : 'undecided',
      tried: 12,
      losses: 1,
    },
  });
}

export function assessmentOf(constraints: readonly Constraint[]): Assessment {
  return {
    schema: 'headroom.assessment/v1',
    name: null,
    asOf: '2026-03-31T00:00:00Z',
    constraints,
    regions: [],
  };
}
