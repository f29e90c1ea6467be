import { dueName, dueWords } from '../../shared/view/review-cadence.ts';
import { useCadence } from '../state/cadence-store.ts';
import { showDecisionsTab } from '../state/decision-store.ts';
import { useView } from '../state/view-store.ts';

/** One quiet line while a review is due; a press leads there. */
export function ReviewReminder() {
  const due = useCadence((state) => state.answer?.due)?.filter(({ overdueDays }) => overdueDays >= 0);
  const [first] = due ?? [];
  if (due === undefined || first === undefined) return null;
  return (
    <button
      type="button"
      className="linkish"
      onClick={() => {
        showDecisionsTab('reviews');
        useView.getState().goTo('decisions');
      }}
    >
      {dueName(first)} {dueWords(first)}
      {due.length > 1 ? `, ${due.length - 1} more` : ''}
    </button>
  );
}
