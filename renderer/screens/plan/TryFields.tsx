import { Button } from '../../components/Button.tsx';
import { SliderInput } from '../../components/form/SliderInput.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { tryPlan, usePlan } from '../../state/plan-store.ts';
import { isTrying, NO_WHAT_IF } from '../../state/plan-what-if.ts';

const nothing = (): void => undefined;

/** Prices and lead times tried without being kept; the plan follows the hand. */
export function TryFields() {
  const whatIf = usePlan((state) => state.whatIf);
  const skus = useInventory((state) => state.choices?.skus);
  const priced = (skus ?? []).filter(({ unitCost }) => unitCost !== null);
  return (
    <fieldset className="fs">
      <legend>What if</legend>
      <SliderInput
        label="Lead times"
        value={whatIf.leadTimeDays}
        saved={0}
        min={-42}
        max={84}
        step={1}
        unit="days"
        help="Days added to the lead time of every machine type; negative: they come sooner."
        onChange={(leadTimeDays) => tryPlan({ leadTimeDays })}
        onHold={nothing}
        onRelease={nothing}
      />
      {priced.map(({ id }) => (
        <SliderInput
          key={id}
          label={`Price ${id}`}
          value={whatIf.pricePercent[id] ?? 0}
          saved={0}
          min={-50}
          max={100}
          step={1}
          unit="%"
          help="Percent on its price; negative: cheaper."
          onChange={(percent) => tryPlan({ pricePercent: { ...whatIf.pricePercent, [id]: percent } })}
          onHold={nothing}
          onRelease={nothing}
        />
      ))}
      {isTrying(whatIf) ? (
        <Button small onPress={() => tryPlan(NO_WHAT_IF)}>
          Back to the catalogue
        </Button>
      ) : null}
    </fieldset>
  );
}
