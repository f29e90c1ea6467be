import { derived, leaf } from '../explain/node.ts';
import type { ControlPlane } from '../model/document.ts';
import {
  retryStorm as stormFigures,
  retryStormTransient,
  type RetryStormFigures,
  type RetryStormInput,
} from '../transients/retry-storm.ts';
import { figuresOf, type OutcomeFigure } from './outcome-figure.ts';
import { defineEvent, refused, type Applied } from './definition.ts';

/** MODEL.md section 16, with what was assumed and what is missing. */
export type RetryStormOutcome = RetryStormFigures;

/** The retry model's input from a control plane and an outside cause of failure. */
export function retryStormInput(
  plane: ControlPlane,
  failureRatio: number,
  durationSeconds: number,
): RetryStormInput {
  return {
    controlPlane: plane.id,
    requestsPerSecond: plane.apiRequestsPerSecond,
    concurrencyLimit: plane.apiConcurrencyLimit,
    meanLatencySeconds: plane.apiMeanLatencySeconds,
    maxRetries: plane.retry?.maxRetries ?? null,
    failedAttemptCostRatio: plane.retry?.failedAttemptCostRatio ?? null,
    failureRatio,
    durationSeconds,
  };
}

/**
 * A share of API attempts fails for an outside cause, for a while (MODEL.md section 7, transients/retry-storm.ts): what
 * load the retries make of it, how many requests fail, and whether the storm goes on after its cause is gone. A passing
 * state: the model's constraints stay as they are.
 */
export const retryStorm = defineEvent({
  type: 'retryStorm',
  title: 'Retry storm',
  summary:
    'API attempts fail for a while and clients retry; what load that makes, and whether it ends with its cause.',
  group: 'failure',
  fields: [
    {
      kind: 'entity',
      of: 'controlPlane',
      many: false,
      required: true,
      name: 'controlPlane',
      label: 'Control plane',
      help: 'Whose API fails.',
    },
    {
      kind: 'ratio',
      required: true,
      name: 'failureRatio',
      label: 'Failing attempts',
      help: 'Share of attempts that fail for the outside cause.',
    },
    {
      kind: 'quantity',
      unit: 'seconds',
      min: 0,
      required: true,
      name: 'durationSeconds',
      label: 'Duration',
      help: 'How long the cause lasts.',
    },
  ],
  defaults(model) {
    const plane = model.controlPlanes[0];
    return plane === undefined
      ? 'the model has no control plane'
      : { controlPlane: plane.id, failureRatio: 0.5, durationSeconds: 120 };
  },
  apply(context, { controlPlane, failureRatio, durationSeconds }): Applied<RetryStormOutcome> {
    const plane = context.model.controlPlanes.find((candidate) => candidate.id === controlPlane);
    if (plane === undefined) {
      return refused(context, 'controlPlane', `there is no control plane ${controlPlane}`, controlPlane);
    }
    const input = retryStormInput(plane, failureRatio, durationSeconds);
    const outcome: RetryStormOutcome = stormFigures(input);
    return {
      ok: true,
      model: context.model,
      outcome,
      transients: [retryStormTransient(input)],
      figures: () => stormNodes(input, outcome),
      notes: outcome.failedAttemptCostAssumed
        ? [
            `${controlPlane}: retry.failedAttemptCostRatio is not given; failed attempts are assumed to cost nothing`,
          ]
        : [],
    };
  },
});

/** Where the loop settles and from which rate it ends is found step by step, not by one formula: those are leaves that say so. */
export function stormNodes(input: RetryStormInput, outcome: RetryStormOutcome): readonly OutcomeFigure[] {
  const of = (name: string) => ({
    origin: 'measured' as const,
    of: `controlPlanes[${input.controlPlane}].${name}`,
  });
  const settled = (label: string, value: number | null, how: string) =>
    leaf(label, value, 'ratio', { origin: 'computed', of: how });
  if (outcome.capacityPerSecond === null) return [];
  const rate = leaf('requests', input.requestsPerSecond, 'perSecond', of('apiRequestsPerSecond'));
  const retries = leaf('retries at most', input.maxRetries, 'count', of('retry.maxRetries'));
  const during = settled(
    'Failing attempts',
    outcome.failureRatio,
    'F(p) iterated up from the failure ratio of the event',
  );
  const attempts = derived('Attempts per request', 'count', '1 + p + … + p^m', [during, retries]);
  return figuresOf({
    capacityPerSecond: derived('Capacity', 'perSecond', 'a ÷ b', [
      leaf('concurrency limit', input.concurrencyLimit, 'count', of('apiConcurrencyLimit')),
      leaf('mean latency', input.meanLatencySeconds, 'seconds', of('apiMeanLatencySeconds')),
    ]),
    failureRatio: during,
    attemptsPerRequest: attempts,
    offeredPerSecond: derived('Offered', 'perSecond', 'product of inputs', [rate, attempts]),
    failedRequests: derived('Failed requests', 'count', 'a × p^(m + 1) × b', [
      rate,
      during,
      retries,
      leaf('duration', input.durationSeconds, 'seconds', { origin: 'scenario', of: 'durationSeconds' }),
    ]),
    afterFailureRatio: settled(
      'Failing once the cause is gone',
      outcome.afterFailureRatio,
      'F(p) iterated on with floor 0',
    ),
  });
}
