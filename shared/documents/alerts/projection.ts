import type { Constraint } from '../../assess/constraint.ts';
import { dayName } from '../../history/calendar.ts';
import { outlookOf, type Outlook } from '../../timeline/outlook.ts';
import type { Unit } from '../../units.ts';
import { counted, formatChosenShare, formatPercent } from '../../view/number-format.ts';
import { quantityText } from '../../view/quantity-format.ts';
import { promNumber, selector } from './promql.ts';
import type { RecordingRule } from './rule.ts';
import { policyOf, type RuleDraft, type RuleSource } from './rule-context.ts';
import type { NeededMetric } from './placed-metric.ts';

const DEMAND = 'headroom:demand';
const PEAK = 'headroom:demand:peak_1d';
/** A slope alone is no alarm below this share of the limit, unless the demand grows so fast that it would get there. */
const LEVEL_GATE = 0.8;
/** The gate lies low enough that growth of up to so many times the fitted slope still warns over the whole horizon. */
const GATE_GROWTH = 2;
/** Daily peaks a projection needs, as a fit does (MODEL.md section 8). */
const FEWEST_DAYS = 7;

/** A demand that is recorded, reduced to daily peaks, and projected as the forecast does it. */
export interface ProjectionSpec {
  readonly alert: string;
  readonly constraint: string;
  readonly scope: string;
  /** PromQL of the demand now, in the constraint's unit, without labels. */
  readonly demand: string;
  readonly needs: readonly NeededMetric[];
  readonly title: string;
  /** Said where the rule watches another figure than the app. */
  readonly basisNote: string | null;
}

interface Levels {
  readonly limit: number;
  /** Below it a projected crossing does not alarm. */
  readonly gate: number;
  readonly unit: Unit;
  readonly outlook: Outlook;
}

/** Limit and level gate of a projected trigger; a text: why there is none. */
function levelsOf(source: RuleSource, id: string): Levels | string {
  const outlook = outlookOf(source.side, id);
  if (outlook === null) return 'the model has nothing of the kind here';
  const { asOfDay, policy } = source.side.days;
  const limit = outlook.targetOn(asOfDay)?.limit ?? null;
  if (limit === null) return 'the capacity is not measured';
  if (!(limit > 0)) return 'there is nothing to warn before: its limit is 0';
  const slope = Math.max(0, outlook.line?.fit.slopePerDay ?? 0);
  const gate = Math.min(LEVEL_GATE * limit, limit - GATE_GROWTH * slope * policy.triggerHorizonDays);
  return { limit, gate: Math.max(0, gate), unit: outlook.constraint.unit, outlook };
}

/** How a limit came about: `limit 23.9 TiB = available beyond the reserve 29.9 TiB × (1 − 20%)`. */
function limitText({ target, available, reserve }: Constraint, limit: number, unit: Unit): string {
  const share =
    typeof target?.value !== 'number'
      ? ''
      : target.on === 'headroom'
        ? ` × (1 − ${formatChosenShare(target.value)})`
        : ` × ${formatChosenShare(target.value)}`;
  const safe = reserve !== null && reserve > 0 ? 'available beyond the reserve' : 'capacity';
  return `limit ${quantityText(limit, unit)} = ${safe} ${quantityText(available, unit)}${share}`;
}

/**
 * The projected triggers of MODEL.md section 9 as PromQL. The demand is recorded, then its p95 over a day, and a straight
 * line is laid through one such figure a day over the policy's window: the forecast's own fit, not an hour's slope. Fires
 * when the demand misses its target already, or when the line does within the horizon while the level is past a gate.
 */
export function projectionDraft(source: RuleSource, spec: ProjectionSpec): RuleDraft {
  const { alert, needs, scope, constraint } = spec;
  const levels = levelsOf(source, `${constraint}@${scope}`);
  if (typeof levels === 'string') return { alert, needs, rule: levels };
  const { limit, gate, unit, outlook } = levels;
  const { triggerHorizonDays, forecastWindowDays } = policyOf(source);
  const labels = { constraint, scope };
  const peak = selector(PEAK, labels);
  const window = `[${Math.round(forecastWindowDays)}d:1d]`;
  const recordings: readonly RecordingRule[] = [
    { record: DEMAND, expr: spec.demand, labels, comment: `${spec.title}: demand.` },
    {
      record: PEAK,
      expr: `quantile_over_time(0.95, ${selector(DEMAND, labels)}[1d])`,
      labels,
      comment: null,
    },
  ];
  const slope = outlook.line?.fit.slopePerDay ?? null;
  const say = (value: number): string => quantityText(value, unit);
  return {
    alert,
    needs,
    recordings,
    rule: {
      expr: [
        `${peak} > ${promNumber(limit)}`,
        `or (`,
        `  predict_linear(${peak}${window}, ${Math.round(triggerHorizonDays)} * 86400) > ${promNumber(limit)}`,
        `  and ${peak} > ${promNumber(gate)}`,
        `  and count_over_time(${peak}${window}) >= ${FEWEST_DAYS}`,
        `)`,
      ].join('\n'),
      for: '6h',
      constraint: `${constraint}@${scope}`,
      severity: 'warning',
      summary: `${spec.title} passes ${say(limit)} within ${counted(triggerHorizonDays, 'day')}, or has passed it`,
      description:
        `${limitText(outlook.constraint, limit, unit)}. The line through the daily peaks of up to ${Math.round(forecastWindowDays)} days ` +
        `reaches it within ${triggerHorizonDays} days and the level is above ${say(gate)}, or the last day’s p95 is above the limit already.` +
        (spec.basisNote === null ? '' : ` ${spec.basisNote}`),
      says: `Daily peaks are projected ${triggerHorizonDays} days ahead; fires above ${say(limit)}, once the level is past ${say(gate)}.`,
      numbers: [
        limitText(outlook.constraint, limit, unit),
        `level gate ${say(gate)}: the lower of ${formatPercent(LEVEL_GATE, 0)} of the limit and where ${GATE_GROWTH} × the fitted slope ` +
          `(${slope === null ? 'not measured' : `${say(slope)} a day`}) would start to reach it`,
        ...(outlook.line === null ? [] : [`fitted on daily peaks to ${dayName(outlook.lastDay)}`]),
        ...(spec.basisNote === null ? [] : [spec.basisNote]),
      ],
    },
  };
}
