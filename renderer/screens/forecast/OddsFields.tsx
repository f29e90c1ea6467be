import { counted, formatInteger } from '../../../shared/view/number-format.ts';
import { Button } from '../../components/Button.tsx';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { Progress } from '../../components/Progress.tsx';
import { cancelOdds, chooseOdds, throwOdds, useOdds } from '../../state/odds-store.ts';
import { useProgress } from '../../state/progress-store.ts';

/** How far the runs are, with the way to stop them. */
function Running({ task }: { readonly task: string }) {
  const progress = useProgress((state) => state.byTask.get(task));
  const share = progress === undefined || progress.total === 0 ? null : progress.done / progress.total;
  return (
    <div className="odds-run" role="status" aria-live="off">
      <Progress label="Making the runs" share={share} />
      <span className="mute nw">
        {progress === undefined
          ? 'getting ready'
          : `${formatInteger(progress.done)} of ${formatInteger(progress.total)}`}
      </span>
      <Button small onPress={() => void cancelOdds()}>
        Cancel
      </Button>
    </div>
  );
}

/** How many runs, from which seed, with how late orders; and the act. */
export function OddsFields({ isCurrent }: { readonly isCurrent: boolean }) {
  const runs = useOdds((state) => state.runs);
  const seed = useOdds((state) => state.seed);
  const delayDays = useOdds((state) => state.delayDays);
  const task = useOdds((state) => state.before.task ?? state.after.task);
  return (
    <div className="odds-fields">
      <NumberInput
        label="Runs"
        value={runs}
        min={100}
        max={100_000}
        step={100}
        onChange={(value) => {
          if (value !== null) chooseOdds({ runs: Math.round(value) });
        }}
      />
      <NumberInput
        label="Seed"
        value={seed}
        placeholder="scenario’s"
        step={1}
        onChange={(value) => chooseOdds({ seed: value === null ? null : Math.round(value) })}
      />
      <NumberInput
        label="Orders late by up to"
        unit="days"
        help="90% of the orders come at most so many days late; 0: every order on its day"
        value={delayDays}
        min={0}
        max={3650}
        step={1}
        onChange={(value) => chooseOdds({ delayDays: value ?? 0 })}
      />
      {task === null ? (
        <Button small disabled={isCurrent} onPress={() => void throwOdds()}>
          Make {counted(runs, 'run')}
        </Button>
      ) : (
        <Running task={task} />
      )}
      <span className="vh" role="status">
        {isCurrent && task === null ? `${counted(runs, 'run')} made` : ''}
      </span>
    </div>
  );
}
