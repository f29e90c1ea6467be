import { lossesName } from '../assess/losses-name.ts';
import type { ExplainNode } from '../explain/node.ts';
import type { MissedDays, PlanLine, PlanResult, Purchase } from '../plan/plan-result.ts';
import { constraintNameOf, constraintPhrase, splitScope, type RegionName } from './constraint-name.ts';
import { formatDay, formatDayInSentence } from './date-format.ts';
import { money } from './money.ts';
import { counted, formatInteger, formatPercent, formatShareAtMost } from './number-format.ts';
import { say, strong, type Phrase, type Sentence, type VerdictMark } from './sentence.ts';
import { everyTarget } from '../plan/unmeasured-targets.ts';
import { besideUnmeasured } from './unmeasured-words.ts';

export interface PlanVerdict {
  readonly mark: VerdictMark;
  readonly sentence: Sentence;
  /** What qualifies it: late hosts, what cannot be kept, what is not proved. */
  readonly more: readonly string[];
}

const isSurvival = (id: string): boolean => id.startsWith('compute.survival@');

/** What words about a plan take from beside it: names of regions, and the plan's own number of host losses per cluster. */
export interface PlanNames {
  readonly regionName: RegionName;
  readonly losses: number;
}

/** `memory in euw-b`, `N+1 in euw-b`. */
function targetPhrase(id: string, { regionName, losses }: PlanNames): string {
  const at = id.indexOf('@');
  const scope = id.slice(at + 1);
  if (isSurvival(id)) return `${lossesName(losses)} in ${splitScope(scope).id}`;
  const dot = id.indexOf('.');
  return constraintPhrase({ domain: 'compute', resource: id.slice(dot + 1, at), scope }, regionName);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const cost = (amount: number | null, currency: string | null): string =>
  amount === null ? 'cost not known' : money(amount, currency);

/** `13 hosts, €238,300`. */
export const purchaseText = ({ hosts, totalCost, currency }: Purchase): string =>
  hosts === 0 ? 'nothing' : `${counted(hosts, 'host')}, ${cost(totalCost, currency)}`;

const priced = (text: string, total: ExplainNode | null): Phrase =>
  total === null ? strong(text) : { text, strong: true, figure: { name: 'cost', node: total } };

/** Why a plan buys nothing: because nothing is needed, or because nothing that can be bought helps. */
export function nothingBought({
  feasible,
  missed,
  notMeasured,
}: Pick<PlanResult, 'feasible' | 'missed' | 'notMeasured'>): string {
  const unknown = notMeasured.length;
  return feasible && missed.length === 0
    ? `Nothing to buy: ${everyTarget(unknown)} is kept${besideUnmeasured(unknown)}.`
    : 'Nothing that can be bought keeps every target.';
}

/** What the plan comes to, in one sentence and what qualifies it. */
export function planVerdict(
  plan: PlanResult,
  names: PlanNames,
  total: ExplainNode | null = null,
): PlanVerdict {
  const { asOf, until, lines, feasible } = plan;
  const end = formatDayInSentence(until, asOf);
  const first = lines.flatMap(({ orderBy }) => (orderBy === null ? [] : [orderBy])).sort()[0];
  const more = qualifications(plan, names);
  const unknown = plan.notMeasured.length;
  const beside = besideUnmeasured(unknown);
  if (feasible && lines.length === 0 && plan.missed.length === 0)
    return {
      mark: 'ok',
      sentence: [
        strong('Nothing to buy.'),
        say(` ${capital(everyTarget(unknown))} holds to ${end}${beside}.`),
      ],
      more,
    };
  if (lines.length === 0 && plan.keepsTo !== null)
    return { mark: 'breach', sentence: [strong('Nothing can be bought within the limits.')], more };
  if (lines.length === 0) {
    const words = plan.explanation.map((text) => `${capital(text)}.`).join(' ');
    const said = words === '' ? 'Nothing that can be bought keeps every target.' : words;
    return { mark: 'breach', sentence: [strong(said)], more: [] };
  }
  const buy = [
    strong(`Buy ${counted(plan.hosts, 'host')}`),
    ...(plan.totalCost === null ? [] : [say(' for '), priced(money(plan.totalCost, plan.currency), total)]),
    ...(first === undefined ? [] : [say(', the first '), strong(`by ${formatDayInSentence(first, asOf)}`)]),
  ];
  const kept = feasible ? `. That keeps ${everyTarget(unknown)} to ${end}${beside}.` : '.';
  const late = lines.some((line) => line.late);
  return { mark: feasible ? (late ? 'watch' : 'ok') : 'breach', sentence: [...buy, say(kept)], more };
}

function qualifications(plan: PlanResult, names: PlanNames): readonly string[] {
  const { asOf, lines, missed, optimal, gap, feasible, explanation } = plan;
  const late = lines.filter((line) => line.late);
  const said: string[] = [];
  const unknown = plan.notMeasured.length;
  const free = plan.alternatives.find(({ kind }) => kind === 'without-limits');
  if (plan.keepsTo !== null && free !== undefined) {
    said.push(
      `Within the limits ${everyTarget(unknown)} is kept only to ${formatDayInSentence(plan.keepsTo, asOf)}${besideUnmeasured(unknown)}.`,
    );
    if (free.feasible)
      said.push(`To ${formatDayInSentence(plan.until, asOf)} it takes ${purchaseText(free)}.`);
  } else if (!feasible) said.push(...explanation.map((text) => `${capital(text)}.`));
  if (late.length > 0) {
    const hosts = late.reduce((sum, { count }) => sum + count, 0);
    const who =
      hosts === plan.hosts
        ? 'They come'
        : `${formatInteger(hosts)} of them ${hosts === 1 ? 'comes' : 'come'}`;
    said.push(`${who} late even if ordered today.`);
  }
  if (feasible) said.push(...missed.slice(0, 3).map((stretch) => `${missedWords(stretch, asOf, names)}.`));
  if (feasible && missed.length > 3)
    said.push(
      `${counted(missed.length - 3, 'more stretch is', 'more stretches are')} missed before anything can be there.`,
    );
  if (lines.length > 0 && feasible)
    said.push(
      optimal
        ? 'Proved: nothing cheaper keeps them.'
        : gap === null
          ? 'Not proved to be the cheapest.'
          : `Not proved to be the cheapest: at most ${formatShareAtMost(gap)} could be saved.`,
    );
  return said;
}

/** `Memory in euw-c is under its target from 29 Dec to 3 Jan, 15.2% at worst`. */
function missedWords({ id, from, to, worst, target }: MissedDays, asOf: string, names: PlanNames): string {
  const when =
    from === to ? `on ${formatDay(from, asOf)}` : `from ${formatDay(from, asOf)} to ${formatDay(to, asOf)}`;
  if (isSurvival(id)) return `${capital(targetPhrase(id, names))} does not hold ${when}`;
  const lowest = worst === null ? '' : `, ${formatPercent(worst, 1, [target])} at worst`;
  return `${capital(targetPhrase(id, names))} is under its target ${when}${lowest}`;
}

/** `Buy 3 × std-64 for euw-b, ordered by 3 December 2026`: what was decided, kept for years and so with its year. */
export function purchaseTitle({ count, sku, cluster, orderBy }: PlanLine): string {
  const order = orderBy === null ? '' : `, ordered by ${formatDayInSentence(orderBy, null)}`;
  return `Buy ${formatInteger(count)} × ${sku} for ${cluster}${order}`;
}

/**
 * Why a line is there, in the words of the screens.
 *
 * @param asOf whose year is left out; `null`: every day has its year.
 */
export function lineReason(line: PlanLine, asOf: string | null, names: PlanNames): string {
  if (line.target === null) return line.reason;
  const name = targetPhrase(line.target, names);
  const day = formatDay(line.neededBy, asOf);
  const what = isSurvival(line.target) ? `${name} fails` : `${name} falls under its target`;
  return line.late ? `${what} on ${day}, before it can be there` : `${what} on ${day}`;
}

/** What is missed under an alternative, shortest first words: `memory in euw-c from 22 Dec, 3 more`. */
export function missedSummary(missed: readonly MissedDays[], asOf: string, names: PlanNames): string {
  const [first] = missed;
  if (first === undefined) return 'nothing';
  const others = new Set(missed.map(({ id }) => id)).size - 1;
  const also = others === 0 ? '' : `, ${others} more`;
  return `${targetPhrase(first.id, names)} from ${formatDay(first.from, asOf)}${also}`;
}

/** Name of a drawn target for a list: `Memory, euw-b`. */
export function curveLabel(id: string, regionName: RegionName): string {
  const { name, where } = constraintNameOf(id, regionName);
  return `${name}, ${where}`;
}
