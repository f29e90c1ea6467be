import { byCodeUnits } from '../model/model-index.ts';
import type { Constraint } from '../assess/constraint.ts';
import { lossesName } from '../assess/losses-name.ts';
import { constraintPhrase, constraintVerb, splitScope } from './constraint-name.ts';
import { isSetting, limitShare } from './limit-scale.ts';
import { counted, listed } from './number-format.ts';
import type { RegionOutlook } from './region-outlook.ts';
import { say, strong, type Phrase, type Sentence, type VerdictMark } from './sentence.ts';
import { shownState } from './shown-state.ts';
import { besideUnmeasured, unmeasuredTargets } from './unmeasured-words.ts';
import { limitPhrase, spokenValue } from './target-text.ts';

export interface RegionVerdict {
  readonly mark: VerdictMark;
  readonly sentence: Sentence;
  readonly missed: number;
}

const isHostSurvival = (constraint: Constraint): boolean =>
  constraint.domain === 'compute' && constraint.resource === 'survival';

const whereOf = (constraint: Constraint): string => splitScope(constraint.scope).id;

/** `N+1 holds.`, `N+1 fails in euw-c.`, `N+1 is undecided in euw-a.` — the first clause of every region's sentence. */
function survivalClause(constraints: readonly Constraint[], losses: number): readonly Phrase[] {
  const survival = constraints.filter(isHostSurvival);
  const name = lossesName(losses);
  const failing = survival.filter((constraint) => constraint.verdict === 'breach').map(whereOf);
  if (failing.length > 0) return [strong(`${name} fails in ${listed(failing)}.`)];
  const open = survival.filter((constraint) => constraint.verdict === 'not-measured').map(whereOf);
  if (open.length > 0) return [strong(`${name} is undecided in ${listed(open)}.`)];
  return survival.length === 0 ? [] : [strong(`${name} holds.`)];
}

/** `Memory in euw-b is 18.2% (target 20%).` */
function missedClause(constraint: Constraint): readonly Phrase[] {
  const phrase = constraintPhrase(constraint);
  return [
    say(` ${phrase.charAt(0).toUpperCase()}${phrase.slice(1)} ${constraintVerb(constraint)} `),
    strong(spokenValue(constraint), constraint.id),
    say(` (${limitPhrase(constraint)}).`),
  ];
}

const byShare = (a: Constraint, b: Constraint): number =>
  (limitShare(b) ?? Infinity) - (limitShare(a) ?? Infinity) || byCodeUnits(a.id, b.id);

/** Ids of what the sentence calls missed today, so that no date repeats it. */
export function missedIds(constraints: readonly Constraint[]): ReadonlySet<string> {
  return new Set(missedNumbers(constraints).map(({ id }) => id));
}

/** Constraints of a region whose target is missed, worst first; what survives a loss is said in the first clause. */
function missedNumbers(constraints: readonly Constraint[]): readonly Constraint[] {
  return constraints
    .filter((constraint) => constraint.verdict === 'breach' && !isHostSurvival(constraint))
    .sort(byShare);
}

/** The constraint closest to its limit among those that hold; `null` when nothing has a place on the scale. */
function closestConstraint(constraints: readonly Constraint[]): Constraint | null {
  const holding = constraints.filter(
    (constraint) => constraint.verdict === 'ok' && limitShare(constraint) !== null && !isSetting(constraint),
  );
  return holding.sort(byShare)[0] ?? null;
}

/**
 * The verdict of a region: does N+1 hold, which targets are missed, and then what the forecasts say: which limits are
 * reached when, and the deed by its date. Without forecasts (`outlook` is `null`) no date is named, only what is closest
 * to its limit. `losses` is the policy's number of host losses per cluster. Where more targets are unmeasured than hold, the
 * mark is that of the unknown, however good the rest looks.
 */
export function regionVerdict(
  constraints: readonly Constraint[],
  losses: number,
  outlook: RegionOutlook | null = null,
): RegionVerdict {
  const missed = missedNumbers(constraints);
  const survival = survivalClause(constraints, losses);
  const failing = constraints.some((constraint) => constraint.verdict === 'breach');
  const undecided = constraints.some(
    (constraint) => isHostSurvival(constraint) && constraint.verdict === 'not-measured',
  );
  const close = constraints.some((constraint) => shownState(constraint) === 'close');
  const mostlyUnknown =
    unmeasuredTargets(constraints) > constraints.filter(({ verdict }) => verdict === 'ok').length;
  const shown = missed.slice(0, 2).flatMap(missedClause);
  const more = missed.length > 2 ? [say(` ${counted(missed.length - 2, 'more target')} missed.`)] : [];
  const isNear = close || outlook?.isSoon === true;
  return {
    mark: failing ? 'breach' : undecided || mostlyUnknown ? 'unknown' : isNear ? 'watch' : 'ok',
    missed: constraints.filter((constraint) => constraint.verdict === 'breach').length,
    sentence: [
      ...survival,
      ...(missed.length > 0
        ? [...shown, ...more]
        : outlook?.hasDates === true
          ? []
          : calmClause(constraints, failing)),
      ...(outlook?.clauses ?? []),
    ],
  };
}

function calmClause(constraints: readonly Constraint[], failing: boolean): readonly Phrase[] {
  const closest = closestConstraint(constraints);
  const judged = constraints.filter(
    (constraint) => constraint.verdict === 'ok' || constraint.verdict === 'breach',
  );
  if (judged.length === 0) return [say('Nothing is measured yet: import an inventory or a metric file.')];
  const unknown = unmeasuredTargets(constraints);
  const other = failing ? 'other ' : '';
  const head =
    unknown === 0
      ? ` Every ${other}target holds.`
      : ` Every ${other}measured target holds${besideUnmeasured(unknown)}.`;
  if (closest === null) return [say(head)];
  return [
    say(`${head} Closest is ${constraintPhrase(closest)}: `),
    strong(spokenValue(closest), closest.id),
    say(` (${limitPhrase(closest)}).`),
  ];
}
