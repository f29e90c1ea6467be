export interface ContentItem {
  readonly demand: readonly number[];
  readonly weight: number;
  /** How many there are. */
  readonly count: number;
}

interface State {
  readonly weight: number;
  readonly used: readonly number[];
}

/**
 * The most weight a host can hold within its limits, for the checker of certificates: item by item, all contents that no
 * other content beats (more weight, less of everything) are carried on (Nemhauser and Ullmann, 1969), copies of an item in
 * binary bundles. Written apart from the engine's own search (heaviest-pattern.ts), which it checks. `null` when more than
 * `effort` contents were looked at.
 */
export function heaviestContent(
  items: readonly ContentItem[],
  limits: readonly number[],
  effort: number,
): number | null {
  const bounded = limits.flatMap((limit, r) => (limit < Infinity ? [r] : []));
  const bundles = items
    .flatMap((item) => bundlesOf(item, limits))
    .sort((a, b) => densityOf(b) - densityOf(a));
  function densityOf({ demand, weight }: Omit<ContentItem, 'count'>): number {
    const share = Math.max(
      ...bounded.map((r) => (demand[r] ?? 0) / Math.max(limits[r] ?? 0, Number.MIN_VALUE)),
      0,
    );
    return weight / share;
  }
  let states: State[] = [{ weight: 0, used: limits.map(() => 0) }];
  let looked = 0;
  for (const [n, bundle] of bundles.entries()) {
    const grown = states.flatMap(({ weight, used }) => {
      const more = used.map((amount, r) => amount + (bundle.demand[r] ?? 0));
      return more.every((amount, r) => amount <= (limits[r] ?? Infinity))
        ? [{ weight: weight + bundle.weight, used: more }]
        : [];
    });
    const rest = bundles.slice(n + 1);
    const candidates = [...states, ...grown];
    const sure = Math.max(...candidates.map((state) => completed(state, rest, limits)));
    const hopeful = candidates.filter((state) => hope(state, rest, limits, bounded) >= sure - 1e-6);
    const kept = unbeaten(hopeful, bounded, effort - looked);
    if (kept === null) return null;
    looked += kept.looked;
    states = kept.states;
  }
  return Math.max(...states.map(({ weight }) => weight));
}

/** Bundles of 1, 2, 4 … copies, which together make any number up to what there is and the host could hold. */
function bundlesOf(
  { demand, weight, count }: ContentItem,
  limits: readonly number[],
): Omit<ContentItem, 'count'>[] {
  let most = count;
  demand.forEach((need, r) => {
    if (need > 0) most = Math.min(most, Math.floor((limits[r] ?? Infinity) / need));
  });
  const bundles: Omit<ContentItem, 'count'>[] = [];
  for (let size = 1; most > 0; size *= 2) {
    const copies = Math.min(size, most);
    bundles.push({ demand: demand.map((need) => need * copies), weight: weight * copies });
    most -= copies;
  }
  return bundles;
}

/** Weight a state surely reaches: whatever still fits, in order. */
function completed(
  state: State,
  rest: readonly Omit<ContentItem, 'count'>[],
  limits: readonly number[],
): number {
  const used = [...state.used];
  let { weight } = state;
  for (const { demand, weight: more } of rest) {
    if (!demand.every((need, r) => (used[r] ?? 0) + need <= (limits[r] ?? Infinity))) continue;
    demand.forEach((need, r) => (used[r] = (used[r] ?? 0) + need));
    weight += more;
  }
  return weight;
}

/** Weight a state cannot exceed: for the tightest resource, what is left of it at the best rate that remains. */
function hope(
  { weight, used }: State,
  rest: readonly Omit<ContentItem, 'count'>[],
  limits: readonly number[],
  bounded: readonly number[],
): number {
  let most = rest.reduce((sum, bundle) => sum + bundle.weight, 0);
  for (const r of bounded) {
    const rate = Math.max(0, ...rest.map((bundle) => bundle.weight / (bundle.demand[r] ?? 0)));
    if (rate < Infinity) most = Math.min(most, ((limits[r] ?? 0) - (used[r] ?? 0)) * rate * (1 + 1e-9));
  }
  return weight + most;
}

function unbeaten(
  states: readonly State[],
  bounded: readonly number[],
  effort: number,
): { states: State[]; looked: number } | null {
  const kept: State[] = [];
  let looked = 0;
  for (const state of [...states].sort((a, b) => b.weight - a.weight)) {
    looked += kept.length + 1;
    if (looked > effort) return null;
    const beaten = kept.some((other) => bounded.every((r) => (other.used[r] ?? 0) <= (state.used[r] ?? 0)));
    if (!beaten) kept.push(state);
  }
  return { states: kept, looked };
}
