import { compareLists } from './combinations.ts';
import { VERDICT_CODES, type LossResult, type SurvivalVerdict } from './outcome.ts';
import type { LossVerdict } from './sweep.ts';

/** Worst first, the order of MODEL.md section 5: fails, undecided, survives-repacked, survives. */
const bySeverity = (a: SurvivalVerdict, b: SurvivalVerdict): number =>
  VERDICT_CODES.indexOf(b) - VERDICT_CODES.indexOf(a);

interface Entry {
  readonly lost: readonly number[];
  readonly verdict: LossVerdict;
}

/** Worst first: by verdict, then unplaced memory descending, then host ids one by one (code units). */
export function compareLosses(a: LossResult, b: LossResult): number {
  const byHarm = bySeverity(a.verdict, b.verdict) || b.unplacedMemoryBytes - a.unplacedMemoryBytes;
  if (byHarm !== 0) return byHarm;
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
    bySeverity(a.verdict, b.verdict) ||
    b.unplacedMemoryBytes - a.unplacedMemoryBytes ||
    compareLists(lostA, lostB)
  );
}
