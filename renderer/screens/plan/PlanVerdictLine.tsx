import type { PlanAnswer } from '../../../shared/plan/build-plan.ts';
import { planVerdict, purchaseText } from '../../../shared/view/plan-words.ts';
import { SentenceText } from '../../app/explain/SentenceText.tsx';
import { ScenarioSays, VerdictHead } from '../../components/VerdictHead.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { usePlan } from '../../state/plan-store.ts';
import { isTrying } from '../../state/plan-what-if.ts';

/** The plan in a sentence; with a scenario, what the baseline alone would buy. */
export function PlanVerdictLine({ answer }: { readonly answer: PlanAnswer }) {
  const { plan, figures, losses } = answer;
  const regionName = useInventory((state) => state.regionName);
  const baseline = usePlan((state) => state.baseline.answer?.plan ?? null);
  const tries = usePlan((state) => isTrying(state.whatIf));
  const said = planVerdict(plan, { regionName, losses }, figures['total'] ?? null);
  return (
    <VerdictHead
      mark={said.mark}
      isLive
      className="pl-say"
      below={
        <>
          {said.more.length === 0 ? null : <p className="soft">{said.more.join(' ')}</p>}
          {plan.scenario === null || baseline === null ? null : (
            <ScenarioSays>
              With {plan.scenario}; the baseline alone buys {purchaseText(baseline)}.
            </ScenarioSays>
          )}
        </>
      }
    >
      {tries ? 'Tried: ' : ''}
      <SentenceText
        sentence={said.sentence}
        side={plan.scenario === null ? 'before' : 'after'}
        about={{ id: 'plan', title: 'Plan' }}
      />
    </VerdictHead>
  );
}
