import { halve, pointsIn, type TimeWindow } from '../../shared/import/live/range-plan.ts';
import { dailyPeakQuery } from '../../shared/import/live/push-down.ts';
import type { Calendar } from '../../shared/history/calendar.ts';
import { DAY_MS, DAY_SECONDS } from '../../shared/units.ts';
import type { PrometheusApi } from './api.ts';
import { PrometheusFailure } from './failure.ts';
import type { Question } from './question.ts';
import type { Answer, AnswerSeries } from './read-answer.ts';

export interface FetchedPart {
  readonly window: TimeWindow;
  readonly answers: readonly Answer[];
}

export interface FetchContext {
  readonly api: PrometheusApi;
  readonly calendar: Calendar;
  readonly stepSeconds: number;
  readonly signal?: AbortSignal;
  readonly onHalved: () => void;
}

/** A server that is late is asked for halves this often; one that is late for an eighth of a window is not there. */
const HALVED_WHEN_LATE = 3;

/**
 * Fetches a window; where the server (or our own limit) finds it too much, in two halves, and so on down to a single
 * point; where it takes too long, likewise but not for ever. The parts come in order of time and together are the window.
 * @throws PrometheusFailure, Refusal `cancelled`.
 */
export async function fetchWindow(
  question: Question,
  window: TimeWindow,
  context: FetchContext,
  halvedWhenLate = 0,
): Promise<readonly FetchedPart[]> {
  try {
    const fetch = question.keep === 'samples' ? fetchSamples : fetchDailyPeaks;
    return [{ window, answers: await fetch(question, window, context) }];
  } catch (error) {
    if (!(error instanceof PrometheusFailure)) throw error;
    const late = error.kind === 'timeout' && halvedWhenLate < HALVED_WHEN_LATE;
    if (error.kind !== 'too-much' && !late) throw error;
    const halves = halve(window, question.stepMs);
    if (halves === null) throw error;
    context.onHalved();
    const [first, second] = halves;
    const next = late ? halvedWhenLate + 1 : halvedWhenLate;
    return [
      ...(await fetchWindow(question, first, context, next)),
      ...(await fetchWindow(question, second, context, next)),
    ];
  }
}

async function fetchSamples(
  question: Question,
  window: TimeWindow,
  { api, signal }: FetchContext,
): Promise<readonly Answer[]> {
  return [await api.queryRange(question.promql, window, question.stepMs, signal)];
}

interface DayRun {
  readonly firstDay: number;
  readonly count: number;
  readonly seconds: number;
}

/** Days in a row that are equally long and begin a whole day apart: one range query each. */
function dayRuns({ fromMs, toMs }: TimeWindow, calendar: Calendar): DayRun[] {
  const runs: DayRun[] = [];
  const first = Math.round(fromMs / DAY_MS);
  for (let day = first; day < first + pointsIn({ fromMs, toMs }, DAY_MS); day += 1) {
    const seconds = calendar.lengthSeconds(day);
    const last = runs.at(-1);
    if (last !== undefined && last.seconds === seconds && seconds === DAY_SECONDS)
      runs[runs.length - 1] = { ...last, count: last.count + 1 };
    else runs.push({ firstDay: day, count: 1, seconds });
  }
  return runs;
}

/**
 * Daily peaks of a window of days, which are counted in the workspace's zone: `fromMs` and `toMs` are day numbers ×
 * 86,400,000. Each is asked at the day's last millisecond and stamped with the day's first instant, so that grids of whole
 * days find it on its own day.
 */
async function fetchDailyPeaks(
  question: Question,
  window: TimeWindow,
  { api, calendar, stepSeconds, signal }: FetchContext,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const { firstDay, count, seconds } of dayRuns(window, calendar)) {
    const promql = dailyPeakQuery(question.promql, question.query.metric, stepSeconds, seconds);
    const askedAtMs = calendar.startMs(firstDay + 1) - 1;
    const range = { fromMs: askedAtMs, toMs: askedAtMs + (count - 1) * DAY_MS };
    const answer = await api.queryRange(promql, range, DAY_MS, signal);
    answers.push({
      ...answer,
      series: answer.series.map((one) => onDays(one, firstDay, askedAtMs, calendar)),
    });
  }
  return answers;
}

function onDays(series: AnswerSeries, firstDay: number, askedAtMs: number, calendar: Calendar): AnswerSeries {
  const times = series.times.map((time) =>
    calendar.startMs(firstDay + Math.round((time - askedAtMs) / DAY_MS)),
  );
  return { ...series, times };
}
