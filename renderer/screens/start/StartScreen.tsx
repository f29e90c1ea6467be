import { BrandMark } from '../../app/Brand.tsx';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useProgress } from '../../state/progress-store.ts';
import {
  createWorkspace,
  forgetRecent,
  openRecent,
  openSample,
  openWorkspace,
  useWorkspace,
} from '../../state/workspace-store.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** While the sample is made through the real import path, its progress is shown here. */
function Opening({ what }: { readonly what: string }) {
  const progress = useProgress((state) => state.byTask.get('sample'));
  const share = progress === undefined || progress.total === 0 ? null : progress.done / progress.total;
  return (
    <div className="start-opening" role="status">
      <div className="start-line">
        <span>Opening {what.charAt(0).toLowerCase() + what.slice(1)}</span>
        <span className="mute">{progress?.detail ?? ''}</span>
      </div>
      <Progress label={`Opening ${what}`} share={share} />
    </div>
  );
}

function Recent() {
  const recent = useWorkspace((state) => state.recent);
  const opening = useWorkspace((state) => state.opening);
  if (recent.length === 0) return null;
  return (
    <section className="start-recent">
      <h2>Recent</h2>
      <ul>
        {recent.map((workspace) => (
          <li key={workspace.id}>
            <button
              type="button"
              className="recent-row"
              disabled={workspace.missing || opening !== null}
              title={workspace.displayPath}
              onClick={() => void openRecent(workspace)}
            >
              <Icon name="file" />
              <span className="recent-name">
                <b className="med ell">{workspace.name}</b>
                <span className="mute ell">
                  {workspace.missing ? 'The file is not there any more' : workspace.displayPath}
                </span>
              </span>
              <span className="mute nw">{day.format(workspace.openedAtMs)}</span>
            </button>
            <Button
              kind="quiet"
              small
              icon="x"
              label={`Take ${workspace.name} off this list`}
              onPress={() => void forgetRecent(workspace.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** No account, no network, no wizard: the sample, a new file, an old file, or a dropped one. */
export function StartScreen() {
  const opening = useWorkspace((state) => state.opening);
  const failure = useWorkspace((state) => state.startFailure);
  const version = useWorkspace((state) => state.app?.version);
  const isBusy = opening !== null;
  return (
    <main className="start">
      <div className="start-column">
        <header className="start-head">
          <BrandMark />
          <h1>Headroom</h1>
          {version === undefined ? null : <span className="mute">{version}</span>}
        </header>
        <p className="start-say">What is full, what breaks first, and what is left when a host is lost.</p>
        {failure === null ? null : (
          <ErrorNote title="Headroom could not start its engine.">{failure}</ErrorNote>
        )}
        <div className="start-acts">
          <Button kind="primary" disabled={isBusy} autoFocus onPress={() => void openSample()}>
            Open sample region
          </Button>
          <Button disabled={isBusy} onPress={() => void createWorkspace()}>
            New workspace
          </Button>
          <Button disabled={isBusy} onPress={() => void openWorkspace()}>
            Open…
          </Button>
        </div>
        {opening === null ? null : <Opening what={opening} />}
        <Recent />
        <p className="start-drop">
          <Icon name="file" size={14} />
          Drop a .headroom workspace, a model document, inventory CSVs or metric files anywhere on this
          window.
        </p>
      </div>
    </main>
  );
}
