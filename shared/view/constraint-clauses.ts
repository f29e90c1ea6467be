import type { Assessment, Constraint } from '../assess/constraint.ts';
import { byCodeUnits } from '../model/model-index.ts';
import {
  constraintPhrase,
  constraintVerb,
  splitScope,
  survivalName,
  type RegionName,
} from './constraint-name.ts';
import { isSetting, limitShare } from './limit-scale.ts';
import { counted } from './number-format.ts';
import { say, strong, type Phrase } from './sentence.ts';
import { limitPhrase, spokenValue } from './target-text.ts';

const byShare = (a: Constraint, b: Constraint): number =>
  (limitShare(b) ?? Infinity) - (limitShare(a) ?? Infinity) || byCodeUnits(a.id, b.id);

export function isSurvival(constraint: Constraint): boolean {
  return constraint.target?.on === 'outcome';
}

/** Constraints missed with the scenario that were not missed before, worst first. */
export function newlyMissed(before: Assessment, after: Assessment): readonly Constraint[] {
  const was = new Map(before.constraints.map((constraint) => [constraint.id, constraint.verdict]));
  return after.constraints
    .filter((constraint) => constraint.verdict === 'breach' && was.get(constraint.id) !== 'breach')
    .sort(byShare);
}

/** Constraints whose number or verdict the scenario changes; what it leaves alone is not its doing. */
export function changedConstraints(before: Assessment, after: Assessment): readonly Constraint[] {
  const was = new Map(before.constraints.map((constraint) => [constraint.id, constraint]));
  return after.constraints.filter((constraint) => {
    const old = was.get(constraint.id);
    return (
      old?.demand !== constraint.demand ||
      old?.available !== constraint.available ||
      old?.verdict !== constraint.verdict
    );
  });
}

function missedPhrase(constraint: Constraint, regionName: RegionName): readonly Phrase[] {
  if (isSurvival(constraint)) {
    return [
      say(`${survivalName(constraint)} fails in `),
      strong(splitScope(constraint.scope).id, constraint.id),
    ];
  }
  return [
    say(`${constraintPhrase(constraint, regionName)} ${constraintVerb(constraint)} `),
    strong(spokenValue(constraint), constraint.id),
    say(` (${limitPhrase(constraint)})`),
  ];
}

function joined(clauses: readonly (readonly Phrase[])[]): readonly Phrase[] {
  return clauses.flatMap((clause, at) => (at === 0 ? clause : [say(', '), ...clause]));
}

export function sentenceCase(phrases: readonly Phrase[]): readonly Phrase[] {
  const [first, ...rest] = phrases;
  if (first === undefined) return [];
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest];
}

/** The first of them with their values, and how many more. */
export function missedList(
  missed: readonly Constraint[],
  most: number,
  regionName: RegionName,
): readonly Phrase[] {
  const said = joined(missed.slice(0, most).map((constraint) => missedPhrase(constraint, regionName)));
  const more = missed.length > most ? [say(`, and ${counted(missed.length - most, 'more target')}`)] : [];
  return [...said, ...more, say('.')];
}

/** The target nearest to its limit among those that hold. */
export function closest(touched: readonly Constraint[], regionName: RegionName): readonly Phrase[] {
  const near = touched
    .filter(
      (constraint) =>
        constraint.verdict === 'ok' && limitShare(constraint) !== null && !isSetting(constraint),
    )
    .sort(byShare)[0];
  if (near === undefined) return [];
  return [
    say(`Closest is ${constraintPhrase(near, regionName)}: `),
    strong(spokenValue(near), near.id),
    say(` (${limitPhrase(near)}).`),
  ];
}
