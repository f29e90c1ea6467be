import type { Constraint } from '../assess/constraint.ts';
import { lossesName } from '../assess/losses-name.ts';
import { constraintName, splitScope } from './constraint-name.ts';
import { isSetting, limitShare } from './limit-scale.ts';
import { counted, listed, NOT_MEASURED } from './number-format.ts';
import { formatMemory, quantityText } from './quantity-format.ts';
import { TIB } from '../units.ts';
import { shownState, type ShownState } from './shown-state.ts';
import { shownValue, targetText } from './target-text.ts';

/** One of the four questions on top of the Overview: the answer large, what it stands on, and what the scenario makes of it. */
export interface Answer {
  readonly question: string;
  readonly figure: string;
  readonly unit: string;
  readonly state: ShownState | null;
  readonly line: string;
  /** `null` without a scenario; `same` when it changes nothing here. */
  readonly scenario: string | null;
  /** The constraint a click on the figure explains. */
  readonly constraintId: string | null;
  /** The day whose forecast a click explains, instead of today's figure. */
  readonly onDay?: string;
}

export interface Sides {
  readonly before: readonly Constraint[];
  /** `null` for the baseline alone. */
  readonly after: readonly Constraint[] | null;
  readonly region: string;
}

const SAME = 'same';
const isSurvival = (constraint: Constraint): boolean =>
  constraint.resource === 'survival' && constraint.domain === 'compute';
const whereOf = (constraint: Constraint): string => splitScope(constraint.scope).id;

/** The constraint that is missed worst, else the one closest to its limit; a lost N+1 stands above every number. */
function tightest(constraints: readonly Constraint[]): Constraint | null {
  let worst: Constraint | null = null;
  let most = -1;
  for (const constraint of constraints) {
    if (isSetting(constraint) && constraint.verdict === 'ok') continue;
    const share =
      limitShare(constraint) ??
      (constraint.target?.on === 'outcome' && constraint.verdict === 'breach' ? Infinity : null);
    if (share !== null && share > most) {
      worst = constraint;
      most = share;
    }
  }
  return worst;
}

/** Missed worst or closest to its limit today. */
export function breaksFirst({ before, after }: Sides): Answer {
  const worst = tightest(before);
  const then = after === null ? null : tightest(after);
  const said = (constraint: Constraint): string => {
    const { name, where } = constraintName(constraint);
    return `${name} ${where}`;
  };
  const scenario =
    then === null || worst === null
      ? null
      : then.id === worst.id && shownValue(then) === shownValue(worst)
        ? SAME
        : `${said(then)}, ${shownValue(then)}`;
  return {
    question: 'What breaks first?',
    figure: worst === null ? NOT_MEASURED : constraintName(worst).name,
    unit: '',
    state: worst === null ? 'not-measured' : shownState(worst),
    line: worst === null ? 'nothing has a target and a measurement' : lineOf(worst),
    scenario,
    constraintId: worst?.id ?? null,
  };
}

function lineOf(constraint: Constraint): string {
  const { where } = constraintName(constraint);
  return `${where}: ${shownValue(constraint)}, target ${targetText(constraint)}`;
}

function holdsNow(survival: readonly Constraint[]): { figure: string; state: ShownState } {
  if (survival.length === 0) return { figure: 'Not tried', state: 'not-measured' };
  if (survival.some((constraint) => constraint.verdict === 'breach'))
    return { figure: 'No', state: 'missed' };
  if (survival.some((constraint) => constraint.verdict === 'not-measured')) {
    return { figure: 'Undecided', state: 'not-measured' };
  }
  return { figure: 'Yes', state: 'holds' };
}

function triedLine(survival: readonly Constraint[]): string {
  const tried = survival.reduce((sum, constraint) => {
    const count = constraint.beside?.['tried'];
    return sum + (typeof count === 'number' ? count : 0);
  }, 0);
  const failing = survival.filter((constraint) => constraint.verdict === 'breach').map(whereOf);
  if (failing.length > 0) return `fails in ${listed(failing)}`;
  return tried > 0 ? `every one of ${counted(tried, 'loss', 'losses')} tried` : 'no cluster has hosts';
}

function doesNHold({ before, after }: Sides, losses: number): Answer {
  const was = before.filter(isSurvival);
  const now = holdsNow(was);
  const is = after?.filter(isSurvival) ?? null;
  const then = is === null ? null : holdsNow(is);
  const unchanged = is !== null && then?.figure === now.figure && triedLine(is) === triedLine(was);
  const worst = was.find((constraint) => constraint.verdict === 'breach') ?? was[0];
  return {
    question: `Does ${lossesName(losses)} hold?`,
    ...now,
    unit: '',
    line: triedLine(was),
    scenario: is === null ? null : unchanged ? SAME : `${then?.figure ?? ''}, ${triedLine(is)}`,
    constraintId: worst?.id ?? null,
  };
}

const find = (constraints: readonly Constraint[], resource: string, region: string): Constraint | undefined =>
  constraints.find((constraint) => constraint.id === `compute.${resource}@region:${region}`);

const left = (constraint: Constraint | undefined): string =>
  constraint === undefined ? NOT_MEASURED : shownValue(constraint);

function howFull({ before, after, region }: Sides): Answer {
  const memory = find(before, 'memory', region);
  const then = after === null ? undefined : find(after, 'memory', region);
  const cpu = find(before, 'cpu', region);
  const thenCpu = after === null ? undefined : find(after, 'cpu', region);
  const same = then?.headroom === memory?.headroom && thenCpu?.headroom === cpu?.headroom;
  return {
    question: 'How much is left?',
    figure: left(memory),
    unit: memory?.headroom == null ? '' : 'of memory',
    state: memory === undefined ? 'not-measured' : shownState(memory),
    line: `beyond the reserve; ${left(cpu)} of CPU`,
    scenario: after === null ? null : same ? SAME : `${left(then)}; ${left(thenCpu)} of CPU`,
    constraintId: memory?.id ?? null,
  };
}

/** `6.9 TiB more`, `640 GiB missing`. */
function marginText(constraint: Constraint | undefined): { figure: string; unit: string } {
  const margin = constraint?.margin ?? null;
  if (constraint === undefined || margin === null) return { figure: NOT_MEASURED, unit: '' };
  const { text, unit } = formatMemory(Math.abs(margin), TIB);
  return { figure: `${text} ${unit}`, unit: margin < 0 ? 'missing' : 'more' };
}

function howMuchFits({ before, after, region }: Sides): Answer {
  const memory = find(before, 'memory', region);
  const then = after === null ? undefined : find(after, 'memory', region);
  const now = marginText(memory);
  const later = marginText(then);
  const cpu = find(before, 'cpu', region);
  return {
    question: 'How much memory still fits?',
    ...now,
    state: memory === undefined ? 'not-measured' : shownState(memory),
    line:
      cpu?.margin == null
        ? 'until the memory target is reached'
        : `until the target; and ${quantityText(Math.abs(cpu.margin), 'cores')}${cpu.margin < 0 ? ' missing' : ''}`,
    scenario:
      after === null ? null : then?.margin === memory?.margin ? SAME : `${later.figure} ${later.unit}`.trim(),
    constraintId: memory?.id ?? null,
  };
}

/** The four questions that can be answered from what is known today; dates need a forecast and are not among them. */
export function regionAnswers(sides: Sides, losses: number): readonly Answer[] {
  return [breaksFirst(sides), doesNHold(sides, losses), howFull(sides), howMuchFits(sides)];
}
