import type { Constraint, Target } from '../assess/constraint.ts';
import { convergeSeconds } from './limit-scale.ts';
import { formatChosenShare, formatPercentInSentence, formatPlain, NOT_MEASURED } from './number-format.ts';
import { quantityText } from './quantity-format.ts';

const OPERATORS: Readonly<Record<Target['op'], string>> = { '>=': '≥ ', '<=': '≤ ', '=': '' };

function limitText(target: Target, unit: Constraint['unit']): string {
  if (typeof target.value === 'string') return target.value;
  switch (target.on) {
    case 'headroom':
    case 'utilization':
      return formatChosenShare(target.value);
    case 'timeToConverge':
      return quantityText(target.value, 'seconds');
    case 'demand':
    case 'outcome':
      // A limit keeps seconds where the measured value beside it will mostly be in seconds too.
      if (unit === 'seconds' && target.value <= 600) return `${formatPlain(target.value, 4)} s`;
      return unit === 'ratio'
        ? formatChosenShare(target.value)
        : quantityText(target.value, unit).replace(/\.0(?= |$)/, '');
  }
}

/** The target as a table shows it: `≥ 20%`, `≤ 5 s`, `survives`; empty without one. */
export function targetText(constraint: Pick<Constraint, 'target' | 'unit'>): string {
  const { target, unit } = constraint;
  return target === null ? '' : OPERATORS[target.op] + limitText(target, unit);
}

/** The limit in a sentence, without the operator: `limit 60%`, `target 20%`. */
export function limitPhrase(constraint: Pick<Constraint, 'target' | 'unit'>): string {
  const { target, unit } = constraint;
  if (target === null) return '';
  return `${target.op === '<=' ? 'limit' : 'target'} ${limitText(target, unit)}`;
}

/** The number a target is at; `null` for a verdict, or without one. */
export const targetNumber = ({ target }: Pick<Constraint, 'target'>): number | null =>
  typeof target?.value === 'number' ? target.value : null;

/** The outcome of `survival` in the words of the language. */
function outcomeWord(constraint: Constraint): string {
  const said = constraint.beside?.['outcome'] ?? constraint.beside?.['verdict'];
  if (typeof said === 'string') return said === 'survives-repacked' ? 'survives with moves' : said;
  if (constraint.verdict === 'breach') return 'fails';
  return constraint.verdict === 'ok' ? 'survives' : 'undecided';
}

/**
 * The number a constraint is shown by: what its target is written on. Without a target its utilization where there is a
 * capacity, else the measured value in its own unit. Decimals keep it from reading as its target where it is not.
 */
export function shownValue(constraint: Constraint): string {
  const { target, unit } = constraint;
  const limit = targetNumber(constraint);
  switch (target?.on) {
    case 'headroom':
      return constraint.headroom === null
        ? exhausted(constraint)
        : quantityText(constraint.headroom, 'ratio', limit);
    case 'utilization':
      return constraint.utilization === null
        ? exhausted(constraint)
        : quantityText(constraint.utilization, 'ratio', limit);
    case 'timeToConverge': {
      const seconds = convergeSeconds(constraint);
      return seconds === Infinity ? 'never' : quantityText(seconds, 'seconds', limit);
    }
    case 'outcome':
      return outcomeWord(constraint);
    case 'demand':
      return quantityText(constraint.demand, unit, limit);
    case undefined:
      return constraint.utilization === null
        ? quantityText(constraint.demand, unit)
        : quantityText(constraint.utilization, 'ratio');
  }
}

/** The same number in a sentence: whole percent unless it lies within 1 point of its target. */
export function spokenValue(constraint: Constraint): string {
  const { target } = constraint;
  if (target?.on !== 'headroom' && target?.on !== 'utilization') return shownValue(constraint);
  const ratio = target.on === 'headroom' ? constraint.headroom : constraint.utilization;
  if (ratio === null) return shownValue(constraint);
  return formatPercentInSentence(ratio, targetNumber(constraint));
}

function exhausted(constraint: Constraint): string {
  const none = constraint.available !== null && constraint.available <= 0 && (constraint.demand ?? 0) > 0;
  return none ? 'none left' : NOT_MEASURED;
}

/** Another value of the number a constraint is shown by, in the same words and unit. */
export function numberText(
  constraint: Pick<Constraint, 'target' | 'unit' | 'utilization'>,
  value: number | string | null,
): string {
  if (typeof value === 'string') return value === 'survives-repacked' ? 'survives with moves' : value;
  const limit = targetNumber(constraint);
  switch (constraint.target?.on) {
    case 'headroom':
    case 'utilization':
      return quantityText(value, 'ratio', limit);
    case 'timeToConverge':
      return quantityText(value, 'seconds', limit);
    case 'demand':
    case 'outcome':
      return quantityText(value, constraint.unit, limit);
    case undefined:
      return quantityText(value, constraint.utilization === null ? constraint.unit : 'ratio');
  }
}
