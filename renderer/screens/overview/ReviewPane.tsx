import { useEffect, useState } from 'react';
import { formatDay, formatDayInSentence, formatMoment } from '../../../shared/view/date-format.ts';
import type { ReviewAnswer } from '../../../shared/ipc/review-channels.ts';
import type { ReviewChange } from '../../../shared/view/review-change.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { NotYet } from '../../components/EmptyState.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { explainConstraint } from '../../state/explain-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useResults } from '../../state/result-store.ts';
import { chooseReview, loadReview, useReview } from '../../state/review-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { useIsReadingHistory } from '../forecast/use-forecast-list.ts';

/** As many as stand beside the triggers without making their row higher. */
const FIRST = 3;

/** Asked for when the assessment and the forecasts are there: nobody waits for a comparison before the figures. */
function useLoadedReview(): void {
  const baseline = useResults((state) => state.baseline);
  const isReading = useIsReadingHistory();
  useEffect(() => {
    if (baseline !== null && !isReading) void loadReview();
  }, [baseline, isReading]);
}

function Change({ change }: { readonly change: ReviewChange }) {
  const { text, detail, constraintId } = change;
  return (
    <li>
      <p>
        {constraintId === null ? (
          text
        ) : (
          <ExplainNumber target={explainConstraint(constraintId, 'before')}>{text}</ExplainNumber>
        )}
      </p>
      {detail === '' ? null : <p className="note">{detail}</p>}
    </li>
  );
}

function Changes({ changes }: { readonly changes: readonly ReviewChange[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const region = useView((state) => state.region);
  const regionOf = useInventory((state) => state.regionOf);
  const own = changes.filter(({ scope }) => {
    const of = scope === null ? null : regionOf(scope);
    return of === null || of === region; // what belongs to no region is everybody's
  });
  if (own.length === 0)
    return <p className="mute">Nothing changed here: same figures, dates, orders and assumptions.</p>;
  return (
    <>
      <ul className="since-list">
        {own.slice(0, showsAll ? own.length : FIRST).map((change) => (
          <Change key={change.key} change={change} />
        ))}
      </ul>
      {own.length > FIRST ? (
        <p className="more">
          <button
            type="button"
            className="linkish"
            aria-expanded={showsAll}
            onClick={() => setShowsAll(!showsAll)}
          >
            {showsAll ? 'Show fewer' : `${own.length - FIRST} more`}
          </button>
        </p>
      ) : null}
    </>
  );
}

/** Which review to compare with, where several were kept. */
function PickReview({ answer }: { readonly answer: ReviewAnswer | null }) {
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  if (answer === null || answer.kept.length < 2) return null;
  return (
    <MenuButton
      label="Compare with another review"
      icon="clock"
      iconOnly
      small
      items={answer.kept.map(({ id, day, atMs }, at) => ({
        id: String(id),
        label: `${formatDay(day, asOf)}, ${formatMoment(atMs, atMs)}`,
        ...(answer.last?.id === id ? { icon: 'check' as const } : {}),
        ...(at === 0 ? { beside: 'newest' } : {}),
      }))}
      onAction={(id) => {
        const isNewest = Number(id) === answer.kept[0]?.id;
        void chooseReview(isNewest ? null : Number(id));
      }}
    />
  );
}

/** What is not as it was when somebody last marked the region as reviewed, most important first. */
export function ReviewPane() {
  useLoadedReview();
  const answer = useReview((state) => state.answer);
  const failure = useReview((state) => state.failure);
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const last = answer?.last ?? null;
  const then = last === null ? null : last.asOf.slice(0, 10);
  return (
    <section
      className="pane since"
      aria-label="What changed since the last review"
      aria-busy={answer === null && failure === null}
    >
      <header>
        <h2>{last === null ? 'Since the last review' : `Since ${formatDayInSentence(last.day, asOf)}`}</h2>
        <span className="grow" />
        <PickReview answer={answer} />
      </header>
      {then === null || then === last?.day || then === asOf?.slice(0, 10) ? null : (
        <p className="note">inventory of {formatDay(then, asOf)}</p>
      )}
      {answer === null ? (
        <NotYet
          inside
          wait="comparing…"
          failed="It was not compared."
          failure={failure}
          again={() => void loadReview()}
        />
      ) : last === null ? (
        <p className="mute">
          Nothing reviewed yet. <b className="med">Mark as reviewed</b> keeps today’s figures; what changes
          after that is said here.
        </p>
      ) : (
        <Changes changes={answer.changes} />
      )}
    </section>
  );
}
