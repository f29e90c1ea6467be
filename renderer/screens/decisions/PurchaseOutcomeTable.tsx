import type { DecisionDetail } from '../../../shared/ipc/decision-channels.ts';
import { purchaseOutcome, type PurchaseFigure } from '../../../shared/view/purchase-outcome.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Status } from '../../components/Status.tsx';

interface FigureProps {
  readonly figure: PurchaseFigure;
  readonly title: string;
  readonly isDue: boolean;
}

function Figure({ figure, title, isDue }: FigureProps) {
  if (figure === null) return <span className="mute">{isDue ? 'not said' : 'not yet'}</span>;
  if (figure.node === null) return figure.text;
  return (
    <ExplainNumber target={{ key: `purchase ${title}`, title, side: 'before', node: figure.node }}>
      {figure.text}
    </ExplainNumber>
  );
}

/** What a purchase was expected to cost and to be there, what it was ordered for, and what came. */
export function PurchaseOutcomeTable({ detail }: { readonly detail: DecisionDetail }) {
  const { purchase, decision } = detail;
  if (purchase === null) return null;
  const rows = purchaseOutcome(purchase, decision.cost?.currency ?? null, decision.data.asOf);
  const isOrdered = purchase.status !== 'accepted';
  return (
    <>
      <h3>Cost and delivery</h3>
      <table className="tbl dec-effect" aria-label="Cost and delivery">
        <thead>
          <tr>
            <th>What</th>
            <th className="r">Expected</th>
            <th className="r">Ordered</th>
            <th className="r">Delivered</th>
            <th className="r">Difference</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, expected, ordered, delivered, difference, isWorse }) => (
            <tr key={what}>
              <th scope="row" className="med">
                {what}
              </th>
              <td className="r">
                <Figure figure={expected} title={`${what} expected`} isDue />
              </td>
              <td className="r">
                <Figure figure={ordered} title={`${what} as ordered`} isDue={isOrdered} />
              </td>
              <td className="r">
                {what === 'Ordered' ? null : (
                  <Figure
                    figure={delivered}
                    title={`${what} as delivered`}
                    isDue={purchase.status === 'delivered'}
                  />
                )}
              </td>
              <td className="r">{isWorse ? <Status mark="watch">{difference}</Status> : difference}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
