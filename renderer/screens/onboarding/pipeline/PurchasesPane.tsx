import type { PipelinePlan } from '../../../../shared/plan/pipeline-plan.ts';
import type { PlanLine, PlanResult } from '../../../../shared/plan/plan-result.ts';
import { daysInWords, formatDay } from '../../../../shared/view/date-format.ts';
import { money } from '../../../../shared/view/money.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import {
  COURSE_TITLES,
  lineCostNode,
  orderWhen,
  planCostNode,
  planSurety,
} from '../../../../shared/view/pipeline-plan-view.ts';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { Button } from '../../../components/Button.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { cancelPlans, planPipeline, usePipeline } from '../../../state/pipeline-store.ts';
import { useProgress } from '../../../state/progress-store.ts';

function Line({ line, plan }: { readonly line: PlanLine; readonly plan: PlanResult }) {
  const asOf = plan.asOf.slice(0, 10);
  const what = `${line.count} × ${line.sku} for ${line.cluster}`;
  return (
    <li title={daysInWords(line.reason)}>
      <b className="when">{orderWhen(line, asOf)}</b>
      <span>{what}</span>
      <span className="mute r">
        in service {formatDay(line.inServiceBy, asOf)}
        {line.cost === null ? (
          ', price not known'
        ) : (
          <>
            {', '}
            <ExplainNumber
              target={{
                key: `cost ${line.id}`,
                title: `Cost: ${what}`,
                side: 'after',
                node: lineCostNode(line),
              }}
            >
              {money(line.cost, plan.currency)}
            </ExplainNumber>
          </>
        )}
      </span>
    </li>
  );
}

function Course({ course, plan }: PipelinePlan) {
  const node = planCostNode(plan);
  const title = COURSE_TITLES[course];
  return (
    <div>
      <h3>
        {title}
        {plan.totalCost === null || node === null ? null : (
          <>
            {': '}
            <ExplainNumber
              target={{ key: `plan ${course}`, title: `Cost: ${title.toLowerCase()}`, side: 'after', node }}
            >
              {money(plan.totalCost, plan.currency)}
            </ExplainNumber>
          </>
        )}
      </h3>
      {plan.lines.length === 0 ? (
        <p className="soft">
          {plan.feasible ? 'Nothing to buy.' : 'Nothing that can be bought keeps every target.'}
        </p>
      ) : (
        <ol className="ob-actions">
          {plan.lines.map((line) => (
            <Line key={line.id} line={line} plan={plan} />
          ))}
        </ol>
      )}
      <p className="note">{planSurety(plan)}</p>
      {plan.lines.length === 0
        ? null
        : plan.explanation.map((said) => (
            <p key={said} className="soft">
              {said}
            </p>
          ))}
    </div>
  );
}

function Planning({ task }: { readonly task: string }) {
  const tried = useProgress((state) => state.byTask.get(task)?.done);
  return (
    <div className="ob-search" role="status" aria-live="off">
      <Progress label="Planning what to buy" share={null} />
      <span className="mute nw">
        {tried === undefined ? 'planning' : `${counted(tried, 'loss', 'losses')} of clusters tried`}
      </span>
      <Button small onPress={() => void cancelPlans()}>
        Stop
      </Button>
    </div>
  );
}

/** What to buy by when, by the exact purchase plan: for what is expected, and for everybody signing. Whom to sign first. */
export function PurchasesPane({ signFirst }: { readonly signFirst: readonly string[] }) {
  const { plans, planTask, planFailure } = usePipeline();
  return (
    <section className="pane purchases" aria-label="Hosts to buy">
      <header>
        <h2>Hosts to buy, by when</h2>
        <span className="note">least cost, no limits</span>
      </header>
      {planTask === null ? null : <Planning task={planTask} />}
      {planFailure === null ? null : (
        <div className="ob-search" role="status">
          <span className="mute">
            {planFailure === 'stopped' ? 'Planning stopped.' : `Not planned: ${planFailure}`}
          </span>
          <Button small onPress={() => void planPipeline()}>
            Plan again
          </Button>
        </div>
      )}
      {plans?.map(({ course, plan }) => (
        <Course key={course} course={course} plan={plan} />
      ))}
      <h3>Sign in this order</h3>
      <p className="soft">
        {counted(signFirst.length, 'customer')}, the ones that move dates least first: see the column Sign.
      </p>
    </section>
  );
}
