import type { PlanAnswer } from '../../../shared/plan/build-plan.ts';
import type { Alternative, PlanResult } from '../../../shared/plan/plan-result.ts';
import {
  differenceNode,
  hostsNode,
  missedDaysNode,
  purchaseCostNode,
  regretNode,
} from '../../../shared/plan/alternative-figures.ts';
import { money } from '../../../shared/view/money.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import {
  formatDecimal,
  formatInteger,
  formatPercent,
  NOT_MEASURED,
} from '../../../shared/view/number-format.ts';
import { alternativesTable } from '../../../shared/view/plan-tables.ts';
import { missedSummary } from '../../../shared/view/plan-words.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { Status } from '../../components/Status.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { isBesideStale, usePlan } from '../../state/plan-store.ts';

const firstOrder = ({ lines }: Pick<PlanResult, 'lines'>): string | null =>
  lines.flatMap(({ orderBy }) => (orderBy === null ? [] : [orderBy])).sort()[0] ?? null;

const missedDays = ({ missed }: Pick<PlanResult, 'missed'>): number =>
  missed.reduce((sum, { days }) => sum + days, 0);

function content({ lines }: Pick<PlanResult, 'lines'>): string {
  const counts = new Map<string, number>();
  for (const { sku, count } of lines) counts.set(sku, (counts.get(sku) ?? 0) + count);
  return [...counts].map(([sku, count]) => `${count} × ${sku}`).join(', ');
}

/** Kept to the end; kept once something can be in service; not kept. */
function Verdict({ what }: { readonly what: PlanResult | Alternative }) {
  if (!what.feasible) return <Status mark="breach">Missed</Status>;
  return what.missed.length === 0 ? <Status mark="ok">Holds</Status> : <Status mark="watch">Late</Status>;
}

const priceText = ({ totalCost, currency }: Pick<PlanResult, 'totalCost' | 'currency'>): string =>
  totalCost === null ? NOT_MEASURED : money(totalCost, currency);

interface RowProps {
  readonly title: string;
  readonly what: PlanResult | Alternative;
  readonly answer: PlanAnswer;
  readonly note: string;
}

function Row({ title, what, answer, note }: RowProps) {
  const { plan, losses } = answer;
  const regionName = useInventory((state) => state.regionName);
  const isPlan = what === plan;
  const more = what.totalCost === null || plan.totalCost === null ? null : what.totalCost - plan.totalCost;
  const order = firstOrder(what);
  const side = plan.scenario === null ? 'before' : 'after';
  return (
    <tr className={isPlan ? 'is-selected' : ''}>
      <th scope="row" className={isPlan ? 'strong' : 'med'} title={note}>
        {title}
      </th>
      <td className="r">
        {what.lines.length === 0 ? (
          '0'
        ) : (
          <ExplainNumber
            target={{ key: `plan hosts ${title}`, title: `Hosts of ${title}`, side, node: hostsNode(what) }}
          >
            {formatInteger(what.hosts)}
          </ExplainNumber>
        )}
      </td>
      <td className="ell buys" title={content(what)}>
        {content(what)}
      </td>
      <td className="r">
        {what.totalCost === null || what.lines.length === 0 ? (
          priceText(what)
        ) : (
          <ExplainNumber
            target={{
              key: `plan cost ${title}`,
              title: `Cost of ${title}`,
              side,
              node: purchaseCostNode(what),
            }}
          >
            {priceText(what)}
          </ExplainNumber>
        )}
      </td>
      <td className="r mute only-wide">
        {isPlan || more === null || more === 0 ? null : (
          <ExplainNumber
            target={{
              key: `plan difference ${title}`,
              title: `${title} against this plan`,
              side,
              node: differenceNode(what, plan),
            }}
          >
            {`${more > 0 ? '+' : '−'}${money(Math.abs(more), what.currency)}`}
          </ExplainNumber>
        )}
      </td>
      <td>{order === null ? <span className="mute">none</span> : formatDay(order, plan.asOf)}</td>
      <td className="r">
        {what.missed.length === 0 ? (
          '0'
        ) : (
          <ExplainNumber
            target={{
              key: `plan days ${title}`,
              title: `Target days missed, ${title}`,
              side,
              node: missedDaysNode(what),
            }}
          >
            {formatInteger(missedDays(what))}
          </ExplainNumber>
        )}
      </td>
      <td className="wrap why" title={note}>
        {what.missed.length === 0 ? (
          <span className="mute">nothing</span>
        ) : (
          missedSummary(what.missed, plan.asOf, { regionName, losses })
        )}
      </td>
      <td>
        <Verdict what={what} />
      </td>
    </tr>
  );
}

function Regret({ plan }: { readonly plan: PlanResult }) {
  const chosen = plan.alternatives.find(({ kind }) => kind === 'least-regret');
  const regret = chosen?.regret ?? null;
  if (regret === null) return null;
  const node = regretNode(regret, chosen?.totalCost ?? 0);
  const text = (amount: number): string => money(amount, plan.currency);
  return (
    <p className="soft pl-regret">
      Least expected regret, for demand at the {formatPercent(regret.quantile, 0)} mark of its interval:{' '}
      {formatDecimal(regret.underBuyWeight, 0)} × {text(regret.expectedUnderBuy)} too little +{' '}
      {formatDecimal(regret.overBuyWeight, 0)} × {text(regret.expectedOverBuy)} too much ={' '}
      <ExplainNumber
        target={{ key: 'plan regret', title: 'Least expected regret', side: 'before', node }}
        className="strong"
      >
        {text(regret.expectedRegret)}
      </ExplainNumber>
      , the mean over {regret.demands.length} equally likely demands. The weights are assumptions.
    </p>
  );
}

/** What else could be done, side by side with the plan. */
export function AlternativesPane({ answer }: { readonly answer: PlanAnswer }) {
  const { plan } = answer;
  const isStale = usePlan(isBesideStale);
  // Where limits bind, the plan shown is the one within them.
  const others = plan.alternatives.filter(({ kind }) => kind !== 'within-limits');
  if (others.length === 0) return null;
  return (
    <section
      className={isStale ? 'pane rule-top is-stale' : 'pane rule-top'}
      aria-label="Alternatives"
      aria-busy={isStale}
    >
      <header>
        <h2>Instead</h2>
        <span className="note">
          {isStale ? 'of the plan before, being computed anew; ' : ''}target days = days on which a target is
          missed, added up over the targets
        </span>
        <CopyCsv what="Alternatives" table={() => alternativesTable(plan)} />
      </header>
      <div className="pl-scroll" role="group" aria-label="Alternatives, table" tabIndex={0}>
        <table aria-label="Alternatives" className="tbl pl-alt">
          <thead>
            <tr>
              <th>Plan</th>
              <th className="r">Hosts</th>
              <th>Buys</th>
              <th className="r">Cost</th>
              <th className="r only-wide">Difference</th>
              <th>First order</th>
              <th className="r">Target days</th>
              <th className="why">Missed</th>
              <th>Verdict</th>
            </tr>
          </thead>
          <tbody>
            <Row title="This plan" what={plan} answer={answer} note="least cost" />
            {others.map((other) => (
              <Row
                key={other.title}
                title={other.title}
                what={other}
                answer={answer}
                note={other.explanation}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Regret plan={plan} />
    </section>
  );
}
