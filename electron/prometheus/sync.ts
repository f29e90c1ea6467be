import { calendarOf } from '../../shared/history/calendar.ts';
import type { Connection } from '../../shared/import/live/connection.ts';
import { gridDown, planWindows, pointsIn, type TimeWindow } from '../../shared/import/live/range-plan.ts';
import type { SyncReport } from '../../shared/import/live/sync-report.ts';
import type { Model } from '../../shared/model/document.ts';
import { DAY_MS } from '../../shared/units.ts';
import { Refusal } from '../refusal.ts';
import type { PackedSeries } from '../workspace/series-store.ts';
import { NEW_RUN, type SyncPiece, type SyncRun } from '../workspace/sync-writer.ts';
import { PrometheusApi, type ApiOptions } from './api.ts';
import type { Endpoint } from './endpoint.ts';
import { EntityMatcher } from './entity-matcher.ts';
import { PrometheusFailure } from './failure.ts';
import { fetchWindow, type FetchContext, type FetchedPart } from './fetch-window.ts';
import { inOrder } from './in-order.ts';
import { QueryTally } from './query-tally.ts';
import { questionsOf, type Question } from './question.ts';

/** The workspace, as a sync sees it. */
export interface SyncStore {
  model(): Promise<Model> | Model;
  coverage(connectionId: string): Promise<ReadonlyMap<string, TimeWindow>> | ReadonlyMap<string, TimeWindow>;
  write(piece: SyncPiece): Promise<{ changed: number; run: SyncRun }> | { changed: number; run: SyncRun };
  finish(name: string, report: SyncReport, run: SyncRun): Promise<SyncRun> | SyncRun;
}

export interface SyncProgress {
  /** Points fetched and expected in all. */
  readonly done: number;
  readonly total: number;
  /** The metric that is being fetched, or that the server is waited for. */
  readonly detail: string;
}

export interface SyncOptions {
  readonly connection: Connection;
  readonly endpoint: Endpoint;
  readonly store: SyncStore;
  readonly days: number;
  readonly nowMs: number;
  readonly timeZone: string;
  /** The run of an earlier sync that this one shall be undone together with. */
  readonly run?: SyncRun;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SyncProgress) => void;
  readonly api?: ApiOptions;
}

/** Requests under way at once: enough to keep the server busy while we write, few enough to leave it to others. */
const WIDTH = 4;

interface Task {
  readonly question: Question;
  readonly window: TimeWindow;
}

interface Counted {
  retries: number;
  halved: number;
  requests: number;
}

/** The range a question is asked over: up to the last step, or to the last day that is over. */
function rangeOf(question: Question, { nowMs, days, timeZone }: SyncOptions): TimeWindow {
  if (question.keep === 'samples')
    return { fromMs: nowMs - days * DAY_MS, toMs: gridDown(nowMs, question.stepMs) };
  const today = calendarOf(timeZone).dayOf(nowMs);
  return { fromMs: (today - days) * DAY_MS, toMs: (today - 1) * DAY_MS };
}

/**
 * Fetches what a connection's queries are missing of the last `days` and writes it window by window, each together with how
 * far its question is covered then: a sync that is cancelled or killed goes on from the last written window, and the next
 * one asks only for what is new. A query the server refuses is given up with its reason; the others go on.
 * @throws Refusal `cancelled` (what was written stays), `server` when nothing can be asked at all; errors of the store.
 */
export async function syncConnection(options: SyncOptions): Promise<{ report: SyncReport; run: SyncRun }> {
  const counted: Counted = { retries: 0, halved: 0, requests: 0 };
  const api = new PrometheusApi(options.endpoint, {
    ...options.api,
    onRetry: (failure, pauseMs) => {
      counted.retries += 1;
      options.api?.onRetry?.(failure, pauseMs);
    },
  });
  try {
    return await new Sync(options, api, counted).run();
  } finally {
    api.close();
  }
}

class Sync {
  readonly #options: SyncOptions;
  readonly #api: PrometheusApi;
  readonly #counted: Counted;
  readonly #tallies = new Map<string, QueryTally>();
  #run: SyncRun;
  #done = 0;
  #total = 0;

  constructor(options: SyncOptions, api: PrometheusApi, counted: Counted) {
    this.#options = options;
    this.#api = api;
    this.#counted = counted;
    this.#run = options.run ?? NEW_RUN;
  }

  async run(): Promise<{ report: SyncReport; run: SyncRun }> {
    const { store, connection, signal } = this.#options;
    const model = await store.model();
    const coverage = await store.coverage(connection.id);
    const tasks = await this.#plan(model, coverage);
    this.#total = tasks.reduce((sum, task) => sum + pointsOf(task), 0);
    if (tasks[0] !== undefined) this.#tell(tasks[0].question.query.metric);
    const context: FetchContext = {
      api: this.#api,
      calendar: calendarOf(this.#options.timeZone),
      stepSeconds: connection.stepSeconds,
      ...(signal === undefined ? {} : { signal }),
      onHalved: () => {
        this.#counted.halved += 1;
      },
    };
    const fetched = inOrder(tasks, WIDTH, (task) => this.#fetch(task, context));
    for await (const { task, result } of fetched) {
      if (result !== null) await this.#write(task.question, result);
      this.#done += pointsOf(task);
      this.#tell(task.question.query.metric);
    }
    const report = this.#report(true);
    this.#run = await store.finish(connection.name, report, this.#run);
    return { report, run: this.#run };
  }

  /** Asks which series there are, and cuts what is missing into windows. */
  async #plan(model: Model, coverage: ReadonlyMap<string, TimeWindow>): Promise<Task[]> {
    const { connection, signal, nowMs, timeZone, days } = this.#options;
    const queries = connection.queries.filter(({ enabled }) => enabled);
    if (queries.length === 0)
      throw new Refusal('bad-input', `${connection.name} has no query that is switched on.`);
    for (const query of queries)
      this.#tallies.set(query.id, new QueryTally(query, new EntityMatcher(model, query.kind)));
    const tasks: Task[] = [];
    let lastFailure: PrometheusFailure | null = null;
    const context = { connection, model, timeZone, nowMs, days, ...(signal === undefined ? {} : { signal }) };
    const asked = inOrder(queries, WIDTH, (query) =>
      questionsOf(this.#api, query, context).catch((error: unknown) => {
        if (error instanceof PrometheusFailure) return error;
        throw error;
      }),
    );
    for await (const { task: query, result } of asked) {
      const tally = this.#tallies.get(query.id);
      this.#tell(query.metric);
      if (result instanceof PrometheusFailure) {
        lastFailure = result;
        tally?.fail(result.message);
      } else if (result === null) tally?.fail('The server has no such series in this range.');
      else {
        tally?.expect(result);
        for (const question of result)
          for (const window of planWindows({
            ...rangeOf(question, this.#options),
            stepMs: question.stepMs,
            series: question.series,
            covered: coverage.get(question.key) ?? null,
          }))
            tasks.push({ question, window });
      }
    }
    if (lastFailure !== null && queries.every(({ id }) => this.#tallies.get(id)?.failed === true))
      throw lastFailure;
    return tasks;
  }

  /** `null`: the query was given up. */
  async #fetch({ question, window }: Task, context: FetchContext): Promise<readonly FetchedPart[] | null> {
    const tally = this.#tallies.get(question.query.id);
    if (tally === undefined || tally.failed) return null;
    try {
      this.#counted.requests += 1;
      return await fetchWindow(question, window, context);
    } catch (error) {
      if (!(error instanceof PrometheusFailure)) throw error;
      tally.fail(error.message);
      return null;
    }
  }

  async #write(question: Question, parts: readonly FetchedPart[]): Promise<void> {
    const { connection, store } = this.#options;
    const tally = this.#tallies.get(question.query.id);
    if (tally === undefined) return;
    for (const { window, answers } of parts) {
      const series: PackedSeries[] = answers.flatMap((answer) => tally.take(answer, question));
      const whole = !answers.some(({ partial }) => partial);
      const { changed, run } = await store.write({
        connection,
        question: question.key,
        window: whole ? window : null,
        stepMs: question.stepMs,
        series,
        report: this.#report(false),
        run: this.#run,
      });
      tally.changed(changed);
      this.#run = run;
    }
  }

  #tell(detail: string): void {
    this.#options.onProgress?.({ done: this.#done, total: this.#total, detail });
  }

  #report(finished: boolean): SyncReport {
    const { connection, nowMs } = this.#options;
    return {
      connection: connection.id,
      name: connection.name,
      startedAtMs: nowMs,
      queries: [...this.#tallies.values()].map((tally) => tally.report()),
      finished,
      requests: this.#counted.requests + this.#counted.retries + this.#counted.halved * 2,
      retries: this.#counted.retries,
      halved: this.#counted.halved,
      bytes: this.#api.bytesReceived,
    };
  }
}

const pointsOf = ({ question, window }: Task): number => pointsIn(window, question.stepMs) * question.series;
