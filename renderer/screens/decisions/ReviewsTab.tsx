import { useEffect, useState } from 'react';
import type { CadenceAnswer, ReviewEntry } from '../../../shared/ipc/cadence-channels.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { dueName, dueWords, type DueReview } from '../../../shared/view/review-cadence.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { Button } from '../../components/Button.tsx';
import { NotYet, EmptyState } from '../../components/EmptyState.tsx';
import { Status } from '../../components/Status.tsx';
import { VerdictHead } from '../../components/VerdictHead.tsx';
import { chooseReview, loadCadence, takeReview, useCadence } from '../../state/cadence-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { REVIEW_WORDS } from './review-words.ts';
import { ReviewSheetPane } from './ReviewSheetPane.tsx';
import { ScheduleDialog } from './ScheduleDialog.tsx';

function Verdict({ answer }: { readonly answer: CadenceAnswer }) {
  const [first] = answer.due;
  if (first === undefined)
    return (
      <VerdictHead mark="unknown">
        <b>No review is planned.</b> Set when reviews are due, or take one now.
      </VerdictHead>
    );
  const isDue = first.overdueDays >= 0;
  return (
    <VerdictHead mark={first.overdueDays > 0 ? 'breach' : isDue ? 'watch' : 'ok'}>
      <b>
        {dueName(first)} {isDue ? dueWords(first) : `is next, ${dueWords(first)}`}.
      </b>{' '}
      {isDue ? 'Take it below: figures and forecasts of now are kept.' : 'Nothing is overdue.'}
    </VerdictHead>
  );
}

function Due({ due, today }: { readonly due: readonly DueReview[]; readonly today: string }) {
  const readOnly = useWorkspace((state) => state.info?.readOnly ?? true);
  return (
    <table className="tbl rev-due" aria-label="Reviews due">
      <tbody>
        {due.map((one) => (
          <tr key={`${one.kind} ${one.subject ?? ''}`}>
            <td className="wrap">{dueName(one)}</td>
            <td className="r">{formatDay(one.dueOn, today)}</td>
            <td className="r">
              {one.overdueDays > 0 ? (
                <Status mark="breach">{dueWords(one)}</Status>
              ) : (
                <span className={one.overdueDays === 0 ? '' : 'mute'}>{dueWords(one)}</span>
              )}
            </td>
            <td className="r">
              <Button
                small
                kind={one.overdueDays >= 0 ? 'primary' : 'plain'}
                disabled={readOnly}
                onPress={() => void takeReview({ kind: one.kind, subject: one.subject, note: '' })}
              >
                Take it now
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({ review }: { readonly review: ReviewEntry }) {
  if (review.sheet === null) return <span className="mute">no notes</span>;
  return review.sheet.signed === null ? (
    <span className="mute">open</span>
  ) : (
    <Status mark="ok">{review.sheet.signed.by ?? 'signed'}</Status>
  );
}

function Past({ reviews, chosen }: { readonly reviews: readonly ReviewEntry[]; readonly chosen: number }) {
  return (
    <section className="dec-list rev-list" aria-label="Reviews taken">
      <table aria-label="Reviews" className="tbl">
        <thead>
          <tr>
            <th>Review</th>
            <th className="r rev-day">On</th>
            <th className="rev-state">Signed</th>
          </tr>
        </thead>
        <tbody>
          {reviews.map((review) => (
            <tr key={review.id} className={review.id === chosen ? 'is-selected' : ''}>
              <th scope="row">
                <button
                  type="button"
                  className="dec-pick"
                  {...(review.id === chosen ? { 'aria-current': 'true' as const } : {})}
                  onClick={() => chooseReview(review.id)}
                >
                  {REVIEW_WORDS[review.kind]}
                </button>
              </th>
              <td className="r">{formatDay(review.day, null)}</td>
              <td>
                <State review={review} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** When reviews are due, and what was seen and said at those that were taken. */
export function ReviewsTab() {
  const revision = useWorkspace((state) => state.info?.revision);
  const readOnly = useWorkspace((state) => state.info?.readOnly ?? true);
  const { answer, failure, chosen } = useCadence();
  const [isPlanning, setIsPlanning] = useState(false);
  useEffect(() => void loadCadence(), [revision]);
  if (answer === null)
    return (
      <NotYet
        wait="Reading the reviews…"
        failed="The reviews cannot be read."
        failure={failure}
        again={() => void loadCadence()}
      />
    );
  const { due, reviews, cadence, today } = answer;
  const review = reviews.find(({ id }) => id === chosen) ?? reviews[0];
  const buttons = (
    <div className="chk-start">
      <Button icon="calendar" disabled={readOnly} onPress={() => setIsPlanning(true)}>
        Schedule…
      </Button>
      {(['weekly', 'monthly'] as const)
        .filter((kind) => !due.some((one) => one.kind === kind))
        .map((kind) => (
          <Button
            key={kind}
            disabled={readOnly}
            onPress={() => void takeReview({ kind, subject: null, note: '' })}
          >
            {kind === 'weekly' ? 'Weekly review now' : 'Monthly review now'}
          </Button>
        ))}
    </div>
  );
  return (
    <>
      <Verdict answer={answer} />
      <div className="decisions split">
        <div className="dec-left">
          <div className="dec-tools">
            {buttons}
            {review === undefined ? null : <CopyCsv what="Reviews taken" within=".rev-list" />}
          </div>
          {due.length === 0 ? null : <Due due={due} today={today} />}
          {review === undefined ? null : <Past reviews={reviews} chosen={review.id} />}
        </div>
        {review === undefined ? (
          <div className="screen-note">
            <EmptyState icon="clock" title="No review was taken yet">
              A review keeps the assessment and the forecasts of its day, says what changed since the one
              before, and is signed.
            </EmptyState>
          </div>
        ) : (
          <ReviewSheetPane key={review.id} review={review} />
        )}
      </div>
      {isPlanning ? <ScheduleDialog cadence={cadence} onClose={() => setIsPlanning(false)} /> : null}
    </>
  );
}
