import { Button } from '../../components/Button.tsx';
import { Progress } from '../../components/Progress.tsx';
import { cancelPlan, usePlan } from '../../state/plan-store.ts';
import { useProgress } from '../../state/progress-store.ts';

/** What runs now, with a way to stop it. Quick plans are over before it shows. */
export function PlanProgress() {
  const task = usePlan((state) => state.shown.task ?? state.baseline.task);
  const progress = useProgress((state) => (task === null ? undefined : state.byTask.get(task)));
  if (task === null || progress === undefined) return null;
  return (
    <div className="sweep" role="status">
      <div className="pg-t">
        <span>Planning</span>
        <span className="mute">{progress.detail ?? ''}</span>
        <Button small onPress={() => void cancelPlan()}>
          Cancel
        </Button>
      </div>
      <Progress label="Planning" share={null} />
    </div>
  );
}
