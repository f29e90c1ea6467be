/**
 * A packing problem on its own: kinds of interchangeable items, hosts with what they hold when empty, spread tiers.
 * All numbers are whole (quanta) or +Infinity, so the search compares exactly.
 */
export interface Packing {
  readonly hosts: number;
  readonly dimensions: number;
  /** host × dimensions + dimension. */
  readonly capacity: Float64Array;
  readonly kinds: readonly PackingKind[];
  readonly groups: readonly PackingGroup[];
}

export interface PackingKind {
  readonly count: number;
  readonly demand: Float64Array;
  /** Group and the kind's tier in it; −1 without anti-affinity. */
  readonly group: number;
  readonly tier: number;
}

export interface PackingGroup {
  readonly tiers: number;
  /** tier × hosts + host: most members of the group a host may have while one of the tier is on it. */
  readonly allowed: Int32Array;
}

export interface PackingResult {
  readonly verdict: 'packed' | 'impossible' | 'given-up';
  /** kind × hosts + host, for `packed`. */
  readonly counts: Int32Array;
  readonly nodes: number;
}

/** Failed states are remembered up to this many, on at most this many hosts (a state names every host). */
const MEMO_STATES = 200_000;
const MEMO_HOSTS = 24;

/**
 * Complete search for a packing, kind by kind (hardest first), each kind spread over the hosts in all essentially
 * different ways: items of a kind are interchangeable, hosts in equal state take non-increasing counts, a state that
 * failed once is not entered again, and a branch is cut when what remains cannot fit by volume or by counting
 * (microVMs at least as large as each remaining kind against the slots left for it). `impossible` is a proof; when
 * `budget` nodes are spent the answer is `given-up`.
 */
export function searchPacking(packing: Packing, budget: number): PackingResult {
  const search = new PackingSearch(packing, budget);
  return search.run();
}

class PackingSearch {
  private readonly packing: Packing;
  private readonly budget: number;
  private readonly order: readonly number[];
  private readonly free: Float64Array;
  private readonly members: Int32Array[];
  private readonly counts: Int32Array;
  /** suffix × kinds + kind: items from that place of the order on that need at least as much as `kind` everywhere. */
  private readonly atLeast: Int32Array;
  private readonly remaining: Float64Array;
  private readonly failed = new Set<string>();
  /** Dimensions that any kind needs; the others never change. */
  private readonly used: readonly number[];
  private nodes = 0;

  constructor(packing: Packing, budget: number) {
    this.packing = packing;
    this.budget = budget;
    this.free = packing.capacity.slice();
    this.members = packing.groups.map((group) => new Int32Array(group.tiers * packing.hosts));
    this.counts = new Int32Array(packing.kinds.length * packing.hosts);
    this.used = Array.from({ length: packing.dimensions }, (_, r) => r).filter((r) =>
      packing.kinds.some((kind) => (kind.demand[r] ?? 0) > 0),
    );
    const hardness = packing.kinds.map((kind) => this.hardnessOf(kind));
    this.order = packing.kinds
      .map((_, k) => k)
      .sort((a, b) => (hardness[b] ?? 0) - (hardness[a] ?? 0) || a - b);
    this.atLeast = this.countAtLeast();
    this.remaining = this.sumRemaining();
  }

  run(): PackingResult {
    const packed = this.solve(0);
    const verdict = packed ? 'packed' : this.nodes > this.budget ? 'given-up' : 'impossible';
    return { verdict, counts: this.counts, nodes: this.nodes };
  }

  private solve(place: number): boolean {
    const kindIndex = this.order[place];
    if (kindIndex === undefined) return true;
    this.nodes += 1;
    if (this.nodes > this.budget || !this.mayStillFit(place)) return false;
    const stateOf = Array.from({ length: this.packing.hosts }, (_, h) => this.hostState(h, place));
    const key = this.packing.hosts <= MEMO_HOSTS ? `${place};${[...stateOf].sort().join(';')}` : undefined;
    if (key !== undefined && this.failed.has(key)) return false;
    const slots = new Int32Array(this.packing.hosts);
    for (let h = 0; h < slots.length; h += 1) slots[h] = this.slotsFor(kindIndex, h);
    const hosts = this.hostOrder(stateOf);
    const states = hosts.map((h) => stateOf[h] ?? '');
    const after = new Int32Array(hosts.length + 1);
    for (let i = hosts.length - 1; i >= 0; i -= 1)
      after[i] = (after[i + 1] ?? 0) + (slots[hosts[i] ?? 0] ?? 0);
    const count = this.packing.kinds[kindIndex]?.count ?? 0;
    const done = this.distribute({ place, kindIndex, slots, hosts, states, after }, 0, count, Infinity);
    if (!done && key !== undefined && this.nodes <= this.budget && this.failed.size < MEMO_STATES)
      this.failed.add(key);
    return done;
  }

  private distribute(level: Level, i: number, left: number, before: number): boolean {
    if (left === 0) return this.solve(level.place + 1);
    const host = level.hosts[i];
    if (host === undefined || left > (level.after[i] ?? 0)) return false;
    this.nodes += 1;
    if (this.nodes > this.budget) return false;
    const twin = i > 0 && level.states[i] === level.states[i - 1];
    const most = Math.min(left, level.slots[host] ?? 0, twin ? before : Infinity);
    const least = Math.max(0, left - (level.after[i + 1] ?? 0));
    for (let take = most; take >= least; take -= 1) {
      this.put(level.kindIndex, host, take);
      if (this.distribute(level, i + 1, left - take, take)) return true;
      this.put(level.kindIndex, host, -take);
    }
    return false;
  }

  private put(kindIndex: number, host: number, by: number): void {
    const kind = this.packing.kinds[kindIndex];
    if (kind === undefined || by === 0) return;
    const { dimensions, hosts } = this.packing;
    for (let r = 0; r < dimensions; r += 1) {
      const i = host * dimensions + r;
      this.free[i] = (this.free[i] ?? 0) - by * (kind.demand[r] ?? 0);
    }
    const members = this.members[kind.group];
    if (members !== undefined) {
      const i = kind.tier * hosts + host;
      members[i] = (members[i] ?? 0) + by;
    }
    const c = kindIndex * hosts + host;
    this.counts[c] = (this.counts[c] ?? 0) + by;
  }

  private slotsFor(kindIndex: number, host: number): number {
    const kind = this.packing.kinds[kindIndex];
    if (kind === undefined) return 0;
    return Math.min(kind.count, this.slotsByResource(kind, host), this.slotsByGroup(kind, host));
  }

  private slotsByResource(kind: PackingKind, host: number): number {
    const { dimensions } = this.packing;
    let slots = 2 ** 30;
    for (let r = 0; r < dimensions; r += 1) {
      const need = kind.demand[r] ?? 0;
      if (need > 0) slots = Math.min(slots, Math.floor((this.free[host * dimensions + r] ?? 0) / need));
    }
    return slots;
  }

  private slotsByGroup(kind: PackingKind, host: number): number {
    const group = this.packing.groups[kind.group];
    const members = this.members[kind.group];
    if (group === undefined || members === undefined) return 2 ** 30;
    const { hosts } = this.packing;
    let total = 0;
    let allowed = group.allowed[kind.tier * hosts + host] ?? 0;
    for (let tier = 0; tier < group.tiers; tier += 1) {
      const there = members[tier * hosts + host] ?? 0;
      total += there;
      if (there > 0) allowed = Math.min(allowed, group.allowed[tier * hosts + host] ?? 0);
    }
    return Math.max(0, allowed - total);
  }

  /** Volume, counting and group conditions on what is left from a place of the order on. */
  private mayStillFit(place: number): boolean {
    const { dimensions, hosts, kinds } = this.packing;
    for (let r = 0; r < dimensions; r += 1) {
      let free = 0;
      for (let h = 0; h < hosts; h += 1) free += this.free[h * dimensions + r] ?? 0;
      if ((this.remaining[place * dimensions + r] ?? 0) > free) return false;
    }
    for (let later = place; later < this.order.length; later += 1) {
      const kindIndex = this.order[later] ?? 0;
      const kind = kinds[kindIndex];
      if (kind === undefined) continue;
      const wanted = this.atLeast[place * kinds.length + kindIndex] ?? 0;
      let byResource = 0;
      let byBoth = 0;
      for (let h = 0; h < hosts && (byResource < wanted || byBoth < kind.count); h += 1) {
        const slots = this.slotsByResource(kind, h);
        byResource += slots;
        byBoth += kind.group < 0 ? slots : Math.min(slots, this.slotsByGroup(kind, h));
      }
      if (byResource < wanted || byBoth < kind.count) return false;
    }
    return true;
  }

  /** Hosts with the least left first (tight fits early), equal states side by side. */
  private hostOrder(keys: readonly string[]): number[] {
    const { dimensions, hosts } = this.packing;
    const left = (h: number): number => this.free[h * dimensions] ?? 0;
    const order = Array.from({ length: hosts }, (_, h) => h);
    return order.sort((a, b) => {
      const [keyA, keyB] = [keys[a] ?? '', keys[b] ?? ''];
      const byFree = left(a) === left(b) ? 0 : left(a) - left(b);
      return byFree || (keyA < keyB ? -1 : keyA > keyB ? 1 : a - b);
    });
  }

  /** What of a host matters to the kinds from a place of the order on: free amounts, and its groups if they come again. */
  private hostState(host: number, place: number): string {
    const { dimensions, hosts, kinds, groups } = this.packing;
    const parts: number[] = [];
    for (const r of this.used) parts.push(this.free[host * dimensions + r] ?? 0);
    if (groups.length === 0) return parts.join();
    const seen = new Set<number>();
    for (let later = place; later < this.order.length; later += 1) {
      const g = kinds[this.order[later] ?? 0]?.group ?? -1;
      const group = groups[g];
      if (group === undefined || seen.has(g)) continue;
      seen.add(g);
      for (let tier = 0; tier < group.tiers; tier += 1) {
        parts.push(this.members[g]?.[tier * hosts + host] ?? 0, group.allowed[tier * hosts + host] ?? 0);
      }
    }
    return parts.join();
  }

  private hardnessOf(kind: PackingKind): number {
    const { dimensions, hosts, capacity } = this.packing;
    let hardness = 0;
    for (let r = 0; r < dimensions; r += 1) {
      let largest = 0;
      for (let h = 0; h < hosts; h += 1) largest = Math.max(largest, capacity[h * dimensions + r] ?? 0);
      if (largest > 0 && largest < Infinity) hardness = Math.max(hardness, (kind.demand[r] ?? 0) / largest);
    }
    return hardness;
  }

  private countAtLeast(): Int32Array {
    const { kinds, dimensions } = this.packing;
    const table = new Int32Array((this.order.length + 1) * kinds.length);
    for (let place = this.order.length - 1; place >= 0; place -= 1) {
      const kind = kinds[this.order[place] ?? 0];
      if (kind === undefined) continue;
      kinds.forEach((other, k) => {
        let atLeast = true;
        for (let r = 0; r < dimensions; r += 1) atLeast &&= (kind.demand[r] ?? 0) >= (other.demand[r] ?? 0);
        const below = table[(place + 1) * kinds.length + k] ?? 0;
        table[place * kinds.length + k] = below + (atLeast ? kind.count : 0);
      });
    }
    return table;
  }

  private sumRemaining(): Float64Array {
    const { kinds, dimensions } = this.packing;
    const sums = new Float64Array((this.order.length + 1) * dimensions);
    for (let place = this.order.length - 1; place >= 0; place -= 1) {
      const kind = kinds[this.order[place] ?? 0];
      for (let r = 0; r < dimensions; r += 1) {
        const below = sums[(place + 1) * dimensions + r] ?? 0;
        sums[place * dimensions + r] = below + (kind?.count ?? 0) * (kind?.demand[r] ?? 0);
      }
    }
    return sums;
  }
}

interface Level {
  readonly place: number;
  readonly kindIndex: number;
  readonly slots: Int32Array;
  readonly hosts: readonly number[];
  readonly states: readonly string[];
  /** Slots from the i-th host of the order on. */
  readonly after: Int32Array;
}
