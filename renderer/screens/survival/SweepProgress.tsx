import { formatInteger } from '../../../shared/view/number-format.ts';
import { Button } from '../../components/Button.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useProgress } from '../../state/progress-store.ts';
import { cancelSweep, useSurvival } from '../../state/survival-store.ts';

const TITLES = {
  before: { 1: 'Trying every host and failure domain', 2: 'Trying every pair of hosts' },
  after: {
    1: 'Trying every host and failure domain in the scenario',
    2: 'Trying every pair of hosts in the scenario',
  },
} as const;

function Running({ task, title }: { readonly task: string; readonly title: string }) {
  const progress = useProgress((state) => state.byTask.get(task));
  const share = progress === undefined || progress.total === 0 ? null : progress.done / progress.total;
  return (
    <div className="sweep" role="status">
      <div className="pg-t">
        <span>{title}</span>
        {progress === undefined ? null : (
          <span className="mute">
            {formatInteger(progress.done)} of {formatInteger(progress.total)}
          </span>
        )}
        <Button small onPress={() => void cancelSweep(task)}>
          Cancel
        </Button>
      </div>
      <Progress label={title} share={share} />
    </div>
  );
}

/** The sweeps that run now, each with its share done and a way to stop it. */
export function SweepProgress() {
  const { before, after } = useSurvival();
  const running = (
    [
      ['before', before],
      ['after', after],
    ] as const
  ).flatMap(([side, sweeps]) =>
    ([1, 2] as const).flatMap((losses) => {
      const { task } = sweeps[losses];
      return task === null ? [] : [{ task, title: TITLES[side][losses] }];
    }),
  );
  return running.map(({ task, title }) => <Running key={task} task={task} title={title} />);
}
