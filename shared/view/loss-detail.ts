import { byCodeUnits } from '../model/model-index.ts';
import type { Certificate, Move, PlacementOutcome } from '../placement/outcome.ts';
import type { Unit } from '../units.ts';
import { counted, formatInteger } from './number-format.ts';
import { strandedReason } from './placement-view.ts';
import { quantityText } from './quantity-format.ts';

const UNITS: Readonly<Record<string, Unit>> = {
  memory: 'bytes',
  cpu: 'cores',
  iops: 'iops',
  diskThroughput: 'bytesPerSecond',
};

/** Bounds that add up a resource; the others count microVMs. */
const SUMS: ReadonlySet<string> = new Set(['resource sum', 'usable fill']);

/** Both sides of a proof, in its unit: `needs 3,200.0 GiB`, `has 2,944.0 GiB`. */
export function certificateSides({ bound, resource, need, have }: Certificate): {
  readonly need: string;
  readonly have: string;
} {
  if (!SUMS.has(bound) || resource === undefined)
    return { need: counted(need, 'microVM'), have: `place for ${formatInteger(have)}` };
  const unit = UNITS[resource] ?? 'count';
  return { need: quantityText(need, unit, have), have: quantityText(have, unit, need) };
}

export interface TargetCount {
  readonly host: string;
  readonly arrivals: number;
  /** Of them, microVMs that ran on another survivor and make room. */
  readonly madeRoom: number;
}

export interface LossWords {
  /** `28 microVMs move to 8 hosts` */
  readonly line: string;
  readonly targets: readonly TargetCount[];
  /** Moves in the order of the witness, `making room` last. */
  readonly moves: readonly (Move & { readonly makesRoom: boolean })[];
  readonly stranded: readonly { readonly microvm: string; readonly reason: string }[];
}

/** A loss in words: where everything goes (the witness), or what the scheduler leaves over. */
export function lossWords(lost: readonly string[], outcome: PlacementOutcome): LossWords {
  const gone = new Set(lost);
  const moves = outcome.moves.map((move) => ({
    ...move,
    makesRoom: move.from !== null && !gone.has(move.from),
  }));
  const targets = new Map<string, TargetCount>();
  for (const { to, makesRoom } of moves) {
    const target = targets.get(to) ?? { host: to, arrivals: 0, madeRoom: 0 };
    targets.set(to, {
      ...target,
      arrivals: target.arrivals + 1,
      madeRoom: target.madeRoom + (makesRoom ? 1 : 0),
    });
  }
  const isWitness = outcome.verdict === 'survives' || outcome.verdict === 'survives-repacked';
  const room = moves.filter(({ makesRoom }) => makesRoom).length;
  return {
    line: lineOf(outcome, targets.size, room, isWitness),
    targets: [...targets.values()].sort((a, b) => b.arrivals - a.arrivals || byCodeUnits(a.host, b.host)),
    moves,
    stranded: isWitness
      ? []
      : outcome.unplaced.map((unplaced) => ({
          microvm: unplaced.microvm,
          reason: strandedReason(unplaced),
        })),
  };
}

function lineOf(outcome: PlacementOutcome, hosts: number, room: number, isWitness: boolean): string {
  const { displaced, unplaced } = outcome;
  if (displaced === 0) return 'Nothing runs there: nothing has to move.';
  if (isWitness) {
    const made = room > 0 ? `; ${counted(room, 'other')} must move first to make room` : '';
    return `${counted(displaced, 'microVM')} ${displaced === 1 ? 'moves' : 'move'} to ${counted(hosts, 'host')}${made}.`;
  }
  const left = `${formatInteger(unplaced.length)} of ${counted(displaced, 'microVM')} left over by the scheduler`;
  return outcome.verdict === 'fails'
    ? `${left}; no arrangement holds them all.`
    : `${left}; no arrangement was found, none ruled out.`;
}
