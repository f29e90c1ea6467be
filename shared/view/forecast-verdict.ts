import type { Backtest } from '../forecast/backtest.ts';
import { LEAST_COVERAGE } from '../forecast/skill.ts';
import type { ForecastSummary } from '../timeline/forecast-result.ts';
import { constraintPhrase, constraintVerb } from './constraint-name.ts';
import { formatDayInSentence } from './date-format.ts';
import { backtestFigures, type FigureExplained } from './figure-explain.ts';
import {
  horizonEnd,
  intervalText,
  nowValue,
  shownInSentence,
  shownName,
  type ForecastFrame,
} from './forecast-words.ts';
import { counted, digitsApart, formatDecimal, formatPercent } from './number-format.ts';
import { figured, say, strong, strongOn, type Phrase, type Sentence } from './sentence.ts';
import { limitPhrase } from './target-text.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** An interval keeps together at the end of a line; a dash allows a break after it, a word joiner forbids it. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0').replaceAll('–', '–\u2060');

/** `20%`, `70%`, `5 s`: the limit without the word before it. */
export function limitValue(summary: ForecastSummary): string {
  return limitPhrase(summary).replace(/^(limit|target) /, '');
}

/** `falls under`, `pass`: what happens to the shown number at the limit, in the subject's number. */
function verb(summary: ForecastSummary, plural = constraintVerb(summary) === 'are'): string {
  const falls = summary.target?.op === '>=';
  if (falls) return plural ? 'fall under' : 'falls under';
  return plural ? 'pass' : 'passes';
}

/** `Memory in euw-b falls under 20% on 14 May (6 – 23 May).` — the clause a region's sentence is made of. */
export function crossingClause(summary: ForecastSummary, frame: ForecastFrame): readonly Phrase[] {
  const { crossing } = summary;
  if (crossing === null || crossing.date === null) return [];
  const subject = capital(constraintPhrase(summary));
  const date = formatDayInSentence(crossing.date, frame.asOf);
  if (crossing.already) {
    const was = summary.now?.shown == null ? null : shownInSentence(summary, summary.now.shown);
    return [
      say(`${subject} ${constraintVerb(summary) === 'are' ? 'were' : 'was'}`),
      ...(was === null ? [] : [say(' '), strong(was, summary.id)]),
      say(` on ${date} (${limitPhrase(summary)}).`),
    ];
  }
  const interval = intervalText(crossing, horizonEnd(summary, frame), frame.asOf);
  return [
    say(`${subject} ${verb(summary)} ${limitValue(summary)} on `),
    strongOn(date, summary.id, crossing.date),
    say(`${interval === null ? '' : ` (${unbroken(interval)})`}.`),
  ];
}

/**
 * `Only the interval’s edge of CPU in euw-c falls under 25%, on 20 November.` What must stand beside "holds" where the line
 * holds and the pessimistic edge of its interval does not; empty where that holds too. `of` is left out where the sentence
 * before it has named the subject.
 */
export function edgeClause(summary: ForecastSummary, frame: ForecastFrame, of = ''): readonly Phrase[] {
  const early = summary.crossing?.early ?? null;
  if (early === null) return [];
  return [
    say(`Only the interval’s edge${of} ${verb(summary, false)} ${limitValue(summary)}, on `),
    strongOn(formatDayInSentence(early, frame.asOf), summary.id, early),
    say('.'),
  ];
}

function clearClause(summary: ForecastSummary, frame: ForecastFrame): readonly Phrase[] {
  const subject = capital(constraintPhrase(summary));
  const lastDay = horizonEnd(summary, frame);
  const end = formatDayInSentence(lastDay, frame.asOf);
  const now = summary.now?.shown == null ? null : shownInSentence(summary, summary.now.shown);
  const edge = edgeClause(summary, frame);
  const plural = constraintVerb(summary) === 'are';
  const holds = [say(`${subject} ${plural ? 'hold' : 'holds'} to `), strongOn(end, summary.id, lastDay)];
  const still = now === null ? '.' : `: ${now} now (${limitPhrase(summary)}).`;
  return [...holds, say(edge.length === 0 ? still : `${still} `), ...edge];
}

/** The verdict on top of a forecast: when the limit is reached, or to when it holds, or why nothing can be said. */
export function forecastVerdict(summary: ForecastSummary, frame: ForecastFrame): Sentence {
  const subject = capital(constraintPhrase(summary));
  const is = constraintVerb(summary);
  switch (summary.state) {
    case 'missing':
    case 'crosses':
      return crossingClause(summary, frame);
    case 'watch':
    case 'clear':
      return clearClause(summary, frame);
    case 'no-target':
      return [
        say(
          `${subject} ${is === 'are' ? 'have' : 'has'} no target${summary.now === null ? '.' : `; ${shownName(summary)} now `}`,
        ),
        ...(summary.now === null
          ? []
          : [
              strong(shownInSentence(summary, nowValue(summary) ?? summary.now.demand), summary.id),
              say('.'),
            ]),
      ];
    case 'not-measured':
      return [
        strong(`${subject} ${is} not forecast`),
        say(summary.reason === null ? '.' : `: ${summary.reason.replace(/\.$/, '')}.`),
      ];
  }
}

const skillText = (skill: number): string => formatDecimal(skill, digitsApart(skill, [0], 2));

/** Parts of a sentence that are there, with `; ` between them and a full stop. */
function listed(parts: readonly (Sentence | null)[]): Sentence {
  const there = parts.filter((part) => part !== null && part.length > 0) as readonly Sentence[];
  return [...there.flatMap((part, at) => (at === 0 ? part : [say('; '), ...part])), say('.')];
}

/** Why a backtest ended as it did, in words: the figures that decide, against repeating the last peak. */
export function trustSentence(
  summary: ForecastSummary,
  tested: Backtest | null,
  frame: ForecastFrame,
): Sentence {
  const figures = tested === null ? null : backtestFigures(tested);
  const band = formatPercent(frame.intervalLevel, 0);
  const inside: Sentence | null =
    summary.coverage === null
      ? null
      : [
          figured(formatPercent(summary.coverage, 0, [LEAST_COVERAGE]), figures?.coverage ?? null),
          say(` of days fell inside the ${band} band`),
        ];
  const over: Sentence | null =
    tested === null || tested.cutoffs === 0
      ? null
      : [figured(counted(tested.cutoffs, 'past forecast'), figures?.cutoffs ?? null)];
  const off: Sentence | null =
    tested?.mape == null
      ? null
      : [
          say('off by '),
          figured(formatPercent(tested.mape), figures?.mape ?? null),
          say(' on average'),
          ...(over === null ? [] : [say(' over '), ...over]),
        ];
  const naive: Sentence | null =
    tested?.naiveMape == null
      ? null
      : [say('repeating the last peak '), figured(formatPercent(tested.naiveMape), figures?.naive ?? null)];
  const isMeasured = [off ?? over, naive, inside].some((part) => part !== null);
  switch (summary.trust) {
    case 'trusted':
      return isMeasured ? listed([off ?? over, naive, inside]) : [say('it holds up against the past.')];
    case 'untrusted': {
      const worse: Sentence | null =
        summary.skill !== null && summary.skill < 0
          ? [
              say('worse than repeating the last peak (skill '),
              figured(skillText(summary.skill), figures?.skill ?? null),
              say(')'),
            ]
          : null;
      return listed([worse, off, inside]);
    }
    case 'unvalidated':
      return [
        say('only '),
        figured(counted(tested?.cutoffs ?? 0, 'past forecast'), figures?.cutoffs ?? null),
        say(' could be checked against what came; it takes 3.'),
      ];
  }
}

/** What a robust line says instead, beside every date of an untrusted forecast; `null` where there is no date to compare. */
export function robustSentence(
  summary: ForecastSummary,
  robustDate: string | null,
  frame: ForecastFrame,
  figure: FigureExplained | null = null,
): Sentence | null {
  if (summary.crossing === null || summary.target === null || summary.crossing.already) return null;
  const named = (date: string | null): string =>
    date === null
      ? `none to ${formatDayInSentence(horizonEnd(summary, frame), frame.asOf)}`
      : formatDayInSentence(date, frame.asOf);
  const said = figured(named(robustDate), robustDate === null ? null : figure);
  if (robustDate === summary.crossing.date) return [say('A robust fit says the same: '), said, say('.')];
  return [say('A robust fit says '), said, say(`, not ${named(summary.crossing.date)}.`)];
}
