import { Button } from '../../components/Button.tsx';
import { Running, runningOf } from '../../components/Progress.tsx';
import { useProgress } from '../../state/progress-store.ts';
import { cancelSweep, useSurvival } from '../../state/survival-store.ts';

const TITLES = {
  before: { 1: 'Trying every host and failure domain', 2: 'Trying every pair of hosts' },
  after: {
    1: 'Trying every host and failure domain in the scenario',
    2: 'Trying every pair of hosts in the scenario',
  },
} as const;

function Sweep({ task, title }: { readonly task: string; readonly title: string }) {
  const progress = useProgress((state) => state.byTask.get(task));
  return (
    <Running label={title} {...runningOf(progress)}>
      <Button
        small
        label={`Cancel ${title.charAt(0).toLowerCase()}${title.slice(1)}`}
        onPress={() => void cancelSweep(task)}
      >
        Cancel
      </Button>
    </Running>
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
  return running.map(({ task, title }) => <Sweep key={task} task={task} title={title} />);
}
