import { retryStormInput } from '../../events/retry-storm.ts';
import { retryStorm } from '../../transients/retry-storm.ts';
import { formatInteger, formatPercent } from '../../view/number-format.ts';
import { placed } from './placed-metric.ts';
import { promNumber } from './promql.ts';
import { idOf, modelOf, need, type Drafts } from './rule-context.ts';

const REQUESTS = 'api_requests_per_second';
const ERRORS = 'api_5xx_ratio';

/** Share of failing attempts that is no background noise, and rise of attempts that retries make and customers do not. */
export const STORM_ERRORS = 0.05;
/** Errors of a control plane that is well: what is measured, unless that is a storm already. */
export const quietErrors = (measured: number | null): number => Math.min(measured ?? 0, STORM_ERRORS / 2);
export const STORM_RISE = 1.25;

/** `retry-storm`: attempts rise while they fail; and more attempts than the control plane can ever serve. */
export const retryStormDrafts: Drafts = (source, scope) => {
  const plane = modelOf(source).controlPlanes.find((candidate) => candidate.id === idOf(scope));
  const needs = need('controlPlane', REQUESTS, ERRORS);
  const alerts = ['HeadroomRetryStorm', 'HeadroomRetryStormBeyondCapacity'] as const;
  if (plane === undefined) return [];
  const labels = { control_plane: plane.id };
  const requests = placed(REQUESTS, labels);
  const errors = `${placed(ERRORS, labels)} > ${STORM_ERRORS}`;
  const rate = plane.apiRequestsPerSecond;
  const figures = retryStorm(retryStormInput(plane, 1, 0));
  const { capacityPerSecond: capacity, exitRequestsPerSecond: exit } = figures;
  return [
    {
      alert: alerts[0],
      needs,
      rule:
        rate === null
          ? `apiRequestsPerSecond of ${plane.id} is not measured`
          : {
              expr: `${requests} > ${promNumber(STORM_RISE * rate)}\nand ${errors}`,
              for: '2m',
              constraint: `controlPlane.apiConcurrency@${scope}`,
              severity: 'warning',
              summary: `Calls to ${plane.id} fail and are tried again`,
              description: `{{ $value | humanize }} attempts a second, ${formatInteger(rate)} at the export, and more than ${formatPercent(STORM_ERRORS, 0)} fail.`,
              says: `More than ${formatInteger(STORM_RISE * rate)} attempts a second (${STORM_RISE} × measured) while over ${formatPercent(STORM_ERRORS, 0)} fail, for 2 minutes.`,
              numbers: [`${formatInteger(rate)} requests a second measured × ${STORM_RISE}`],
            },
    },
    {
      alert: alerts[1],
      needs,
      rule:
        capacity === null || exit === null
          ? `not measured: ${figures.missing.join(', ')}`
          : {
              expr: `${requests} > ${promNumber(capacity)}\nand ${errors}`,
              for: '2m',
              constraint: `controlPlane.apiConcurrency@${scope}`,
              severity: 'critical',
              summary: `${plane.id} gets more attempts than it can serve`,
              description: `{{ $value | humanize }} attempts a second; it serves ${formatInteger(capacity)}. Retries can keep this up after the cause is gone: let fewer than ${formatInteger(exit)} new requests a second in until it ends.`,
              says: `More than ${formatInteger(capacity)} attempts a second, all it can serve, while over ${formatPercent(STORM_ERRORS, 0)} fail; it ends below ${formatInteger(exit)} new requests a second.`,
              numbers: [
                `capacity ${formatInteger(capacity)}/s = apiConcurrencyLimit ${formatInteger(plane.apiConcurrencyLimit ?? 0)} ÷ apiMeanLatencySeconds ${plane.apiMeanLatencySeconds ?? 0}`,
                `exit ${formatInteger(exit)}/s: fewer new requests end the storm from any state` +
                  (figures.failedAttemptCostAssumed ? '; failed attempts are assumed to cost nothing' : ''),
              ],
            },
    },
  ];
};
