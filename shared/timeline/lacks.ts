import { marginScale } from './margin-ratio.ts';
import { assess } from '../assess/assess.ts';
import type { Constraint } from '../assess/constraint.ts';
import type { SurvivalOf } from '../assess/row.ts';
import { LIKELY, likelihood } from '../events/application-order.ts';
import { outcomeOf } from '../events/outcome-of.ts';
import type { Scenario } from '../events/scenario.ts';
import type { History } from '../history/history.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { FailoverObjective, Lack } from './fix-result.ts';
import { historyAfter } from './history-after.ts';
import type { EventOutcome } from './result.ts';
import { PLAIN } from './apply-event.ts';
import { runEvents } from './run-events.ts';
import { survivalProvider } from './survival-provider.ts';

/** What a scenario is laid over, and who decides its hardest placements. */
export interface FixSide {
  readonly model: Model;
  readonly policy: Policy;
  readonly history: History | null;
  readonly solver: LinearSolver | null;
}

/** How a scenario ends, as far as targets and placements go. */
export interface Ending {
  readonly lacks: ReadonlyMap<string, Lack>;
  readonly constraints: ReadonlyMap<string, Constraint>;
  /** Keys of placements and objectives nobody can tell about: they are not missed, and do not hold. */
  readonly unknown: ReadonlySet<string>;
}

const OBJECTIVES: readonly FailoverObjective[] = ['rto', 'rpo', 'connections', 'cpu', 'converge'];

/** Objectives of a failover that are a target of their own as well, where the latter is missed too. */
const TARGET_OF: Partial<Record<FailoverObjective, string>> = {
  connections: 'controlPlane.postgresConnections',
  cpu: 'controlPlane.postgresCpu',
};

/** Lost survival first, then by how far past the limit as a share of what there is. */
export function harmOf(lack: Lack): number {
  if (lack.kind === 'stranded') return Infinity;
  if (lack.kind === 'failover') return 0;
  const { margin } = lack.constraint;
  const scale = marginScale(lack.constraint);
  return margin === null || scale === null ? Number.MAX_VALUE : -margin / scale;
}

/**
 * Everything that does not hold once a scenario's events are applied at full ramp: targets, displaced or new microVMs
 * without a host, objectives of failovers. `null` where the scenario cannot be applied.
 */
export function endingOf(side: FixSide, scenario: Scenario): Ending | null {
  const { model, policy, history, solver } = side;
  const run = runEvents(model, policy, scenario, { ...PLAIN, preview: false, solver });
  if (!run.ok) return null;
  const end = run.value.model;
  const survival: SurvivalOf = survivalProvider(solver);
  const after = assess(end, run.value.policy, historyAfter(history, model, end), survival);
  const constraints = new Map(after.constraints.map((constraint) => [constraint.id, constraint]));
  const lacks = new Map<string, Lack>();
  const unknown = new Set<string>();
  for (const entry of run.value.events) {
    addStranded(entry, model, lacks, unknown);
    addObjectives(entry, constraints, lacks, unknown);
  }
  for (const constraint of after.constraints)
    if (constraint.verdict === 'breach')
      lacks.set(constraint.id, { key: constraint.id, kind: 'target', constraint });
  return { lacks, constraints, unknown };
}

type Applied = Pick<EventOutcome, 'event' | 'outcome'>;

function addStranded(entry: Applied, model: Model, lacks: Map<string, Lack>, unknown: Set<string>): void {
  const customer = outcomeOf(entry, 'onboardCustomer');
  const placed = outcomeOf(entry, 'hostLoss') ?? outcomeOf(entry, 'removeHosts') ?? customer;
  if (placed === null) return;
  const key = `stranded ${entry.event.id}`;
  const verdict = customer === null ? placed.verdict : customer.placementVerdict;
  if (verdict === 'undecided') unknown.add(key);
  else if (placed.unplaced.length > 0) {
    const clusters =
      customer === null ? clustersOf(model, placed.unplaced) : customerClusters(customer, model, entry);
    lacks.set(key, {
      key,
      kind: 'stranded',
      event: entry.event.id,
      clusters,
      microvms: placed.unplaced.length,
    });
  }
}

/** Where microVMs of the model stood before they lost their host. */
function clustersOf(model: Model, unplaced: readonly { readonly microvm: string }[]): readonly string[] {
  const rows = new Map(model.microvms.map((row) => [row.id, row.cluster]));
  const found = unplaced.map(({ microvm }) => rows.get(microvm) ?? rows.get(microvm.replace(/#\d+$/, '')));
  return [...new Set(found.filter((cluster) => cluster !== undefined))].sort();
}

function customerClusters(
  { cluster }: { readonly cluster: string | null },
  model: Model,
  { event }: Applied,
): readonly string[] {
  if (cluster !== null) return [cluster];
  return model.clusters.filter(({ region }) => region === event['region']).map(({ id }) => id);
}

function addObjectives(
  entry: Applied,
  constraints: ReadonlyMap<string, Constraint>,
  lacks: Map<string, Lack>,
  unknown: Set<string>,
): void {
  const failover = outcomeOf(entry, 'postgresFailover');
  const postgres = entry.event['postgres'];
  if (failover === null || typeof postgres !== 'string') return;
  for (const objective of OBJECTIVES) {
    const twin = constraints.get(`${TARGET_OF[objective]}@postgres:${postgres}`);
    const key = `failover ${entry.event.id} ${objective}`;
    const judged = failover.verdicts[objective];
    if (judged === 'not-measured') unknown.add(key);
    else if (judged === 'breach' && twin?.verdict !== 'breach')
      lacks.set(key, { key, kind: 'failover', event: entry.event.id, postgres, objective });
  }
}

/** Whether what was missed holds in an ending, and nothing does not hold that did. */
export function isMended(wanted: Iterable<Lack>, before: Ending, then: Ending | null): boolean {
  if (then === null) return false;
  for (const key of then.lacks.keys()) if (!before.lacks.has(key)) return false;
  for (const lack of wanted) if (!holds(lack, then)) return false;
  return true;
}

export function holds(lack: Lack, { lacks, constraints, unknown }: Ending): boolean {
  if (lacks.has(lack.key) || unknown.has(lack.key)) return false;
  return lack.kind !== 'target' || constraints.get(lack.key)?.verdict === 'ok';
}

/** Whether a scenario chooses the hosts it loses itself, so that other hosts may be lost once there are more. */
export function choosesHosts({ events }: Scenario): boolean {
  return events.some(
    (event) =>
      event.type === 'hostLoss' &&
      event['hosts'] === undefined &&
      event.disabled !== true &&
      likelihood(event) >= LIKELY,
  );
}
