import type { PlanResult, Sensitivity } from '../../../shared/plan/plan-result.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { money } from '../../../shared/view/money.ts';
import { formatInteger, formatSigned, NOT_MEASURED } from '../../../shared/view/number-format.ts';
import { isBesideStale, usePlan } from '../../state/plan-store.ts';

function nameOf({ kind, sku, change }: Sensitivity): string {
  if (kind === 'price') return `${sku ?? ''} at ${formatSigned((change - 1) * 100)}%`;
  return `orders take ${formatSigned(change)} days`;
}

function Row({ entry, plan }: { readonly entry: Sensitivity; readonly plan: PlanResult }) {
  const more = entry.totalCost === null || plan.totalCost === null ? null : entry.totalCost - plan.totalCost;
  return (
    <tr>
      <th scope="row" className="med">
        {nameOf(entry)}
      </th>
      <td className="r">{entry.totalCost === null ? NOT_MEASURED : money(entry.totalCost, plan.currency)}</td>
      <td className="r mute">
        {more === null || Math.abs(more) < 0.5
          ? 'same'
          : `${more > 0 ? '+' : '−'}${money(Math.abs(more), plan.currency)}`}
      </td>
      <td className="r">{formatInteger(entry.hosts)}</td>
      <td className="r">{formatInteger(entry.lateLines)}</td>
      <td>
        {entry.firstOrderBy === null ? (
          <span className="mute">none</span>
        ) : (
          formatDay(entry.firstOrderBy, plan.asOf)
        )}
      </td>
      <td>{entry.purchaseChanges ? 'buys otherwise' : <span className="mute">buys the same</span>}</td>
    </tr>
  );
}

/** How the plan answers to prices and lead times, each changed alone and planned anew. */
export function SensitivityPane({ plan }: { readonly plan: PlanResult }) {
  const isStale = usePlan(isBesideStale);
  if (plan.sensitivities.length === 0 || plan.lines.length === 0) return null;
  return (
    <section
      className={isStale ? 'pane rule-top is-stale' : 'pane rule-top'}
      aria-label="Sensitivity"
      aria-busy={isStale}
    >
      <header>
        <h2>What would move it</h2>
        <span className="note">one price or all lead times changed, planned anew</span>
      </header>
      <table className="tbl pl-sens">
        <thead>
          <tr>
            <th>If</th>
            <th className="r">Cost</th>
            <th className="r">Difference</th>
            <th className="r">Hosts</th>
            <th className="r">Late lines</th>
            <th>First order</th>
            <th>Purchase</th>
          </tr>
        </thead>
        <tbody>
          {plan.sensitivities.map((entry) => (
            <Row key={nameOf(entry)} entry={entry} plan={plan} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
