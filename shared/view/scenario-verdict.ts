import { byCodeUnits } from '../model/model-index.ts';
import type { Assessment, Constraint } from '../assess/constraint.ts';
import type { OnboardingAction } from '../events/onboarding-actions.ts';
import type { OnboardOutcome } from '../events/onboarding-preview.ts';
import { dayNumber } from '../history/calendar.ts';
import type { PlacementOutcome } from '../placement/outcome.ts';
import {
  constraintPhrase,
  constraintVerb,
  splitScope,
  type RegionName,
  survivalName,
  survivalNameOf,
} from './constraint-name.ts';
import { isSetting, limitShare } from './limit-scale.ts';
import { counted, formatInteger, listed } from './number-format.ts';
import { say, strong, type Phrase, type Sentence, type VerdictMark } from './sentence.ts';
import { shownState } from './shown-state.ts';
import { everyTarget } from '../plan/unmeasured-targets.ts';
import { besideUnmeasured, unmeasuredTargets } from './unmeasured-words.ts';
import { limitPhrase, spokenValue } from './target-text.ts';

export interface ScenarioVerdict {
  readonly mark: VerdictMark;
  readonly sentence: Sentence;
  /** What follows in smaller type; empty when there is nothing to add. */
  readonly detail: Sentence;
  readonly missedAfter: number;
  readonly newlyMissed: number;
}

/** A placement an event of the scenario led to, and where. */
export interface ScenarioPlacement {
  readonly where: string;
  readonly outcome: Pick<PlacementOutcome, 'verdict' | 'displaced' | 'unplaced'>;
}

const byShare = (a: Constraint, b: Constraint): number =>
  (limitShare(b) ?? Infinity) - (limitShare(a) ?? Infinity) || byCodeUnits(a.id, b.id);

function isSurvival(constraint: Constraint): boolean {
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

function sentenceCase(phrases: readonly Phrase[]): readonly Phrase[] {
  const [first, ...rest] = phrases;
  if (first === undefined) return [];
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest];
}

const sentenceStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function missedList(missed: readonly Constraint[], most: number, regionName: RegionName): readonly Phrase[] {
  const said = joined(missed.slice(0, most).map((constraint) => missedPhrase(constraint, regionName)));
  const more = missed.length > most ? [say(`, and ${counted(missed.length - most, 'more target')}`)] : [];
  return [...said, ...more, say('.')];
}

function stranded(placements: readonly ScenarioPlacement[]): ScenarioVerdict['sentence'] | null {
  const failing = placements.filter((placement) => placement.outcome.verdict === 'fails');
  if (failing.length === 0) return null;
  const displaced = failing.reduce((sum, { outcome }) => sum + outcome.displaced, 0);
  const left = failing.reduce((sum, { outcome }) => sum + outcome.unplaced.length, 0);
  const where = listed([...new Set(failing.map((placement) => placement.where))]);
  return [
    strong('Fails at once:'),
    say(` ${formatInteger(left)} of ${formatInteger(displaced)} microVMs stay stranded in ${where}.`),
  ];
}

function closest(touched: readonly Constraint[], regionName: RegionName): readonly Phrase[] {
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

/**
 * What the placements came to when none fails: how many find a host again, and whether others must move for it; of how many
 * that is not known.
 */
function placedClause(placements: readonly ScenarioPlacement[]): readonly Phrase[] {
  const displaced = placements.reduce((sum, { outcome }) => sum + outcome.displaced, 0);
  if (displaced === 0) return [];
  const open = placements
    .filter(({ outcome }) => outcome.verdict === 'undecided')
    .reduce((sum, { outcome }) => sum + outcome.unplaced.length, 0);
  if (open > 0)
    return [
      say(
        `Of ${counted(displaced, 'displaced microVM')} no place is found for ${formatInteger(open)}, and none ruled out. `,
      ),
    ];
  const moves = placements.some((placement) => placement.outcome.verdict === 'survives-repacked');
  const all =
    displaced === 1 ? 'The displaced microVM finds' : `All ${counted(displaced, 'displaced microVM')} find`;
  return [say(`${all} a host${moves ? ' once others make room' : ''}. `)];
}

/**
 * The verdict of a scenario. Order: what stays stranded, which targets it newly misses, what is closest. Targets missed
 * already without it are counted apart, so that the scenario is not blamed for them.
 */
export function scenarioVerdict(
  before: Assessment,
  after: Assessment,
  placements: readonly ScenarioPlacement[],
  onboarding: OnboardingVerdict | null = null,
  regionName: RegionName = () => null,
): ScenarioVerdict {
  const missed = newlyMissed(before, after);
  const missedAfter = after.constraints.filter((constraint) => constraint.verdict === 'breach').length;
  const counts = { missedAfter, newlyMissed: missed.length };
  const touched = changedConstraints(before, after);
  if (onboarding !== null)
    return {
      ...onboardingSentence(onboarding, missed, touched, survivalNameOf(after), regionName),
      ...counts,
    };
  const fails = stranded(placements);
  if (fails !== null) {
    const numbers = missed.filter((constraint) => !isSurvival(constraint));
    return {
      mark: 'breach',
      sentence: fails,
      detail:
        numbers.length > 0 ? sentenceCase(missedList(numbers, 3, regionName)) : closest(touched, regionName),
      ...counts,
    };
  }
  if (missed.length > 0) {
    return {
      mark: 'breach',
      sentence: [
        strong(`Misses ${counted(missed.length, 'target')}:`),
        say(' '),
        ...missedList(missed, 2, regionName),
      ],
      detail: [...placedClause(placements), ...closest(touched, regionName)],
      ...counts,
    };
  }
  const lost = lostFromSight(before, touched);
  return { ...calm(after.constraints, touched, placements, missedAfter, lost, regionName), ...counts };
}

/** What an onboarding came to, where the scenario is that onboarding alone. */
export type OnboardingVerdict = Pick<
  OnboardOutcome,
  'verdict' | 'cluster' | 'survivesAfter' | 'unplaced' | 'requested' | 'actions' | 'howManyFit'
> & {
  /** Its days are still being computed: an early warning may yet turn "accept" into something else, so it is not said. */
  readonly awaitsDates?: boolean;
  /** Whether actions make room is still searched: neither accepted nor declined yet. */
  readonly awaitsActions?: boolean;
};

type Said = Pick<ScenarioVerdict, 'mark' | 'sentence' | 'detail'>;

function onboardingSentence(
  onboarding: OnboardingVerdict,
  missed: readonly Constraint[],
  touched: readonly Constraint[],
  survival: string,
  regionName: RegionName,
): Said {
  const { verdict, cluster, survivesAfter, unplaced, requested, actions, howManyFit } = onboarding;
  const fits =
    howManyFit === null
      ? []
      : [say(`${counted(howManyFit, 'such customer')} ${howManyFit === 1 ? 'fits' : 'fit'}. `)];
  const where = cluster === null ? 'It fits' : `It fits in ${cluster}`;
  if (verdict === 'accept' && onboarding.awaitsDates === true) {
    return {
      mark: 'ok',
      sentence: [
        strong(`${where}.`),
        say(
          `${survivesAfter === true ? ` ${survival} survives.` : ''} Whether it makes a trigger fire follows.`,
        ),
      ],
      detail: [...fits, ...closest(touched, regionName)],
    };
  }
  if (verdict === 'accept') {
    return {
      mark: 'ok',
      sentence: [
        strong('Accept.'),
        say(` ${where}${survivesAfter === true ? ` and ${survival} survives` : ''}.`),
      ],
      detail: [...fits, ...closest(touched, regionName)],
    };
  }
  const list =
    missed.length > 0 ? sentenceCase(missedList(missed, 3, regionName)) : closest(touched, regionName);
  if (verdict === 'accept-with-actions') {
    const late = daysTooLate(actions);
    const until = late === 0 ? '' : `, ${counted(late, 'day')} too late: until then targets are missed`;
    return {
      mark: 'watch',
      sentence: [
        strong(`Accept, with ${counted(actions.length, 'action')}.`),
        say(` ${where} once ${actions.length === 1 ? 'it is' : 'they are'} done${until}.`),
      ],
      detail: list,
    };
  }
  const left = ` ${formatInteger(unplaced.length)} of ${formatInteger(requested)} microVMs find no host.`;
  if (onboarding.awaitsActions === true) {
    return {
      mark: 'unknown',
      sentence: [
        strong('Not as things are.'),
        say(`${unplaced.length > 0 ? left : ''} What makes room is still open.`),
      ],
      detail: list,
    };
  }
  const why = unplaced.length > 0 ? left : ' No action known to the model mends what it breaks.';
  return { mark: 'breach', sentence: [strong('Decline.'), say(why)], detail: list };
}

/** Days from the first one an action is needed in service to the first one it can be, the longest of all; 0 where none is late. */
function daysTooLate(actions: readonly OnboardingAction[]): number {
  const waits = actions.map(({ late, earliest, inServiceBy }) =>
    late !== true || earliest === undefined || inServiceBy === undefined || inServiceBy === null
      ? 0
      : dayNumber(earliest) - dayNumber(inServiceBy),
  );
  return Math.max(0, ...waits);
}

/** Targets that hold without the scenario and cannot be judged in it. */
function lostFromSight(before: Assessment, touched: readonly Constraint[]): number {
  const was = new Map(before.constraints.map(({ id, verdict }) => [id, verdict]));
  return touched.filter(({ id, verdict }) => verdict === 'not-measured' && was.get(id) === 'ok').length;
}

function calm(
  after: readonly Constraint[],
  touched: readonly Constraint[],
  placements: readonly ScenarioPlacement[],
  missedAfter: number,
  lost: number,
  regionName: RegionName,
): Said {
  if (placements.some((placement) => placement.outcome.verdict === 'undecided')) {
    return {
      mark: 'unknown',
      sentence: [strong('Undecided:'), say(' no placement found and none ruled out.')],
      detail: closest(touched, regionName),
    };
  }
  const close = touched.some((constraint) => shownState(constraint) === 'close');
  const detail = [...placedClause(placements), ...closest(touched, regionName)];
  const unknown = unmeasuredTargets(after);
  if (lost > 0) {
    const which = lost === 1 ? 'target that holds today is' : 'targets that hold today are';
    return {
      mark: 'unknown',
      sentence: [strong('Undecided:'), say(` ${formatInteger(lost)} ${which} not measured in it.`)],
      detail,
    };
  }
  if (unknown > 0 && !after.some(({ verdict }) => verdict === 'ok' || verdict === 'breach'))
    return { mark: 'unknown', sentence: [strong('Not measured:'), say(' no target can be judged.')], detail };
  const beside = besideUnmeasured(unknown);
  const still =
    missedAfter > 0
      ? ` No further target is missed; ${counted(missedAfter, 'target was', 'targets were')} missed before${beside}.`
      : ` ${sentenceStart(everyTarget(unknown))} holds${beside}.`;
  return { mark: close ? 'watch' : 'ok', sentence: [strong('Holds.'), say(still)], detail };
}
