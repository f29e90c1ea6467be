import type { PlanAnswer } from '../../../shared/plan/build-plan.ts';
import { planVerdict, purchaseText } from '../../../shared/view/plan-words.ts';
import { SentenceText } from '../../app/explain/SentenceText.tsx';
import { Mark } from '../../components/Status.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { isTrying, usePlan } from '../../state/plan-store.ts';

/** The plan in a sentence; with a scenario, what the baseline alone would buy. */
export function PlanVerdictLine({ answer }: { readonly answer: PlanAnswer }) {
  const { plan, figures } = answer;
  const regionName = useInventory((state) => state.regionName);
  const baseline = usePlan((state) => state.baseline.answer?.plan ?? null);
  const tries = usePlan((state) => isTrying(state.whatIf));
  const said = planVerdict(plan, regionName, figures['total'] ?? null);
  return (
    <div className="say pl-say">
      <Mark mark={said.mark} big />
      <div>
        <p className="v-say">
          {tries ? 'Tried: ' : ''}
          <SentenceText
            sentence={said.sentence}
            side={plan.scenario === null ? 'before' : 'after'}
            about={{ id: 'plan', title: 'Plan' }}
          />
        </p>
        {said.more.length === 0 ? null : <p className="soft">{said.more.join(' ')}</p>}
        {plan.scenario === null || baseline === null ? null : (
          <p className="v-scen">
            <Mark mark="scen" />
            <span>
              With {plan.scenario}; the baseline alone buys {purchaseText(baseline)}.
            </span>
          </p>
        )}
      </div>
    </div>
  );
}
