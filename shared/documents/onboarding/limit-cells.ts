import type { Constraint } from '../../assess/constraint.ts';
import { convergeSeconds, isSetting } from '../../view/limit-scale.ts';
import { shownState, STATE_WORDS } from '../../view/shown-state.ts';
import { shownValue, targetNumber } from '../../view/target-text.ts';
import { amountUnit } from '../workbook/amount-unit.ts';
import { chosenShare, computed, number, share, text } from '../workbook/cell.ts';
import type { Cell } from '../workbook/workbook.ts';

/** A miss this small is the noise of sums of decimals, as in the verdicts of the application. */
const NOISE = '0.000000000000004';
/** From this share of a limit on it is shown as close. */
const CLOSE = 0.95;

/** Where the cells of one side of a limit stand. */
export interface SidePlaces {
  readonly demand: string;
  readonly available: string;
  readonly shown: string;
  readonly target: string;
}

const isShare = ({ target }: Constraint): boolean =>
  target?.on === 'headroom' || target?.on === 'utilization';

/** What a limit is shown by, computed from its demand and what is available; a verdict or a waiting time as it is. */
export function shownCell(constraint: Constraint | null, { demand, available }: SidePlaces): Cell {
  if (constraint === null) return text('none', 'note');
  const { target, unit } = constraint;
  const limit = targetNumber(constraint);
  const limits = limit === null ? [] : [limit];
  if (isShare(constraint)) {
    const isHeadroom = target?.on === 'headroom';
    const ratio = isHeadroom ? constraint.headroom : constraint.utilization;
    const cell = ratio === null ? text(shownValue(constraint), 'note') : share(ratio, limits);
    if (constraint.demand === null || constraint.available === null) return cell;
    const ratioOf = isHeadroom ? `(${available}-${demand})/${available}` : `${demand}/${available}`;
    return computed(cell, `IF(${available}>0,${ratioOf},IF(${demand}>0,"none left","not measured"))`);
  }
  if (target?.on === 'demand') {
    const { factor } = amountUnit(unit);
    const cell =
      unit === 'ratio'
        ? share(constraint.demand, limits)
        : number(constraint.demand === null ? null : constraint.demand / factor);
    return constraint.demand === null ? cell : computed(cell, demand);
  }
  if (target?.on === 'timeToConverge') {
    const seconds = convergeSeconds(constraint);
    return seconds === Infinity ? text('never') : number(seconds);
  }
  return text(shownValue(constraint));
}

/** The target as a number that may be changed; a verdict as its word. */
export function targetCell({ target, unit }: Constraint): Cell {
  if (target === null) return text('', 'note');
  if (typeof target.value === 'string') return text(target.value);
  const isPercent = target.on === 'headroom' || target.on === 'utilization' || unit === 'ratio';
  const factor = target.on === 'demand' ? amountUnit(unit).factor : 1;
  return isPercent ? chosenShare(target.value, 'input') : number(target.value / factor, 'general', 'input');
}

/** `at least`, `at most`, or nothing for a verdict. */
export const senseOf = ({ target }: Constraint): string =>
  target === null || target.op === '=' ? '' : target.op === '>=' ? 'at least' : 'at most';

/** `Holds`, `Close` (within 5% of the limit) or `Missed`, by the same comparison as the application's; else its word. */
export function stateCell(constraint: Constraint | null, { shown, target }: SidePlaces): Cell {
  if (constraint === null) return text('none', 'note');
  const cell = text(STATE_WORDS[shownState(constraint)]);
  const on = constraint.target?.on;
  const isJudged = constraint.verdict === 'ok' || constraint.verdict === 'breach';
  if (!isJudged || on === undefined || on === 'outcome' || typeof constraint.target?.value !== 'number')
    return cell;
  const isHeadroom = on === 'headroom';
  const [used, allowed] = isHeadroom ? [`(1-${shown})`, `(1-${target})`] : [shown, target];
  const missed = isHeadroom ? `${target}-${shown}>${NOISE}` : `${shown}-${target}>${NOISE}`;
  const close = isSetting(constraint)
    ? '"Holds"'
    : `IF(AND(${used}>0,${used}>=${CLOSE}*${allowed}),"Close","Holds")`;
  const without = `IF(OR(${shown}="never",${shown}="none left"),"Missed","Holds")`;
  return computed(cell, `IF(ISNUMBER(${shown}),IF(${missed},"Missed",${close}),${without})`);
}
