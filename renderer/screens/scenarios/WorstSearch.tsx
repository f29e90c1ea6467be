import { Button } from '../../components/Button.tsx';
import { Running, runningOf } from '../../components/Progress.tsx';
import { useProgress } from '../../state/progress-store.ts';
import { runActive, stopWorstSearch, useResults } from '../../state/result-store.ts';

/** How far a long search for the worst loss is, with its stop; and once it was stopped, that there may be a worse one. */
export function WorstSearch() {
  const task = useResults((state) => state.task);
  const isStopped = useResults((state) => state.isStopped);
  const progress = useProgress((state) => (task === null ? undefined : state.byTask.get(task)));
  if (progress !== undefined) {
    const { said, share } = runningOf(progress);
    return (
      <Running label="Searching the worst loss" said={`${progress.detail ?? ''}: ${said}`} share={share}>
        <Button small label="Stop searching the worst loss" onPress={stopWorstSearch}>
          Stop
        </Button>
      </Running>
    );
  }
  if (!isStopped) return null;
  return (
    <div className="sweep" role="status">
      <div className="pg-t">
        <span>Stopped: the worst loss is at least this one</span>
        <Button small label="Search the worst loss again" onPress={() => void runActive()}>
          Search again
        </Button>
      </div>
    </div>
  );
}
