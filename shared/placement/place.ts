import type { LinearSolver } from '../linear/program.ts';
import { baseOf, type ClusterBase } from './cluster-base.ts';
import { instanceId, type ClusterFleet } from './cluster-fleet.ts';
import { displacementOf, lossIndices, type Displacement } from './displacement.ts';
import type { Fleet } from './fleet.ts';
import {
  VERDICT_CODES,
  type Move,
  type PlacementOutcome,
  type SurvivalVerdict,
  type Unplaced,
} from './outcome.ts';
import { refusalOf } from './refusal.ts';
import { Scheduler, type SchedulerName } from './scheduler.ts';
import { FULL_LIMITS, SWEEP_LIMITS, type SearchLimits } from './search.ts';
import { scheduledMap, settleDisplacement, type CertificateCheck } from './settle-loss.ts';
import { verifyCertificate } from './verify-certificate.ts';
import { checkWitness } from './witness.ts';

export interface PlaceOptions {
  /** `none`: the scheduler and the cheap bounds only; `sweep`: what a sweep spends on one loss; `full` (default). */
  readonly effort?: 'none' | 'sweep' | 'full';
  /** Seed of the shuffled orders a search tries; part of the input. Default 1. */
  readonly seed?: number;
  /** Asked where everything else has given up. Without one such a placement stays undecided. */
  readonly solver?: LinearSolver | null;
}

export interface PlaceRequest {
  /** Hosts that are lost or drained; unknown ones and those down already count for nothing. */
  readonly lost?: readonly string[];
  /** Ids of pending microVM rows (no host, or a host that is down) to place as well. */
  readonly pending?: readonly string[];
}

/** Places the microVMs of lost or drained hosts on the survivors of their clusters (MODEL.md section 5). See `place`. */
export function placeDisplaced(
  fleet: Fleet,
  lost: readonly string[],
  options: PlaceOptions = {},
): PlacementOutcome {
  return place(fleet, { lost }, options);
}

/** Places pending microVM rows of the fleet's model in their clusters; `from` of their moves is `null`. See `place`. */
export function placePending(
  fleet: Fleet,
  rows: readonly string[],
  options: PlaceOptions = {},
): PlacementOutcome {
  return place(fleet, { pending: rows }, options);
}

/**
 * Puts the displaced set on the allowed hosts, cluster by cluster: the scheduler's outcome first, and where that leaves
 * something unplaced, bounds that prove impossibility, then a search for an arrangement with moves (MODEL.md section 5,
 * "Possible outcome"). `unplaced` and `placed` are the scheduler's; `moves` is the witness for `survives` and
 * `survives-repacked`, else the scheduler's partial placement. A witness passed `checkWitness` before it is returned. Over
 * several clusters the verdict is the worst, the certificate the first failing cluster's in the model's order.
 */
function place(fleet: Fleet, request: PlaceRequest, options: PlaceOptions = {}): PlacementOutcome {
  const effort = options.effort ?? 'full';
  const limits = effort === 'none' ? null : effort === 'sweep' ? SWEEP_LIMITS : FULL_LIMITS;
  const pendingRows = new Set(request.pending);
  const parts: PlacementOutcome[] = [];
  for (const cluster of fleet.clusters) {
    const base = baseOf(cluster);
    const lost = lossIndices(base, request.lost ?? []);
    const pending = pendingRows.size > 0 ? pendingInstances(base, pendingRows) : null;
    if (lost.length === 0 && pending === null) continue;
    const displacement = displacementOf(base, lost, pending);
    const outcome = placeInCluster(fleet, displacement, limits, options, request.pending);
    if (outcome.verdict === 'survives' || outcome.verdict === 'survives-repacked')
      requireWitness(fleet, displacement, outcome.moves, request.pending ?? []);
    parts.push(outcome);
  }
  return combine(parts);
}

/** The scheduler of a cluster, with its precomputed host orders; one per cluster and policy, always left undone. */
export function schedulerOf(base: ClusterBase, name: SchedulerName): Scheduler {
  let byName = schedulers.get(base);
  if (byName === undefined) {
    byName = new Map();
    schedulers.set(base, byName);
  }
  let scheduler = byName.get(name);
  if (scheduler === undefined) {
    scheduler = new Scheduler(base, name);
    byName.set(name, scheduler);
  }
  return scheduler;
}

const schedulers = new WeakMap<ClusterBase, Map<SchedulerName, Scheduler>>();

function pendingInstances(base: ClusterBase, rows: ReadonlySet<string>): Int32Array | null {
  const { instanceHost, instanceRow, rows: known } = base.cluster;
  const wanted = known.map((row) => rows.has(row.id));
  const found: number[] = [];
  for (let i = 0; i < instanceHost.length; i += 1)
    if (instanceHost[i] === -1 && wanted[instanceRow[i] ?? -1] === true) found.push(i);
  return found.length > 0 ? Int32Array.from(found) : null;
}

function placeInCluster(
  fleet: Fleet,
  displacement: Displacement,
  limits: SearchLimits | null,
  { seed = 1, solver = null }: PlaceOptions,
  pending: readonly string[] = [],
): PlacementOutcome {
  const { base, items, lostMark } = displacement;
  const scheduler = schedulerOf(base, fleet.policy.scheduler);
  const unplaced: Unplaced[] = [];
  const left: number[] = [];
  const placed = scheduler.place(items, items.length, lostMark, (item) => {
    left.push(item);
    unplaced.push(refusalOf(scheduler, item, lostMark));
  });
  const scheduled = scheduledMap(scheduler, items);
  scheduler.undo();
  const check = checkerOf(fleet, displacement, pending);
  const settled = settleDisplacement(displacement, scheduler, scheduled, left, {
    limits,
    seed,
    solver,
    check,
  });
  return {
    verdict: settled.verdict,
    displaced: items.length,
    placed,
    unplaced,
    moves: movesOf(displacement, settled.placements),
    ...(settled.certify === undefined ? {} : { certificate: settled.certify() }),
  };
}

/** Displaced microVMs in the scheduler's order, then residents that move, by instance. */
export function movesOf(displacement: Displacement, to: ReadonlyMap<number, number>): Move[] {
  const { cluster } = displacement.base;
  const moves: Move[] = [];
  const add = (item: number, host: number): void => {
    const from = cluster.instanceHost[item] ?? -1;
    const stated = from >= 0 ? cluster.hostIds[from] : cluster.rows[cluster.instanceRow[item] ?? -1]?.host;
    moves.push({ microvm: instanceId(cluster, item), from: stated ?? null, to: cluster.hostIds[host] ?? '' });
  };
  const displaced = new Set<number>(displacement.items);
  for (const item of displacement.items) {
    const host = to.get(item);
    if (host !== undefined) add(item, host);
  }
  const residents = [...to.keys()].filter((item) => !displaced.has(item)).sort((a, b) => a - b);
  for (const item of residents) add(item, to.get(item) ?? -1);
  return moves;
}

/** A witness that does not pass its check is a bug of the search; nothing is reported then. */
export function requireWitness(
  fleet: Fleet,
  displacement: Displacement,
  moves: readonly Move[],
  pending: readonly string[] = [],
): void {
  const { cluster } = displacement.base;
  const lost = lostIds(displacement);
  const rows = pendingOf(cluster, pending);
  const check = checkWitness(fleet.model, fleet.policy, lost, moves, rows);
  if (!check.ok) throw new Error(`the placement found for ${lost.join(', ')} does not hold: ${check.reason}`);
}

/**
 * The independent checker (verify-certificate.ts) on this displacement. It gets less effort than whoever checks the
 * certificate afterwards, so that what passes here passes there.
 */
export function checkerOf(
  fleet: Fleet,
  displacement: Displacement,
  pending: readonly string[] = [],
): CertificateCheck {
  return (certificate) =>
    verifyCertificate(
      fleet.model,
      fleet.policy,
      lostIds(displacement),
      certificate,
      pendingOf(displacement.base.cluster, pending),
      CHECK_EFFORT,
    );
}

const CHECK_EFFORT = 1_000_000;

function lostIds({ base, lost }: Displacement): string[] {
  return lost.map((host) => base.cluster.hostIds[host] ?? '');
}

function combine(parts: readonly PlacementOutcome[]): PlacementOutcome {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  let verdict: SurvivalVerdict = 'survives';
  for (const part of parts)
    if (VERDICT_CODES.indexOf(part.verdict) > VERDICT_CODES.indexOf(verdict)) verdict = part.verdict;
  const certificate = parts.find((part) => part.certificate !== undefined)?.certificate;
  return {
    verdict,
    displaced: parts.reduce((sum, part) => sum + part.displaced, 0),
    placed: parts.reduce((sum, part) => sum + part.placed, 0),
    unplaced: parts.flatMap((part) => part.unplaced),
    moves: parts.flatMap((part) => part.moves),
    ...(certificate === undefined ? {} : { certificate }),
  };
}

/** Those of the ids that are rows of the cluster. */
function pendingOf(cluster: ClusterFleet, ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const own = new Set(cluster.rows.map((row) => row.id));
  return ids.filter((id) => own.has(id));
}
