import { byCodeUnits } from '../model/model-index.ts';
import { besideUnmeasured } from './unmeasured-words.ts';
import type { ForecastSummary } from '../timeline/forecast-result.ts';
import type { Trigger } from '../timeline/trigger-result.ts';
import type { Answer } from './answers.ts';
import { constraintVerb } from './constraint-name.ts';
import { formatDay } from './date-format.ts';
import { limitValue } from './forecast-verdict.ts';
import { bySummaryUrgency, forecastName, type ForecastPair } from './forecast-rows.ts';
import { crossingWords, forecastStatus, horizonEnd, type ForecastFrame } from './forecast-words.ts';
import { counted, formatPercent, formatRange, listed, NOT_MEASURED } from './number-format.ts';
import type { ShownState } from './shown-state.ts';
import { actionText } from './trigger-rows.ts';

/** What a planner comes to ask; the answers carry dates. */
export const DATED_QUESTIONS = [
  'When do we run out?',
  'What breaks first?',
  'What do we buy, by when?',
  'How sure are we?',
] as const;

interface TriggerPair {
  readonly baseline: Trigger;
  readonly scenario: Trigger | null;
}

type Side = 'baseline' | 'scenario';

const STATES: Readonly<Record<'ok' | 'watch' | 'breach' | 'unknown', ShownState>> = {
  ok: 'holds',
  watch: 'close',
  breach: 'missed',
  unknown: 'not-measured',
};

const isReached = (summary: ForecastSummary): boolean =>
  summary.state === 'crosses' || summary.state === 'missing';

/** The most urgent forecast of one side that counts; `null` where none does. */
function first(
  rows: readonly ForecastPair[],
  side: Side,
  counts: (summary: ForecastSummary) => boolean,
): ForecastSummary | null {
  const found = rows
    .map((pair) => (side === 'scenario' ? pair.scenario : pair.baseline))
    .filter((summary) => summary !== null)
    .filter(counts)
    .sort(bySummaryUrgency);
  return found[0] ?? null;
}

const placed = (summary: ForecastSummary): string => {
  const { name, where } = forecastName(summary);
  return `${name}, ${where}`;
};

const sentenceStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const daysText = (days: number | null): string =>
  days === null || days === 0 ? '' : `in ${counted(days, 'day')}`;

const sameAnswer = (was: ForecastSummary | null, is: ForecastSummary | null): boolean =>
  was?.id === is?.id &&
  was?.state === is?.state &&
  was?.crossing?.date === is?.crossing?.date &&
  (was?.state !== 'watch' || was.crossing?.early === is?.crossing?.early);

/** What hosts give, reached by the line or by the edge of its interval only: when it is gone, hosts must be bought. */
const hostsMayRunOut = (summary: ForecastSummary): boolean =>
  summary.domain === 'compute' && (isReached(summary) || summary.state === 'watch');

/** `memory`, `OS disk`: the name of what is forecast inside a sentence. */
function nameWithin(summary: ForecastSummary): string {
  const { name } = forecastName(summary);
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** `host memory, euw-b` */
const hostsPlaced = (summary: ForecastSummary): string =>
  `host ${nameWithin(summary)}, ${forecastName(summary).where}`;

/** `memory and CPU of the hosts hold`: of what is forecast, not of what nobody measured. */
function holdingHosts(rows: readonly ForecastSummary[]): string {
  const names = new Set(rows.map(nameWithin));
  const [one] = rows;
  const isOne = names.size === 1 && one !== undefined && constraintVerb(one) === 'is';
  return `${listed([...names])} of the hosts ${isOne ? 'holds' : 'hold'}`;
}

/**
 * Of what hosts give alone, and says so: stores and edge nodes that reach a limit sooner are the next answer.
 * Where the line holds, "none" never stands without the day on which the edge of the interval does not.
 */
function runsOut(rows: readonly ForecastPair[], hasScenario: boolean, frame: ForecastFrame): Answer {
  const hosts = rows
    .map(({ baseline }) => baseline)
    .filter(({ domain, target }) => domain === 'compute' && target !== null);
  const end = hosts.map((summary) => horizonEnd(summary, frame)).sort(byCodeUnits)[0] ?? frame.asOf;
  if (hosts.length === 0)
    return {
      question: DATED_QUESTIONS[0],
      figure: sentenceStart(NOT_MEASURED),
      unit: '',
      state: 'not-measured',
      line: 'nothing that hosts give is forecast',
      scenario: null,
      constraintId: null,
    };
  const none = `none to ${formatDay(end, frame.asOf)}`;
  const was = first(rows, 'baseline', hostsMayRunOut);
  const is = hasScenario ? first(rows, 'scenario', hostsMayRunOut) : null;
  const words = was === null ? null : crossingWords(was, frame);
  const then = is === null ? null : crossingWords(is, frame);
  return {
    question: DATED_QUESTIONS[0],
    figure: sentenceStart(words?.text ?? none),
    unit: was === null ? '' : daysText(was.daysLeft),
    state: was === null ? 'holds' : was.state === 'watch' ? 'close' : null,
    line:
      was === null || words === null
        ? holdingHosts(hosts)
        : [hostsPlaced(was), words.range].filter((part) => part !== null).join('; '),
    scenario: !hasScenario
      ? null
      : sameAnswer(was, is)
        ? 'same'
        : is === null || then === null
          ? none
          : [then.text, hostsPlaced(is), is.state === 'watch' ? then.range : null]
              .filter((part) => part !== null)
              .join(', '),
    constraintId: was?.id ?? null,
    ...(was?.crossing?.date == null ? {} : { onDay: was.crossing.date }),
  };
}

/** `none to 28 Jun`: no limit of any kind is reached, to where the first forecast of the scenario ends. */
function noneAhead(rows: readonly ForecastPair[], frame: ForecastFrame): string {
  const ends = rows.flatMap(({ scenario }) =>
    scenario?.target == null ? [] : [horizonEnd(scenario, frame)],
  );
  return `none to ${formatDay(ends.sort(byCodeUnits)[0] ?? frame.asOf, frame.asOf)}`;
}

/** The first limit of any kind to be reached; `null` where a date says nothing that today's numbers do not. */
function breaksFirst(
  rows: readonly ForecastPair[],
  hasScenario: boolean,
  frame: ForecastFrame,
): Answer | null {
  const was = first(rows, 'baseline', isReached);
  const is = hasScenario ? first(rows, 'scenario', isReached) : null;
  if (was === null) return null;
  const words = crossingWords(was, frame);
  const { name, where } = forecastName(was);
  const side = was.target?.op === '>=' ? 'under' : 'over';
  const isAtOnce = words.text === 'at once';
  const when =
    was.state === 'missing'
      ? words.text
      : `${side} ${limitValue(was)} ${isAtOnce ? words.text : `on ${words.text}`}`;
  return {
    question: DATED_QUESTIONS[1],
    figure: name,
    unit: where === 'region' ? '' : where,
    state: STATES[forecastStatus(was, frame).mark],
    line: [when, words.range].filter((part) => part !== null).join('; '),
    scenario: !hasScenario
      ? null
      : sameAnswer(was, is)
        ? 'same'
        : is === null
          ? noneAhead(rows, frame)
          : `${placed(is)}, ${crossingWords(is, frame).text}`,
    constraintId: was.id,
    ...(was.crossing?.date == null ? {} : { onDay: was.crossing.date }),
  };
}

/**
 * The smallest action of the most urgent trigger that has one, the date large and the deed below it. It is no purchase
 * plan and does not say it is.
 */
function whatToBuy(triggers: readonly TriggerPair[], hasScenario: boolean, frame: ForecastFrame): Answer {
  const acting = (side: Side): Trigger | null =>
    triggers
      .map((pair) => (side === 'scenario' ? pair.scenario : pair.baseline))
      .find(
        (trigger) => (trigger?.state === 'firing' || trigger?.state === 'watch') && trigger.action !== null,
      ) ?? null;
  const was = acting('baseline');
  const is = hasScenario ? acting('scenario') : null;
  const words = was?.action == null ? null : actionText(was.action, frame.asOf);
  const then = is?.action == null ? null : actionText(is.action, frame.asOf);
  const urgent = triggers.filter(
    ({ baseline }) => baseline.state === 'firing' || baseline.state === 'watch',
  ).length;
  const unknown = triggers.filter(({ baseline }) => baseline.state === 'not-measured').length;
  const isUnknown = unknown > 0 && unknown === triggers.length;
  const nothing = isUnknown
    ? `${counted(unknown, 'trigger is', 'triggers are')} not measured`
    : urgent === 0
      ? `no ${unknown === 0 ? '' : 'measured '}trigger fires within ${counted(frame.triggerHorizonDays, 'day')}${besideUnmeasured(unknown)}`
      : `${counted(urgent, 'trigger')} without an action that silences it`;
  return {
    question: DATED_QUESTIONS[2],
    figure:
      words !== null
        ? (words.by ?? 'At once')
        : isUnknown
          ? sentenceStart(NOT_MEASURED)
          : urgent === 0
            ? 'Nothing yet'
            : 'No action found',
    unit: '',
    state: null,
    line: words === null ? nothing : [words.deed, words.beside].filter((part) => part !== null).join('; '),
    scenario: !hasScenario
      ? null
      : then === null
        ? was === null
          ? 'same'
          : 'nothing'
        : then.deed === words?.deed && then.by === words.by
          ? 'same'
          : [then.deed, then.by].filter((part) => part !== null).join(' '),
    constraintId: null,
  };
}

/** `83 – 96%`, and one figure where both ends read the same. */
function coverageText(least: number, most: number): string {
  const [low, high] = [formatPercent(least, 0), formatPercent(most, 0)];
  return low === high ? low : formatRange(low.replace('%', ''), high);
}

/** How far the past bears the forecasts out: all of them, since any could be the one to act on. */
function howSure(rows: readonly ForecastPair[]): Answer {
  const judged = rows.map(({ baseline }) => baseline).filter((summary) => summary.state !== 'not-measured');
  const trusted = judged.filter((summary) => summary.trust === 'trusted').length;
  const untrusted = judged.filter((summary) => summary.trust === 'untrusted').length;
  const coverages = judged.flatMap(({ coverage }) => coverage ?? []);
  const inside =
    coverages.length === 0
      ? 'nothing could be checked against what came'
      : `${coverageText(Math.min(...coverages), Math.max(...coverages))} inside the band`;
  const isAll = trusted === judged.length;
  return {
    question: DATED_QUESTIONS[3],
    figure: isAll ? 'Trusted' : `${trusted} of ${judged.length}`,
    unit: isAll ? `all ${counted(judged.length, 'forecast')}` : 'trusted',
    state: isAll ? 'holds' : 'not-measured',
    line: untrusted > 0 ? `${untrusted} untrusted; ${inside}` : inside,
    scenario: null,
    constraintId: null,
  };
}

/**
 * The four questions, where forecasts exist: when do we run out (of what hosts give), what breaks first (of everything),
 * what to buy, how sure. `null` where nothing is forecast. `today` answers "what breaks first" where something is missed
 * now or no limit is reached within the horizon.
 */
export function datedAnswers(
  rows: readonly ForecastPair[],
  triggers: readonly TriggerPair[],
  frame: ForecastFrame,
  today: Answer,
): readonly Answer[] | null {
  const judged = rows.filter(({ baseline }) => baseline.state !== 'not-measured');
  if (judged.length === 0) return null;
  const hasScenario = judged.some(({ scenario }) => scenario !== null);
  const dated = today.state === 'missed' ? null : breaksFirst(judged, hasScenario, frame);
  return [
    runsOut(judged, hasScenario, frame),
    dated ?? today,
    whatToBuy(triggers, hasScenario, frame),
    howSure(judged),
  ];
}
