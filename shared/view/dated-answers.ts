import type { ForecastSummary } from '../timeline/forecast-result.ts';
import type { Trigger } from '../timeline/trigger-result.ts';
import type { Answer } from './answers.ts';
import { formatDay } from './date-format.ts';
import { limitValue } from './forecast-verdict.ts';
import { bySummaryUrgency, forecastName, type ForecastPair } from './forecast-rows.ts';
import { crossingWords, forecastStatus, horizonEnd, type ForecastFrame } from './forecast-words.ts';
import { counted, formatPercent, formatRange } from './number-format.ts';
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

/** The first to be reached of one side; `null` where none is within the horizon. */
function first(
  rows: readonly ForecastPair[],
  side: Side,
  counts: (summary: ForecastSummary) => boolean,
): ForecastSummary | null {
  const found = rows
    .map((pair) => (side === 'scenario' ? pair.scenario : pair.baseline))
    .filter((summary) => summary !== null)
    .filter((summary) => isReached(summary) && counts(summary))
    .sort(bySummaryUrgency);
  return found[0] ?? null;
}

const placed = (summary: ForecastSummary): string => {
  const { name, where } = forecastName(summary);
  return `${name}, ${where}`;
};

const daysText = (days: number | null): string =>
  days === null || days === 0 ? '' : `in ${counted(days, 'day')}`;

const sameAnswer = (was: ForecastSummary | null, is: ForecastSummary | null): boolean =>
  was?.id === is?.id && was?.crossing?.date === is?.crossing?.date && was?.state === is?.state;

/** What hosts give: when it is gone, hosts must be bought. */
const isHosts = (summary: ForecastSummary): boolean => summary.domain === 'compute';
const everything = (): boolean => true;

function runsOut(rows: readonly ForecastPair[], hasScenario: boolean, frame: ForecastFrame): Answer {
  const end = rows[0] === undefined ? frame.asOf : horizonEnd(rows[0].baseline, frame);
  const none = `none to ${formatDay(end, frame.asOf)}`;
  const was = first(rows, 'baseline', isHosts);
  const is = hasScenario ? first(rows, 'scenario', isHosts) : null;
  const words = was === null ? null : crossingWords(was, frame);
  const then = is === null ? null : crossingWords(is, frame);
  return {
    question: DATED_QUESTIONS[0],
    figure: words === null ? `N${none.slice(1)}` : words.text,
    unit: was === null ? '' : daysText(was.daysLeft),
    state: was === null ? 'holds' : null,
    line:
      was === null || words === null
        ? 'memory, CPU and disks of the hosts hold'
        : [placed(was), words.range].filter((part) => part !== null).join('; '),
    scenario: !hasScenario
      ? null
      : sameAnswer(was, is)
        ? 'same'
        : is === null || then === null
          ? none
          : `${then.text}, ${placed(is)}`,
    constraintId: was?.id ?? null,
    ...(was?.crossing?.date == null ? {} : { onDay: was.crossing.date }),
  };
}

/** The first limit of any kind to be reached; `null` where a date says nothing that today's numbers do not. */
function breaksFirst(
  rows: readonly ForecastPair[],
  hasScenario: boolean,
  frame: ForecastFrame,
): Answer | null {
  const was = first(rows, 'baseline', everything);
  const is = hasScenario ? first(rows, 'scenario', everything) : null;
  if (was === null) return null;
  const words = crossingWords(was, frame);
  const { name, where } = forecastName(was);
  const side = was.target?.op === '>=' ? 'under' : 'over';
  const when = was.state === 'missing' ? words.text : `${side} ${limitValue(was)} on ${words.text}`;
  return {
    question: DATED_QUESTIONS[1],
    figure: name,
    unit: where === 'region' ? '' : where,
    state: STATES[forecastStatus(was, frame).mark],
    line: [when, words.range].filter((part) => part !== null).join('; '),
    scenario: !hasScenario
      ? null
      : sameAnswer(was, is) || is === null
        ? 'same'
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
  const nothing =
    urgent === 0
      ? `no trigger fires within ${counted(frame.triggerHorizonDays, 'day')}`
      : `${counted(urgent, 'trigger')} without an action that silences it`;
  return {
    question: DATED_QUESTIONS[2],
    figure: words === null ? (urgent === 0 ? 'Nothing yet' : 'No action found') : (words.by ?? 'At once'),
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
