import type { ActualTarget } from '../../../../shared/timeline/onboarding-actual.ts';
import {
  ACTUAL_MARKS,
  ACTUAL_WORDS,
  decidedMove,
  ownRatioNode,
  ratioNode,
  ratioText,
  targetName,
} from '../../../../shared/view/actual-view.ts';
import type { DecidedFigure } from '../../../../shared/view/decision.ts';
import { formatPercent, NOT_MEASURED } from '../../../../shared/view/number-format.ts';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { Status } from '../../../components/Status.tsx';
import { useInventory } from '../../../state/inventory-store.ts';

function Ratio({ target, what }: { readonly target: ActualTarget; readonly what: 'own' | 'all' }) {
  const regionName = useInventory((state) => state.regionName);
  const ratio = what === 'own' ? target.ownRatio : target.ratio;
  if (ratio === null) return <span className="mute">{NOT_MEASURED}</span>;
  const title = `${targetName(target.id, regionName)}: measured ÷ predicted`;
  const node = what === 'own' ? ownRatioNode(target) : ratioNode(target);
  return (
    <ExplainNumber target={{ key: `${what} ${target.id}`, title, side: 'before', node }}>
      {ratioText(ratio)}
    </ExplainNumber>
  );
}

interface TargetsProps {
  readonly targets: readonly ActualTarget[];
  /** What the decision expected of each constraint; `null`: nobody decided. */
  readonly decided: readonly DecidedFigure[] | null;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** Each constraint: predicted against measured, and what was decided on. */
export function TargetsTable({ targets, decided, chosen, onChoose }: TargetsProps) {
  const regionName = useInventory((state) => state.regionName);
  return (
    <table aria-label="Predicted and measured" className="tbl actual-list">
      <thead>
        <tr>
          <th>Constraint</th>
          <th>Verdict</th>
          {decided === null ? null : <th className="r">decided on</th>}
          <th className="r">customer’s part</th>
          <th className="r">whole</th>
          <th className="r">days inside</th>
          <th>not measured because</th>
        </tr>
      </thead>
      <tbody>
        {targets.map((target) => (
          <tr key={target.id} className={target.id === chosen ? 'is-selected' : ''}>
            <th scope="row">
              {target.days.length === 0 ? (
                targetName(target.id, regionName)
              ) : (
                <button
                  type="button"
                  className="linkish"
                  aria-pressed={target.id === chosen}
                  onClick={() => onChoose(target.id)}
                >
                  {targetName(target.id, regionName)}
                </button>
              )}
            </th>
            <td>
              <Status mark={ACTUAL_MARKS[target.verdict]}>{ACTUAL_WORDS[target.verdict]}</Status>
            </td>
            {decided === null ? null : <td className="r">{decidedMove(decided, target.id)}</td>}
            <td className="r">
              <Ratio target={target} what="own" />
            </td>
            <td className="r">
              <Ratio target={target} what="all" />
            </td>
            <td className="r">
              {target.inside === null ? (
                <span className="mute">{NOT_MEASURED}</span>
              ) : (
                formatPercent(target.inside, 0)
              )}
            </td>
            <td className="mute ell why" title={target.reason ?? undefined}>
              {target.reason ?? ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
