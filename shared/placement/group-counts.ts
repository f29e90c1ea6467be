/**
 * Counts of microVMs per (host, spread tier), in an open-addressing table of typed arrays: a million placed microVMs
 * cost about 24 MB instead of a million Map entries. Entries are never removed (a count may return to 0), so the table
 * may be changed and changed back while a placement is tried.
 */
export class GroupCounts {
  private keys: Float64Array;
  private counts: Int32Array;
  private mask: number;
  private entries = 0;
  private readonly hosts: number;

  /** @param hosts number of hosts, fixed; keys are tier × hosts + host, so that tiers may be added later. */
  constructor(hosts: number, expected = 16) {
    this.hosts = hosts;
    let size = 16;
    while (size < expected * 2) size *= 2;
    this.keys = new Float64Array(size).fill(-1);
    this.counts = new Int32Array(size);
    this.mask = size - 1;
  }

  /** MicroVMs of `tier` on `host`. */
  get(host: number, tier: number): number {
    const slot = this.slotOf(tier * this.hosts + host);
    return this.counts[slot] ?? 0;
  }

  /** Adds `by` (which may be negative) to the count of `tier` on `host`. */
  add(host: number, tier: number, by: number): void {
    const key = tier * this.hosts + host;
    let slot = this.slotOf(key);
    if (this.keys[slot] !== key) {
      if (this.entries * 2 > this.mask) {
        this.grow();
        slot = this.slotOf(key);
      }
      this.keys[slot] = key;
      this.entries += 1;
    }
    this.counts[slot] = (this.counts[slot] ?? 0) + by;
  }

  copy(): GroupCounts {
    const copy = new GroupCounts(this.hosts, 0);
    copy.keys = this.keys.slice();
    copy.counts = this.counts.slice();
    copy.mask = this.mask;
    copy.entries = this.entries;
    return copy;
  }

  private slotOf(key: number): number {
    // Fibonacci hashing of both halves: neighbouring hosts and tiers must not cluster.
    const low = key % 4294967296;
    let slot = (Math.imul(low | 0, 0x9e3779b1) ^ Math.imul((key - low) / 4294967296, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.mask;
    for (;;) {
      const found = this.keys[slot];
      if (found === key || found === -1) return slot;
      slot = (slot + 1) & this.mask;
    }
  }

  private grow(): void {
    const { keys, counts } = this;
    const size = (this.mask + 1) * 2;
    this.keys = new Float64Array(size).fill(-1);
    this.counts = new Int32Array(size);
    this.mask = size - 1;
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i] ?? -1;
      if (key === -1) continue;
      const slot = this.slotOf(key);
      this.keys[slot] = key;
      this.counts[slot] = counts[i] ?? 0;
    }
  }
}
