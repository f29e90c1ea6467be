import type { PlanAnswer } from '../../../shared/plan/build-plan.ts';
import type { PlanLine } from '../../../shared/plan/plan-result.ts';
import { daysInWords, formatDay, withWholeDays } from '../../../shared/view/date-format.ts';
import { money } from '../../../shared/view/money.ts';
import { formatInteger, NOT_MEASURED } from '../../../shared/view/number-format.ts';
import { lineReason } from '../../../shared/view/plan-words.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Button } from '../../components/Button.tsx';
import { Status } from '../../components/Status.tsx';
import { explainConstraint, type ExplainTarget } from '../../state/explain-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { acceptLine, usePlan } from '../../state/plan-store.ts';
import { whyNotAccepted } from '../../state/plan-what-if.ts';

interface Figured {
  readonly answer: PlanAnswer;
  /** Key among the plan's figures. */
  readonly figure: string;
  readonly title: string;
  readonly text: string;
  readonly className?: string;
}

/** A figure of the plan with its derivation; text where there is none. */
function Figure({ answer, figure, title, text, className = '' }: Figured) {
  const node = answer.figures[figure];
  if (node === undefined) return <span className={className}>{text}</span>;
  const side = answer.plan.scenario === null ? 'before' : 'after';
  const target: ExplainTarget = { key: `plan ${figure}`, title, side, node };
  return (
    <ExplainNumber target={target} className={className}>
      {text}
    </ExplainNumber>
  );
}

function Why({ line, answer }: { readonly line: PlanLine; readonly answer: PlanAnswer }) {
  const { plan, losses } = answer;
  const regionName = useInventory((state) => state.regionName);
  const text = withWholeDays(lineReason(line, plan.asOf, { regionName, losses }));
  if (line.target === null) return <span className="mute">{text}</span>;
  return (
    <ExplainNumber
      target={explainConstraint(line.target, plan.scenario === null ? 'before' : 'after')}
      className="why-link"
    >
      {text}
    </ExplainNumber>
  );
}

function Row({ line, answer }: { readonly line: PlanLine; readonly answer: PlanAnswer }) {
  const { asOf, currency } = answer.plan;
  const refusal = usePlan(whyNotAccepted);
  const name = `${line.count} × ${line.sku} for ${line.cluster}`;
  const place = line.failureDomain === null ? line.cluster : `${line.cluster}, ${line.failureDomain}`;
  return (
    <tr>
      <th scope="row">
        <Figure
          answer={answer}
          figure={`orderBy ${line.id}`}
          title={`Order ${name} by`}
          text={line.orderBy === null ? NOT_MEASURED : formatDay(line.orderBy, asOf)}
          className="strong"
        />
      </th>
      <td>
        {formatDay(line.inServiceBy, asOf)}
        {line.late ? <Status mark="breach">Late</Status> : null}
      </td>
      <td className="r">
        <Figure
          answer={answer}
          figure={`count ${line.id}`}
          title={`Why ${name}`}
          text={formatInteger(line.count)}
          className="strong"
        />
      </td>
      <td className="med">{line.sku}</td>
      <td>{place}</td>
      <td className="r">
        <Figure
          answer={answer}
          figure={`cost ${line.id}`}
          title={`Cost of ${name}`}
          text={line.cost === null ? NOT_MEASURED : money(line.cost, currency)}
        />
      </td>
      <td
        className="why wrap"
        title={daysInWords([line.reason, line.warning ?? ''].filter((part) => part !== '').join('; '))}
      >
        <Why line={line} answer={answer} />
        {line.warning === null ? null : (
          <Status mark="watch">
            {line.orderByIfSlow === null ? '' : `order by ${formatDay(line.orderByIfSlow, asOf)} if slow`}
          </Status>
        )}
      </td>
      <td className="r">
        <Button
          small
          kind="quiet"
          disabled={refusal !== null}
          label={`Accept ${name}`}
          {...(refusal === null ? {} : { hint: refusal })}
          onPress={() => void acceptLine(line)}
        >
          Accept
        </Button>
      </td>
    </tr>
  );
}

/** The purchase list: what to order by when, in service when, at what cost, and why. */
export function PurchaseTable({ answer }: { readonly answer: PlanAnswer }) {
  const { plan } = answer;
  if (plan.lines.length === 0) return null;
  return (
    <section className="pane pl-list" aria-label="Purchase list">
      <header>
        <h2>Purchase list</h2>
        <span className="note">
          order by = in service by − lead time − provisioning; accepting a line puts it into a scenario
        </span>
      </header>
      <div className="pl-scroll" role="group" aria-label="Purchase list, table" tabIndex={0}>
        <table aria-label="Purchases" className="tbl">
          <thead>
            <tr>
              <th>Order by</th>
              <th>In service</th>
              <th className="r">Hosts</th>
              <th>Type</th>
              <th>Cluster</th>
              <th className="r">Cost</th>
              <th className="why">Because without it</th>
              <th>
                <span className="vh">Accept</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {plan.lines.map((line) => (
              <Row key={line.id} line={line} answer={answer} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All</th>
              <td />
              <td className="r strong">{formatInteger(plan.hosts)}</td>
              <td />
              <td />
              <td className="r">
                <Figure
                  answer={answer}
                  figure="total"
                  title="Cost of the plan"
                  text={plan.totalCost === null ? NOT_MEASURED : money(plan.totalCost, plan.currency)}
                  className="strong"
                />
              </td>
              <td colSpan={2} className="mute">
                {plan.optimal ? 'the least there is' : ''}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}
