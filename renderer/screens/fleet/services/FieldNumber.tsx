import { leaf } from '../../../../shared/explain/node.ts';
import type { Unit } from '../../../../shared/units.ts';
import { formatPercent, NOT_MEASURED } from '../../../../shared/view/number-format.ts';
import { formatQuantity, quantityText } from '../../../../shared/view/quantity-format.ts';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';

interface FieldNumberProps {
  readonly label: string;
  /** Where it stands in the model: `edgeNodes[edge-1].used.connections`. */
  readonly of: string;
  readonly unit: Unit;
  readonly before: number | null;
  /** `undefined`: no scenario; `null`: not there in it. */
  readonly after?: number | null | undefined;
  /** Decimals of a share, alike in its column; as many as it needs alone if not given. */
  readonly digits?: number;
  /** The head of the column names the unit: the figure stands without it. */
  readonly isUnitAbove?: boolean;
}

/** A measured value of the model as a number that explains itself, the scenario's beside it where it differs. */
export function FieldNumber(props: FieldNumberProps) {
  const { label, of, unit, before, after, digits, isUnitAbove = false } = props;
  const text = (value: number | null): string => {
    if (value === null) return NOT_MEASURED;
    if (unit === 'ratio' && digits !== undefined) return formatPercent(value, digits);
    return isUnitAbove ? formatQuantity(value, unit).text : quantityText(value, unit);
  };
  const part = (value: number, side: 'before' | 'after') => (
    <ExplainNumber
      target={{
        key: of,
        title: label,
        side,
        node: leaf(
          label,
          value,
          unit,
          side === 'before' ? { origin: 'measured', of } : { origin: 'computed', of },
        ),
      }}
      className={side === 'after' ? 'scen strong' : ''}
    >
      {text(value)}
    </ExplainNumber>
  );
  const differs = after !== undefined && after !== null && text(after) !== text(before);
  return (
    <>
      {before === null ? <span className="mute">{NOT_MEASURED}</span> : part(before, 'before')}
      {differs ? <span className="below">{part(after, 'after')}</span> : null}
    </>
  );
}
