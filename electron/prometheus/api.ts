import { setTimeout as pause } from 'node:timers/promises';
import type { TimeWindow } from '../../shared/import/live/range-plan.ts';
import { Refusal } from '../refusal.ts';
import type { Endpoint } from './endpoint.ts';
import { PrometheusFailure } from './failure.ts';
import { HttpServer, HTTP_LIMITS, type HttpAnswer, type HttpLimits } from './http-request.ts';
import { DamagedJson } from './json-bytes.ts';
import { readAnswer, type Answer } from './read-answer.ts';

export interface RetryRule {
  /** Requests in all, the first included. */
  readonly attempts: number;
  /** Requests in all where the server took too long: it may do so again, and a smaller question is the better one. */
  readonly attemptsWhenLate: number;
  /** Pause before the second attempt; doubles with each further one. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** A `Retry-After` beyond this is not waited for. */
  readonly longestRetryAfterMs: number;
}

const RETRY_RULE: RetryRule = {
  attempts: 6,
  attemptsWhenLate: 2,
  firstPauseMs: 500,
  longestPauseMs: 15_000,
  longestRetryAfterMs: 120_000,
};

export interface ApiOptions {
  readonly limits?: HttpLimits;
  readonly retry?: RetryRule;
  /** Hears why a request is made again, and in how long. */
  readonly onRetry?: (failure: PrometheusFailure, pauseMs: number) => void;
  /** 0 … 1, for spreading retries; chance by default. */
  readonly random?: () => number;
}

/** Server words that mean: the same question over a smaller range may be answered. */
const TOO_MUCH =
  /exceeded maximum resolution|too many (samples|points)|too many data|max(imum)? (number of )?(samples|points|chunks|series|bytes)|exceed(s|ed)? the (maximum|limit)|err-mimir-max|would load too many|query timed out|limit.*exceeded|maxSamplesPerQuery|maxPointsPerTimeseries|result too large|the query time range exceeds/i;

/** Prometheus' HTTP API, version 1: asks, tries again where that may help, and says in plain words what went wrong. */
export class PrometheusApi {
  readonly #server: HttpServer;
  readonly #retry: RetryRule;
  readonly #options: ApiOptions;
  /** No request is sent before this moment: the server asked all of us to wait. */
  #notBefore = 0;

  constructor(endpoint: Endpoint, options: ApiOptions = {}) {
    this.#server = new HttpServer(endpoint, options.limits ?? HTTP_LIMITS);
    this.#retry = options.retry ?? RETRY_RULE;
    this.#options = options;
  }

  get host(): string {
    return this.#server.host;
  }

  get bytesReceived(): number {
    return this.#server.bytesReceived;
  }

  close(): void {
    this.#server.close();
  }

  /** A query at one instant. @throws PrometheusFailure, Refusal `cancelled`. */
  query(query: string, timeMs: number, signal?: AbortSignal): Promise<Answer> {
    return this.#answer('/api/v1/query', { query, time: seconds(timeMs) }, signal);
  }

  /** A query at every step of a window. @throws PrometheusFailure, Refusal `cancelled`. */
  queryRange(query: string, window: TimeWindow, stepMs: number, signal?: AbortSignal): Promise<Answer> {
    const range = { start: seconds(window.fromMs), end: seconds(window.toMs), step: seconds(stepMs) };
    return this.#answer('/api/v1/query_range', { query, ...range }, signal);
  }

  /** Any path once, without a second attempt: for looking around. */
  look(path: string, form?: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<HttpAnswer> {
    return this.#server.ask({ path, ...(form === undefined ? {} : { form }) }, signal);
  }

  async #answer(
    path: string,
    form: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#waitTurn(signal);
      try {
        return judged(await this.#server.ask({ path, form }, signal), this.host);
      } catch (error) {
        if (!(error instanceof PrometheusFailure) || !error.passing) throw error;
        const pauseMs = this.#pauseAfter(error, attempt);
        if (pauseMs === null) throw error;
        this.#options.onRetry?.(error, pauseMs);
        if (error.retryAfterMs !== null)
          this.#notBefore = Math.max(this.#notBefore, performance.now() + pauseMs);
        else await wait(pauseMs, signal);
      }
    }
  }

  /** How long to wait before the next attempt; `null`: give up. Waits are spread, so that many do not come at once. */
  #pauseAfter(failure: PrometheusFailure, attempt: number): number | null {
    const { attempts, attemptsWhenLate } = this.#retry;
    if (attempt >= (failure.kind === 'timeout' ? attemptsWhenLate : attempts)) return null;
    if (failure.retryAfterMs !== null)
      return failure.retryAfterMs > this.#retry.longestRetryAfterMs ? null : failure.retryAfterMs;
    const full = Math.min(this.#retry.longestPauseMs, this.#retry.firstPauseMs * 2 ** (attempt - 1));
    return full * (0.5 + 0.5 * (this.#options.random ?? Math.random)());
  }

  async #waitTurn(signal: AbortSignal | undefined): Promise<void> {
    for (let rest = this.#notBefore - performance.now(); rest > 0; rest = this.#notBefore - performance.now())
      await wait(rest, signal);
  }
}

async function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await pause(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch {
    throw new Refusal('cancelled', 'This was cancelled.');
  }
}

/** Seconds as the API takes them, milliseconds kept. */
const seconds = (timeMs: number): string => String(timeMs / 1000);

/** The answer in an HTTP answer. @throws PrometheusFailure for anything else. */
export function judged(http: HttpAnswer, host: string): Answer {
  const { status, body } = http;
  const looksLikePage = /html/i.test(http.contentType) || /^\s*</.test(body.toString('latin1', 0, 64));
  try {
    const answer = readAnswer(body);
    if ('error' in answer) throw refused(http, answer.error, host);
    if (status >= 400) throw refused(http, '', host);
    return answer;
  } catch (error) {
    if (!(error instanceof DamagedJson)) throw error;
    if (status >= 400) throw refused(http, plainText(body), host);
    if (looksLikePage)
      throw new PrometheusFailure(
        'not-prometheus',
        `${host} answers with a web page instead of data: a login page, or another program.`,
        { status },
      );
    throw new PrometheusFailure('cut-off', `The answer of ${host} is damaged: ${error.message}.`, { status });
  }
}

/** What a proxy or server wrote as plain text, shortened; nothing of a page. */
function plainText(body: Buffer): string {
  const text = body.toString('utf8', 0, 2000).trim();
  return text.startsWith('<') ? '' : text.replace(/\s+/g, ' ').slice(0, 500);
}

function refused({ status, retryAfter }: HttpAnswer, said: string, host: string): PrometheusFailure {
  const words = said === '' ? '' : ` It says: ${said}`;
  const retryAfterMs = retryAfterOf(retryAfter);
  const facts = { status, serverSaid: said, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
  const made = (kind: PrometheusFailure['kind'], message: string): PrometheusFailure =>
    new PrometheusFailure(kind, `${message}${words}`, facts);
  if (status === 401)
    return made(
      'unauthorized',
      `${host} wants to know who asks (401): check user and password, or the token.`,
    );
  if (status === 403) return made('forbidden', `${host} does not let this user in (403).`);
  if (status === 404 && !/parse error|no such/i.test(said))
    return made('path', `${host} has no Prometheus at this path (404).`);
  if (status === 413 || TOO_MUCH.test(said)) return made('too-much', `${host} finds the question too large.`);
  if (status === 504) return made('timeout', `${host} did not answer in time (504).`);
  if (status === 429) return made('busy', `${host} asks to wait (429).`);
  if (status >= 500) return made('server', `${host} failed (${status}).`);
  return made('query', `${host} refused the query (${status}).`);
}

/** `Retry-After` in milliseconds: seconds or a date. `null` where it is neither. */
export function retryAfterOf(header: string | null, nowMs: number = Date.now()): number | null {
  if (header === null) return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
