import { byCodeUnits } from '../model/model-index.ts';
import type {
  ClusterSurvival,
  EveryLoss,
  FailureDomainSurvival,
  SurvivalVerdict,
} from '../placement/outcome.ts';
import { failingPairs } from './mileage.ts';
import { counted, formatInteger, listed } from './number-format.ts';
import { say, strong, type Phrase, type Sentence, type VerdictMark } from './sentence.ts';

/** What a host is called by its kind: the SKU it matches, else its size. */
export type KindOfHost = (host: string) => string | null;

export const SURVIVAL_WORDS: Readonly<Record<SurvivalVerdict, string>> = {
  survives: 'survives',
  'survives-repacked': 'survives with moves',
  fails: 'fails',
  undecided: 'undecided',
};

const SMALL_NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

const inWords = (count: number): string => SMALL_NUMBERS[count] ?? formatInteger(count);

/** `no`, `3`, counted over clusters; what was not tried is not counted. */
export function totalCounts(
  rows: readonly { readonly counts: ClusterSurvival['counts'] }[],
): Record<SurvivalVerdict, number> {
  const sum = { survives: 0, 'survives-repacked': 0, fails: 0, undecided: 0 };
  for (const { counts } of rows) {
    sum.survives += counts.survives;
    sum['survives-repacked'] += counts['survives-repacked'];
    sum.fails += counts.fails;
    sum.undecided += counts.undecided;
  }
  return sum;
}

export function domainCounts(
  domains: readonly FailureDomainSurvival[],
): Readonly<Record<SurvivalVerdict, number>> {
  const sum = { survives: 0, 'survives-repacked': 0, fails: 0, undecided: 0 };
  for (const { verdict } of domains) sum[verdict] += 1;
  return sum;
}

/**
 * Which pairs fail, in words: `any two of the six mem-96` where they are exactly the pairs of a set of hosts (named by its kind
 * where it is all of that kind), `every pair with c-06` where one host is in all of them; else the host in most of them.
 */
export function failingPattern(every: EveryLoss, kindOf: KindOfHost): string {
  const pairs = failingPairs(every);
  const degree = new Map<string, number>();
  for (const host of pairs.flat()) degree.set(host, (degree.get(host) ?? 0) + 1);
  const ranked = [...degree].sort(([a, n], [b, m]) => m - n || byCodeUnits(a, b));
  const [most] = ranked;
  if (most === undefined) return 'none';
  const [only] = pairs;
  if (pairs.length === 1 && only !== undefined) return listed(only);
  const members = ranked.map(([host]) => host).sort();
  if (pairs.length === (members.length * (members.length - 1)) / 2)
    return `any two of ${setName(members, every.hosts, kindOf)}`;
  if (most[1] === pairs.length)
    return most[1] === every.hosts.length - 1 ? `every pair with ${most[0]}` : `all with ${most[0]}`;
  return `most often ${most[0]}, in ${formatInteger(most[1])} of them`;
}

function setName(members: readonly string[], hosts: readonly string[], kindOf: KindOfHost): string {
  const kind = kindOf(members[0] ?? '');
  const ofKind = kind === null ? [] : hosts.filter((host) => kindOf(host) === kind);
  if (kind !== null && ofKind.length === members.length && members.every((host) => kindOf(host) === kind))
    return `the ${inWords(members.length)} ${kind}`;
  if (members.length <= 4) return listed(members);
  return `${inWords(members.length)} hosts, ${members[0] ?? ''} to ${members.at(-1) ?? ''}`;
}

export interface RegionSurvival {
  readonly single: readonly ClusterSurvival[];
  /** `null` while pairs are being tried, or where they were not. */
  readonly pairs: readonly ClusterSurvival[] | null;
  /** Trying them failed, or was cancelled. */
  readonly arePairsUntried?: boolean;
}

/** Marks the worst of some verdicts: a failure first, then what is undecided, then what needs moves. */
export function worstMark(counts: Readonly<Record<SurvivalVerdict, number>>): VerdictMark {
  return counts.fails > 0 ? 'breach' : counts.undecided > 0 ? 'unknown' : 'ok';
}

function clause(
  counts: Readonly<Record<SurvivalVerdict, number>>,
  one: string,
  many: string,
): readonly Phrase[] {
  const tried = counts.survives + counts['survives-repacked'] + counts.fails + counts.undecided;
  if (tried === 0) return [say(`There is no ${one} to lose.`)];
  if (counts.fails > 0)
    return [
      strong(
        `${formatInteger(counts.fails)} of ${counted(tried, one, many)} ${counts.fails === 1 ? 'fails' : 'fail'}`,
      ),
      ...(counts.undecided > 0 ? [say(`, ${formatInteger(counts.undecided)} undecided`)] : []),
    ];
  if (counts.undecided > 0)
    return [
      strong(
        `${formatInteger(counts.undecided)} of ${counted(tried, one, many)} ${counts.undecided === 1 ? 'is' : 'are'} undecided`,
      ),
    ];
  const moves = counts['survives-repacked'];
  return [
    strong(tried === 1 ? `The ${one} survives` : `Every one of ${counted(tried, one, many)} survives`),
    ...(moves > 0 ? [say(`, ${formatInteger(moves)} with moves`)] : []),
  ];
}

/**
 * The region's sentence: what any one loss does, then which pairs kill, cluster by cluster. One figure per clause; the certificate
 * of the worst is a click away.
 */
export function survivalSentence(
  { single, pairs, arePairsUntried = false }: RegionSurvival,
  kindOf: KindOfHost,
): { readonly mark: VerdictMark; readonly sentence: Sentence } {
  const ones = totalCounts(single);
  const said: Phrase[] = [...clause(ones, 'host loss', 'host losses'), say('. ')];
  const twos = pairs === null ? null : totalCounts(pairs);
  if (twos === null) said.push(say(arePairsUntried ? 'Pairs were not tried.' : 'Pairs are being tried.'));
  else {
    said.push(...clause(twos, 'pair', 'pairs'));
    const failing = (pairs ?? []).filter(({ counts }) => counts.fails > 0);
    const words = failing
      .slice(0, 2)
      .flatMap(({ cluster, every }) =>
        every === undefined ? [] : [`${failingPattern(every, kindOf)} in ${cluster}`],
      );
    if (words.length > 0) said.push(say(`: ${listed(words)}`));
    if (failing.length > 2) said.push(say(`, and ${counted(failing.length - 2, 'more cluster')}`));
    said.push(say('.'));
  }
  const mark = worstMark(ones);
  return { mark: mark === 'ok' && twos !== null && twos.fails > 0 ? 'watch' : mark, sentence: said };
}
