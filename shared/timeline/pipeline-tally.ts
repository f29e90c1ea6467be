import { isWithin, type OddsSeries } from './odds-world.ts';

/** Counts over the runs of what one signature does to one target. */
export interface EffectCounts {
  readonly customer: number;
  readonly target: number;
  missSigned: number;
  missLost: number;
  breaks: number;
  sooner: number;
  soonerDays: number;
  /** First day missed in the runs in which it breaks the target. */
  readonly breakDays: number[];
}

interface CustomerCounts {
  allSigned: number;
  allLost: number;
  daysMoved: number;
  breaks: number;
}

/** Counts what happens in each run: to the targets as it came, and, customer by customer, with and without that signature. */
export class PipelineTally {
  readonly #base: readonly OddsSeries[];
  #adds: readonly (readonly (Float64Array | null)[])[];
  readonly #days: number;
  readonly #demand: readonly Float32Array[];
  readonly #holds: readonly Int32Array[];
  readonly #throughout: Int32Array;
  readonly #effects = new Map<number, EffectCounts>();
  readonly #customers: readonly CustomerCounts[];
  readonly #total: Float64Array;
  #run = 0;
  #signs: readonly boolean[] = [];
  /** First missed day of any target in this run, per customer: with the signature, without it; `days` = none. */
  readonly #firstSigned: Int32Array;
  readonly #firstLost: Int32Array;
  readonly #brokeOne: boolean[];

  constructor(
    base: readonly OddsSeries[],
    { customers, runs, count }: { readonly customers: number; readonly runs: number; readonly count: number },
  ) {
    this.#base = base;
    this.#adds = [];
    this.#days = count;
    this.#demand = base.map(() => new Float32Array(runs * count));
    this.#holds = base.map(() => new Int32Array(count));
    this.#throughout = new Int32Array(base.length);
    this.#customers = Array.from({ length: customers }, () => ({
      allSigned: 0,
      allLost: 0,
      daysMoved: 0,
      breaks: 0,
    }));
    this.#total = new Float64Array(count);
    this.#firstSigned = new Int32Array(customers);
    this.#firstLost = new Int32Array(customers);
    this.#brokeOne = this.#customers.map(() => false);
  }

  /** @param adds per customer and target what they add in this run, by day. */
  begin(run: number, signs: readonly boolean[], adds: readonly (readonly (Float64Array | null)[])[]): void {
    this.#adds = adds;
    this.#run = run;
    this.#signs = signs;
    this.#firstSigned.fill(this.#days);
    this.#firstLost.fill(this.#days);
    this.#brokeOne.fill(false);
  }

  /** One target's demand without anybody, as this run has it. */
  take(target: number, demand: Float64Array): void {
    const series = this.#base[target];
    if (series === undefined) return;
    const total = this.#total;
    total.set(demand);
    this.#adds.forEach((adds, customer) => {
      const added = adds[target] ?? null;
      if (added === null || this.#signs[customer] !== true) return;
      for (let day = 0; day < total.length; day += 1) total[day] = (total[day] ?? 0) + (added[day] ?? 0);
    });
    const first = this.#count(target, series, total);
    this.#adds.forEach((adds, customer) => {
      const added = adds[target] ?? null;
      const isSigned = this.#signs[customer] === true;
      // The other side of this customer's question; the same where nothing of theirs comes here.
      const other = added === null ? first : firstMiss(series, total, added, isSigned ? -1 : 1);
      const [signed, lost] = isSigned ? [first, other] : [other, first];
      this.#firstSigned[customer] = Math.min(this.#firstSigned[customer] ?? 0, signed);
      this.#firstLost[customer] = Math.min(this.#firstLost[customer] ?? 0, lost);
      if (added !== null) this.#judge(customer, target, signed, lost);
    });
  }

  /** The run is over: who broke something in it. */
  end(): void {
    this.#customers.forEach((counts, customer) => {
      const [signed, lost] = [this.#firstSigned[customer] ?? 0, this.#firstLost[customer] ?? 0];
      if (signed === this.#days) counts.allSigned += 1;
      if (lost === this.#days) counts.allLost += 1;
      counts.daysMoved += lost - signed;
      if (this.#brokeOne[customer] === true) counts.breaks += 1;
    });
  }

  demandOf(target: number): Float32Array {
    return this.#demand[target] ?? new Float32Array();
  }

  holdsOf(target: number): Int32Array {
    return this.#holds[target] ?? new Int32Array();
  }

  throughoutOf(target: number): number {
    return this.#throughout[target] ?? 0;
  }

  effects(): readonly EffectCounts[] {
    return [...this.#effects.values()];
  }

  customers(): readonly CustomerCounts[] {
    return this.#customers;
  }

  #count(target: number, series: OddsSeries, total: Float64Array): number {
    const kept = this.#demand[target];
    const holds = this.#holds[target];
    kept?.set(total, this.#run * this.#days);
    let first = this.#days;
    for (let day = 0; day < total.length; day += 1) {
      if (isMissed(series, total[day] ?? 0, day)) first = Math.min(first, day);
      else if (holds !== undefined) holds[day] = (holds[day] ?? 0) + 1;
    }
    if (first === this.#days) this.#throughout[target] = (this.#throughout[target] ?? 0) + 1;
    return first;
  }

  #judge(customer: number, target: number, signed: number, lost: number): void {
    const key = customer * this.#base.length + target;
    let counts = this.#effects.get(key);
    if (counts === undefined) {
      counts = {
        customer,
        target,
        missSigned: 0,
        missLost: 0,
        breaks: 0,
        sooner: 0,
        soonerDays: 0,
        breakDays: [],
      };
      this.#effects.set(key, counts);
    }
    if (signed < this.#days) counts.missSigned += 1;
    if (lost < this.#days) counts.missLost += 1;
    if (signed < this.#days && lost === this.#days) {
      counts.breaks += 1;
      counts.breakDays.push(signed);
      this.#brokeOne[customer] = true;
    } else if (signed < lost) {
      counts.sooner += 1;
      counts.soonerDays += lost - signed;
    }
  }
}

function isMissed({ limit, residualStd }: OddsSeries, value: number, day: number): boolean {
  return !isWithin(value, limit[day] ?? 0, residualStd !== 0);
}

/** First day on which the demand with (`sign` 1) or without (−1) one more load misses; the number of days if none. */
function firstMiss(series: OddsSeries, total: Float64Array, added: Float64Array, sign: 1 | -1): number {
  for (let day = 0; day < total.length; day += 1)
    if (isMissed(series, (total[day] ?? 0) + sign * (added[day] ?? 0), day)) return day;
  return total.length;
}
