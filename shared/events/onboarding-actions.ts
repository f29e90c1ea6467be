import type { Model, Sku } from '../model/document.ts';
import { roundedUp } from '../model/rounding.ts';
import { assess } from '../assess/assess.ts';
import { withCustomer, type CustomerLoad } from './customer-load.ts';
import type { FieldValues } from './definition.ts';
import { largestNode } from './add-edge-nodes.ts';
import { placeCustomer, tryCustomer, type Trial, type Yardstick } from './onboarding-trial.ts';
import { survivesLosses } from './survives-losses.ts';
import { violationsOf, type Violation } from './violations.ts';

/** Something to do before the customer comes; `event` does it in a scenario. */
export interface OnboardingAction {
  readonly text: string;
  /** Day by which it must be begun: ordered, where it has a lead time. `null` without the days of a timeline. */
  readonly by: string | null;
  /** Day by which it must be in service; absent where no day is known. */
  readonly inServiceBy?: string | null;
  /** `by` is already past: the day cannot be met any more. */
  readonly late?: boolean;
  /** First day something ordered now is in service; absent where no lead time is known. */
  readonly earliest?: string;
  readonly cost?: number | null;
  readonly currency?: string | null;
  readonly event: { readonly type: string } & FieldValues;
}

/** Applies an event to a model; the caller gives it, so that actions are tried through the engine itself. */
export type ApplyEvent = (model: Model, event: OnboardingAction['event']) => Model | null;

interface Question {
  readonly model: Model;
  readonly load: CustomerLoad;
  readonly cluster: string | null;
  readonly yardstick: Yardstick;
  readonly apply: ApplyEvent;
  /** What putting the customer in as things are came to, where that was tried already. */
  readonly first?: Trial;
}

/** A search that yields how many trials it has made, so that whoever waits may be told or stop it. */
export type RemedySearch = Generator<number, Remedy>;

/** How many trials a search has made. */
interface Tries {
  made: number;
}

function tryIn({ load, cluster, yardstick }: Question, model: Model): Trial {
  return tryCustomer(model, load, cluster, yardstick);
}

const MOST_HOSTS = 1000;
const MOST_NODES = 32;
const MOST_ACTIONS = 8;

export interface Remedy {
  readonly actions: readonly OnboardingAction[];
  /** What no action mends; empty when the actions suffice. */
  readonly unmended: readonly string[];
}

/**
 * The actions after which the customer fits (MODEL.md section 11), each tried through the engine: hosts of the cheapest
 * machine type that suffices, edge nodes like the region's largest, larger Postgres nodes, more storage. One violation
 * after the other, the worst first; if one has no remedy the customer is declined and that is named. Yields after each count
 * tried.
 */
export function* searchActions(question: Question): RemedySearch {
  const tries: Tries = { made: 0 };
  const actions: OnboardingAction[] = [];
  let model = question.model;
  for (let round = 0; round < MOST_ACTIONS; round += 1) {
    const trial = round === 0 ? (question.first ?? tryIn(question, model)) : tryIn(question, model);
    if (trial.clean) return { actions, unmended: [] };
    const action = yield* remedyFor({ ...question, model }, trial, tries);
    const next = action === null ? null : question.apply(model, action.event);
    if (action === null || next === null)
      return { actions: [], unmended: complaints(trial, question.cluster) };
    actions.push(action);
    model = next;
  }
  const trial = tryIn(question, model);
  return trial.clean
    ? { actions, unmended: [] }
    : { actions: [], unmended: complaints(trial, question.cluster) };
}

function complaints(trial: Trial, cluster: string | null): readonly string[] {
  const ids = trial.violations.map((violation) => violation.id);
  if (trial.placement.stranded.length > 0) ids.push(`placement@cluster:${cluster}`);
  const survival = `compute.survival@cluster:${cluster}`;
  if (trial.survives === false && !ids.includes(survival)) ids.push(survival);
  return ids;
}

function aboutHosts(trial: Trial): boolean {
  return (
    trial.placement.stranded.length > 0 ||
    trial.survives === false ||
    trial.violations.some((violation) => violation.id.startsWith('compute.'))
  );
}

type Search<Found> = Generator<number, Found | null>;

function* remedyFor(question: Question, trial: Trial, tries: Tries): Search<OnboardingAction> {
  const other = trial.violations.find((violation) => !violation.id.startsWith('compute.'));
  if (aboutHosts(trial)) return yield* moreHosts(question, trial, tries);
  if (other === undefined) return null;
  const [resource = '', scope = ''] = other.id.split('@');
  if (resource.startsWith('edge.')) return yield* moreEdgeNodes(question, tries);
  if (resource.startsWith('storage.')) return moreStorage(question, resource, scope, other);
  if (resource.startsWith('controlPlane.postgres')) return largerPostgres(question, trial, resource, scope);
  return null;
}

/**
 * The smallest count from `least` to `most` that suffices, sought in steps that double and then by halving the gap; `null`
 * if the largest tried does not.
 */
function* smallestCount(
  { least, most, tries }: { readonly least: number; readonly most: number; readonly tries: Tries },
  suffices: (count: number) => boolean,
): Search<number> {
  if (least > most) return null;
  const tried = function* (count: number): Generator<number, boolean> {
    const answer = suffices(count);
    tries.made += 1;
    yield tries.made;
    return answer;
  };
  let bad = least - 1;
  let good = least;
  for (let step = 1; !(yield* tried(good)); step *= 2) {
    if (good >= most) return null;
    bad = good;
    good = Math.min(most, good + step);
  }
  while (good - bad > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (yield* tried(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/**
 * Hosts of a type that are needed at least: what is missing to a broken memory or CPU target, over the most one host can
 * add to it (its whole capacity, as if the reserve did not grow). At least 1.
 */
function hostsAtLeast({ violations }: Trial, sku: Sku): number {
  const memoryBytes = sku.memoryBytes === null ? null : sku.memoryBytes - sku.systemReservedMemoryBytes;
  let least = 1;
  for (const { kind, after } of violations) {
    const gain = after.resource === 'memory' ? memoryBytes : after.resource === 'cpu' ? sku.cpuCores : null;
    const target = after.target?.value;
    if (kind !== 'broken' || after.domain !== 'compute' || after.margin === null) continue;
    if (gain === null || gain <= 0 || typeof target !== 'number' || target >= 1) continue;
    least = Math.max(least, roundedUp(-after.margin / ((1 - target) * gain)));
  }
  return least;
}

/** No target on what hosts carry is made worse; N+1 survival is asked apart. */
function holds({ policy, before, historyOf }: Yardstick, model: Model): boolean {
  return violationsOf(before, assess(model, policy, historyOf(model))).every(
    ({ id }) => !id.startsWith('compute.') || id.startsWith('compute.survival@'),
  );
}

/**
 * Whether a trial would have nothing about hosts to complain of (see `aboutHosts`), asked cheapest first, since most counts
 * that are tried do not suffice: the sums with the microVMs pending, which is the same demand as placed; then the placement;
 * then survival, up to the first loss that is not survived.
 */
function hostsSuffice({ load, cluster, yardstick }: Question, model: Model): boolean {
  const { policy, solver } = yardstick;
  if (!holds(yardstick, withCustomer(model, policy, load, cluster).model)) return false;
  const placement = placeCustomer(model, policy, load, cluster, solver);
  if (placement.stranded.length > 0 || !holds(yardstick, placement.model)) return false;
  return (
    placement.outcome === null || cluster === null || survivesLosses(placement.model, policy, cluster, solver)
  );
}

function* moreHosts(question: Question, trial: Trial, tries: Tries): Search<OnboardingAction> {
  const { cluster, model, apply } = question;
  if (cluster === null) return null;
  let best: { readonly sku: string; readonly count: number; readonly cost: number } | null = null;
  for (const sku of model.skus) {
    const eventFor = (count: number) => ({ type: 'addHosts', cluster, sku: sku.id, count });
    const least = hostsAtLeast(trial, sku);
    if (best !== null && sku.unitCost !== null && sku.unitCost * least > best.cost) continue;
    const count = yield* smallestCount({ least, most: MOST_HOSTS, tries }, (hosts) => {
      const grown = apply(model, eventFor(hosts));
      return grown !== null && hostsSuffice(question, grown);
    });
    if (count === null) continue;
    const cost = sku.unitCost === null ? Infinity : sku.unitCost * count;
    if (best === null || cost < best.cost || (cost === best.cost && count < best.count))
      best = { sku: sku.id, count, cost };
  }
  if (best === null) return null;
  const { sku, count } = best;
  return {
    text: `Add ${count} ${count === 1 ? 'host' : 'hosts'} of ${sku} to ${cluster}`,
    by: null,
    event: { type: 'addHosts', cluster, sku, count },
  };
}

function* moreEdgeNodes(question: Question, tries: Tries): Search<OnboardingAction> {
  const { model, load, apply } = question;
  const like = largestNode(model, load.region);
  if (like === null) return null;
  const eventFor = (count: number) => ({ type: 'addEdgeNodes', region: load.region, like: like.id, count });
  const count = yield* smallestCount({ least: 1, most: MOST_NODES, tries }, (nodes) => {
    const grown = apply(model, eventFor(nodes));
    if (grown === null) return false;
    return !tryIn(question, grown).violations.some(({ id }) => id.startsWith('edge.'));
  });
  if (count === null) return null;
  return {
    text: `Add ${count} edge ${count === 1 ? 'node' : 'nodes'} like ${like.id} to ${load.region}`,
    by: null,
    event: eventFor(count),
  };
}

const STORES: Readonly<Record<string, { readonly key: string; readonly what: string }>> = {
  'storage.volumes': { key: 'backingBytes', what: 'volumes' },
  'storage.snapshots': { key: 'snapshotBackingBytes', what: 'snapshots' },
  'storage.backups': { key: 'backupBackingBytes', what: 'backups' },
};

/** Bytes that bring the store to its target exactly: demand ÷ target − capacity, up to the next gigabyte. */
function moreStorage(
  _question: Question,
  resource: string,
  scope: string,
  { after }: Violation,
): OnboardingAction | null {
  const store = STORES[resource];
  const target = after.target?.value;
  if (store === undefined || after.demand === null || after.capacity === null || typeof target !== 'number')
    return null;
  const bytes = roundedUp((after.demand / target - after.capacity) / 1e9) * 1e9;
  const pool = scope.slice('pool:'.length);
  if (!(bytes > 0)) return null;
  return {
    text: `Add ${bytes / 1e9} GB for ${store.what} to ${pool}`,
    by: null,
    event: { type: 'addStorage', pool, [store.key]: bytes },
  };
}

/** Whole cores, or connections, that bring the primary to its target; all nodes, so that a failover finds the same. */
function largerPostgres(
  question: Question,
  trial: Trial,
  resource: string,
  scope: string,
): OnboardingAction | null {
  const postgres = scope.slice('postgres:'.length);
  const primary = trial.placement.model.postgres
    .find((candidate) => candidate.id === postgres)
    ?.nodes.find((node) => node.role === 'primary');
  if (primary === undefined) return null;
  const { postgresCpuMaxRatio, postgresConnectionsMaxRatio } = question.yardstick.policy;
  if (resource === 'controlPlane.postgresCpu' && primary.used.cpuCores !== null) {
    const cpuCores = roundedUp(primary.used.cpuCores / postgresCpuMaxRatio);
    return {
      text: `Resize ${postgres} to ${cpuCores} ${cpuCores === 1 ? 'core' : 'cores'} per node`,
      by: null,
      event: { type: 'resizePostgres', postgres, cpuCores },
    };
  }
  if (resource === 'controlPlane.postgresConnections' && primary.used.connections !== null) {
    const usable = roundedUp(primary.used.connections / postgresConnectionsMaxRatio);
    const maxConnections = usable + primary.reservedConnections;
    return {
      text: `Raise max_connections of ${postgres} to ${maxConnections}`,
      by: null,
      event: { type: 'resizePostgres', postgres, maxConnections },
    };
  }
  return null;
}
