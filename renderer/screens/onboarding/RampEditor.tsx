import { useContext } from 'react';
import { RAMP_FIELD, type Ramp } from '../../../shared/events/ramp.ts';
import { counted, formatPercent, formatPlain } from '../../../shared/view/number-format.ts';
import { movedStep, rampAs, rampOf, rampText, withStep } from '../../../shared/view/ramp-view.ts';
import { RampCurve, type RampHandle } from '../../charts/RampCurve.tsx';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Select } from '../../components/Select.tsx';
import { setCustomerField } from '../../state/onboarding-store.ts';
import { holdResult, releaseResult } from '../../state/result-store.ts';
import type { EventDocument } from '../../state/scenario-document.ts';
import { FieldProblemsPlace } from './field-problems.ts';

const KINDS = RAMP_FIELD.variants.map(({ value, label }) => ({ id: value, label }));

function handlesOf(ramp: Ramp | null): readonly RampHandle[] {
  if (ramp === null || ramp.kind === 'immediate') return [];
  if (ramp.kind === 'steps')
    return ramp.steps.map(({ day, fraction }, at) => ({
      label: `Step ${at + 1}`,
      text: `${formatPercent(fraction, 0)} from day ${formatPlain(day)} on`,
      day,
      fraction,
    }));
  return [
    {
      label: 'Day on which everything is there',
      text: `day ${formatPlain(ramp.days)}`,
      day: ramp.days,
      fraction: 1,
    },
  ];
}

/** How the load comes: the form, its length, and the curve to take hold of. */
export function RampEditor({ event }: { readonly event: EventDocument }) {
  const problems = useContext(FieldProblemsPlace);
  const ramp = rampOf(event['ramp']);
  const set = (next: Ramp): void => setCustomerField('ramp', next);
  const problem = [...problems].find(([path]) => path.startsWith('ramp'))?.[1];
  const move = (at: number, day: number, fraction: number): void => {
    if (ramp === null || ramp.kind === 'immediate') return;
    if (ramp.kind === 'steps') set({ kind: 'steps', steps: movedStep(ramp.steps, at, { day, fraction }) });
    else set({ kind: ramp.kind, days: Math.max(1, Math.round(day)) });
  };
  const remove = (at: number): void => {
    if (ramp?.kind !== 'steps' || ramp.steps.length < 2) return;
    set({ kind: 'steps', steps: ramp.steps.filter((_, index) => index !== at) });
  };
  return (
    <>
      <div className="g2">
        <Select
          showLabel
          small
          label="Ramp"
          value={ramp?.kind ?? 'immediate'}
          options={KINDS}
          onChange={(kind) => set(rampAs(kind as Ramp['kind'], ramp))}
        />
        {ramp?.kind === 'linear' || ramp?.kind === 's-curve' ? (
          <NumberInput
            label="over"
            unit="days"
            min={1}
            value={ramp.days}
            onChange={(days) => set({ kind: ramp.kind, days: days ?? 1 })}
          />
        ) : null}
        {ramp?.kind === 'steps' ? (
          <div className="field ramp-steps">
            <span className="label">{counted(ramp.steps.length, 'step')}</span>
            <button
              type="button"
              className="linkish add-link"
              onClick={() => set({ kind: 'steps', steps: withStep(ramp.steps) })}
            >
              <Icon name="plus" size={12} /> step
            </button>
          </div>
        ) : null}
      </div>
      <RampCurve
        ramp={ramp}
        handles={handlesOf(ramp)}
        label={`Ramp: ${rampText(ramp)}`}
        onMove={move}
        onRemove={ramp?.kind === 'steps' ? remove : null}
        onHold={holdResult}
        onRelease={releaseResult}
      />
      <p className="mute ramp-text">{rampText(ramp)}</p>
      {problem === undefined ? null : <p className="fleet-problem">{problem}</p>}
    </>
  );
}
