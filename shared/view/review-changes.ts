import { byCodeUnits } from '../model/model-index.ts';
import type { Constraint } from '../assess/constraint.ts';
import { dayNumber } from '../history/calendar.ts';
import { constraintNameOf, constraintPhrase, splitScope } from './constraint-name.ts';
import { formatDay } from './date-format.ts';
import { counted, formatInteger, formatRange } from './number-format.ts';
import type { RankedChange, ReviewChange } from './review-change.ts';
import {
  clusterChanges,
  orderChanges,
  overheadChanges,
  policyChanges,
  scopeChanges,
} from './review-inputs.ts';
import {
  reviewSnapshot,
  shownNumber,
  type Present,
  type ReviewedConstraint,
  type ReviewedForecast,
  type ReviewSnapshot,
} from './review-snapshot.ts';
import { limitPhrase, numberText, shownValue } from './target-text.ts';

/** Ratios that moved by less than one percentage point, and other numbers by less than a twentieth, are not said. */
const LEAST_POINTS = 0.01;
const LEAST_SHARE = 0.05;

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function outcomeChange(constraint: Constraint, was: ReviewedConstraint): Omit<RankedChange, 'key'> {
  const { kind, id } = splitScope(constraint.scope);
  const losses = constraint.beside?.['losses'];
  const hosts = typeof losses === 'number' && losses !== 1 ? counted(losses, 'host') : 'a host';
  const what = constraint.domain === 'edge' ? 'an edge node' : kind === 'cluster' ? hosts : id;
  return {
    text: `${id}, losing ${what}: ${shownValue(constraint)}`,
    detail: `was ${numberText(constraint, was.shown)}`,
    scope: constraint.scope,
    constraintId: constraint.id,
    rank: constraint.verdict === 'breach' ? 0 : 4,
    weight: 1,
  };
}

function verdictChange(constraint: Constraint, was: ReviewedConstraint): Omit<RankedChange, 'key'> {
  const what = upper(constraintPhrase(constraint));
  const now = shownValue(constraint);
  const limit = limitPhrase(constraint);
  const own = { scope: constraint.scope, constraintId: constraint.id, weight: 0 };
  const before = numberText(constraint, was.shown);
  const numbers =
    before === now
      ? `still ${now}${limit === '' ? '' : ` (${limit})`}`
      : `${now}, was ${numberText(constraint, was.shown)}${limit === '' ? '' : ` (${limit})`}`;
  if (constraint.verdict === 'breach')
    return {
      ...own,
      text: `${what}: target missed`,
      detail: was.shown === null ? `${now} (${limit})` : numbers,
      rank: 0,
    };
  if (constraint.verdict === 'not-measured')
    return {
      ...own,
      text: `${what}: not measured any more`,
      detail: `was ${numberText(constraint, was.shown)}`,
      rank: 1,
    };
  if (was.verdict === 'breach')
    return { ...own, text: `${what}: target met again`, detail: numbers, rank: 4 };
  if (was.verdict === 'not-measured')
    return {
      ...own,
      text: `${what}: measured now`,
      detail: limit === '' ? now : `${now} (${limit})`,
      rank: 6,
    };
  return {
    ...own,
    text: `${what}: ${limit === '' ? 'no target any more' : limit}`,
    detail: numbers,
    rank: 6,
  };
}

function numberChange(constraint: Constraint, was: ReviewedConstraint): Omit<RankedChange, 'key'> | null {
  const now = shownNumber(constraint);
  if (typeof now !== 'number' || typeof was.shown !== 'number') return null;
  const on = constraint.target?.on;
  const isRatio =
    on === 'headroom' || on === 'utilization' || (on === undefined && constraint.utilization !== null);
  const moved = Math.abs(now - was.shown);
  if (moved === 0) return null;
  // One point exactly is said, although 0.31 − 0.3 falls short of it in binary.
  const isSmall = isRatio ? moved < LEAST_POINTS - 1e-9 : moved < LEAST_SHARE * Math.abs(was.shown);
  if (isSmall) return null;
  const before = numberText(constraint, was.shown);
  const after = numberText(constraint, now);
  if (before === after) return null;
  const what = on === 'headroom' ? headroomPhrase(constraint) : constraintPhrase(constraint);
  const limit = limitPhrase(constraint);
  return {
    text: `${upper(what)} ${before} → ${after}`,
    detail: limit,
    scope: constraint.scope,
    constraintId: constraint.id,
    rank: 7,
    weight: isRatio ? moved : was.shown === 0 ? 1 : moved / Math.abs(was.shown),
  };
}

/** `memory headroom of euw-c`. */
function headroomPhrase(constraint: Constraint): string {
  const { name, where } = constraintNameOf(constraint.id);
  return `${name} headroom of ${where === 'region' ? 'the region' : where}`;
}

function constraintChanges(was: ReviewSnapshot, { assessment }: Present): readonly RankedChange[] {
  const before = new Map(was.constraints.map((one) => [one.id, one]));
  return assessment.constraints.flatMap((constraint) => {
    const old = before.get(constraint.id);
    if (old === undefined) return [];
    const isOutcome = constraint.target?.on === 'outcome';
    const change =
      old.verdict !== constraint.verdict
        ? isOutcome && old.verdict !== 'not-measured' && constraint.verdict !== 'not-measured'
          ? outcomeChange(constraint, old)
          : verdictChange(constraint, old)
        : isOutcome && old.shown !== shownNumber(constraint)
          ? outcomeChange(constraint, old)
          : numberChange(constraint, old);
    return change === null ? [] : [{ ...change, key: `constraint ${constraint.id}` }];
  });
}

function hostChanges(was: ReviewSnapshot, now: ReviewSnapshot): readonly RankedChange[] {
  const keys = [...new Set([...Object.keys(was.hostMisses), ...Object.keys(now.hostMisses)])].sort();
  return keys.flatMap((key) => {
    const [before, after] = [was.hostMisses[key] ?? 0, now.hostMisses[key] ?? 0];
    if (before === after) return [];
    const { name } = constraintNameOf(`${key}@host:`);
    const text =
      after === 0
        ? `${name}: no host misses its target any more`
        : `${name}: ${counted(after, 'host')} over its limit`;
    const detail = before === 0 ? 'was none' : `was ${formatInteger(before)}`;
    return [
      {
        key: `hosts ${key}`,
        text,
        detail,
        scope: null,
        constraintId: null,
        rank: after > before ? 0 : 4,
        weight: -1,
      },
    ];
  });
}

/** `14 May (6 – 23 May)`, the interval only where it is known. */
function dateWithInterval({ date, early, late }: Omit<ReviewedForecast, 'id'>, asOf: string): string {
  if (date === null)
    return early === null ? 'none in sight' : `none in sight, earliest ${formatDay(early, asOf)}`;
  const day = formatDay(date, asOf);
  if (early === null || (early === late && early === date)) return day;
  const end = late === null ? 'open' : formatDay(late, asOf);
  const start = formatDay(early, asOf);
  const [from = '', month] = start.split(' ');
  return `${day} (${formatRange(month !== undefined && end.endsWith(` ${month}`) ? from : start, end)})`;
}

function forecastChanges(was: ReviewSnapshot, now: ReviewSnapshot): readonly RankedChange[] {
  const before = new Map(was.forecasts.map((one) => [one.id, one]));
  return now.forecasts.flatMap((forecast) => {
    const old = before.get(forecast.id);
    // What is missed today is said by its verdict; what cannot be forecast has no date to compare.
    const isDated = ({ state }: ReviewedForecast): boolean =>
      state === 'crosses' || state === 'watch' || state === 'clear';
    if (old === undefined || !isDated(old) || !isDated(forecast) || old.date === forecast.date) return [];
    const { name, where } = constraintNameOf(forecast.id);
    const what = where === 'region' ? `${name}, region,` : `${name}, ${where},`;
    const asOf = now.asOf;
    const days = dayNumber(forecast.date ?? '') - dayNumber(old.date ?? '');
    const earlier = forecast.date !== null && (old.date === null || days < 0);
    const text = Number.isNaN(days)
      ? forecast.date === null
        ? `${what} no longer crosses`
        : `${what} crosses now`
      : `${what} crosses ${counted(Math.abs(days), 'day')} ${earlier ? 'earlier' : 'later'}`;
    return [
      {
        key: `forecast ${forecast.id}`,
        text,
        detail: `${dateWithInterval(forecast, asOf)}, was ${dateWithInterval(old, asOf)}`,
        scope: forecast.id.slice(forecast.id.indexOf('@') + 1),
        constraintId: forecast.id,
        rank: earlier ? 2 : 5,
        weight: Number.isNaN(days) ? Infinity : Math.abs(days),
      },
    ];
  });
}

/**
 * What is not as it was at a review, in words, most important first: targets newly missed or lost from sight, limits reached
 * earlier, what was ordered, built or assumed otherwise, what became better, then numbers that moved (ratios by a point,
 * others by a twentieth; a constraint is named once). Constraints that are new are not changes: their host, pool or
 * cluster is.
 */
export function reviewChanges(was: ReviewSnapshot, present: Present): readonly ReviewChange[] {
  const now = reviewSnapshot(present);
  const found: readonly RankedChange[] = [
    ...constraintChanges(was, present),
    ...hostChanges(was, now),
    ...forecastChanges(was, now),
    ...orderChanges(was, now),
    ...policyChanges(was, now),
    ...overheadChanges(was, now),
    ...scopeChanges(was, now),
    ...clusterChanges(was, now),
  ];
  return [...found]
    .sort((a, b) => a.rank - b.rank || b.weight - a.weight || byCodeUnits(a.key, b.key))
    .map(({ key, text, detail, scope, constraintId }) => ({ key, text, detail, scope, constraintId }));
}
