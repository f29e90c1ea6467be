import { byCodeUnits } from '../model/model-index.ts';
import type { EventOutcome, ImmediateResult } from '../timeline/result.ts';
import type { OnboardOutcome } from '../events/onboarding-preview.ts';
import { outcomeOf } from '../events/outcome-of.ts';
import type { Certificate, Move, PlacementOutcome, Unplaced } from '../placement/outcome.ts';
import type { Unit } from '../units.ts';
import { formatInteger } from './number-format.ts';
import { quantityText } from './quantity-format.ts';
import type { ScenarioPlacement } from './scenario-verdict.ts';

/** Where the hosts an event took down stood: the clusters of what it lost, in order of first appearance. */
export type ClusterOfHost = (host: string) => string | null;

function lossOf(entry: EventOutcome): (PlacementOutcome & { readonly lost: readonly string[] }) | null {
  return outcomeOf(entry, 'hostLoss') ?? outcomeOf(entry, 'removeHosts');
}

/**
 * The onboarding a scenario consists of; `null` where it has other events too, or none.
 *
 * @param awaitsDates the days of the result are not known yet.
 */
export function onlyOnboarding(
  result: ImmediateResult,
  awaitsDates = false,
): (OnboardOutcome & { readonly awaitsDates: boolean }) | null {
  const [only, ...others] = result.events;
  const outcome = only === undefined || others.length > 0 ? null : outcomeOf(only, 'onboardCustomer');
  return outcome === null ? null : { ...outcome, awaitsDates };
}

/** Every loss or removal the scenario led to, with where it happened. */
export function placementsOf(
  result: ImmediateResult,
  clusterOf: ClusterOfHost,
): readonly ScenarioPlacement[] {
  return result.events.flatMap((entry): readonly ScenarioPlacement[] => {
    const loss = lossOf(entry);
    if (loss !== null) {
      const clusters = new Set(loss.lost.map((host) => clusterOf(host) ?? host));
      return [{ where: [...clusters].join(', '), outcome: loss }];
    }
    return [];
  });
}

export interface TargetHost {
  readonly host: string;
  readonly arrivals: number;
  /** GiB on it before and what comes, in bytes; `null` where a size is not known. */
  readonly beforeBytes: number | null;
  readonly addedBytes: number | null;
  readonly allocatableBytes: number | null;
}

export interface StrandedMicrovm {
  readonly microvm: string;
  /** `needs 640.0 GiB; most free 185.0 GiB on c-45` */
  readonly reason: string;
}

export interface PlacementView {
  /** MicroVMs that needed a host: displaced ones and new ones. */
  readonly displaced: number;
  readonly placed: number;
  /** How many of them are new. */
  readonly arriving: number;
  readonly targets: readonly TargetHost[];
  readonly stranded: readonly StrandedMicrovm[];
  /** The proof that nothing could have placed them, in words. */
  readonly certificates: readonly Certificate[];
  /** Moves of microVMs that already ran on survivors, to make room. */
  readonly extraMoves: number;
}

/** Memory sizes the placement pane draws with: per microVM as the scheduler counts it, per host as it may allocate. */
export interface PlacementSizes {
  readonly memoryOf: (microvm: string) => number | null;
  readonly reservedOn: (host: string) => number | null;
  readonly allocatableOf: (host: string) => number | null;
}

const RESOURCE_UNITS: Readonly<Record<string, Unit>> = {
  memory: 'bytes',
  cpu: 'cores',
  iops: 'iops',
  diskThroughput: 'bytesPerSecond',
  fileDescriptors: 'count',
  processes: 'count',
};

/** Need and have, always both, in the resource's unit. */
export function strandedReason(unplaced: Unplaced): string {
  if (unplaced.resource === 'hosts') return 'no schedulable host is left';
  if (unplaced.resource === 'spreadGroup') return 'every host with room already runs one of its spread group';
  const unit = RESOURCE_UNITS[unplaced.resource] ?? 'count';
  const { need: needed = null, have: free = null } = unplaced;
  const [need, have] = [quantityText(needed, unit, free), quantityText(free, unit, needed)];
  const name = unplaced.resource === 'memory' ? '' : `${unplaced.resource} `;
  const host = unplaced.host == null ? '' : `, ${unplaced.host}`;
  return `needs ${name}${need}; most free ${have}${host}`;
}

function targetsOf(moves: readonly Move[], sizes: PlacementSizes): readonly TargetHost[] {
  const byHost = new Map<string, Move[]>();
  for (const move of moves) {
    const list = byHost.get(move.to);
    if (list === undefined) byHost.set(move.to, [move]);
    else list.push(move);
  }
  const targets = [...byHost].map(([host, list]): TargetHost => {
    let added: number | null = 0;
    for (const move of list) {
      const bytes = sizes.memoryOf(move.microvm);
      added = bytes === null || added === null ? null : added + bytes;
    }
    return {
      host,
      arrivals: list.length,
      beforeBytes: sizes.reservedOn(host),
      addedBytes: added,
      allocatableBytes: sizes.allocatableOf(host),
    };
  });
  return targets.sort(
    (a, b) =>
      b.arrivals - a.arrivals || (b.addedBytes ?? 0) - (a.addedBytes ?? 0) || byCodeUnits(a.host, b.host),
  );
}

/** New microVMs of a customer are placed like displaced ones; they come from nowhere. */
function arrivalOf(entry: EventOutcome): PlacementLike | null {
  const outcome = outcomeOf(entry, 'onboardCustomer');
  if (outcome === null) return null;
  return {
    lost: [],
    displaced: outcome.requested,
    verdict: outcome.placementVerdict ?? 'survives',
    unplaced: outcome.unplaced,
    moves: outcome.moves,
    ...(outcome.certificate === undefined ? {} : { certificate: outcome.certificate }),
  };
}

type PlacementLike = Omit<PlacementOutcome, 'placed'> & { readonly lost: readonly string[] };

/** All placements of a scenario together: who goes where, who stays stranded and why. `null` when nothing was placed. */
export function placementView(result: ImmediateResult, sizes: PlacementSizes): PlacementView | null {
  const losses = result.events.flatMap((entry): readonly PlacementLike[] => {
    const placed = lossOf(entry) ?? arrivalOf(entry);
    return placed === null ? [] : [placed];
  });
  const displaced = losses.reduce((sum, loss) => sum + loss.displaced, 0);
  if (displaced === 0) return null;
  const moves = losses.flatMap((loss) => loss.moves);
  const lost = new Set(losses.flatMap((loss) => loss.lost));
  const stranded = losses
    .filter((loss) => loss.verdict !== 'survives-repacked')
    .flatMap((loss) => loss.unplaced)
    .map((unplaced) => ({ microvm: unplaced.microvm, reason: strandedReason(unplaced) }));
  return {
    displaced,
    placed: displaced - stranded.length,
    arriving: losses.filter((loss) => loss.lost.length === 0).reduce((sum, loss) => sum + loss.displaced, 0),
    targets: targetsOf(moves, sizes),
    stranded,
    certificates: losses.flatMap((loss) => loss.certificate ?? []),
    extraMoves: moves.filter((move) => move.from !== null && !lost.has(move.from)).length,
  };
}

/** `54 displaced, 52 placed on 11 hosts`. */
export function placementNote(view: PlacementView): string {
  const on = view.targets.length === 1 ? '1 host' : `${formatInteger(view.targets.length)} hosts`;
  const lost = view.displaced - view.arriving;
  const need = [
    lost > 0 ? `${formatInteger(lost)} displaced` : '',
    view.arriving > 0 ? `${formatInteger(view.arriving)} new` : '',
  ].filter((part) => part !== '');
  return `${need.join(' and ')}, ${formatInteger(view.placed)} placed on ${on}`;
}

/** Every host that placements of the scenario take from or put on. */
export function hostsTouched(result: ImmediateResult): readonly string[] {
  return result.events.flatMap((entry) => {
    const placed = lossOf(entry) ?? arrivalOf(entry);
    return placed === null ? [] : [...placed.lost, ...placed.moves.map((move) => move.to)];
  });
}

/** Flavor of the rows an onboarding adds, by the start of their id: `customer-flavor`. */
export function arrivingFlavors(result: ImmediateResult): ReadonlyMap<string, string> {
  const flavors = new Map<string, string>();
  for (const { event } of result.events) {
    const fleet: readonly unknown[] = Array.isArray(event['fleet']) ? event['fleet'] : [];
    for (const row of fleet) {
      if (typeof row !== 'object' || row === null || !('flavor' in row)) continue;
      flavors.set(`${String(event['customer'])}-${String(row.flavor)}`, String(row.flavor));
    }
  }
  return flavors;
}
