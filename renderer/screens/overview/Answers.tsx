import { breaksFirst, regionAnswers, type Answer } from '../../../shared/view/answers.ts';
import { DATED_QUESTIONS, datedAnswers } from '../../../shared/view/dated-answers.ts';
import { STATE_WORDS } from '../../../shared/view/shown-state.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { STATE_MARKS } from '../../components/state-marks.ts';
import { Mark } from '../../components/Status.tsx';
import { explainConstraint, explainForecast, type ExplainTarget } from '../../state/explain-store.ts';
import { useView } from '../../state/view-store.ts';
import { useIsReadingHistory, useRegionForecasts } from '../forecast/use-forecast-list.ts';
import { useRegionTriggers } from './use-region-triggers.ts';
import { useLosses } from '../../state/policy-store.ts';
import type { RegionView } from './use-region-view.ts';

function targetOf(answer: Answer, constraintId: string): ExplainTarget {
  const today = explainConstraint(constraintId, 'before');
  if (answer.onDay === undefined) return today;
  return explainForecast(
    constraintId,
    'before',
    answer.onDay,
    'demand',
    `${today.title}: ${answer.question}`,
  );
}

function Figure({ answer }: { readonly answer: Answer }) {
  const content = (
    <>
      {answer.figure}
      {answer.unit === '' ? null : <span className="fig-u nw"> {answer.unit}</span>}
    </>
  );
  return (
    <p className="figure">
      {answer.constraintId === null ? (
        content
      ) : (
        <ExplainNumber target={targetOf(answer, answer.constraintId)}>{content}</ExplainNumber>
      )}{' '}
      {answer.state === null ? null : (
        <Mark mark={STATE_MARKS[answer.state]} label={STATE_WORDS[answer.state]} />
      )}
    </p>
  );
}

/** The questions stand while their answers are read from the history, so that nothing jumps when they come. */
function Waiting() {
  return (
    <section className="answers" aria-label="Four answers" aria-busy="true">
      {DATED_QUESTIONS.map((question) => (
        <div key={question}>
          <h2>{question}</h2>
          <p className="figure mute">…</p>
          <p className="a-b mute">reading the history</p>
        </div>
      ))}
    </section>
  );
}

/** The smallest action silences one trigger; what keeps every target at least cost is another question, and has its screen. */
function WholePlan() {
  return (
    <p className="a-b">
      the smallest action; for every target:{' '}
      <button type="button" className="linkish" onClick={() => useView.getState().goTo('plan')}>
        Plan
      </button>
    </p>
  );
}

/** The four questions: with dates where something is forecast, else what today's data answers. */
export function Answers({ view }: { readonly view: RegionView }) {
  const losses = useLosses();
  const forecasts = useRegionForecasts();
  const triggers = useRegionTriggers();
  const isReading = useIsReadingHistory();
  const sides = { before: view.constraintsBefore, after: view.constraintsAfter, region: view.region };
  const dated =
    forecasts === null ? null : datedAnswers(forecasts.rows, triggers, forecasts.frame, breaksFirst(sides));
  if (isReading) return <Waiting />;
  const answers = dated ?? regionAnswers(sides, losses);
  return (
    <section className="answers" aria-label="Four answers">
      {answers.map((answer) => (
        <div key={answer.question}>
          <h2>{answer.question}</h2>
          <Figure answer={answer} />
          <p className="a-b" title={answer.line}>
            {answer.line}
          </p>
          {answer.question === DATED_QUESTIONS[2] ? <WholePlan /> : null}
          {answer.scenario === null ? null : (
            <p className="a-s" title={answer.scenario}>
              <Mark mark="scen" />
              {answer.scenario}
            </p>
          )}
        </div>
      ))}
    </section>
  );
}
