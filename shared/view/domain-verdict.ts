import { byCodeUnits } from '../model/model-index.ts';
import type { Constraint, Domain } from '../assess/constraint.ts';
import { constraintPhrase, constraintVerb, splitScope, survivalName } from './constraint-name.ts';
import { isSetting, limitShare } from './limit-scale.ts';
import { counted } from './number-format.ts';
import { say, strong, type Sentence, type VerdictMark } from './sentence.ts';
import { shownState } from './shown-state.ts';
import { unmeasuredTargets } from './unmeasured-words.ts';
import { limitPhrase, spokenValue } from './target-text.ts';

const NAMES: Readonly<Record<Domain, string>> = {
  compute: 'compute',
  edge: 'edge',
  controlPlane: 'control plane',
  storage: 'storage',
  overlay: 'overlay',
};
const MOST_SAID = 2;

const byShare = (a: Constraint, b: Constraint): number =>
  (limitShare(b) ?? Infinity) - (limitShare(a) ?? Infinity) || byCodeUnits(a.id, b.id);

/**
 * The sentence of one part of a region: which targets are missed, worst first; else which is closest to its limit; and how many
 * were not measured, so that silence is never taken for good news.
 */
export function domainVerdict(
  constraints: readonly Constraint[],
  domain: Domain,
): { readonly mark: VerdictMark; readonly sentence: Sentence } {
  const own = constraints.filter((constraint) => constraint.domain === domain);
  const missed = own.filter(({ verdict }) => verdict === 'breach').sort(byShare);
  const holding = own.filter(({ verdict }) => verdict === 'ok').sort(byShare);
  const unknown = unmeasuredTargets(own);
  if (missed.length + holding.length === 0) {
    return {
      mark: 'unknown',
      sentence: [
        strong('Not measured.'),
        say(
          own.some(({ demand }) => demand !== null)
            ? ` No target of this region’s ${NAMES[domain]} can be judged.`
            : ` Nothing of this region’s ${NAMES[domain]} was imported yet.`,
        ),
      ],
    };
  }
  const unsaid = unknown === 0 ? [] : [say(` ${counted(unknown, 'target')} not measured.`)];
  if (missed.length > 0) {
    const said = missed
      .slice(0, MOST_SAID)
      .flatMap((constraint) =>
        constraint.target?.on === 'outcome'
          ? [
              say(` ${survivalName(constraint)} `),
              strong('fails', constraint.id),
              say(` in ${splitScope(constraint.scope).id}.`),
            ]
          : [
              say(` ${sentenceCase(constraintPhrase(constraint))} ${constraintVerb(constraint)} `),
              strong(spokenValue(constraint), constraint.id),
              say(` (${limitPhrase(constraint)}).`),
            ],
      );
    const sum = `${counted(missed.length, 'target')} missed.`;
    return { mark: 'breach', sentence: [strong(sum), ...said, ...unsaid] };
  }
  const closest = holding.find((constraint) => limitShare(constraint) !== null && !isSetting(constraint));
  const near = own.some((constraint) => shownState(constraint) === 'close');
  return {
    mark: near ? 'watch' : 'ok',
    sentence: [
      strong(`Every ${unknown === 0 ? '' : 'measured '}${NAMES[domain]} target holds.`),
      ...(closest === undefined
        ? []
        : [
            say(` Closest is ${constraintPhrase(closest)}: `),
            strong(spokenValue(closest), closest.id),
            say(` (${limitPhrase(closest)}).`),
          ]),
      ...unsaid,
    ],
  };
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
