import { counted } from '../../../shared/view/number-format.ts';
import { Button } from '../../components/Button.tsx';
import { Progress } from '../../components/Progress.tsx';
import { stopActionSearch, useActionSearch } from '../../state/action-search.ts';
import { useProgress } from '../../state/progress-store.ts';
import { resumeActions } from '../../state/result-store.ts';

/** Stands where the actions will: how far the search for what makes room is, or why there is no answer. */
export function ActionSearch() {
  const { task, ended } = useActionSearch();
  const tried = useProgress((state) => (task === null ? undefined : state.byTask.get(task)?.done));
  if (task === null && ended === null) return null;
  return (
    <div className="ob-search" role="status" aria-live={task === null ? 'polite' : 'off'}>
      {task === null ? (
        <>
          <span className="mute">
            {ended === 'stopped' ? 'Search for what makes room stopped.' : `Not searched: ${ended?.message}`}
          </span>
          <Button small onPress={resumeActions}>
            Search again
          </Button>
        </>
      ) : (
        <>
          <Progress label="Searching what makes room" share={null} />
          <span className="mute nw">
            {tried === undefined ? 'searching what makes room' : `${counted(tried, 'purchase')} tried`}
          </span>
          <Button small onPress={stopActionSearch}>
            Stop
          </Button>
        </>
      )}
    </div>
  );
}
