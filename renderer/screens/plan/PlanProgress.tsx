import { Button } from '../../components/Button.tsx';
import { Running } from '../../components/Progress.tsx';
import { cancelPlan, usePlan } from '../../state/plan-store.ts';
import { useProgress } from '../../state/progress-store.ts';

/** What runs now, with a way to stop it. Quick plans are over before it shows. */
export function PlanProgress() {
  const task = usePlan((state) => state.shown.task ?? state.baseline.task);
  const progress = useProgress((state) => (task === null ? undefined : state.byTask.get(task)));
  if (task === null || progress === undefined) return null;
  return (
    <Running label="Planning" said={progress.detail ?? ''} share={null}>
      <Button small onPress={() => void cancelPlan()}>
        Cancel
      </Button>
    </Running>
  );
}
