import { byCodeUnits } from '../model/model-index.ts';
import { VERDICT_CODES, type EveryLoss, type SurvivalVerdict } from '../placement/outcome.ts';

/** Rows a mileage chart stays legible with; more hosts than that are put together. */
export const MILEAGE_ROWS = 16;
/** Of a chart that puts hosts together, so many of the most harmful stay alone. */
const ALONE = 8;

/** Index into `VERDICT_CODES`, harmless first; −1: not among the combinations of that side. */
type Code = number;

/** One row of the chart: a host, or several put together. */
export interface MileageRow {
  readonly hosts: readonly string[];
  /** `euw-c-22`, or `euw-c-03 and 7 alike`, or `9 more`. */
  readonly name: string;
  /** The scenario takes it away (all of them, of several). */
  readonly isLost: boolean;
  /** The scenario brings it (all of them, of several): the baseline has no verdict about it. */
  readonly isAdded: boolean;
}

/** Every pair of a row's and a column's hosts; of a row with itself every pair within it. */
export interface MileageCell {
  readonly pairs: number;
  /** By verdict of the baseline; of the scenario where it brings one of the hosts. */
  readonly counts: Readonly<Record<SurvivalVerdict, number>>;
  /** `null`: the scenario brings one of the hosts. */
  readonly worst: SurvivalVerdict | null;
  /** Worst verdict of the same pairs in the scenario; `null` without one, or where it takes one of the hosts away anyway. */
  readonly scenario: SurvivalVerdict | null;
  /** The first pair with the worst verdict (the scenario's where that is worse): what a click opens. */
  readonly example: readonly [string, string];
}

/** A triangle of cells: hosts by harm on the diagonal, those no pair of which does anything in one row. */
export interface Mileage {
  readonly rows: readonly MileageRow[];
  /** `cells[row][column]`, column < row; a row of several hosts has its own pairs at `[row][row]`. */
  readonly cells: readonly (readonly MileageCell[])[];
  /** Hosts every pair of which survives by the scheduler's own placement, on both sides. */
  readonly harmless: readonly string[];
  /** Those of them that the scenario brings. */
  readonly harmlessAdded: readonly string[];
  /** How each row fares alone, in the baseline and in the scenario; `null` = not tried. */
  readonly alone: readonly {
    readonly before: SurvivalVerdict | null;
    readonly after: SurvivalVerdict | null;
  }[];
}

const HARMLESS: Code = 0;

/** Verdicts of pairs by host id; harmless-first codes. */
class Pairs {
  private readonly at = new Map<string, number>();
  private readonly verdicts: Uint8Array;
  private readonly count: number;

  constructor({ hosts, verdicts }: EveryLoss) {
    hosts.forEach((host, index) => this.at.set(host, index));
    this.verdicts = verdicts;
    this.count = hosts.length;
  }

  has(host: string): boolean {
    return this.at.has(host);
  }

  of(a: string, b: string): Code {
    const [i, j] = [this.at.get(a), this.at.get(b)];
    if (i === undefined || j === undefined || i === j) return -1;
    const [low, high] = i < j ? [i, j] : [j, i];
    return this.verdicts[low * this.count - (low * (low + 1)) / 2 + high - low - 1] ?? -1;
  }
}

/** Verdicts of single hosts by id. */
function singles(every: EveryLoss | null): ReadonlyMap<string, Code> {
  return new Map(every?.hosts.map((host, index) => [host, every.verdicts[index] ?? -1]));
}

export interface MileageInput {
  readonly pairs: EveryLoss;
  readonly pairsAfter: EveryLoss | null;
  readonly single: EveryLoss | null;
  readonly singleAfter: EveryLoss | null;
}

/**
 * The chart of one cluster. Hosts stand by harm: most failing pairs first, then undecided ones, then pairs that need moves, then
 * id; the scenario's pairs count as well, those of hosts it brings too. More than 16 harmful hosts: those whose pairs all fare alike share a row, and what is
 * still too many shares rows by rank, so that 1,000 hosts stay legible.
 */
export function mileage({ pairs, pairsAfter, single, singleAfter }: MileageInput): Mileage {
  const before = new Pairs(pairs);
  const after = pairsAfter === null ? null : new Pairs(pairsAfter);
  const alone = singles(single);
  const aloneAfter = singles(singleAfter);
  const added = pairsAfter?.hosts.filter((host) => !before.has(host)) ?? [];
  const hosts = [...pairs.hosts, ...added];
  const harm = hosts.map((host) => {
    const counts = [0, 0, 0, 0];
    const count = (code: Code | undefined): void => {
      if (code !== undefined && code > HARMLESS) counts[code] = (counts[code] ?? 0) + 1;
    };
    for (const other of hosts) {
      count(before.of(host, other));
      if (after !== null) count(after.of(host, other));
    }
    count(alone.get(host));
    count(aloneAfter.get(host));
    return { host, counts };
  });
  const harmful = harm.filter(({ counts }) => counts.some((count) => count > 0));
  harmful.sort((a, b) => {
    for (let code = VERDICT_CODES.length - 1; code > HARMLESS; code -= 1) {
      const difference = (b.counts[code] ?? 0) - (a.counts[code] ?? 0);
      if (difference !== 0) return difference;
    }
    return byCodeUnits(a.host, b.host);
  });
  const isHarmful = new Set(harmful.map(({ host }) => host));
  const rows = rowsOf(
    harmful.map(({ host }) => host),
    hosts,
    before,
    after,
  );
  return {
    rows,
    cells: rows.map((row, index) =>
      rows
        .slice(0, row.hosts.length > 1 ? index + 1 : index)
        .map((column) => cellOf(row.hosts, column.hosts, before, after)),
    ),
    harmless: hosts.filter((host) => !isHarmful.has(host)),
    harmlessAdded: added.filter((host) => !isHarmful.has(host)),
    alone: rows.map((row) => ({
      before: worstOf(row.hosts.map((host) => alone.get(host) ?? -1)),
      after: singleAfter === null ? null : worstOf(row.hosts.map((host) => aloneAfter.get(host) ?? -1)),
    })),
  };
}

function rowsOf(
  ranked: readonly string[],
  hosts: readonly string[],
  before: Pairs,
  after: Pairs | null,
): MileageRow[] {
  const named = (group: readonly string[], name: string): MileageRow => ({
    hosts: group,
    name,
    isLost: after !== null && !group.some((host) => after.has(host)),
    isAdded: !group.some((host) => before.has(host)),
  });
  const single = (host: string): MileageRow => named([host], host);
  if (ranked.length <= MILEAGE_ROWS) return ranked.map(single);
  const alike = alikeHosts(ranked, hosts, before, after);
  if (alike.length <= MILEAGE_ROWS) {
    return alike.map((group) => {
      const [first = ''] = group;
      return group.length === 1 ? single(first) : named(group, `${first} and ${group.length - 1} alike`);
    });
  }
  const rest = ranked.slice(ALONE);
  const size = Math.ceil(rest.length / (MILEAGE_ROWS - ALONE));
  const together: MileageRow[] = [];
  for (let from = 0; from < rest.length; from += size) {
    const group = rest.slice(from, from + size);
    together.push(named(group, `${group[0] ?? ''} and ${group.length - 1} by rank`));
  }
  return [...ranked.slice(0, ALONE).map(single), ...together];
}

/** Hosts whose pairs with every third host fare the same on both sides, in the order of their first. */
function alikeHosts(
  ranked: readonly string[],
  hosts: readonly string[],
  before: Pairs,
  after: Pairs | null,
): string[][] {
  const groups: string[][] = [];
  const same = (a: string, b: string): boolean =>
    hosts.every(
      (third) =>
        third === a ||
        third === b ||
        (before.of(a, third) === before.of(b, third) && after?.of(a, third) === after?.of(b, third)),
    );
  for (const host of ranked) {
    const group = groups.find(([first]) => first !== undefined && same(first, host));
    if (group === undefined) groups.push([host]);
    else group.push(host);
    if (groups.length > MILEAGE_ROWS) break; // too many for one row each: the caller goes by rank
  }
  return groups;
}

function worstOf(codes: readonly Code[]): SurvivalVerdict | null {
  return VERDICT_CODES[Math.max(-1, ...codes)] ?? null;
}

function cellOf(
  rows: readonly string[],
  columns: readonly string[],
  before: Pairs,
  after: Pairs | null,
): MileageCell {
  const counts: Record<SurvivalVerdict, number> = {
    survives: 0,
    'survives-repacked': 0,
    undecided: 0,
    fails: 0,
  };
  let [pairs, worst, scenario, shown] = [0, -1, -1, -1];
  let example: readonly [string, string] = [columns[0] ?? '', rows[0] ?? ''];
  for (const [i, host] of rows.entries()) {
    for (const other of rows === columns ? rows.slice(0, i) : columns) {
      const was = before.of(host, other);
      const is = after?.of(host, other) ?? -1;
      const verdict = VERDICT_CODES[was < 0 ? is : was];
      if (verdict !== undefined) counts[verdict] += 1;
      pairs += 1;
      worst = Math.max(worst, was);
      scenario = Math.max(scenario, is);
      if (Math.max(was, is) > shown) [shown, example] = [Math.max(was, is), [other, host]];
    }
  }
  return {
    pairs,
    counts,
    worst: VERDICT_CODES[worst] ?? null,
    scenario: VERDICT_CODES[scenario] ?? null,
    example,
  };
}

/** Failing pairs by their hosts, for words about them. */
export function failingPairs({ hosts, verdicts }: EveryLoss): readonly (readonly [string, string])[] {
  const fails = VERDICT_CODES.indexOf('fails');
  const found: (readonly [string, string])[] = [];
  let at = 0;
  for (let i = 0; i < hosts.length; i += 1) {
    for (let j = i + 1; j < hosts.length; j += 1) {
      if (verdicts[at] === fails) found.push([hosts[i] ?? '', hosts[j] ?? '']);
      at += 1;
    }
  }
  return found;
}
