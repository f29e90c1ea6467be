import { survivalSentence } from '../../../shared/view/survival-words.ts';
import { BothSidesHead } from '../../app/explain/SentenceHeads.tsx';
import { useKindOfHost, type SurvivalView } from './use-survival-view.ts';

interface SurvivalVerdictProps {
  readonly before: SurvivalView;
  readonly after: SurvivalView;
  /** One is on the desk, whether or not its losses have been tried. */
  readonly hasScenario: boolean;
}

/** What any one loss and any two do, now and in the scenario; said to screen readers once every pair of both was tried. */
export function SurvivalVerdict({ before, after, hasScenario }: SurvivalVerdictProps) {
  const kindOf = useKindOfHost();
  if (before.single === null) return null;
  const said = survivalSentence({ ...before, single: before.single }, kindOf);
  const scenario =
    after.single === null ? null : survivalSentence({ ...after, single: after.single }, kindOf);
  const isWhole = before.pairs !== null && (!hasScenario || after.pairs !== null);
  return <BothSidesHead before={said} after={scenario} isLive={isWhole} />;
}
