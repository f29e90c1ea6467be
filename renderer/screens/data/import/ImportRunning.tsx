import { formatInteger } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import { Button } from '../../../components/Button.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { cancelImport } from '../../../state/import-store.ts';
import { useProgress } from '../../../state/progress-store.ts';

/** How far the import is, its rate and what remains, with Cancel. */
export function ImportRunning({ task }: { readonly task: string }) {
  const progress = useProgress((state) => state.byTask.get(task));
  const share = progress === undefined || progress.total === 0 ? null : progress.done / progress.total;
  const rest = progress?.remainingSeconds ?? null;
  return (
    <div className="import-run" role="status" aria-live="off">
      <div className="pg-t">
        <span className="ell">{progress?.detail ?? 'Starting'}</span>
        {share === null ? null : <span className="mute">{Math.round(share * 100)}%</span>}
        <Button small onPress={() => void cancelImport()}>
          Cancel
        </Button>
      </div>
      <Progress label="Importing" share={share} />
      <p className="mute">
        {progress?.ratePerSecond == null
          ? 'Nothing is kept until everything is read.'
          : `${formatInteger(progress.ratePerSecond)} rows/s`}
        {rest === null
          ? ''
          : `, ${rest < 1 ? 'less than a second' : quantityText(Math.ceil(rest), 'seconds')} left`}
      </p>
    </div>
  );
}
