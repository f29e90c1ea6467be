import type { LinearSolver } from '../linear/program.ts';
import { baseOf, displacedOrder, type ClusterBase } from './cluster-base.ts';
import type { ClusterFleet } from './cluster-fleet.ts';
import { DIMENSIONS } from './demand.ts';
import { displacementOf } from './displacement.ts';
import type { Fleet } from './fleet.ts';
import { containedIn } from './certificate.ts';
import type { Certificate, LossResult, SurvivalVerdict } from './outcome.ts';
import { checkerOf, movesOf, requireWitness, schedulerOf } from './place.ts';
import { lastUnsafeRank, safeLossOf, type SafeLoss } from './safe-loss.ts';
import type { Scheduler } from './scheduler.ts';
import type { SearchLimits } from './search.ts';
import { scheduledMap, settleDisplacement } from './settle-loss.ts';

/** One loss, settled; hosts by index. */
export interface LossVerdict {
  readonly verdict: SurvivalVerdict;
  readonly unplaced: number;
  readonly unplacedMemoryBytes: number;
  readonly extraMoves: number;
  readonly certify?: () => Certificate;
}

const SAFE: LossVerdict = { verdict: 'survives', unplaced: 0, unplacedMemoryBytes: 0, extraMoves: 0 };

/**
 * Settles losses of one cluster one after another. What a loss costs: adding up a few numbers where `lastUnsafeRank` shows
 * that the scheduler cannot get stuck; else the scheduler itself, run over the displaced microVMs up to the last rank in
 * doubt; and only where that leaves something unplaced, bounds and search. The verdict is that of `placeDisplaced` with
 * the same limits.
 */
export class ClusterSweep {
  readonly cluster: ClusterFleet;
  private readonly fleet: Fleet;
  private readonly base: ClusterBase;
  private readonly scheduler: Scheduler;
  private readonly safe: SafeLoss;
  private readonly limits: SearchLimits | null;
  private readonly seed: number;
  private readonly solver: LinearSolver | null;
  private readonly lostMark: Uint8Array;
  /** Verdicts on losing one host, as far as larger losses asked for them. */
  private readonly alone: Map<number, LossVerdict>;

  constructor(
    fleet: Fleet,
    cluster: ClusterFleet,
    limits: SearchLimits | null,
    seed: number,
    solver: LinearSolver | null,
  ) {
    this.fleet = fleet;
    this.cluster = cluster;
    this.base = baseOf(cluster);
    this.scheduler = schedulerOf(this.base, fleet.policy.scheduler);
    this.safe = safeLossOf(this.base);
    this.limits = limits;
    this.seed = seed;
    this.solver = solver;
    this.lostMark = new Uint8Array(cluster.hostCount);
    this.alone = aloneIn(fleet, cluster, `${limits?.nodes ?? 0} ${seed} ${solver === null ? '' : 'solver'}`);
  }

  /** The verdict on losing these hosts together (indices, ascending, none of them down). */
  settle(lost: readonly number[]): LossVerdict {
    const lastRank = lastUnsafeRank(this.base, this.safe, lost);
    if (lastRank < 0) return SAFE;
    const doubtful = displacedOrder(this.base, lost, lastRank);
    for (const host of lost) this.lostMark[host] = 1;
    const stuck: number[] = [];
    const placed = this.scheduler.place(doubtful, doubtful.length, this.lostMark, (item) => stuck.push(item));
    this.scheduler.undo();
    for (const host of lost) this.lostMark[host] = 0;
    return placed === doubtful.length ? SAFE : this.settleStuck(lost, stuck);
  }

  /**
   * The certificate of a host among the lost whose loss alone fails, restated for all of them: with more hosts lost, fewer
   * survivors have to hold as much or more. What a host alone comes to is settled once and kept with the fleet, so that a
   * sweep cut into ranges asks and answers the same.
   */
  private failingPart(lost: readonly number[]): (() => Certificate) | null {
    if (lost.length < 2) return null;
    for (const host of lost) {
      let alone = this.alone.get(host);
      if (alone === undefined) {
        alone = this.settle([host]);
        this.alone.set(host, alone);
      }
      const { certify } = alone;
      if (alone.verdict === 'fails' && certify !== undefined) return () => containedIn(certify());
    }
    return null;
  }

  /** The loss as it is reported. */
  report(lost: readonly number[], { certify, ...verdict }: LossVerdict): LossResult {
    const named = { lost: lost.map((host) => this.cluster.hostIds[host] ?? ''), ...verdict };
    return certify === undefined ? named : { ...named, certificate: certify() };
  }

  private settleStuck(lost: readonly number[], stuck: readonly number[]): LossVerdict {
    const { cluster, scheduler } = this;
    const displacement = displacementOf(this.base, [...lost]);
    const { items, lostMark } = displacement;
    scheduler.place(items, items.length, lostMark);
    const scheduled = scheduledMap(scheduler, items);
    scheduler.undo();
    const settled = settleDisplacement(displacement, scheduler, scheduled, stuck, {
      limits: this.limits,
      seed: this.seed,
      solver: this.solver,
      check: checkerOf(this.fleet, displacement),
      contained: () => this.failingPart(lost),
    });
    let extraMoves = 0;
    if (settled.verdict === 'survives-repacked') {
      requireWitness(this.fleet, displacement, movesOf(displacement, settled.placements));
      extraMoves = settled.placements.size - items.length;
    }
    const memoryOf = (item: number): number =>
      cluster.vectors[(cluster.classVector[cluster.instanceClass[item] ?? 0] ?? 0) * DIMENSIONS] ?? 0;
    return {
      verdict: settled.verdict,
      unplaced: stuck.length,
      unplacedMemoryBytes: stuck.reduce((sum, item) => sum + memoryOf(item), 0),
      extraMoves,
      ...(settled.certify === undefined ? {} : { certify: settled.certify }),
    };
  }
}

const singles = new WeakMap<Fleet, Map<string, Map<number, LossVerdict>>>();

/** What single losses of a cluster came to under one effort, by host; kept with the fleet. */
function aloneIn(fleet: Fleet, cluster: ClusterFleet, effort: string): Map<number, LossVerdict> {
  const known = singles.get(fleet) ?? new Map<string, Map<number, LossVerdict>>();
  singles.set(fleet, known);
  const key = `${effort} ${cluster.id}`;
  const own = known.get(key) ?? new Map<number, LossVerdict>();
  known.set(key, own);
  return own;
}
