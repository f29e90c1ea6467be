import type { ExplainNode } from '../../../shared/explain/node.ts';
import { differenceNode, hostsNode, purchaseCostNode } from '../../../shared/plan/alternative-figures.ts';
import type { PlanResult, Sensitivity } from '../../../shared/plan/plan-result.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { money } from '../../../shared/view/money.ts';
import { formatInteger, NOT_MEASURED } from '../../../shared/view/number-format.ts';
import { sensitivitiesTable, sensitivityName } from '../../../shared/view/plan-tables.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { isBesideStale, usePlan } from '../../state/plan-store.ts';

function Row({ entry, plan }: { readonly entry: Sensitivity; readonly plan: PlanResult }) {
  const more = entry.totalCost === null || plan.totalCost === null ? null : entry.totalCost - plan.totalCost;
  const name = sensitivityName(entry);
  const side = plan.scenario === null ? 'before' : 'after';
  const figure = (what: string, text: string, node: ExplainNode) => (
    <ExplainNumber target={{ key: `plan if ${name} ${what}`, title: `${what}, ${name}`, side, node }}>
      {text}
    </ExplainNumber>
  );
  return (
    <tr>
      <th scope="row" className="med">
        {name}
      </th>
      <td className="r">
        {entry.totalCost === null
          ? NOT_MEASURED
          : figure('Cost', money(entry.totalCost, plan.currency), purchaseCostNode(entry))}
      </td>
      <td className="r mute">
        {more === null || Math.abs(more) < 0.5
          ? 'same'
          : figure(
              'Difference',
              `${more > 0 ? '+' : '−'}${money(Math.abs(more), plan.currency)}`,
              differenceNode(entry, plan),
            )}
      </td>
      <td className="r">{figure('Hosts', formatInteger(entry.hosts), hostsNode(entry))}</td>
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
        <CopyCsv what="Sensitivities" table={() => sensitivitiesTable(plan)} />
      </header>
      <table aria-label="What would move it" className="tbl pl-sens">
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
            <Row key={sensitivityName(entry)} entry={entry} plan={plan} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
