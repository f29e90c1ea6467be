import { geometricSum } from '../explain/formulas.ts';
import type { Measured } from '../model/document.ts';
import { laneOf, type Transient } from './curve.ts';

/** What the retry model needs (MODEL.md section 7). Rates per second, latency in seconds, ratios 0..1. */
export interface RetryStormInput {
  readonly controlPlane: string;
  readonly requestsPerSecond: Measured;
  readonly concurrencyLimit: Measured;
  readonly meanLatencySeconds: Measured;
  readonly maxRetries: number | null;
  /** Work a failed attempt consumes, as a share of a successful one; `null` = not stated, taken as 0. */
  readonly failedAttemptCostRatio: Measured;
  /** Share of attempts that fail for the outside cause, while it lasts. */
  readonly failureRatio: number;
  readonly durationSeconds: number;
}

export interface RetryStormFigures {
  readonly capacityPerSecond: number | null;
  readonly offeredPerSecond: number | null;
  readonly attemptsPerRequest: number | null;
  readonly failureRatio: number | null;
  readonly overloaded: boolean | null;
  readonly selfSustaining: boolean | null;
  readonly afterFailureRatio: number | null;
  readonly exitRequestsPerSecond: number | null;
  readonly failedRequests: number | null;
  readonly failedAttemptCostRatio: number;
  readonly failedAttemptCostAssumed: boolean;
  readonly missing: readonly string[];
}

const STOP_BELOW = 1e-12;
/** Above this, the failure that remains without its cause counts as self-sustaining (MODEL.md section 7). */
const SUSTAINED_ABOVE = 0.001;
/** Near a tangent fixed point the steps become small before they become smaller than the stop; this only guards. */
const MOST_STEPS = 20_000_000;

/** Attempts per request A(p) = 1 + p + … + p^m: each attempt fails with probability `p`, at most `maxRetries` follow. */
export function attemptsPerRequest(p: number, maxRetries: number): number {
  return geometricSum(p, maxRetries);
}

interface Loop {
  readonly rate: number;
  readonly capacity: number;
  readonly maxRetries: number;
  readonly cost: number;
}

/** F(p): the share of attempts that fail when a share `p` of them failed a moment ago. Never decreasing in `p`. */
function nextFailureRatio(p: number, floor: number, loop: Loop): number {
  const attempts = loop.rate * attemptsPerRequest(p, loop.maxRetries);
  const overflow = attempts > 0 ? 1 - loop.capacity / attempts : 0;
  if (loop.cost >= 1) return overflow > 0 ? 1 : floor;
  return Math.min(1, Math.max(floor, overflow / (1 - loop.cost)));
}

function fixedPoint(from: number, floor: number, loop: Loop): number {
  let p = from;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = nextFailureRatio(p, floor, loop);
    if (Math.abs(next - p) < STOP_BELOW) return next;
    p = next;
  }
  return p;
}

/**
 * Largest work per request over all failure ratios: max over p in [0, 1] of A(p) × (1 − (1 − w) p), exact.
 *
 * Multiplied out it is 1 + w (p + … + p^m) − (1 − w) p^(m+1). Its derivative w (1 + 2p + … + m p^(m−1)) −
 * (1 − w)(m + 1) p^m has one change of sign among its coefficients, so by Descartes at most one positive root: the
 * function rises, then falls. The maximum is that root, found by bisection to the last bit, or an end of [0, 1].
 */
export function largestWorkPerRequest(maxRetries: number, cost: number): number {
  const work = (p: number): number => attemptsPerRequest(p, maxRetries) * (1 - (1 - cost) * p);
  const slope = (p: number): number => {
    let sum = 0;
    let power = 1;
    for (let i = 1; i <= maxRetries; i += 1) {
      sum += i * power;
      power *= p;
    }
    return cost * sum - (1 - cost) * (maxRetries + 1) * power;
  };
  if (slope(1) >= 0) return work(1);
  let rising = 0;
  let falling = 1;
  for (let middle = 0.5; middle > rising && middle < falling; middle = (rising + falling) / 2) {
    if (slope(middle) > 0) rising = middle;
    else falling = middle;
  }
  return Math.max(work(0), work(rising), work(falling));
}

/**
 * The retry storm of MODEL.md section 7: clients whose attempts fail try again, the retries add load, the load makes
 * more attempts fail. `failureRatio` is where that settles while the outside cause lasts, `afterFailureRatio` where it
 * settles once the cause is gone; a storm that stays although the plain load fits is a metastable failure (Bronson et
 * al., HotOS 2021), and only fewer than `exitRequestsPerSecond` requests end it from any state.
 *
 * Everything is `null` when the request rate, the concurrency limit, the latency or the retry policy is not measured.
 */
export function retryStorm(input: RetryStormInput): RetryStormFigures {
  const { requestsPerSecond: rate, concurrencyLimit, meanLatencySeconds, maxRetries } = input;
  const cost = input.failedAttemptCostRatio ?? 0;
  const known = {
    failedAttemptCostRatio: cost,
    failedAttemptCostAssumed: input.failedAttemptCostRatio === null,
  };
  const at = (field: string) => `controlPlanes[${input.controlPlane}].${field}`;
  const missing = [
    ...(rate === null ? [at('apiRequestsPerSecond')] : []),
    ...(concurrencyLimit === null ? [at('apiConcurrencyLimit')] : []),
    ...(meanLatencySeconds === null || meanLatencySeconds === 0 ? [at('apiMeanLatencySeconds')] : []),
    ...(maxRetries === null ? [at('retry.maxRetries')] : []),
  ];
  if (
    rate === null ||
    concurrencyLimit === null ||
    meanLatencySeconds === null ||
    meanLatencySeconds === 0 ||
    maxRetries === null
  ) {
    return { ...UNKNOWN, ...known, missing };
  }
  const capacity = concurrencyLimit / meanLatencySeconds;
  const loop: Loop = { rate, capacity, maxRetries, cost };
  const during = fixedPoint(input.failureRatio, input.failureRatio, loop);
  const after = fixedPoint(during, 0, loop);
  const attempts = attemptsPerRequest(during, maxRetries);
  return {
    capacityPerSecond: capacity,
    offeredPerSecond: rate * attempts,
    attemptsPerRequest: attempts,
    failureRatio: during,
    overloaded: rate > capacity,
    selfSustaining: after > SUSTAINED_ABOVE,
    afterFailureRatio: after,
    exitRequestsPerSecond: capacity / largestWorkPerRequest(maxRetries, cost),
    failedRequests: rate * during ** (maxRetries + 1) * input.durationSeconds,
    ...known,
    missing,
  };
}

const UNKNOWN = {
  capacityPerSecond: null,
  offeredPerSecond: null,
  attemptsPerRequest: null,
  failureRatio: null,
  overloaded: null,
  selfSustaining: null,
  afterFailureRatio: null,
  exitRequestsPerSecond: null,
  failedRequests: null,
} as const;

/**
 * The storm over time: settled load while the cause lasts, settled load after it for as long again. The way from one
 * state to the other takes a few round trips of the clients and is drawn as a jump. The area under "failed requests"
 * up to the end of the cause is `failedRequests`. No lanes when the figures are not measured.
 */
export function retryStormTransient(input: RetryStormInput): Transient {
  const figures = retryStorm(input);
  const { offeredPerSecond, failureRatio, afterFailureRatio, capacityPerSecond } = figures;
  const rate = input.requestsPerSecond;
  const lanes = [];
  if (
    offeredPerSecond !== null &&
    failureRatio !== null &&
    afterFailureRatio !== null &&
    capacityPerSecond !== null &&
    rate !== null &&
    input.maxRetries !== null
  ) {
    const end = input.durationSeconds;
    const step = (during: number, after: number) =>
      [
        [0, during],
        [end, during],
        [end, after],
        [2 * end, after],
      ] as const;
    const power = input.maxRetries + 1;
    const offeredAfter = rate * attemptsPerRequest(afterFailureRatio, input.maxRetries);
    lanes.push(
      laneOf('offered attempts', 'perSecond', step(offeredPerSecond, offeredAfter), {
        label: 'capacity',
        value: capacityPerSecond,
      }),
      laneOf(
        'failed requests',
        'perSecond',
        step(rate * failureRatio ** power, rate * afterFailureRatio ** power),
      ),
      laneOf('failing attempts', 'ratio', step(failureRatio, afterFailureRatio)),
    );
  }
  return {
    kind: 'retry-storm',
    title: `Retry storm on ${input.controlPlane}`,
    lanes,
    breakpoints: [{ seconds: input.durationSeconds, label: 'cause ends' }],
    totalSeconds: figures.selfSustaining === false ? input.durationSeconds : null,
    missing: figures.missing,
  };
}
