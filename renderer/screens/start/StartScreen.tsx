import type { ListedCommand } from '../../../shared/ipc/menu-commands.ts';
import type { RecentWorkspace } from '../../../shared/ipc/workspace-channels.ts';
import { formatMomentDay } from '../../../shared/view/date-format.ts';
import { BrandMark } from '../../app/Brand.tsx';
import { runMenuCommand } from '../../app/run-menu-command.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useProgress } from '../../state/progress-store.ts';
import {
  createWorkspace,
  forgetRecent,
  loadApp,
  openRecent,
  openSample,
  openWorkspace,
  useWorkspace,
} from '../../state/workspace-store.ts';

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

function placeOf({ missing, silent, displayPath }: RecentWorkspace): string {
  if (missing) return 'The file is not there any more';
  return silent ? `Its disk does not answer: ${displayPath}` : displayPath;
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
                <span className="mute ell">{placeOf(workspace)}</span>
              </span>
              <span className="mute nw">{formatMomentDay(workspace.openedAtMs)}</span>
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

const LINKS: readonly (readonly [command: ListedCommand, words: string])[] = [
  ['help', 'How to begin'],
  ['help-glossary', 'Glossary'],
  ['help-formulas', 'Formulas'],
  ['shortcuts', 'Keys'],
  ['updates', 'Check for updates'],
  ['licences', 'Licences'],
  ['diagnostics', 'Save diagnostics'],
];

/** What needs no workspace: to read first, and for when none will open. */
function Links() {
  return (
    <nav className="start-links" aria-label="Help">
      {LINKS.map(([command, words]) => (
        <button
          key={command}
          type="button"
          className="linkish"
          onClick={() => runMenuCommand(command, 'page')}
        >
          {words}
        </button>
      ))}
    </nav>
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
          <ErrorNote title="Headroom could not start its engine." again={() => void loadApp()}>
            {failure}
          </ErrorNote>
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
        <Links />
      </div>
    </main>
  );
}
