import { byCodeUnits } from '../model/model-index.ts';
import type { ExplainNode } from '../explain/node.ts';
import type { ForecastSummary } from '../timeline/forecast-result.ts';
import type { Trigger, TriggerAction, TriggerState } from '../timeline/trigger-result.ts';
import { actionNode } from './action-explain.ts';
import { splitScope } from './constraint-name.ts';
import { formatDay } from './date-format.ts';
import { dayAfter, horizonEnd, intervalText, shownText, type ForecastFrame } from './forecast-words.ts';
import { money } from './money.ts';
import { counted, formatRange } from './number-format.ts';
import type { VerdictMark } from './sentence.ts';
import { targetText } from './target-text.ts';
import type { RegionOfScope } from './scope-index.ts';

const NAMES: Readonly<Record<Trigger['kind'], string>> = {
  'memory-headroom': 'Memory headroom',
  'edge-connections': 'Edge connections',
  'postgres-cpu': 'Postgres CPU',
  'snapshot-store': 'Snapshot store',
};

export const TRIGGER_MARKS: Readonly<Record<TriggerState, VerdictMark>> = {
  firing: 'breach',
  watch: 'watch',
  quiet: 'ok',
  'not-measured': 'unknown',
};

export const TRIGGER_WORDS: Readonly<Record<TriggerState, string>> = {
  firing: 'Firing',
  watch: 'Watch',
  quiet: 'Quiet',
  'not-measured': 'Not measured',
};

export interface ActionWords {
  /** `by 2 Apr`; `late, was due 2 Mar`; `null` where nothing has a date. */
  readonly by: string | null;
  readonly deed: string;
  /** Cost and the day it must be in service. */
  readonly beside: string | null;
}

/** An action in words, the date before the deed. */
export function actionText(action: TriggerAction, asOf: string): ActionWords {
  const due = action.orderBy ?? action.inServiceBy;
  const by =
    due === null
      ? null
      : action.late
        ? `late, was due ${formatDay(due, asOf)}`
        : `by ${formatDay(due, asOf)}`;
  const parts = [
    action.inServiceBy === null || action.orderBy === null
      ? null
      : `in service by ${formatDay(action.inServiceBy, asOf)}`,
    action.cost === null ? null : money(action.cost, action.currency),
  ].filter((part) => part !== null);
  return { by, deed: action.text, beside: parts.length === 0 ? null : parts.join(', ') };
}

/** One line of the trigger list, in words. */
export interface TriggerRow {
  readonly id: string;
  readonly constraintId: string;
  readonly state: TriggerState;
  readonly name: string;
  readonly where: string;
  readonly now: string;
  readonly target: string;
  /** The number at the trigger horizon, or days in a row for what is measured. */
  readonly ahead: string;
  readonly aheadRange: string | null;
  readonly missedOn: string;
  readonly missedRange: string | null;
  /** Day whose demand explains `missedOn`, and at the horizon. */
  readonly missedDay: string | null;
  readonly aheadDay: string | null;
  readonly nowDay: string | null;
  /** Figures behind the ends of `aheadRange`, and days behind those of `missedRange`. */
  readonly aheadEdges: readonly ['shownLow', 'shownHigh'] | readonly ['shownHigh', 'shownLow'];
  readonly missedDays: readonly [early: string | null, late: string | null];
  readonly scenarioDay: string | null;
  /** `null`: no scenario; `same` where it changes nothing. */
  readonly scenario: string | null;
  readonly scenarioState: TriggerState | null;
  readonly action: ActionWords | null;
  /** Where the action's amount comes from. */
  readonly actionNode: ExplainNode | null;
  readonly reason: string | null;
}

const dateText = (trigger: Trigger, end: string, frame: ForecastFrame): string => {
  if (trigger.state === 'not-measured') return '—';
  const isEdge = trigger.state === 'watch' && trigger.kind !== 'postgres-cpu';
  if (trigger.daysLeft === 0 && !isEdge) return 'at once';
  if (trigger.date !== null && !isEdge) return formatDay(trigger.date, frame.asOf);
  if (trigger.kind === 'postgres-cpu') return 'not in a row';
  return `none to ${formatDay(end, frame.asOf)}`;
};

function aheadText(trigger: Trigger): { readonly ahead: string; readonly aheadRange: string | null } {
  if (trigger.kind === 'postgres-cpu') {
    const { streakDays, sustainedDays } = trigger;
    if (streakDays === null || sustainedDays === null) return { ahead: '—', aheadRange: null };
    return { ahead: `${streakDays} of ${counted(sustainedDays, 'day')}`, aheadRange: null };
  }
  const { atHorizon } = trigger;
  if (atHorizon === null) return { ahead: '—', aheadRange: null };
  const { shown, shownLow, shownHigh } = atHorizon;
  const ends = [shownLow, shownHigh].filter((value) => value !== null).sort((a, b) => a - b);
  const [low, high] = ends;
  return {
    ahead: shownText(trigger, shown),
    aheadRange:
      low === undefined || high === undefined
        ? null
        : formatRange(shownText(trigger, low).replace('%', ''), shownText(trigger, high)),
  };
}

export function triggerRow(
  trigger: Trigger,
  scenario: Trigger | null,
  /** The forecast behind it, for its interval and its horizon. */
  forecast: ForecastSummary | null,
  frame: ForecastFrame,
): TriggerRow {
  const { kind, id } = splitScope(trigger.scope);
  const end = forecast === null ? dayAfter(frame.asOf, frame.horizonDays) : horizonEnd(forecast, frame);
  const crossing = forecast?.crossing ?? null;
  const missedOn = dateText(trigger, end, frame);
  const then = scenario === null ? null : dateText(scenario, end, frame);
  const isSame = scenario !== null && then === missedOn && scenario.state === trigger.state;
  const unmeasured = trigger.state === 'not-measured';
  // Only the pessimistic edge of the interval reaches the limit: its day is no day on which the line does.
  const isEdge = trigger.state === 'watch' && trigger.kind !== 'postgres-cpu' && trigger.date !== null;
  return {
    id: trigger.id,
    constraintId: trigger.constraintId,
    state: trigger.state,
    name: NAMES[trigger.kind],
    where: kind === 'region' ? 'region' : id,
    now: trigger.now === null ? '—' : shownText(trigger, trigger.now.shown),
    target: targetText(trigger),
    ...aheadText(trigger),
    missedOn,
    missedRange: isEdge
      ? `earliest ${formatDay(trigger.date ?? '', frame.asOf)}`
      : unmeasured || crossing === null || trigger.date === null || crossing.date !== trigger.date
        ? null
        : intervalText(crossing, end, frame.asOf),
    missedDay: unmeasured ? null : trigger.date,
    aheadDay: trigger.atHorizon?.day ?? null,
    nowDay: trigger.now?.day ?? null,
    aheadEdges:
      (trigger.atHorizon?.shownLow ?? 0) <= (trigger.atHorizon?.shownHigh ?? 0)
        ? ['shownLow', 'shownHigh']
        : ['shownHigh', 'shownLow'],
    missedDays: [crossing?.early ?? null, crossing?.late ?? null],
    scenarioDay: scenario?.date ?? null,
    scenario: then === null ? null : isSame ? 'same' : then,
    scenarioState: isSame ? null : (scenario?.state ?? null),
    actionNode: actionNode(trigger),
    action: trigger.action === null ? null : actionText(trigger.action, frame.asOf),
    reason: trigger.reason,
  };
}

const RANK: Readonly<Record<TriggerState, number>> = { firing: 0, watch: 1, quiet: 2, 'not-measured': 3 };

/** Most urgent first: by state, then by date, then by id. */
function byTriggerUrgency(a: Trigger, b: Trigger): number {
  const date = (trigger: Trigger): string => trigger.date ?? '9999';
  return RANK[a.state] - RANK[b.state] || byCodeUnits(date(a), date(b)) || byCodeUnits(a.id, b.id);
}

export const triggersOfRegion = <Pair extends { readonly baseline: Trigger }>(
  pairs: readonly Pair[],
  region: string,
  regionOf: RegionOfScope,
): readonly Pair[] =>
  pairs
    .filter(({ baseline }) => regionOf(baseline.scope) === region)
    .sort((a, b) => byTriggerUrgency(a.baseline, b.baseline));
