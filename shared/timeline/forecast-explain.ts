import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import { intervalFactor } from '../forecast/student-t.ts';
import type { Unit } from '../units.ts';
import { dayName, weekday } from '../history/calendar.ts';
import { isStraight, type DemandLine } from './demand-line.ts';
import type { MeasuredDemand } from './fitted-history.ts';
import type { Outlook, Side } from './outlook.ts';

export type ForecastNumber = 'demand' | 'low' | 'high' | 'shown' | 'shownLow' | 'shownHigh' | 'slope';

/**
 * How a number of a forecast is computed, for one day (MODEL.md section 8): slope and intercept from the sums of the fit,
 * the interval from Student's t, what the scenario adds, and the target's own ratio against that day's capacity. The root
 * value is the number shown; every node recomputes from its inputs. `null` where that day has no such number.
 */
export function explainForecast(
  outlook: Outlook,
  side: Side,
  day: number,
  what: ForecastNumber,
): ExplainNode | null {
  if (what === 'slope') return slopeNode(outlook);
  const edge =
    what === 'low' || what === 'shownLow'
      ? 'low'
      : what === 'high' || what === 'shownHigh'
        ? 'high'
        : 'value';
  const demand = demandNode(outlook, side, day, edge);
  if (demand === null || what === 'demand' || what === 'low' || what === 'high') return demand;
  return shownNode(outlook, day, demand);
}

const unitOf = (outlook: Outlook): Unit => outlook.measured?.unit ?? outlook.constraint.unit;

/**
 * Demand on a day: what the line through the daily peaks says, and what the scenario adds on that day. Without a line it is the
 * constraint's own demand in the model of that day, of which only the value can be told, no interval (MODEL.md section 10).
 */
function demandNode(
  outlook: Outlook,
  side: Side,
  day: number,
  edge: 'value' | 'low' | 'high',
): ExplainNode | null {
  const point = outlook.demandOn(day);
  if (point === null) return null;
  const unit = unitOf(outlook);
  const { line, measured } = outlook;
  if (line === null || measured === null) {
    const of =
      outlook.source === 'growth'
        ? 'changed bytes of the pool’s volumes'
        : `${outlook.id} in the model of that day`;
    return edge === 'value'
      ? leaf(`Demand on ${dayName(day)}`, point.value, unit, { origin: 'computed', of })
      : null;
  }
  const alone = lineNode(outlook, line, measured, side, day, edge);
  const effect = outlook.effectOn(day) ?? 0;
  if (effect === 0) return alone;
  return derived(`Demand on ${dayName(day)}`, unit, 'sum of inputs', [
    alone,
    leaf('what the scenario adds', effect, unit, {
      origin: 'scenario',
      of: `${outlook.id} with and without it`,
    }),
  ]);
}

/**
 * Line through the daily peaks: ŷ = line on the first fitted day + slope × days since then, by least squares; the edges of its
 * interval are ŷ ± half the interval (MODEL.md section 8).
 */
function lineNode(
  outlook: Outlook,
  line: DemandLine,
  measured: MeasuredDemand,
  side: Side,
  day: number,
  edge: 'value' | 'low' | 'high',
): ExplainNode {
  const unit = unitOf(outlook);
  const { fit } = line;
  const on = dayName(day);
  const estimate = !isStraight(line)
    ? termsNode(line, measured, unit, day)
    : derived(`Line on ${on}`, unit, 'a + b × c', [
        interceptNode(line, measured, unit),
        slopeNode(outlook) ?? constant('slope', 0, unit, 'fit'),
        constant(`days since ${dayName(fit.firstDay)}`, day - fit.firstDay, 'days', 'calendar'),
      ]);
  if (edge === 'value') return estimate;
  const half = !isStraight(line)
    ? constant(
        'half the interval',
        line.at(day).high - line.at(day).value,
        unit,
        `least squares ${termsOf(line)}`,
      )
    : halfNode(line, measured, side, unit, day);
  return edge === 'low'
    ? derived(`Lower edge on ${on}`, unit, 'a − b', [estimate, half])
    : derived(`Upper edge on ${on}`, unit, 'sum of inputs', [estimate, half]);
}

const constant = (label: string, value: number, unit: Unit, of: string): ExplainNode =>
  leaf(label, value, unit, { origin: 'computed', of });

const peaksOf = ({ feed }: MeasuredDemand, { fit }: DemandLine): string =>
  `${fit.n} complete daily peaks of ${feed.source.metric} of ${feed.source.scope}, ${dayName(fit.firstDay)} to ${dayName(fit.lastDay)}`;

/**
 * Slope per day: Σ (day − mean day) × (peak − mean peak) ÷ Σ (day − mean day)², least squares over the fitted peaks (MODEL.md
 * section 8).
 */
function slopeNode(outlook: Outlook): ExplainNode | null {
  const { line, measured } = outlook;
  if (line === null || measured === null) return null;
  const unit = unitOf(outlook);
  const of = peaksOf(measured, line);
  const { fit } = line;
  if (!isStraight(line)) return constant('Slope per day', fit.slopePerDay, unit, `${of}, ${termsOf(line)}`);
  return derived('Slope per day', unit, 'a ÷ b', [
    constant('Σ (day − mean day) × (peak − mean peak)', fit.sumProducts, unit, of),
    constant('Σ (day − mean day)²', fit.sumSquaresX, 'days', of),
  ]);
}

/** Line on the first fitted day: mean peak − slope × mean day, days counted from that day (MODEL.md section 8). */
function interceptNode(line: DemandLine, measured: MeasuredDemand, unit: Unit): ExplainNode {
  const { fit } = line;
  const of = peaksOf(measured, line);
  return derived(`Line on ${dayName(fit.firstDay)}`, unit, 'a − b × c', [
    constant('mean peak', fit.meanY, unit, of),
    derived('Slope per day', unit, 'a ÷ b', [
      constant('Σ (day − mean day) × (peak − mean peak)', fit.sumProducts, unit, of),
      constant('Σ (day − mean day)²', fit.sumSquaresX, 'days', of),
    ]),
    constant('mean day', fit.meanX, 'days', of),
  ]);
}

/** `with recorded steps and a term per weekday`: what stands beside the line. */
const termsOf = ({ steps, weekdays }: DemandLine): string =>
  `with ${[steps.length > 0 ? 'recorded steps' : '', weekdays === null ? '' : 'a term per weekday'].filter(Boolean).join(' and ')}`;

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/**
 * Line with more terms: line on the first fitted day + slope × days since then + every step reached by that day + how far the day of
 * the week is above Mondays, all fitted together by least squares (MODEL.md section 8).
 */
function termsNode(line: DemandLine, measured: MeasuredDemand, unit: Unit, day: number): ExplainNode {
  const { fit, steps, weekdays } = line;
  const of = `${peaksOf(measured, line)}, ${termsOf(line)}`;
  const height = weekdays?.[weekday(day)] ?? 0;
  const reached = steps.filter((step) => day >= step.day);
  return derived(`Line on ${dayName(day)}`, unit, 'sum of inputs', [
    constant(
      weekdays === null ? `line on ${dayName(fit.firstDay)}` : `line of Mondays on ${dayName(fit.firstDay)}`,
      fit.intercept,
      unit,
      of,
    ),
    derived('growth', unit, 'product of inputs', [
      constant('slope per day', fit.slopePerDay, unit, of),
      constant(`days since ${dayName(fit.firstDay)}`, day - fit.firstDay, 'days', 'calendar'),
    ]),
    ...reached.map((step) => constant(`${step.label}, ${dayName(step.day)}`, step.height, unit, of)),
    ...(height === 0 ? [] : [constant(`${NAMES[weekday(day)] ?? ''} over Monday`, height, unit, of)]),
  ]);
}

/**
 * Half the interval: t × s × √(1 + 1 ÷ n + (x − x̄)² ÷ Sxx), t = Student's quantile at `intervalLevel` with n − 2 degrees, s = √(Σ
 * (peak − line)² ÷ (n − 2)), x counted in days from the first fitted one (MODEL.md section 8).
 */
function halfNode(
  line: DemandLine,
  measured: MeasuredDemand,
  { days }: Side,
  unit: Unit,
  day: number,
): ExplainNode {
  const { fit, degrees } = line;
  const of = peaksOf(measured, line);
  const level = days.policy.intervalLevel;
  return derived('Half the interval', unit, 't × s × √(1 + 1 ÷ n + (x − x̄)² ÷ Sxx)', [
    constant(
      `Student’s t, ${level * 100} %, ${degrees} degrees`,
      intervalFactor(level, degrees),
      'ratio',
      'policy.intervalLevel',
    ),
    derived('spread of the peaks about the line (s)', unit, '√(a ÷ (n − 2))', [
      constant('Σ (peak − line)²', fit.sumSquaredResiduals, unit, of),
      constant('peaks (n)', fit.n, 'count', of),
    ]),
    constant('peaks (n)', fit.n, 'count', of),
    constant(`days since ${dayName(fit.firstDay)} (x)`, day - fit.firstDay, 'days', 'calendar'),
    constant('mean day (x̄)', fit.meanX, 'days', of),
    constant('Σ (day − mean day)² (Sxx)', fit.sumSquaresX, 'days', of),
  ]);
}

/** Headroom or utilization of the demand against the capacity of that day; the demand itself where the target is on it. */
function shownNode(outlook: Outlook, day: number, demand: ExplainNode): ExplainNode | null {
  const target = outlook.targetOn(day);
  if (target === null || typeof demand.value !== 'number') return null;
  const on = outlook.constraint.target?.on;
  if (target.available === null || on === 'demand' || on === 'timeToConverge') return demand;
  const unit = outlook.constraint.unit;
  const of = `${outlook.id} in the model of ${dayName(day)}`;
  const available = derived(`Available on ${dayName(day)}`, unit, 'a − b', [
    constant('capacity', target.capacity ?? 0, unit, of),
    constant('reserve', target.reserve ?? 0, unit, of),
  ]);
  return on === 'headroom'
    ? derived(`Headroom on ${dayName(day)}`, 'ratio', '1 − demand ÷ available', [demand, available])
    : derived(`Utilization on ${dayName(day)}`, 'ratio', 'demand ÷ available', [demand, available]);
}
