import { compareLists } from './combinations.ts';
import type { LossResult, SurvivalVerdict } from './outcome.ts';
import type { LossVerdict } from './sweep.ts';

/** The order of MODEL.md section 5: fails, undecided, survives-repacked, survives. */
const SEVERITY: Readonly<Record<SurvivalVerdict, number>> = {
  fails: 0,
  undecided: 1,
  'survives-repacked': 2,
  survives: 3,
};

interface Entry {
  readonly lost: readonly number[];
  readonly verdict: LossVerdict;
}

/** Worst first: by verdict, then unplaced memory descending, then host ids one by one (code units). */
export function compareLosses(a: LossResult, b: LossResult): number {
  const bySeverity =
    SEVERITY[a.verdict] - SEVERITY[b.verdict] || b.unplacedMemoryBytes - a.unplacedMemoryBytes;
  if (bySeverity !== 0) return bySeverity;
  for (let i = 0; i < Math.min(a.lost.length, b.lost.length); i += 1) {
    const [idA, idB] = [a.lost[i] ?? '', b.lost[i] ?? ''];
    if (idA !== idB) return idA < idB ? -1 : 1;
  }
  return a.lost.length - b.lost.length;
}

/** Keeps the worst few of many losses of one cluster, whose host indices stand in id order. */
export class WorstLosses {
  private readonly size: number;
  private readonly entries: Entry[] = [];

  constructor(size: number) {
    this.size = size;
  }

  offer(lost: readonly number[], verdict: LossVerdict): void {
    const last = this.entries[this.entries.length - 1];
    if (
      this.entries.length >= this.size &&
      (last === undefined || compare(last.lost, last.verdict, lost, verdict) <= 0)
    )
      return;
    let at = this.entries.length;
    while (at > 0) {
      const before = this.entries[at - 1];
      if (before === undefined || compare(before.lost, before.verdict, lost, verdict) <= 0) break;
      at -= 1;
    }
    this.entries.splice(at, 0, { lost: [...lost], verdict });
    if (this.entries.length > this.size) this.entries.pop();
  }

  list(): readonly Entry[] {
    return this.entries;
  }
}

function compare(lostA: readonly number[], a: LossVerdict, lostB: readonly number[], b: LossVerdict): number {
  return (
    SEVERITY[a.verdict] - SEVERITY[b.verdict] ||
    b.unplacedMemoryBytes - a.unplacedMemoryBytes ||
    compareLists(lostA, lostB)
  );
}
