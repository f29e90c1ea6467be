import { Button } from '../../components/Button.tsx';
import { markReviewed } from '../../state/review-store.ts';
import { useResults } from '../../state/result-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { useIsReadingHistory } from '../forecast/use-forecast-list.ts';

/** Keeps what the Overview shows, so that the next review can say what changed; waits until all of it is there. */
export function MarkReviewed() {
  const readOnly = useWorkspace((state) => state.info?.readOnly ?? true);
  const isThere = useResults((state) => state.baseline !== null);
  const isReading = useIsReadingHistory();
  return (
    <Button icon="check" disabled={readOnly || !isThere || isReading} onPress={() => void markReviewed()}>
      Mark as reviewed
    </Button>
  );
}
