import { byCodeUnits } from '../model/model-index.ts';
import type { Microvm } from '../model/document.ts';

export interface RefutationItem {
  readonly demand: readonly number[];
  readonly group: string | null;
  readonly maxPerHost: number;
}

export interface RefutationBin {
  readonly limits: readonly number[];
  /** What stood on the host before; a spread clash that was there may stay. */
  readonly before: readonly Microvm[];
}

/** What doubles may lose where amounts are added up and taken away again, as a share of all there is. */
const LOSS = 1e-9;

/**
 * True if no assignment of the items to the bins exists, found by filling one bin after another in every way that matters
 * (bin completion; Martello and Toth, Korf): a bin is filled until nothing that is left fits it, since what is put in
 * early never hurts later; no more is left empty than all bins together can spare; what remained when a bin was closed
 * is not tried twice; and where all remaining bins are alike, the next one takes one of the largest items left.
 * Gives up (false) after `effort` steps. Written apart from the engine's own search, which it checks: that one goes item
 * by item over all hosts, in quanta, and knows counting bounds.
 */
export function noArrangement(
  items: readonly RefutationItem[],
  bins: readonly RefutationBin[],
  effort: number,
): boolean {
  return new Refutation(items, bins, effort).run();
}

interface Kind {
  readonly item: RefutationItem;
  left: number;
}

/** A bin's content as it grows: room left, and per spread group its members there and the tightest of their limits. */
interface Content {
  readonly bin: RefutationBin;
  readonly free: number[];
  readonly members: Map<string, { readonly count: number; readonly limit: number }>;
}

class Refutation {
  private readonly kinds: Kind[];
  private readonly bins: readonly RefutationBin[];
  /** From each bin on: whether all are alike. */
  private readonly alike: readonly boolean[];
  /** Per resource: how much may stay empty in the bins closed from here on. */
  private readonly spare: number[];
  private readonly tolerance: readonly number[];
  private readonly failed = new Set<string>();
  private effort: number;

  constructor(items: readonly RefutationItem[], bins: readonly RefutationBin[], effort: number) {
    this.kinds = kindsOf(items);
    this.bins = [...bins].sort((a, b) => byCodeUnits(binKey(a), binKey(b)));
    const keys = this.bins.map(binKey);
    this.alike = keys.map((key) => key === keys.at(-1));
    const dimensions = bins[0]?.limits.length ?? 0;
    const all = Array.from({ length: dimensions }, (_, r) =>
      bins.reduce((sum, bin) => sum + (bin.limits[r] ?? 0), 0),
    );
    this.tolerance = all.map((sum) => (sum < Infinity ? sum * LOSS : 0));
    this.spare = all.map((sum, r) => items.reduce((rest, item) => rest - (item.demand[r] ?? 0), sum));
    this.effort = effort;
  }

  run(): boolean {
    const arranged = this.close(0);
    return !arranged && this.effort >= 0;
  }

  /** Whether what is left fits the bins from `b` on; meaningless once the effort is spent. */
  private close(b: number): boolean {
    if (this.kinds.every(({ left }) => left === 0)) return true;
    const bin = this.bins[b];
    if (bin === undefined || this.spare.some((spare, r) => spare < -(this.tolerance[r] ?? 0))) return false;
    const state = `${b};${this.kinds.map(({ left }) => left).join()}`;
    if (this.failed.has(state)) return false;
    const rest = this.spare.map((_, r) =>
      this.kinds.reduce((sum, { item, left }) => sum + left * (item.demand[r] ?? 0), 0),
    );
    const done = this.fill(
      b,
      0,
      { bin, free: [...bin.limits], members: new Map() },
      rest,
      this.alike[b] ?? false,
    );
    if (!done && this.effort >= 0) this.failed.add(state);
    return done;
  }

  /** Tries every number of the kinds from `k` on in the open bin; `rest` is what those weigh in all. */
  private fill(b: number, k: number, content: Content, rest: readonly number[], mustTake: boolean): boolean {
    this.effort -= 1;
    if (this.effort < 0) return false;
    for (const [r, free] of content.free.entries())
      if (free - (rest[r] ?? 0) > (this.spare[r] ?? 0) + (this.tolerance[r] ?? 0)) return false;
    const kind = this.kinds[k];
    if (kind === undefined) return this.seal(b, content);
    const { left, item } = kind;
    if (left === 0) return this.fill(b, k + 1, content, rest, mustTake);
    const after = rest.map((sum, r) => sum - left * (item.demand[r] ?? 0));
    const most = Math.min(left, roomFor(content, item));
    for (let take = most; take >= (mustTake ? 1 : 0); take -= 1) {
      const grown = take === 0 ? content : put(content, item, take);
      kind.left = left - take;
      const done = this.fill(b, k + 1, grown, after, false);
      kind.left = left;
      if (done) return true;
    }
    // A largest item that fits no bin of those left fits nowhere.
    return false;
  }

  /** Closes the bin, unless something that is left would still fit it: then a fuller content is tried instead. */
  private seal(b: number, content: Content): boolean {
    if (this.kinds.some(({ left, item }) => left > 0 && roomFor(content, item) > 0)) return false;
    const before = [...this.spare];
    content.free.forEach((free, r) => {
      this.spare[r] = free < Infinity ? (this.spare[r] ?? 0) - free : (this.spare[r] ?? 0);
    });
    const done = this.close(b + 1);
    before.forEach((spare, r) => (this.spare[r] = spare));
    return done;
  }
}

/** How many more of the item the content takes, by resources and by spread limits. */
function roomFor({ bin, free, members }: Content, item: RefutationItem): number {
  let room = Infinity;
  item.demand.forEach((size, r) => {
    if (size > 0) room = Math.min(room, Math.floor((free[r] ?? 0) / size));
    // Dividing may round up to a whole number that does not fit.
    while (room > 0 && room < Infinity && size * room > (free[r] ?? 0)) room -= 1;
  });
  if (item.group === null) return room;
  const mates = members.get(item.group);
  return Math.min(
    room,
    Math.max(0, Math.min(limitOn(bin, item), mates?.limit ?? Infinity) - (mates?.count ?? 0)),
  );
}

function put({ bin, free, members }: Content, item: RefutationItem, count: number): Content {
  const less = free.map((amount, r) => amount - count * (item.demand[r] ?? 0));
  if (item.group === null) return { bin, free: less, members };
  const mates = members.get(item.group);
  const grown = new Map(members).set(item.group, {
    count: (mates?.count ?? 0) + count,
    limit: Math.min(mates?.limit ?? Infinity, limitOn(bin, item)),
  });
  return { bin, free: less, members: grown };
}

/** Most members of its group that may stand on the bin beside the item, itself included. */
function limitOn({ before }: RefutationBin, item: RefutationItem): number {
  const clash = before.filter((row) => row.spreadGroup === item.group);
  const wasThere = clash.some((row) => row.maxPerHost === item.maxPerHost);
  return Math.max(item.maxPerHost, wasThere ? clash.length : 0);
}

/** Items that are alike together, largest first. */
function kindsOf(items: readonly RefutationItem[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const item of items) {
    const key = `${item.demand.join()}|${item.group ?? ''}|${item.group === null ? '' : item.maxPerHost}`;
    const known = kinds.get(key);
    if (known === undefined) kinds.set(key, { item, left: 1 });
    else known.left += 1;
  }
  const sized = [...kinds].map(([key, kind]) => ({ key, kind, demand: kind.item.demand }));
  sized.sort(
    (a, b) =>
      (b.demand[0] ?? 0) - (a.demand[0] ?? 0) ||
      (b.demand[1] ?? 0) - (a.demand[1] ?? 0) ||
      byCodeUnits(a.key, b.key),
  );
  return sized.map(({ kind }) => kind);
}

/** What makes bins alike; those with equal limits stand side by side. */
function binKey({ limits, before }: RefutationBin): string {
  const clashes = before
    .filter((row) => row.spreadGroup !== null)
    .map((row) => `${row.spreadGroup}:${row.maxPerHost}`);
  return `${limits.join()}/${clashes.sort().join('+')}`;
}
