import type { Scenario } from '../events/scenario.ts';
import type { Candidate, FixGroup } from './fix-candidates.ts';
import { fixGroups } from './fix-candidates.ts';
import type { Fix, FixAnswer, FixEvent, Lack, Unmended } from './fix-result.ts';
import { endingOf, harmOf, holds, isMended, type Ending, type FixSide } from './lacks.ts';

/** Simulations so far: what the search yields, so that it can be stopped. */
type Search<Answer> = Generator<number, Answer, boolean | undefined>;

/** A scenario with fixes done before anything else happens: undated events go first, in list order. */
export function withFixes(scenario: Scenario, fixes: readonly FixEvent[]): Scenario {
  return {
    ...scenario,
    events: [...fixes.map((event, at) => ({ ...event, id: `fix ${at + 1}` })), ...scenario.events],
  };
}

/** What the searches share: the scenario, how it ends without a fix, and the endings with one, each simulated once. */
class Trials {
  #tried = 0;
  readonly #known = new Map<string, Ending | null>();
  readonly #side: FixSide;
  readonly #scenario: Scenario;
  readonly before: Ending;

  constructor(side: FixSide, scenario: Scenario, before: Ending) {
    this.#side = side;
    this.#scenario = scenario;
    this.before = before;
  }

  get tried(): number {
    return this.#tried;
  }

  endingWith(fixes: readonly FixEvent[]): Ending | null {
    const key = JSON.stringify(fixes);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#tried += 1;
    const ending = endingOf(this.#side, withFixes(this.#scenario, fixes));
    this.#known.set(key, ending);
    return ending;
  }

  *suffices(event: FixEvent, wanted: readonly Lack[]): Search<boolean> {
    const good = isMended(wanted, this.before, this.endingWith([event]));
    yield this.#tried;
    return good;
  }
}

/**
 * The smallest count of a candidate that mends all that is wanted and breaks nothing else; `null` if none tried does. The
 * first `oneByOne` counts are all tried. Beyond them counts double and the gap is halved: exact where more of a thing never
 * does less, which holds for sizes of Postgres nodes and stores; the count below the answer has always been tried in vain.
 *
 * @param isTooHeavy counts no better than what has been found; heavier ones follow, so the search ends there.
 */
function* smallestOf(
  { eventOf, least, most, oneByOne }: Candidate,
  wanted: readonly Lack[],
  trials: Trials,
  isTooHeavy: (count: number) => boolean,
): Search<number | null> {
  let bad = least - 1;
  for (; bad < Math.min(most, least + oneByOne - 1); bad += 1) {
    const count = bad + 1;
    if (isTooHeavy(count)) return null;
    if (yield* trials.suffices(eventOf(count), wanted)) return count;
  }
  let good = bad + 1;
  for (let step = 1; ; step *= 2) {
    if (bad >= most || isTooHeavy(bad + 1)) return null;
    good = Math.min(most, bad + step);
    if (yield* trials.suffices(eventOf(good), wanted)) break;
    bad = good;
  }
  while (good - bad > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (yield* trials.suffices(eventOf(middle), wanted)) good = middle;
    else bad = middle;
  }
  return good;
}

function isLighter(a: readonly number[], b: readonly number[]): boolean {
  for (const [at, weight] of a.entries()) {
    const other = b[at] ?? Infinity;
    if (weight !== other) return weight < other;
  }
  return false;
}

function* lightest(
  { candidates }: FixGroup,
  wanted: readonly Lack[],
  trials: Trials,
): Search<{ readonly candidate: Candidate; readonly count: number } | null> {
  let best: {
    readonly candidate: Candidate;
    readonly count: number;
    readonly weight: readonly number[];
  } | null = null;
  for (const candidate of candidates) {
    const limit: readonly number[] | null = best?.weight ?? null;
    const isTooHeavy = (count: number) => limit !== null && !isLighter(candidate.weightOf(count), limit);
    const count = yield* smallestOf(candidate, wanted, trials, isTooHeavy);
    if (count === null || isTooHeavy(count)) continue;
    best = { candidate, count, weight: candidate.weightOf(count) };
  }
  return best;
}

/**
 * The smallest changes after which what a scenario misses holds, each tried by simulating the scenario with the change in
 * front, and offered only if that made everything it names hold and nothing else miss. What one kind of change in one place
 * may mend is first tried to be mended at once, else one by one; hosts for a single cluster come before those for a region.
 *
 * @returns `null` where the scenario cannot be applied as it is.
 */
export function* smallestFixes(side: FixSide, scenario: Scenario): Search<FixAnswer | null> {
  const before = endingOf(side, scenario);
  if (before === null) return null;
  const trials = new Trials(side, scenario, before);
  const lacks = [...before.lacks.values()].sort((a, b) => compareHarm(a, b));
  const fixes: Fix[] = [];
  const unmended: Unmended[] = [];
  for (const group of inSearchOrder(fixGroups(side.model, scenario, lacks))) {
    const wanted = group.lacks.filter((lack) => !isAmong(lack, fixes));
    if (wanted.length === 0) continue;
    const all = yield* fixFor(group, wanted, trials);
    if (all !== null) fixes.push(all);
    else
      for (const lack of wanted) {
        if (isAmong(lack, fixes)) continue;
        const one = wanted.length === 1 ? null : yield* fixFor(group, [lack], trials);
        if (one === null) unmended.push({ lack, searched: group.searched });
        else fixes.push(one);
      }
  }
  const plain = endingOf(side, { ...scenario, events: [], policy: {} });
  return {
    fixes: fixes.sort((a, b) => compareHarm(a.mends[0], b.mends[0])),
    unmended: unmended.filter(({ lack }) => !isAmong(lack, fixes)),
    together: fixes.length < 2 ? null : areTogether(fixes, trials),
    missedBefore: lacks.map(({ key }) => key).filter((key) => plain?.lacks.has(key) === true),
    tried: trials.tried + 2,
  };
}

function compareHarm(a: Lack | undefined, b: Lack | undefined): number {
  const [left, right] = [a, b].map((lack) => (lack === undefined ? -Infinity : harmOf(lack)));
  return left === right || left === undefined || right === undefined ? 0 : right - left;
}

const isAmong = (lack: Lack, fixes: readonly Fix[]): boolean =>
  fixes.some(({ mends }) => mends.some(({ key }) => key === lack.key));

/** Places before regions: a region's figures are the sum of its places', whose fixes may mend it on the way. */
function inSearchOrder(groups: readonly FixGroup[]): readonly FixGroup[] {
  const isWide = ({ searched }: FixGroup) => searched?.kind === 'hosts' && searched.clusters.length > 1;
  return [...groups.filter((group) => !isWide(group)), ...groups.filter(isWide)];
}

function* fixFor(group: FixGroup, wanted: readonly Lack[], trials: Trials): Search<Fix | null> {
  const found = yield* lightest(group, wanted, trials);
  if (found === null) return null;
  const event = found.candidate.eventOf(found.count);
  const ending = trials.endingWith([event]);
  if (ending === null) return null;
  const mends = [...trials.before.lacks.values()].filter((lack) => holds(lack, ending)).sort(compareHarm);
  const targets = mends.flatMap(({ key }) => ending.constraints.get(key) ?? []);
  return { event, mends, targets, ...found.candidate.priceOf(found.count) };
}

function areTogether(fixes: readonly Fix[], trials: Trials): boolean {
  const ending = trials.endingWith(fixes.map(({ event }) => event));
  return isMended(
    fixes.flatMap(({ mends }) => mends),
    trials.before,
    ending,
  );
}
