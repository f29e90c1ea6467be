import type { Assessment, Constraint } from '../assess/constraint.ts';
import type { PlacementOutcome } from '../placement/outcome.ts';
import { everyTarget } from '../plan/unmeasured-targets.ts';
import {
  changedConstraints,
  closest,
  isSurvival,
  missedList,
  newlyMissed,
  sentenceCase,
} from './constraint-clauses.ts';
import { survivalNameOf, type RegionName } from './constraint-name.ts';
import { counted, formatInteger, listed } from './number-format.ts';
import { onboardingSentence, type OnboardingVerdict } from './onboarding-verdict.ts';
import { say, strong, type Phrase, type Said } from './sentence.ts';
import { shownState } from './shown-state.ts';
import { besideUnmeasured, unmeasuredTargets } from './unmeasured-words.ts';

export interface ScenarioVerdict extends Said {
  readonly missedAfter: number;
  readonly newlyMissed: number;
}

/** A placement an event of the scenario led to, and where. */
export interface ScenarioPlacement {
  readonly where: string;
  readonly outcome: Pick<PlacementOutcome, 'verdict' | 'displaced' | 'unplaced'>;
}

const sentenceStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

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
