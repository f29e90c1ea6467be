import type { ConstraintRow } from '../../../shared/view/constraint-rows.ts';
import { LimitScale } from '../../charts/LimitScale.tsx';
import { explainConstraint } from '../../state/explain-store.ts';
import { ExplainNumber } from './ExplainNumber.tsx';

type Shown = Pick<
  ConstraintRow,
  'id' | 'name' | 'where' | 'baseline' | 'scenario' | 'ringAt' | 'dotAt' | 'state' | 'proof'
>;

/** The first two cells of a constraint's row: its name and place, and the baseline's figure. */
export function NameAndBaseline({ row }: { readonly row: Shown }) {
  return (
    <>
      <th scope="row">
        <span className="med">{row.name}</span> <span className="mute">{row.where}</span>
      </th>
      <td className="r soft">
        <ExplainNumber target={explainConstraint(row.id, 'before')}>{row.baseline}</ExplainNumber>
      </td>
    </>
  );
}

/** The scenario's figure; "same" where it shows nothing else than the baseline's. `isMoving`: it moves with the hand. */
export function ScenarioFigure({ row, isMoving }: { readonly row: Shown; readonly isMoving: boolean }) {
  if (row.scenario === null || row.scenario === row.baseline) return <span className="mute">same</span>;
  return (
    <ExplainNumber
      target={explainConstraint(row.id, 'after')}
      className={`scen strong${isMoving ? ' live' : ''}`}
    >
      {row.scenario}
    </ExplainNumber>
  );
}

/** Both sides on the scale on which every limit stands at one place; the proof where nothing is measured. */
export function OnLimitScale({ row, label }: { readonly row: Shown; readonly label: string }) {
  if (row.ringAt === null && row.dotAt === null)
    return (
      <span className="mute cert ell" title={row.proof ?? undefined}>
        {row.proof ?? ''}
      </span>
    );
  return <LimitScale ringAt={row.ringAt} dotAt={row.dotAt} isMissed={row.state === 'missed'} label={label} />;
}
